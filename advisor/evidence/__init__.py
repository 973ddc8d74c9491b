"""The only readers of ``data/``: tables, facts, priors, places, audience, examples.

``load_tables`` reads and freezes the tables; ``load_examples`` reads the example profiles and is
imported on first use, so that asking for a table costs no more than the table.  To fill a
profile from the tables, import ``resolve`` from ``advisor.evidence.resolve``: a function of the
same name cannot stand here, as Python binds the module to it.
"""

from __future__ import annotations

from typing import Any

from advisor.evidence.tables import load_tables

__all__ = ["load_examples", "load_tables"]


def __getattr__(name: str) -> Any:
    """Import ``load_examples`` when first asked for."""
    if name == "load_examples":
        from advisor.evidence.examples import load_examples

        return load_examples
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
