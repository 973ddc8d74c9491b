"""Cells of csv files and the sources they name; part of build_evidence.py."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Cells = dict[str, str]


def read(path: Path) -> list[Cells]:
    """Return the rows of a csv file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows as csv with plain line ends and return how many there were."""
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return len(found)


def short(value: float) -> str:
    """Return a number with five significant digits."""
    return f"{value:.5g}"


class Sources:
    """Numbers every source of the evidence and remembers which ones are used."""

    def __init__(self, facts: Sequence[Cells]) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self.rows: dict[str, Cells] = {}
        for fact in facts:
            self.of(fact["source_title"], fact["source_url"])

    def of(self, title: str, url: str) -> str:
        """Return the id of a source, new or known."""
        url = url.strip() if url.strip().startswith("http") else ""
        key = (url, "") if url else ("", title)
        if key not in self._ids:
            self._ids[key] = f"R{len(self._ids) + 1:04d}"
            note = (
                "no page was given"
                if not url
                else "a copy of the published file; url as given"
                if "github.com" in url
                else ""
            )
            self.rows[self._ids[key]] = {
                "source_id": self._ids[key],
                "title": " ".join(title.split()),
                "url": url,
                "note": note,
            }
        return self._ids[key]

    def named(self, text: str) -> str:
        """Return the id of a country table's source, written as text with or without a page."""
        pages = re.findall(r"https?://[^\s;,)]+", text)
        title = re.sub(r"\(?\s*also \(local copy\)\)?|\(local copy\)", "", text)
        title = re.sub(r"https?://[^\s;,)]+", "", title).strip(" ;,()") or text
        if pages and title == text:
            title = pages[0].split("/")[2]
        if pages and title == pages[0]:
            title = pages[0].split("/")[2]
        return self.of(f"{title} [countries]", pages[0] if pages else "")
