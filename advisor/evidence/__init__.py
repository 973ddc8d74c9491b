"""The only readers of ``data/``: tables, facts, priors, places, audience, examples.

``load_tables`` reads and freezes the tables; ``resolve`` fills a profile from them;
``load_examples`` reads the example profiles.  The last two are imported on first use, so that
asking for a table costs no more than the table.
"""

from __future__ import annotations

from typing import Any

from advisor.evidence.tables import load_tables

__all__ = ["load_examples", "load_tables", "resolve"]


def __getattr__(name: str) -> Any:
    """Import ``resolve`` and ``load_examples`` when first asked for."""
    if name == "resolve":
        from advisor.evidence.resolve import resolve

        return resolve
    if name == "load_examples":
        from advisor.evidence.examples import load_examples

        return load_examples
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
