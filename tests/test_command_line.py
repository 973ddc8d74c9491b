"""The command line: what it prints, and how it refuses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from advisor.__main__ import main
from advisor.insight import topics
from advisor.results import Finding, Insight
from tests.businesses import PLUMBER as SIX

ROOT = Path(__file__).resolve().parents[1]

Ran = tuple[int, str, str]
Runner = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run one command in this process; return exit code, standard output, standard error."""

    def run_it(*arguments: str) -> Ran:
        try:
            code = main(arguments)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_it


@pytest.fixture
def profile(tmp_path: Path) -> Callable[..., str]:
    """Write the six answers, with changes, to a file; return its name."""

    def write(**changes: Any) -> str:
        path = tmp_path / "profile.json"
        path.write_text(json.dumps({**SIX, **changes}), encoding="utf-8")
        return str(path)

    return write


def is_refused(ran: Ran, *words: str) -> None:
    """Check an exit of 2 with one to three lines on standard error that say `words`."""
    code, out, err = ran
    assert code == 2
    assert out == ""
    assert 1 <= len(err.splitlines()) <= 3, err
    assert "Traceback" not in err
    for word in words:
        assert word in err


def test_schema_is_the_json_schema_of_the_profile(run: Runner) -> None:
    code, out, err = run("schema")
    assert (code, err) == (0, "")
    assert json.loads(out)["properties"]["months_to_goal"]["anyOf"][0]["maximum"] == 36


def test_examples_can_be_listed_and_fed_back(run: Runner) -> None:
    listed = json.loads(run("examples", "--json")[1])
    assert {"name", "title", "story", "profile"} == set(listed[0])
    assert "plumber_northampton: A plumber who works alone" in run("examples")[1]


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "examples").glob("*.json")))
def test_every_example_file_is_a_profile_as_it_lies_there(run: Runner, path: Path) -> None:
    code, out, err = run("recommend", str(path), "--json", "--draws", "64", "--worlds", "0")
    assert (code, err) == (0, "")
    assert json.loads(out)["allocation"]


def test_channels_are_an_array_with_family_and_unit(run: Runner) -> None:
    listed = json.loads(run("channels", "--json")[1])
    by_id = {channel["channel"]: channel for channel in listed}
    assert by_id["chamber_home"]["family"] == "face_to_face"
    assert by_id["google_plus"]["successor"] == "google_business_profile"
    assert "retired; use google_business_profile" in run("channels")[1]


def test_sectors_come_with_their_defaults(run: Runner) -> None:
    listed = {sector["sector"]: sector for sector in json.loads(run("sectors", "--json")[1])}
    assert set(listed["plumbing_heating"]["ranges"]["average_sale_usd"]) == {"low", "best", "high"}


def test_places_of_exactly_the_name_stand_first_most_people_first(run: Runner) -> None:
    listed = json.loads(run("places", "Springfield", "--country", "US", "--json")[1])
    exact = [place for place in listed if place["name"] == "Springfield"]
    assert len(exact) > 10
    assert listed[: len(exact)] == exact
    people = [place["population"] for place in exact]
    assert people == sorted(people, reverse=True)
    assert set(exact[0]["people_within_miles"]) == {"5", "10", "25", "50", "100"}
    assert set(exact[0]["people_within_miles"]["5"]) == {"p5", "p50", "p95"}
    assert isinstance(exact[0]["towns_within_25_miles"], int)
    assert isinstance(exact[0]["place_id"], str)


