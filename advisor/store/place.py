"""Where the workspace file is: settable, outside the project, readable by its owner only."""

import os
import stat
import sys
from pathlib import Path

from advisor.errors import StoreError, printable

VARIABLE = "ADVISOR_WORKSPACE"
_FOLDER = "marketing-strategy-advisor"
_FILE = "workspace.sqlite"


def workspace_path() -> Path:
    """Return the path of the workspace file.

    The environment variable ``ADVISOR_WORKSPACE`` when it is set, else a file in the folder where
    this system keeps a person's application data.  Nothing is created.  Raises ``StoreError`` if
    the variable names the home folder of somebody who has none.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        try:
            return Path(given).expanduser()
        except RuntimeError:
            raise _unusable(given, "there is no such home folder") from None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / _FOLDER / _FILE


def is_read_only(path: Path) -> bool:
    """Return whether a file is there and can be read, but it or its folder cannot be written."""
    there = os.path.isfile(path) and os.access(path, os.R_OK)
    return there and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def prepare(path: Path) -> None:
    """Create the folder and an empty file that only this person can read, where missing.

    Raises ``StoreError`` if the file cannot be made or written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _unusable(path, getattr(error, "strerror", None) or str(error)) from None
    if not is_file:
        raise _unusable(path, "it is a device or a pipe, no file")


def _unusable(path: Path | str, reason: str) -> StoreError:
    return StoreError(
        f"The workspace file cannot be opened: {printable(str(path))[:300]} ({reason}).\n"
        f"Give a file that can be written in the environment variable {VARIABLE}."
    )
