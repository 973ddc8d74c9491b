"""The example businesses of ``data/examples/``: one profile a file, named by its file.

``stories.csv`` beside them gives each its title and its story of one or two sentences.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.catalogue.columns import Filled
from advisor.errors import DataError
from advisor.evidence.files import text_of
from advisor.evidence.sheets import Sheet

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"


def load_examples(folder: Path = EXAMPLES) -> dict[str, dict[str, Any]]:
    """Read the example businesses.

    By name (the file's, without its ending), in order of name: ``title``, ``story`` and ``profile``
    (a dictionary for ``BusinessProfile``).  Files are read once; what is returned is the caller's
    own to change.  Raises ``DataError`` if a file is no JSON object, or profiles and stories do not
    go together.
    """
    return copy.deepcopy(_read(folder))


@dataclass(frozen=True)
class _Story:
    example: Filled
    title: Filled
    story: Filled


@lru_cache(maxsize=4)
def _read(folder: Path) -> dict[str, dict[str, Any]]:
    sheet = Sheet(folder, "stories.csv", _Story, "example", counted=False)
    stories = {story.example: story for story in sheet}
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        name = f"examples/{path.name}"
        try:
            profile = json.loads(text_of(folder, path.name, ended=False))
        except DataError as error:
            raise DataError(name, error.faults) from None
        except (ValueError, RecursionError) as error:
            raise DataError(name, [(1, "file", path.name, str(error))]) from None
        if not isinstance(profile, dict):
            raise DataError(name, [(1, "file", path.name, "must be an object of answers")])
        if path.stem not in stories:
            raise DataError(name, [(1, "file", path.name, "has no row in stories.csv")])
        story = stories[path.stem]
        found[path.stem] = {"title": story.title, "story": story.story, "profile": profile}
    for line, story in sheet.rows.items():
        if story.example not in found:
            sheet.fault(line, "example", "has no file beside it")
    sheet.close()
    return found