def test_a_place_nobody_knows_is_an_empty_array(run: Runner) -> None:
    assert run("places", "xqzzzq", "--json")[:2] == (0, "[]\n")
    assert "No town" in run("places", "xqzzzq")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ("COMMAND",)),
        (("recomend", "x"), ("recomend", "Did you mean recommend?")),
        (("recommend",), ("FILE",)),
        (("recommend", "x", "--sed", "3"), ("--sed", "Did you mean --seed?")),
        (("recommend", "x", "--seed", "-1"), ("--seed", "-1")),
        (("recommend", "x", "--seed", "1.5"), ("--seed", "1.5")),
        (("recommend", "x", "--seed", "1_000"), ("--seed",)),
        (("recommend", "x", "--draws", "0"), ("--draws",)),
        (("recommend", "x", "--worlds", "-1"), ("--worlds",)),
        (("recommend", "x", "--worlds", "many"), ("--worlds", "many")),
        (("recommend", "no/such/file.json"), ("no/such/file.json", "No such file")),
        (("recommend", "."), ("directory",)),
        (("plan", "x", "--start", "9999-12-27"), ("--start", "9999-12-27", "1900 to 2200")),
        (("plan", "x", "--start", "0001-01-01"), ("--start", "1900 to 2200")),
        (
            ("export", "x", "--format", "ics", "-o", "y", "--date", "9999-12-31"),
            ("--date", "9999-12-31", "1900 to 2200"),
        ),
        (("recommend", "a\x00b"), ("FILE",)),
        (("places", "Northampton", "--country", "XX"), ("country", "XX")),
        (("schema", "more"), ("more",)),
        (("recommend", "x", "a\nb\nc", "--d\ne\nf"), ("unrecognized",)),
    ],
)
def test_wrong_arguments_are_refused_in_three_lines(
    run: Runner, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    is_refused(run(*arguments), *words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ("JSON",)),
        (b"{", ("JSON",)),
        (b"[]", ("profile", "JSON object")),
        (b"null", ("profile",)),
        (b"{}", ("sector", "left out")),
        (b"\xff\xfe", ("UTF-8",)),
        (b"[" * 100_000, ("nested",)),
        (b'{"hours_per_week": NaN}', ("NaN", "finite")),
        (b'{"hours_per_week": -Infinity}', ("-Infinity", "finite")),
        (b'{"hours_per_week": 1, "hours_per_week": 2}', ("hours_per_week", "each field once")),
        (b'{"hours_per_week": ' + b"9" * 5000 + b"}", ("FILE",)),
        (b'{"\\ud800": 1}', ("ud800",)),
        (b'{"a\\nb\\nc\\nd": 1}', ("schema",)),
    ],
)
def test_files_that_are_no_profile_are_refused_in_three_lines(
    run: Runner, tmp_path: Path, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / "profile.json"
    path.write_bytes(content)
    for command in ("recommend", "surface", "evaluate"):
        is_refused(run(command, str(path), "--json"), *words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hour_per_week": 5}, ("hour_per_week", "Did you mean hours_per_week?")),
        ({"reach_goal": "my town"}, ("reach_goal", "my town", "Did you mean my_town?")),
        ({"hours_per_week": 101}, ("hours_per_week", "101", "0 to 100")),
        ({"sector": "Plumber"}, ("sector", "Plumber", "Did you mean plumbing_heating?")),
        ({"sector": "plumbing"}, ("sector", "plumbing", "plumbing_heating")),
        ({"sector": "plumer"}, ("sector", "plumer", "plumbing_heating")),
        ({"sector": "cafe"}, ("sector", "cafe", "restaurant_cafe")),
        ({"country": "UK"}, ("country", "UK", "Did you mean GB?")),
        ({"country": "XX"}, ("country", "XX", "two-letter code")),
        ({"town": "Northamptan"}, ("town", "Northamptan", "Northampton")),
        ({"town": "Springfield", "region": None}, ("place_id",)),
        ({"locks": {"Facebok": {"keep": True}}}, ("locks", "Did you mean facebook?")),
        ({"locks": {"facebok": {"keep": True}}}, ("facebok", "facebook")),
        ({"locks": {"google_plus": {"keep": True}}}, ("google_plus", "google_business_profile")),
    ],
)
def test_answers_that_cannot_be_used_name_field_value_and_nearest_choice(
    run: Runner, profile: Callable[..., str], changes: dict[str, Any], words: tuple[str, ...]
) -> None:
    is_refused(run("recommend", profile(**changes), "--json"), *words)


