"""Findings as a text for people: what the insight verbs of the command line print."""

from collections.abc import Iterable, Sequence

from advisor.explain.wording import amount, exact, in_table, table, wrapped
from advisor.results.finding import Cell, Finding

_QUARTERS_BELOW = 100.0


def cell_words(value: Cell, *, in_plan: bool = False) -> str:
    """Write a cell as a reader sees it; `in_plan`: an amount that the plan takes."""
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    if in_plan:
        return amount(value, "")
    # Hours come in quarters and are shown as they are; an estimate is hardly ever one exactly.
    quarters = abs(value) < _QUARTERS_BELOW and 4 * value == round(4 * value)
    return exact(value) if quarters else in_table(value)


def _written(finding: Finding, row: Sequence[Cell]) -> list[str]:
    return [cell_words(c, in_plan=k in finding.amounts) for k, c in enumerate(row)]


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
            cells = [finding.header, *(_written(finding, row) for row in finding.rows)]
            numeric = [
                k
                for k in range(len(finding.header))
                if all(not isinstance(row[k], str) for row in finding.rows)
            ]
            lines += ["", *table(cells, numeric)]
        lines += [line for note in finding.notes for line in wrapped(f"({note})", "  ")]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
