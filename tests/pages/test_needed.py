"""What is worked out is said while it is: no page waits behind words that say nothing."""

from __future__ import annotations

import ast
from pathlib import Path

from advisor.ui.needed import WORK

ROOT = Path(__file__).resolve().parents[2]


def _asked() -> set[str]:
    """Return the insights that pages ask for by name."""
    found: set[str] = set()
    for path in [*(ROOT / "pages").glob("*.py"), ROOT / "advisor/ui/how_sure_view.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "insight_for":
                assert isinstance(node.args[0], ast.Constant)
                found.add(str(node.args[0].value))
    return found


def test_every_insight_a_page_asks_for_has_words_of_its_own() -> None:
    assert _asked() == set(WORK)
    assert len(set(WORK.values())) == len(WORK)
