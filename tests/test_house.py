"""The house keeps its rules: who may import whom, who may read and draw, how long a file may be.

What a linter knows is left to it: the directions stand in pyproject.toml and are only run here.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import advisor

ROOT = Path(__file__).resolve().parents[1]
ADVISOR, PAGES, DATA, APP = ROOT / "advisor", ROOT / "pages", ROOT / "data", ROOT / "app.py"
FOLDERS = ("advisor", "pages", "scripts", "tests", "benchmarks")
NETWORK = {
    "socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib",
    "xmlrpc", "asyncio.streams", "urllib3", "requests", "httpx", "aiohttp", "websockets",
}  # fmt: skip

QUOTING = {"evidence.md", "TRADES.md"}  # they quote what sources and facts say


def _own_files() -> list[Path]:
    found = [APP] if APP.exists() else []
    for folder in FOLDERS:
        found += sorted((ROOT / folder).rglob("*.py"))
    return found


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (module, name) of every import in a file; the name is empty for ``import module``."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A leading dot is kept: relative imports are judged by the tests as they are.
            module = "." * node.level + (node.module or "")
            yield from ((module, alias.name) for alias in node.names)


def _is_in(module: str, packages: set[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)


def _contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]["contracts"]


def test_the_house_is_not_empty() -> None:
    # Every other test here would pass on files that it no longer finds.
    assert {_named(path) for path in _own_files()} >= {
        "app.py", "advisor/__init__.py", "advisor/errors.py", "pages/start.py",
        "tests/test_house.py",
    }  # fmt: skip


def test_imports_go_only_in_the_directions_of_the_house() -> None:
    # Past its cache, so that the verdict is about the files as they are.
    told = _run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_room_has_a_contract_that_says_whom_it_may_import() -> None:
    judged = {
        str(module)
        for contract in _contracts()
        if any(str(name).startswith("advisor") for name in contract.get("forbidden_modules", []))
        for module in contract["source_modules"]
        if "*" not in str(module)
    }
    rooms = {
        f"advisor.{path.stem}"
        for path in ADVISOR.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"advisor.__init__"}
    assert rooms == judged


def _fault_of_import(where: str, full: str) -> str:
    """Why the file at `where` may not import `full`; empty when it may."""
    in_app = where == "app.py" or where.startswith(("pages/", "advisor/"))
    shows = where == "app.py" or where.startswith(("pages/", "advisor/ui/", "tests/"))
    if full.startswith("."):
        return "a relative import hides the room"
    if in_app and _is_in(full, {"scripts", "tests", "benchmarks"}):
        return "nothing of the app may rest on the tools around it"
    if not shows and _is_in(full, {"streamlit"}):
        return "only app.py, pages/ and advisor/ui/ show anything"
    if not where.startswith(("advisor/output/", "tests/")) and _is_in(full, {"plotly"}):
        return "only advisor/output/ draws"
    if in_app and not where.startswith("advisor/store/") and _is_in(full, NETWORK):
        return "only the store may reach beyond this machine"
    return ""


def test_a_file_imports_only_what_its_room_may() -> None:
    assert [
        f"{_named(path)}: {module}.{name}: {fault}"
        for path in _own_files()
        for module, name in _imports(path)
        if (fault := _fault_of_import(_named(path), f"{module}.{name}".rstrip(".")))
    ] == []


def test_pages_know_the_ui_and_the_public_names_and_never_each_other() -> None:
    pages = sorted(PAGES.glob("*.py"))
    faults = []
    for path in [APP, *pages]:
        for module, name in _imports(path):
            if _is_in(module, {"pages", "app"} | {page.stem for page in pages}):
                faults.append(f"{_named(path)}: {module}: a page never imports a page")
            if (
                _is_in(module, {"advisor"})
                and not _is_in(module, {"advisor.ui"})
                and name not in advisor.__all__
            ):
                faults.append(f"{_named(path)}: {module}.{name}: not of advisor.ui, not public")
    assert faults == []


# Frames of the interpreter and of libraries are passed over: the first of ours did the reading.
_WATCH_READS = """
import sys
from pathlib import Path
root = Path.cwd().resolve()
data = str(root / "data") + "/"
ours = tuple(f"{root}/{name}" for name in ("advisor/", "pages/", "app.py"))
readers = set()

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(data):
        frame = sys._getframe(1)
        while frame and not frame.f_code.co_filename.startswith(ours):
            frame = frame.f_back
        if frame:
            readers.add(frame.f_code.co_filename.removeprefix(f"{root}/"))

sys.addaudithook(watch)
from advisor import parse_profile
from advisor.evidence.places import search_places
from advisor.recommend import recommend
from advisor.results import to_json
search_places("springfield", "US")
to_json(recommend(parse_profile({
    "sector": "plumbing_heating", "town": "Northampton", "region": "Massachusetts",
    "country": "US", "people_working": 1, "reach_goal": "my_town", "hours_per_week": 5,
    "money_per_month": 100})))