def test_flags_that_lock_nothing_known_are_refused(
    run: Runner, profile: Callable[..., str]
) -> None:
    file = profile()
    is_refused(run("recommend", file, "--at-least", "facebook"), "--at-least", "CHANNEL=NUMBER")
    is_refused(run("recommend", file, "--at-most", "facebook=nan"), "--at-most")
    is_refused(run("recommend", file, "--at-most", "facebook=-1"), "locks.facebook.at_most", "-1")
    is_refused(run("recommend", file, "--keep", "facebok"), "facebok", "facebook")
    is_refused(run("recommend", file, "--keep", "x", "--never", "facebook", "--never", "x"), "x")


def test_evaluate_without_a_present_mix_says_what_is_missing(
    run: Runner, profile: Callable[..., str]
) -> None:
    is_refused(run("evaluate", profile(), "--json"), "present_mix")


FAST = ("--draws", "64", "--worlds", "0")


def test_recommend_prints_the_whole_recommendation_and_nothing_else(
    run: Runner, profile: Callable[..., str]
) -> None:
    file = profile()
    code, out, err = run("recommend", file, "--json", *FAST)
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["draws"] == 64
    assert answer["strategy"]["shares"] is None
    assert run("recommend", file, "--json", *FAST)[1] == out
    assert run("recommend", file, "--json", *FAST, "--seed", "7")[1] != out


def test_recommend_for_people_has_a_headline_and_no_line_over_96(
    run: Runner, profile: Callable[..., str]
) -> None:
    code, out, err = run("recommend", profile(), *FAST)
    assert (code, err) == (0, "")
    assert "WHAT THIS RESTS ON" in out
    assert max(len(line) for line in out.splitlines()) <= 96


def test_a_profile_can_come_through_a_pipe(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(json.dumps(SIX).encode("utf-8")))
    monkeypatch.setattr(sys, "stdin", piped)
    assert run("recommend", "-", "--json", *FAST)[0] == 0


def test_a_lock_flag_wins_over_the_lock_of_the_file(
    run: Runner, profile: Callable[..., str]
) -> None:
    file = profile(
        locks={"customer_referrals": {"keep": True}, "networking_events": {"at_most": 3}}
    )
    flags = ("--never", "customer_referrals", "--keep", "networking_events")
    answer = json.loads(run("recommend", file, "--json", *FAST, *flags)[1])
    used = {item["channel"]: item["hours_per_week"] for item in answer["allocation"]}
    assert "customer_referrals" not in used
    assert 0 < used["networking_events"] <= 3


def test_the_surface_has_one_row_an_hour_budget(run: Runner, profile: Callable[..., str]) -> None:
    file = profile(hours_per_week=1, money_per_month=10)
    code, out, err = run("surface", file, "--json", "--draws", "64")
    assert (code, err) == (0, "")
    found = json.loads(out)
    for values in ("utility", "customers", "net_contribution"):
        assert len(found[values]) == len(found["hours"])
        assert {len(row) for row in found[values]} == {len(found["money"])}


def test_the_present_mix_is_judged_in_the_form_of_a_baseline(
    run: Runner, profile: Callable[..., str]
) -> None:
    file = profile(present_mix={"networking_events": {"hours_per_week": 2, "months": 12}})
    code, out, err = run("evaluate", file, "--json", "--draws", "64")
    assert (code, err) == (0, "")
    judged = json.loads(out)
    assert judged["id"] == "present_mix"
    assert set(judged["totals"]["customers"]) == {"p5", "p50", "p95"}


def test_a_reader_that_goes_away_causes_no_complaint() -> None:
    # enough output that the pipe is closed before all of it is written
    script = f"{sys.executable} -m advisor places San --json | head -c 10"
    done = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout) == 10


