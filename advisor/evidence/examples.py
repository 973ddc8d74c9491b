"""The example businesses of ``data/examples/``: one JSON file each, named by its file.

A file holds ``title``, ``story`` (one or two sentences) and ``profile`` (the answers, as the
contract has them).  What is in ``profile`` is checked where profiles are checked.
"""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.errors import DataError

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"


def load_examples(folder: Path = EXAMPLES) -> dict[str, dict[str, Any]]:
    """Read the example businesses.

    Parameters
    ----------
    folder : pathlib.Path
        Where the files lie.

    Returns
    -------
    dict
        By name (the file's, without its ending), in order of name: ``title``, ``story`` and
        ``profile`` (a dictionary for ``BusinessProfile``).  Files are read once; what is returned
        is the caller's own to change.

    Raises
    ------
    DataError
        If a file is no JSON object of a title, a story and a profile.
    """
    return copy.deepcopy(_read(folder))


@lru_cache(maxsize=4)
def _read(folder: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            example = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise DataError(f"examples/{path.name}", [(1, "file", path.name, str(error))]) from None
        wanted = {"title": str, "story": str, "profile": dict}
        if not isinstance(example, dict) or set(example) != set(wanted):
            reason = "must be an object with title, story and profile"
            raise DataError(f"examples/{path.name}", [(1, "file", path.name, reason)])
        faults = [
            (1, key, example[key], f"must be a {kind.__name__}")
            for key, kind in wanted.items()
            if not isinstance(example[key], kind)
        ]
        if faults:
            raise DataError(f"examples/{path.name}", faults)
        found[path.stem] = example
    return found