print(*sorted(readers), sep="\\n")
"""


def test_only_evidence_opens_a_file_of_data_when_a_recommendation_is_made() -> None:
    told = _run(sys.executable, "-c", _WATCH_READS)
    assert told.returncode == 0, told.stderr
    readers = told.stdout.split()
    assert readers != []
    assert [name for name in readers if not name.startswith("advisor/evidence/")] == []


def _paths_into_data(path: Path) -> list[int]:
    """Lines on which a path into data/ is put together."""
    tree = _tree(path)
    texts: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            texts += [node.left, node.right]
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            if called in {"Path", "open", "joinpath", "read_csv", "load", "files"}:
                texts += node.args
    return [
        text.lineno
        for text in texts
        if isinstance(text, ast.Constant)
        and isinstance(text.value, str)
        and Path(text.value).parts[:1] == ("data",)
    ]


def test_no_path_into_data_is_written_outside_evidence() -> None:
    files = [path for path in _own_files() if _named(path).startswith(("app", "pages", "advisor"))]
    # Two places that must be found, so that the search itself is known to see.
    assert _paths_into_data(ADVISOR / "evidence/tables.py") != []
    assert [
        f"{_named(path)}:{line}"
        for path in files
        if not _named(path).startswith("advisor/evidence/")
        for line in _paths_into_data(path)
    ] == []


@pytest.mark.parametrize("before", ["", "import advisor.recommend; "])
def test_every_public_name_is_the_thing_itself_and_not_a_room(before: str) -> None:
    # A room of the same name takes the name's place in the package as soon as it is imported.
    asked = "import advisor; from advisor import *; "
    asked += "print(*[name for name in advisor.__all__ if not callable(globals()[name])])"
    told = _run(sys.executable, "-c", before + asked)
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == []


@pytest.mark.parametrize(
    "room",
    ["advisor", "advisor.profile", "advisor.recommend", "advisor.insight", "advisor.__main__"],
)
def test_importing_a_room_loads_nothing_heavy(room: str) -> None:
    # numpy and pydantic are what the answer is made of; these others cost more than the answer.
    heavy = {"pandas", "plotly", "streamlit", "scipy", "sklearn", "pyarrow"}
    told = _run(sys.executable, "-c", f"import sys, {room}; print(*sys.modules)")
    assert told.returncode == 0, told.stderr
    assert heavy & set(told.stdout.split()) == set()


def test_the_pages_load_no_solver_and_no_learning_library() -> None:
    rooms = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ADVISOR / "ui").rglob("*.py"))
    ]
    told = _run(sys.executable, "-c", f"import sys, {', '.join(rooms)}; print(*sys.modules)")
    assert told.returncode == 0, told.stderr
    heavy = {"scipy", "sklearn", "matplotlib", "plotly.express", "plotly.figure_factory"}
    assert heavy & set(told.stdout.split()) == set()


def test_files_are_short_enough_to_read() -> None:
    # What grows longer becomes a folder of the same import name.
    lengths = {_named(path): len(path.read_text("utf-8").splitlines()) for path in _own_files()}
    limits = {name: 120 if name.startswith("pages/") else 400 for name in lengths}
    limits["app.py"] = 60
    assert {n: lines for n, lines in lengths.items() if lines > limits[n]} == {}


def test_file_names_say_what_is_inside() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "data2"}
    assert [
        _named(path)
        for path in _own_files()
        if empty & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ] == []


def _test_skips(path: Path) -> list[int]:
    """Lines on which a test is left out or allowed to fail."""
    leaves_out = {"skip", "skipif", "xfail", "importorskip", "skipTest"}
    return [
        node.lineno
        for node in ast.walk(_tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in leaves_out)
        or (isinstance(node, ast.ImportFrom) and leaves_out & {a.name for a in node.names})
    ]


def test_no_test_is_left_out_unless_asked_by_hand() -> None:
    found = {
        _named(path): len(lines)
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if (lines := _test_skips(path))
    }
    # The one place is SKIP_BROWSER=1, which leaves the journeys out by hand.
    assert found == {"tests/browser/conftest.py": 1}
    assert '"SKIP_BROWSER"' in (ROOT / "tests/browser/conftest.py").read_text(encoding="utf-8")


@pytest.fixture(autouse=True, scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> list[str]:
    """Return who runs tests of this file; each worker writes itself down when it begins."""
    if worker_id == "master":
        return [worker_id]
    book = tmp_path_factory.getbasetemp().parent / "workers-of-the-house"
    with book.open("a", encoding="utf-8") as written:
        written.write(f"{worker_id}\n")
    return book.read_text(encoding="utf-8").split()


def test_the_tests_of_a_file_share_a_worker(workers: list[str]) -> None:
    # Else each of them would work out anew what they share.
    assert len(set(workers)) == 1


def test_nothing_is_left_for_later_in_the_code() -> None:
    # Put together here, so that this file does not find itself.
    later = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"]
    assert [
        f"{_named(path)}:{number}"
        for path in _own_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(word in line for word in later)
    ] == []


REFUSED = re.compile(
    r"\b(middle(?! right)|worlds|told|bonds|reckon\w*|contented)\b|deepest dip|\btips? (the|at)\b|"
    r"least that does anything|\bin the room\b|\bthe call\b|\b(three|other) ways\b",
    re.IGNORECASE,
)


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every text of a file that holds a blank, without its fields and docstrings."""
    tree = _tree(path)
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            text = re.sub(r"\{[^{}]*\}", "…", node.value)
            if " " in text.strip() and "://" not in text:
                yield node.lineno, text


def test_no_sentence_of_the_product_uses_a_word_of_our_own_for_what_has_a_name() -> None:
    files = [APP, *PAGES.glob("*.py"), *ADVISOR.rglob("*.py")]
    found = [
        f"{_named(path)}:{line}: {text}"
        for path in files
        for line, text in _sentences(path)
        if REFUSED.search(text)
    ]
    shown = (DATA / "channels.csv", DATA / "plan_steps.csv", *(DATA / "advice").glob("*.csv"))
    for path in (*shown, ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        if path.name not in QUOTING:
            lines = path.read_text(encoding="utf-8").splitlines()
            plain = ((k, re.sub(r"`[^`]*`", "", line)) for k, line in enumerate(lines, 1))
            found += [f"{_named(path)}:{k}: {line}" for k, line in plain if REFUSED.search(line)]
    assert not found, "\n".join(found)
