"""The only readers of ``data/``; what is not asked for is not loaded.

``resolve`` is imported from ``advisor.evidence.resolve``: a function cannot bear that name here.
"""

from typing import Any

from advisor.evidence.tables import load_tables

__all__ = ["load_examples", "load_tables"]


def __getattr__(name: str) -> Any:
    """Import ``load_examples`` when first asked for."""
    if name == "load_examples":
        from advisor.evidence.examples import load_examples

        return load_examples
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
