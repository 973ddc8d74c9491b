"""Findings as a text for people: what the insight verbs of the command line print."""

from collections.abc import Iterable

from advisor.explain.wording import exact, in_table, table, wrapped
from advisor.results.finding import Cell, Finding

_QUARTERS_BELOW = 100.0


def cell_words(value: Cell) -> str:
    """Write a cell as a reader sees it."""
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    # Hours come in quarters and are shown as they are; an estimate is hardly ever one exactly.
    quarters = abs(value) < _QUARTERS_BELOW and 4 * value == round(4 * value)
    return exact(value) if quarters else in_table(value)


def findings_text(findings: Iterable[Finding]) -> str:
    """Write findings one below the other: title, sentences, table, notes.

    Lines of at most ``wording.WIDTH`` characters, tables excepted.

    Examples
    --------
    >>> print(findings_text([Finding(code="x", title="It fits.", notes=("A guess.",))]))
    It fits.
      (A guess.)
    """
    blocks = []
    for finding in (f.spread() for f in findings):
        lines = wrapped(finding.title)
        for sentence in finding.sentences:
            lines += wrapped(sentence, "  ")
        if finding.rows:
            cells = [finding.header, *([cell_words(c) for c in row] for row in finding.rows)]
            numeric = [
                k
                for k in range(len(finding.header))
                if all(not isinstance(row[k], str) for row in finding.rows)
            ]
            lines += ["", *table(cells, numeric)]
        lines += [line for note in finding.notes for line in wrapped(f"({note})", "  ")]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
