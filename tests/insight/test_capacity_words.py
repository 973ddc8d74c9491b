"""Leaders along a line, what they come to, and the sentence for each: the pure parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalogue import REACH_GOALS
from advisor.insight.capacity.compute import crossing, first_full, first_of_all, leader_of
from advisor.insight.capacity.result import Answer, GoalPoint
from advisor.insight.capacity.telling import answer_text, reach_text
from advisor.insight.capacity.words import TEMPLATES


def test_leaders_are_called_only_beyond_a_tenth() -> None:
    assert leader_of(1.0, 0.91) == "level"
    assert leader_of(1.0, 0.89) == "room"
    assert leader_of(0.89, 1.0) == "platforms"
    assert leader_of(0.0, 0.0) == leader_of(-1.0, 0.0) == "neither"


@pytest.mark.parametrize(
    ("leaders", "verdict", "at"),
    [
        ("rrrr", "room_always", None),
        ("-rpp", "room_then_platforms", 2.0),
        ("pprr", "platforms_then_room", 2.0),
        ("prpr", "several", 3.0),
        ("====", "level", None),
        ("rr==", "room_then_level", 2.0),
        ("==pp", "level_then_platforms", 2.0),
        ("r=pp", "room_then_platforms", 2.0),
        ("r=r=", "room_then_level", 3.0),
        ("r=rr", "room_always", 3.0),
        ("----", "neither", None),
    ],
)
def test_a_row_of_leaders_comes_to_one_verdict(
    leaders: str, verdict: str, at: float | None
) -> None:
    words: Any = {"r": "room", "p": "platforms", "=": "level", "-": "neither"}
    found = crossing([0.0, 1.0, 2.0, 3.0], [words[x] for x in leaders])
    assert found.verdict == verdict
    if verdict != "room_always":
        assert found.at == at


def test_a_short_lead_is_a_step_of_the_ladder_and_no_crossing() -> None:
    at = [k / 4 for k in range(41)]
    leaders: Any = ["platforms" if k == 6 else "room" for k in range(41)]
    assert crossing(at, leaders, short=1.0).verdict == "room_always"
    assert crossing(at, leaders, short=0.0).verdict == "several"


rising = st.lists(st.floats(0, 5), min_size=5, max_size=5).map(sorted)


@given(rising, rising, st.floats(0, 1))
def test_weaker_meetings_never_bring_the_room_a_lead(
    room: list[float], platforms: list[float], factor: float
) -> None:
    for r, p in zip(room, platforms, strict=True):
        if leader_of(r, p) == "platforms":
            assert leader_of(factor * r, p) == "platforms"
        if leader_of(factor * r, p) == "room":
            assert leader_of(r, p) == "room"


def test_a_curve_is_full_where_it_stops_rising() -> None:
    hours = [float(k) for k in range(11)]
    assert first_full(hours, [0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3]) == 3
    assert first_full(hours, [float(k) for k in range(11)]) is None
    assert first_full(hours, [0.0] * 11) is None
    assert first_of_all(hours, [0, 0, 1, *[1] * 8]) == 2
    assert first_of_all(hours, [0.0] * 11) is None


def _goals() -> list[GoalPoint]:
    point = Answer(utility=1, customers=1, net_contribution=1, hours_per_week=1,
                   room_hours_per_week=1, money_per_month=0)  # fmt: skip
    miles = (5.0, 25.0, 100.0, None, None)
    return [
        GoalPoint(goal=goal, miles=m, room=point, platforms=point, mix=point)
        for goal, m in zip(REACH_GOALS, miles, strict=True)
    ]


def test_both_crossings_become_one_sentence_with_hours_and_distance() -> None:
    hours: Any = crossing([0, 1, 4, 5], ["room", "room", "platforms", "platforms"])
    reach = crossing(range(5), ["room", "room", "platforms", "platforms", "platforms"])
    told = answer_text(hours, reach, _goals(), ("Facebook", "Website"), "mi")
    assert told == (
        "Up to 4 hours a week and 25 miles, spend your time meeting people; beyond that "
        "“Facebook” and “Website” carry more."
    )
    assert "40 km" in answer_text(hours, reach, _goals(), ("Facebook",), "km")
    assert "“Facebook” carries more" in reach_text(reach, _goals(), ("Facebook",), "km")


@given(st.lists(st.sampled_from(["room", "platforms", "level", "neither"]), min_size=5,
                max_size=5),
       st.lists(st.sampled_from(["room", "platforms", "level", "neither"]), min_size=5,
                max_size=5))  # fmt: skip
def test_whatever_the_evidence_says_there_is_a_sentence_for_it(
    along: list[Any], far: list[Any]
) -> None:
    hours, reach = crossing(range(5), along), crossing(range(5), far)
    for others in ((), ("Facebook",), ("Facebook", "Instagram")):
        for told in (
            answer_text(hours, reach, _goals(), others, "mi"),
            reach_text(reach, _goals(), others, "mi"),
        ):
            assert told.endswith(".") and told[0] == told[0].upper()
            assert "{" not in told and "  " not in told


def test_a_room_that_is_full_says_what_time_beyond_does_more_with() -> None:
    hours = crossing([0, 1, 2], ["room", "room", "room"])
    always = crossing(range(5), ["room"] * 5)
    near = crossing(range(5), ["room", "platforms", "platforms", "platforms", "platforms"])
    told = answer_text(hours, always, _goals(), ("Facebook",), "mi", 6.0)
    assert (
        told.startswith("Up to 6 hours a week, spend your time meeting people")
        and "“Facebook”" in told
    )
    told = answer_text(hours, near, _goals(), ("Facebook",), "mi", 6.0)
    assert told.startswith("Up to 6 hours a week and 5 miles, spend your time meeting people")
    said = answer_text(hours, always, _goals(), ("Facebook",), "mi", both=True, fewer=True)
    assert said.startswith("Do both: by itself, ")
    assert said.endswith("far you want to reach, though it brings fewer customers.")
    assert answer_text(hours, always, _goals(), ("Facebook",), "mi").startswith("By itself")


def test_no_template_is_left_unused() -> None:
    folder = Path(__file__).resolve().parents[2] / "advisor" / "insight" / "capacity"
    code = "\n".join(p.read_text("utf-8") for p in folder.glob("*.py") if p.stem != "words")
    code += (folder / "words.py").read_text("utf-8").split("_EXACT")[1]
    built = ("reach_", "part_", "span_", "level", "neither", "room_then", "platforms_then",
             "no_channels", "customers", "net")  # fmt: skip
    assert [t for t in TEMPLATES if f'"{t}"' not in code and not t.startswith(built)] == []
