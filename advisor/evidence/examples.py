"""The example businesses of ``data/examples/``: one profile a file, named by its file.

``stories.csv`` beside them gives each its title and its story of one or two sentences.
"""

import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.catalogue.columns import Filled
from advisor.errors import DataError, ProfileError
from advisor.evidence.sheets import Sheet, text_of
from advisor.profile import parse_profile
from advisor.profile.json_in import ANSWERS, UnreadableError, read_json

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"


def load_examples(folder: Path = EXAMPLES) -> dict[str, dict[str, Any]]:
    """Read the example businesses.

    By name (the file's, without its ending), in order of name: ``title``, ``story`` and ``profile``
    (a dictionary for ``BusinessProfile``).  Files are read once; what is returned is the caller's
    own to change.  Raises ``DataError`` if a file is no profile, or profiles and stories do not
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
        if path.stem not in stories:
            raise DataError(name, [(1, "file", path.name, "has no row in stories.csv")])
        try:
            profile = read_json(text_of(folder, path.name, ended=False).encode(), ANSWERS)
            parse_profile(profile)
        except DataError as error:
            raise DataError(name, error.faults) from None
        except UnreadableError as error:
            raise DataError(name, [(1, "file", path.name, f"it {error}")]) from None
        except ProfileError as error:
            why = f"cannot be used; allowed: {error.allowed}"
            raise DataError(name, [("all", error.field, error.value, why)]) from None
        story = stories[path.stem]
        found[path.stem] = {"title": story.title, "story": story.story, "profile": profile}
    for line, story in sheet.rows.items():
        if story.example not in found:
            sheet.fault(line, "example", "has no file beside it")
    sheet.close()
    return found
