"""All that a page says, as it goes to the browser: labels, helps, tables and pictures too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

# As a word: not in a key, an id or an address.
_CUSTOMER = re.compile(r"(?<![\w./@-])customers?(?![\w/@-])", re.IGNORECASE)


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child.proto
            yield from _elements(child)
        else:
            yield child.proto


def customers_said(at: AppTest) -> list[str]:
    """Return where a page says "customers", with some words around it."""
    found = []
    for root in at._tree.children.values():
        for proto in _elements(root):
            text = str(proto)
            found += [text[max(0, m.start() - 60) : m.end() + 30] for m in _CUSTOMER.finditer(text)]
    return found