def test_the_answer_is_utf_8_whatever_the_terminal_speaks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "advisor", "places", "Pune", "--country", "IN"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin"},
    )
    assert "Mahārāshtra" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def put(monkeypatch: pytest.MonkeyPatch, name: str, **content: object) -> None:
    """Put a module in place for one test."""
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
    for key, value in content.items():
        setattr(module, key, value)
    monkeypatch.setitem(sys.modules, name, module)


def test_a_verb_prints_what_its_module_makes_of_the_recommendation(
    run: Runner, profile: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put(
        monkeypatch,
        "advisor.insight.plan.compute",
        build=lambda answer, given, tables, **_: Insight(
            findings=(Finding(code="x", title=f"{given.town} with {answer.draws} draws"),)
        ),
    )
    put(
        monkeypatch,
        "advisor.output.calendar",
        calendar=lambda plan, answer, **_: b"BEGIN:VCALENDAR",
    )
    file, out = profile(), tmp_path / "plan.ics"
    assert run("plan", file, *FAST) == (0, "Northampton with 64 draws\n", "")
    assert json.loads(run("plan", file, "--json", "--ics", str(out), *FAST)[1])["findings"]
    assert out.read_bytes() == b"BEGIN:VCALENDAR"
    is_refused(run("plan", file, "--ics", str(tmp_path), *FAST), "--ics", "directory")
    is_refused(run("plan", profile(hours_per_week=101)), "hours_per_week")


def test_export_writes_one_document_and_refuses_what_is_no_picture_or_colour(
    run: Runner, profile: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def export(
        answer: Any, found: Any, kind: str, *, title: str, logo: bytes | None, accent: str, **_: Any
    ) -> bytes:
        return f"{kind} {title} {accent} {answer.seed} {logo!r}".encode()

    put(monkeypatch, "advisor.output.export", export=export)
    monkeypatch.setattr(topics, "TOPICS", ())
    file, out = profile(), tmp_path / "answer.html"
    flags = ("export", file, "--format", "html", *FAST)
    done = run(*flags, "-o", str(out), "--title", "Pipes", "--accent", "#1A7f5a")
    assert done == (0, f"Written: {out}\n", "")
    assert out.read_text(encoding="utf-8") == "html Pipes #1A7f5a 0 None"
    is_refused(run(*flags), "-o")
    is_refused(run(*flags, "-o", str(tmp_path / "no" / "where.html")), "-o", "No such file")
    is_refused(run(*flags, "-o", str(out), "--accent", "green"), "--accent", "green")
    is_refused(run(*flags, "-o", str(out), "--logo", file), "--logo", "PNG")
    is_refused(run("export", file, "--format", "doc", "-o", str(out)), "--format", "doc")


def test_scenarios_are_compared_and_the_trade_off_comes_first(run: Runner, tmp_path: Path) -> None:
    files = []
    today = {"facebook": {"hours_per_week": 2}}
    for name, changes in (("as_it_is", {}), ("more", {"hours_per_week": 9}),
                          ("now", {"present_mix": today})):  # fmt: skip
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({**SIX, **changes}), encoding="utf-8")
        files.append(str(path))
    small = ("--draws", "32")
    code, out, _ = run("compare", files[0], files[1], "--as-today", files[2], *small)
    assert code == 0
    first = " ".join(out.split("\n\n")[0].split())
    assert "on average than “What the business does now”" in first or "about as many" in first
    found = json.loads(run("compare", *files[:2], "--json", *small)[1])
    assert [s["name"] for s in found["scenarios"]] == ["as it is", "more"]
    assert found["findings"][0]["code"] == "tradeoff"
    code, out, told = run("compare", files[0], *small)
    assert (code, out) == (2, "")
    assert "2 to 4 at a time" in told
    code, _, told = run("compare", files[0], files[1], "--as-today", files[0], *small)
    assert code == 2
    assert "present_mix" in told
