"""The profile: what is accepted, what is refused, and what a refusal says."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any, get_args

import jsonschema
import pytest
from pydantic import ValidationError

from advisor import catalogue
from advisor.errors import ProfileError
from advisor.evidence.examples import load_examples
from advisor.profile import (
    FIELDS,
    BusinessProfile,
    ReachGoal,
    changed,
    nearest,
    parse_profile,
    profile_schema,
)
from tests.businesses import PLUMBER as SIX

FULL: dict[str, Any] = {
    **SIX,
    "name": "Pipes & Co",
    "currency": "USD",
    "place_id": "4945819",
    "sells_to": "both",
    "sold_online": False,
    "visual": True,
    "considered_purchase": False,
    "yearly_revenue": 180000,
    "active_customers": 300,
    "average_sale": 450.5,
    "purchases_per_year": 1.3,
    "gross_margin": 0.5,
    "value_of_owner_hour": 45,
    "capacity_new_customers_per_month": 6,
    "customers_wanted_per_month": 3,
    "people_wanted_per_month": 2000,
    "months_to_goal": 12,
    "staff_hours_per_week": 0,
    "manager": "maybe",
    "customers_come_from_miles": 20,
    "personality": {"meeting_people": 4, "drive_to_grow": 2},
    "audience": {
        "ages": ["30-49", "65+"],
        "women_share": 0.5,
        "income": ["over_100k"],
        "education": ["college"],
        "community": ["rural"],
        "job_roles": ["caretaker"],
        "interests": ["old houses"],
    },
    "already": {
        "chambers": 1,
        "referral_groups": 0,
        "followers": {"facebook": 210},
        "email_list": 40,
        "website": True,
        "reviews": 12,
    },
    "target_share": 0.6,
    "people_nearby": 30000,
    "weights": {"customers": 1, "bonds": 2.5},
    "locks": {"chamber_home": {"keep": True}, "facebook": {"at_least": 1, "at_most": 3}},
    "present_mix": {"facebook": {"hours_per_week": 2, "months": 8}},
    "results": {"chamber_home": {"months": 12, "leads": 5, "customers": 2}},
    "overrides": {"close_rate_referral": {"low": 0.5, "best": 0.6, "high": 0.7}},
}


def refused(**changes: Any) -> ProfileError:
    """Return the error that the six answers with these changes give."""
    with pytest.raises(ProfileError) as caught:
        parse_profile({**SIX, **changes})
    return caught.value


def test_six_answers_are_enough() -> None:
    profile = parse_profile(SIX)
    assert profile.hours_per_week == 5.0
    assert profile.months_to_goal is None
    assert profile.personality.writing is None
    assert profile.locks == {}


def test_a_place_id_may_stand_instead_of_town_and_region() -> None:
    data = {k: v for k, v in SIX.items() if k not in ("town", "region")}
    assert parse_profile({**data, "place_id": "4945819"}).place_id == "4945819"
    with pytest.raises(ProfileError, match="place_id"):
        parse_profile(data)


def test_every_field_of_the_contract_is_accepted_and_comes_back() -> None:
    profile = parse_profile(FULL)
    assert profile.answers() == FULL
    assert BusinessProfile.model_validate(profile.answers()) == profile
    assert BusinessProfile.model_validate_json(profile.model_dump_json()) == profile


def test_a_null_stands_for_an_answer_left_out() -> None:
    left_out = {"visual": None, "personality": None, "locks": None, "months_to_goal": None}
    assert parse_profile({**SIX, **left_out}) == parse_profile(SIX)
    assert refused(hours_per_week=None).field == "hours_per_week"


def test_a_whole_float_is_a_whole_number() -> None:
    assert parse_profile({**SIX, "people_working": 2.0}).people_working == 2


def test_the_order_of_keys_and_choices_does_not_matter() -> None:
    one = parse_profile({**SIX, "locks": {"x": {"keep": True}, "facebook": {"never": True}}})
    two = parse_profile({**SIX, "locks": {"facebook": {"never": True}, "x": {"keep": True}}})
    assert one.model_dump_json() == two.model_dump_json()
    three = parse_profile({**SIX, "audience": {"ages": ["65+", "18-29", "65+"]}})
    assert three.audience.ages == ("18-29", "65+")


def test_a_profile_cannot_be_changed_but_copied_pickled_and_hashed() -> None:
    profile = parse_profile(FULL)
    with pytest.raises(ValidationError):
        profile.town = "Boston"  # type: ignore[misc]
    with pytest.raises(TypeError, match="FrozenMap"):
        profile.locks["x"] = profile.locks["facebook"]
    for twin in (copy.deepcopy(profile), pickle.loads(pickle.dumps(profile))):
        assert twin == profile
        assert hash(twin) == hash(profile)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours_per_week", True),
        ("hours_per_week", "5"),
        ("hours_per_week", float("nan")),
        ("hours_per_week", float("inf")),
        ("hours_per_week", 100.01),
        ("hours_per_week", -0.25),
        ("hours_per_week", 10**400),
        ("hours_per_week", [5]),
        ("staff_hours_per_week", 101),
        ("money_per_month", 10_000_000_000_001),
        ("people_working", 2.5),
        ("people_working", 0),
        ("people_working", 10_001),
        ("people_working", 1e308),
        ("months_to_goal", 2),
        ("months_to_goal", 37),
        ("gross_margin", 1.01),
        ("target_share", 0),
        ("customers_come_from_miles", 0.4),
        ("customers_come_from_miles", 12_501),
        ("people_nearby", -1),
        ("visual", "yes"),
        ("visual", 1),
        ("sector", ""),
        ("country", "us"),
        ("currency", "dollars"),
        ("place_id", 4945819),
        ("town", "   "),
        ("town", "North\x00ampton"),
        ("reach_goal", "moon"),
        ("manager", "perhaps"),
    ],
)
def test_wrong_types_and_values_out_of_range_name_their_field(field: str, value: object) -> None:
    error = refused(**{field: value})
    assert error.field == field
    assert str(error).count("\n") <= 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"personality": {"writing": 6}}, "personality.writing"),
        ({"personality": {"writing": 2.5}}, "personality.writing"),
        ({"personality": [3]}, "personality"),
        ({"weights": {"reach": 10.5}}, "weights.reach"),
        ({"already": {"followers": {"facebook": 1.5}}}, "already.followers.facebook"),
        ({"already": {"followers": {"facebook": -1}}}, "already.followers.facebook"),
        ({"already": {"reviews": 2_000_000_000}}, "already.reviews"),
        ({"already": {"chambers": True}}, "already.chambers"),
        ({"audience": {"ages": ["18-30"]}}, "audience.ages.0"),
        ({"audience": {"ages": "18-29"}}, "audience.ages"),
        ({"audience": {"women_share": 50}}, "audience.women_share"),
        ({"locks": {"facebook": {}}}, "locks.facebook"),
        ({"locks": {"facebook": {"keep": False}}}, "locks.facebook.keep"),
        ({"locks": {"facebook": {"keep": 1}}}, "locks.facebook.keep"),
        ({"locks": {"facebook": {"never": True, "at_most": 1}}}, "locks.facebook"),
        ({"locks": {"facebook": {"at_least": -1}}}, "locks.facebook.at_least"),
        ({"locks": {"facebook": {"at_least": 3, "at_most": 2}}}, "locks.facebook.at_least"),
        ({"locks": {"facebook": 3}}, "locks.facebook"),
        ({"locks": {"Face book": {"keep": True}}}, "locks.Face book"),
        ({"present_mix": {"facebook": {"units": 1.5}}}, "present_mix.facebook.units"),
        ({"results": {"facebook": {"months": 0, "leads": 1}}}, "results.facebook.months"),
        ({"results": {"facebook": {"months": 2}}}, "results.facebook.leads"),
        (
            {"results": {"facebook": {"months": 2, "leads": 1, "customers": 2}}},
            "results.facebook.customers",
        ),
        ({"overrides": {"x": {"low": 2, "best": 1, "high": 3}}}, "overrides.x"),
        ({"overrides": {"x": {"low": 1, "best": 1}}}, "overrides.x.high"),
    ],
)
def test_nested_answers_are_checked_as_strictly(changes: dict[str, Any], field: str) -> None:
    error = refused(**changes)
    assert error.field == field
    assert str(error).count("\n") <= 2


def test_a_misspelt_field_is_told_with_the_nearest_one() -> None:
    data = {k: v for k, v in SIX.items() if k != "hours_per_week"} | {"hour_per_week": 5}
    with pytest.raises(ProfileError) as caught:
        parse_profile(data)
    assert caught.value.field == "hour_per_week"
    assert caught.value.hint == "Did you mean hours_per_week?"
    assert refused(personality={"writng": 3}).hint == "Did you mean writing?"


@pytest.mark.parametrize(
    ("given", "choices", "meant"),
    [
        ("has_profile", ["chambers", "website", "followers"], ""),
        ("customers_per_week", ["customers_come_from_miles", "hours_per_week"], ""),
        ("XX", ["MX", "US"], ""),
        ("--verbose", ["--seed", "--json"], ""),
        ("podcast", ["local_signs", "facebook"], ""),
        ("", ["facebook"], ""),
        ("_ -", ["facebook"], ""),
        ("hour_per_week", ["hours_per_week", "money_per_month"], "hours_per_week"),
        ("money", ["hours_per_week", "money_per_month"], "money_per_month"),
        ("Facebook Ads", ["facebook", "youtube"], "facebook"),
        ("cafe", ["child_care", "restaurant_cafe"], "restaurant_cafe"),
        ("has-website", ["chambers", "website"], "website"),
        ("--out", ["--output", "--seed"], "--output"),
    ],
)
def test_a_suggestion_is_made_only_where_it_is_truly_near(
    given: str, choices: list[str], meant: str
) -> None:
    assert nearest(given, choices) == (f"Did you mean {meant}?" if meant else "")


def test_a_misspelt_choice_is_told_with_the_nearest_one() -> None:
    assert refused(reach_goal="my town").hint == "Did you mean my_town?"
    assert refused(audience={"income": ["under 30k"]}).hint == "Did you mean under_30k?"


def test_an_id_that_is_none_is_told_with_the_nearest_known_one() -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile({**SIX, "sector": "Plumbing"}, known={"sector": ["law", "plumbing_heating"]})
    assert caught.value.hint == "Did you mean plumbing_heating?"


@pytest.mark.parametrize("data", [None, 3, "text", [], [SIX], {1: 2}, {"\ud800": 1}, {"": 1}])
def test_anything_but_an_object_of_known_fields_is_refused(data: object) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(data)
    str(caught.value).encode("utf-8", "backslashreplace")


def test_every_question_says_why_it_is_asked_and_what_is_assumed() -> None:
    for name, field in FIELDS.items():
        assert field.question.endswith("?"), name
        assert field.help and field.group and field.allowed, name
        wish = name.startswith("locks.")
        assert field.required or field.assumed or wish, name


def test_the_quick_questionnaire_has_six_questions() -> None:
    # town, region and country are one question
    assert [name for name, field in FIELDS.items() if field.quick] == [
        "sector",
        "town",
        "region",
        "country",
        "people_working",
        "reach_goal",
        "hours_per_week",
        "money_per_month",
    ]


def test_the_field_list_knows_ranges_choices_and_kinds() -> None:
    assert FIELDS["months_to_goal"].minimum == 3
    assert FIELDS["months_to_goal"].maximum == 36
    assert FIELDS["months_to_goal"].kind == "whole"
    assert FIELDS["audience.ages"].choices == ("18-29", "30-49", "50-64", "65+")
    assert FIELDS["target_share"].allowed == "a number above 0 and up to 1"
    assert FIELDS["locks.*.at_most"].kind == "number"


def test_the_schema_accepts_what_the_profile_accepts() -> None:
    schema = profile_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for data in (SIX, FULL):
        jsonschema.validate(json.loads(json.dumps(data)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**SIX, "hours_per_week": 101}, schema)
    assert schema["properties"]["sector"]["title"] == "What is your trade?"


def test_profile_and_catalogue_name_the_same_reach_goals() -> None:
    assert get_args(ReachGoal) == catalogue.REACH_GOALS


def test_every_example_is_a_valid_profile_of_another_kind() -> None:
    examples = load_examples()
    profiles = [parse_profile(example["profile"]) for example in examples.values()]
    assert len(profiles) >= 9
    assert len({profile.country for profile in profiles}) >= 6
    assert len({profile.sector for profile in profiles}) >= 8
    assert {profile.reach_goal for profile in profiles} == set(get_args(ReachGoal))


def test_a_refusal_crosses_processes_with_all_it_says() -> None:
    told = ProfileError("money_per_month", -1, "a number from 0", "Try 100.")
    again = pickle.loads(pickle.dumps(told))
    assert (type(again), str(again), again.field, again.value) == (
        ProfileError, str(told), "money_per_month", -1,
    )  # fmt: skip


def test_a_distance_changed_in_one_unit_replaces_it_in_the_other() -> None:
    told = parse_profile({**SIX, "customers_come_from_km": 30})
    moved = changed(told, {"customers_come_from_miles": 5.0})
    assert (moved.customers_come_from_miles, moved.customers_come_from_km) == (5.0, None)
    assert changed(moved, {"customers_come_from_km": 8.0}).customers_come_from_miles is None


def test_a_refusal_repeats_nothing_that_moves_a_cursor() -> None:
    typed = "a\x1b[31m\x07\u202eb\x00\u2028c\x85"
    for answers in (
        {**SIX, typed: 1},
        {**SIX, "personality": {typed: 1}},
        {**SIX, "locks": {"facebook": {typed: True}}},
        {**SIX, "overrides": {typed: {typed: 1}}},
        {**SIX, "town": typed},
    ):
        with pytest.raises(ProfileError) as caught:
            parse_profile(answers)
        assert all(line.isprintable() for line in str(caught.value).splitlines())


@pytest.mark.parametrize(("data", "told"), [
    ({"format": "marketing-strategy-advisor client", "client": {}}, "page Clients"),
    ({"about": {}, "recommendation": {}, "insights": {}}, "what came out"),
    ({"strategy": {}, "allocation": [], "totals": {}}, "what came out"),
    ({**SIX, "hours_per_week": "5"}, "without quotes"),
    ({**SIX, "money_per_month": "1,500"}, "without quotes")])  # fmt: skip
def test_a_file_that_holds_something_else_is_called_what_it_is(
    data: dict[str, Any], told: str
) -> None:
    with pytest.raises(ProfileError, match=told):
        parse_profile(data)
