"""Every file of data/, damaged in every way: named in a sentence, never a traceback, never taken.

The files are found by themselves, so that a new table is tried as well.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import DataError
from advisor.evidence.examples import _read
from advisor.evidence.places.gazetteer import read_places
from advisor.evidence.policy import load_policy
from advisor.evidence.sheets import Sheet, count_text
from advisor.evidence.tables import DATA, load_tables

PLAIN = {"README.md", "NOTICE"}
FILES = sorted(
    path.relative_to(DATA).as_posix()
    for path in DATA.rglob("*")
    if path.is_file() and path.name not in PLAIN
)


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def _without_a_row(content: bytes) -> bytes:
    rows = _lines(content)
    return b"".join(rows[:-1])


def _stray_column(content: bytes) -> bytes:
    head, *rows = _lines(content)
    return b"".join(
        [head.rstrip(b"\r\n") + b",stray\n", *(r.rstrip(b"\n") + b",1\n" for r in rows)]
    )


def _stray_cell(content: bytes) -> bytes:
    return content.rstrip(b"\n") + b",1\n"


def _no_header(content: bytes) -> bytes:
    return b"".join(_lines(content)[1:])


def _column_twice(content: bytes) -> bytes:
    head, *rows = _lines(content)
    first = head.split(b",")[0]
    return b"".join([head.rstrip(b"\n") + b"," + first + b"\n", *rows])


# How anything can be damaged, and how a table can; None where the damage changes nothing.
ANY: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda content: None,
    "empty": lambda content: b"",
    "cut in the middle": lambda content: content[: len(content) // 2],
    "cut at the end": lambda content: content[:-2],
    "doubled": lambda content: content * 2,
    "something else": lambda content: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" * 9,
}
TEXT: dict[str, Callable[[bytes], bytes | None]] = {
    "a mark at the beginning": lambda content: b"\xef\xbb\xbf" + content,
    "another encoding": lambda content: b"Caf\xe9 " + content,
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda content: content.decode().encode("utf-16-be"),
}
TABLE: dict[str, Callable[[bytes], bytes | None]] = {
    "the last row gone": _without_a_row,
    "the last row twice": lambda content: content + _lines(content)[-1],
    "only the header": lambda content: _lines(content)[0],
    "no header": _no_header,
    "a stray column": _stray_column,
    "a stray cell": _stray_cell,
    "a column twice": _column_twice,
    "a quotation without an end": lambda content: content + b'"x\n',
}


def _cases() -> Iterator[tuple[str, str]]:
    for name in FILES:
        kinds = [*ANY]
        kinds += [] if name.endswith(".npz") else [*TEXT]
        kinds += [*TABLE] if name.endswith(".csv") else []
        for kind in kinds:
            # The rule of thumb is the one file that the app does without.
            if (name, kind) != ("policy.json", "missing"):
                yield name, kind


CASES = list(_cases())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("damaged") / "data"
    shutil.copytree(DATA, copy)
    return copy


def read_all(folder: Path, name: str) -> None:
    """Read what a file belongs to, as the app does."""
    if name.startswith("places/"):
        read_places(folder / "places")
    elif name.startswith("examples/"):
        _read.__wrapped__(folder / "examples")
    elif name == "policy.json":
        load_policy.__wrapped__(folder)
    else:
        load_tables.__wrapped__(folder)


@pytest.fixture(scope="module")
def whole_tables() -> dict[object, dict[str, Any]]:
    """What was read of tables that nobody damaged."""
    return {}


@pytest.fixture
def whole_read_once(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    name: str,
    whole_tables: dict[object, dict[str, Any]],
) -> None:
    """Up to the damaged table all are whole, and read as for the case before; from there anew."""
    really = Sheet.__init__
    met = False

    def begun(self: Sheet[Any], where: Path, table: str, *how: Any, **more: Any) -> None:
        nonlocal met
        met = met or where / table == folder / name
        if met:
            really(self, where, table, *how, **more)
            return
        key = where, table, *how, more.get("columns")
        if key not in whole_tables:
            really(self, where, table, *how, **more)
            whole_tables[key] = _copied(self)
        vars(self).update(_copied(whole_tables[key]))

    monkeypatch.setattr(Sheet, "__init__", begun)


def _copied(read: Any) -> dict[str, Any]:
    """Return what a table holds, for who notes faults in it."""
    there = read if isinstance(read, dict) else vars(read)
    return {k: v if isinstance(v, str | tuple) else type(v)(v) for k, v in there.items()}


@pytest.mark.parametrize(("name", "kind"), CASES)
@pytest.mark.usefixtures("whole_read_once")
def test_a_damaged_file_is_named_in_a_sentence(folder: Path, name: str, kind: str) -> None:
    path = folder / name
    whole = path.read_bytes()
    damaged = {**ANY, **TEXT, **TABLE}[kind](whole)
    assert damaged != whole
    try:
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)
        with pytest.raises(DataError) as caught:
            read_all(folder, name)
    finally:
        path.write_bytes(whole)
    told = str(caught.value)
    # What is missing in the list of stories is told of the example, and the other way round.
    assert caught.value.file in (name, Path(name).name, f"{Path(name).parent}/") or (
        Path(name).stem in told and name.startswith("examples/")
    )
    assert re.match(r"[\w./-]+, row [\w]+, ", told)
    assert "Traceback" not in told and len(told) < 5_000
    assert all(reason and not reason.isspace() for *_, reason in caught.value.faults)


def test_the_cases_are_many_and_the_undamaged_folder_is_read(folder: Path) -> None:
    assert len(CASES) > 400
    for name in ("places/", "examples/", "policy.json", "facts.csv"):
        read_all(folder, name)


def test_every_table_is_counted() -> None:
    written = (DATA / "rows.csv").read_text(encoding="utf-8")
    assert written == count_text(DATA), "run: python -m advisor.evidence --write"


def test_a_second_row_of_one_key_is_refused_by_file_and_row(folder: Path) -> None:
    path = folder / "audience" / "shares.csv"
    whole = path.read_bytes()
    try:
        path.write_bytes(whole + b"use,US,youtube,all,0.2,AUD0001,2025,A,R0162,\n")
        line = whole.count(b"\n") + 1
        with pytest.raises(DataError, match=rf"audience/shares.csv, row {line}, .* stands twice"):
            load_tables.__wrapped__(folder)
    finally:
        path.write_bytes(whole)
