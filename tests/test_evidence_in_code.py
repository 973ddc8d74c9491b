"""No evidence value stands in code: a rate, a price, a time, an exponent is a row of a table.

Read in the rooms that compute: what is left in them are counts, units, and named constants that say
beside their name why they have that value.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.evidence import load_tables

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("advisor/model", "advisor/evidence", "advisor/insight", "advisor/recommend")
SAID = ("words.py", "gist.py")  # sentences, with examples in figures
# Counts; months, weeks, minutes, hours and days; per cent, thousands and millions.
PLAIN = {0, 1, 2, 12, 52, 60, 24, 7, 100, 1000, 1_000_000}
UNREASONED = {0, 1, 2}  # a name says for all others why: a cap of 24 hours is no unit
DUST = 1e-6  # tolerances
# What arguments of these names say is how many are kept or shown, or how alike words are.
COUNTING = ("amounts", "axis", "cutoff", "digest_size", "maxsize", "n", "drawn")
# A number whose reason is that somebody judged it belongs into a table, to be counted and replaced.
JUDGED = re.compile(r"\b(judge?ments?|guess\w*)\b", re.IGNORECASE)
# How many still stand without a name or a row: fewer is better, more is a fault.
# No table reaches the place where people are counted.
STANDING = {"advisor/evidence/density.py": 3}


def _reasons(source: str) -> tuple[dict[int, str], set[int]]:
    """Comments that say something by their line, and the lines with nothing else.

    Marks for tools say nothing.
    """
    found, alone = {}, set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        told = token.string.lstrip("# ")
        if token.type == tokenize.COMMENT and not told.startswith(("noqa", "fmt:", "type:")):
            found[token.start[0]] = told
            if token.line.lstrip().startswith("#"):
                alone.add(token.start[0])
    return found, alone


def _names(target: ast.expr) -> list[str]:
    if isinstance(target, ast.Tuple):
        return [name for one in target.elts for name in _names(one)]
    return [target.id] if isinstance(target, ast.Name) else [""]


def _is_constant(statement: ast.stmt) -> bool:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    names = [name for target in targets for name in _names(target)]
    return bool(names) and all(name and name == name.upper() for name in names)


def _passed_over(tree: ast.Module, reasons: dict[int, str], alone: set[int]) -> Iterator[ast.AST]:
    """Yield what holds numbers that are no evidence: named constants with their reason, indices,
    digits of rounding, powers of ten, widths of text, halves that round or are roots."""
    for statement in tree.body:
        lines = [*range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)]
        above = statement.lineno - 1
        while above in alone:
            lines.append(above)
            above -= 1
        said = " ".join(reasons[line] for line in lines if line in reasons)
        if _is_constant(statement) and said and not JUDGED.search(said):
            yield statement
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            # An index is a count; a mask compares with something.
            if not any(isinstance(part, ast.Compare) for part in ast.walk(node.slice)):
                yield node.slice
        elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            yield node.format_spec
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name == "round":
                yield from node.args[1:]
            yield from (k.value for k in node.keywords if k.arg in COUNTING)
        elif (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Pow)
            and isinstance(node.left, ast.Constant)
            and node.left.value == 10
        ):
            yield node
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Pow)):
            sides = (node.right,) if isinstance(node.op, ast.Pow) else (node.left, node.right)
            yield from (x for x in sides if isinstance(x, ast.Constant) and x.value == 0.5)


def numbers(source: str) -> list[tuple[int, float]]:
    """Return line and value of every number in code that ought to be a row or have a name."""
    tree = ast.parse(source)
    fine = {id(part) for node in _passed_over(tree, *_reasons(source)) for part in ast.walk(node)}
    named = {id(part) for one in tree.body if _is_constant(one) for part in ast.walk(one)}
    return sorted(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and id(node) not in fine
        and node.value not in (UNREASONED if id(node) in named else PLAIN)
        and abs(node.value) > DUST
    )


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("def f(x):\n    return 0.37 * x", [0.37]),
        ("def f(x):\n    return x if x < 10 else 3.0", [3.0, 10]),
        ("def f(x):\n    return 0.5 * x if x < 0.5 else x / 0.5", [0.5, 0.5, 0.5]),
        ("def f(x):\n    return int(x + 0.5) ** 0.5", []),
        ("_RATE = 0.37", [0.37]),
        ("_CAP_HOURS = 24.0", [24.0]),
        ("_CAP_HOURS = 24.0  # a day", []),
        ("_RATE = 0.37  # how far it may mislead (judgement)", [0.37]),
        ("# A guess, and widened\n# for other towns.\n_RATE = 0.37", [0.37]),
        ("def f(x):\n    return x[x >= 0.37 * x[3]]", [0.37]),
        ("_RATE = 0.37  # noqa: E501", [0.37]),
        ("_rate = 0.37  # half of what is said", [0.37]),
        ("_RATE = 0.37  # the golden section, squared", []),
        ("_A = 41  # cells\n_RATE = 0.37", [0.37]),
        ("# Of a unit circle.\n_RATES = (0.37, 4.1)", []),
        ("_A, _B = 4, 41  # cells", []),
        ("_RATES = {\n    'a': 0.37,  # the golden section\n}", []),
        ("def f(x):\n    return round(x[3] * 100.0 / 12, 4) + 10**9 + 1e-9", []),
        ("def f(x):\n    return f'{x:.3f}', x.sum(axis=3), -1 * x", []),
        ("def f(x):\n    return Finding(drawn=(3, 4), unit=3)", [3]),
    ],
)
def test_the_search_sees_evidence_and_passes_over_counts_and_reasons(
    code: str, seen: list[float]
) -> None:
    assert sorted(value for _, value in numbers(code)) == seen


def test_no_evidence_value_stands_in_code() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): numbers(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.name not in SAID
    }
    assert len(found) > 60
    assert {name: told for name, told in found.items() if len(told) > STANDING.get(name, 0)} == {}


def test_every_row_of_the_priors_is_read_somewhere() -> None:
    """By its quantity, or by a name built of its beginning or its end."""
    files = (ROOT / "advisor").rglob("*.py")
    named = ("evidence/expected.py", "explain/quantities.py")  # lists of names, no use
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in files if not file.as_posix().endswith(named)
    )
    words = set(re.findall(r"\w+", code))
    built = re.findall(r"(\w+_)\{", code), re.findall(r"\}(_\w+)", code)
    unread = sorted(
        quantity
        for quantity in {
            prior.quantity.partition(".")[0] for prior in load_tables().priors.values()
        }
        if quantity not in words
        and not quantity.startswith(tuple(built[0]))
        and not quantity.endswith(tuple(built[1]))
    )
    assert unread == []
