"""The rule of thumb: read without its maker, shown only where it clearly holds."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from advisor.errors import DataError
from advisor.evidence import load_tables
from advisor.evidence.policy import TRAITS, Policy, PolicyTree, features_of, load_policy, policy_of
from advisor.insight.sensitivity import policies
from advisor.insight.sensitivity.figures import Judge
from advisor.insight.sensitivity.policies import holds, policy_finding, policy_views
from advisor.insight.sensitivity.words import FEATURES
from advisor.profile import parse_profile
from advisor.recommend import solve

ROOT = Path(__file__).resolve().parents[2]
PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "country": "US", "town": "Northampton",
    "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
    "hours_per_week": 5, "money_per_month": 100, "personality": {"writing": 2},
}  # fmt: skip
LEAF = {"feature": "", "threshold": 0.0, "left": 0, "right": 0}


def raw_tree(**changes: Any) -> dict[str, Any]:
    nodes = [
        {"feature": "hours_per_week", "threshold": 2.0, "left": 1, "right": 2, "counts": [60, 40]},
        {**LEAF, "counts": [5, 35]},
        {**LEAF, "counts": [55, 5]},
    ]
    return {
        "target": "call", "classes": ["main_street", "none"], "nodes": nodes, "accuracy": 0.9,
        "baseline_accuracy": 0.6, "gain_error": 0.02, "unseen": 400, "learned": 900, **changes,
    }  # fmt: skip


def raw(*trees: dict[str, Any], version: str | None = None) -> dict[str, Any]:
    return {
        "data_version": version or load_tables().version, "advisor_version": "0", "seed": 0,
        "businesses": 100, "draws": 200, "trees": list(trees),
    }  # fmt: skip


def tree(**changes: Any) -> PolicyTree:
    return policy_of(raw(raw_tree(**changes))).trees[0]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(solve(parse_profile(PLUMBER), n_draws=64, worlds=0))


def test_a_business_goes_left_at_the_threshold_and_right_above_it() -> None:
    assert tree().path({"hours_per_week": 2.0}) == (0, 1)
    assert tree().says({"hours_per_week": 2.0}) == "none"
    assert tree().says({"hours_per_week": 2.01}) == "main_street"


@pytest.mark.parametrize(
    ("accuracy", "baseline", "error", "shown"),
    [
        (0.70, 0.60, 0.04, True),
        (0.699, 0.60, 0.04, False),  # less than ten points better
        (0.70, 0.60, 0.051, False),  # not two standard errors
        (0.60, 0.75, 0.01, False),
    ],
)
def test_a_tree_is_shown_only_where_it_is_clearly_better(
    accuracy: float, baseline: float, error: float, shown: bool
) -> None:
    made = tree(accuracy=accuracy, baseline_accuracy=baseline, gain_error=error)
    assert holds(made) is shown


def test_a_rule_learned_from_other_tables_is_hidden(judge: Judge) -> None:
    tables = load_tables()
    same, other = policy_of(raw(raw_tree())), policy_of(raw(raw_tree(), version="1999.1"))
    assert len(policy_views(judge, same, tables)) == 1
    assert policy_views(judge, other, tables) == ()
    assert policy_views(judge, None, tables) == ()
    weak = policy_of(raw(raw_tree(accuracy=0.61)))
    assert policy_views(judge, weak, tables) == ()


def test_a_rule_is_told_with_its_fidelity_and_whether_it_agrees(judge: Judge) -> None:
    (view,) = policy_views(judge, policy_of(raw(raw_tree())), load_tables())
    assert view.says == "main_street"
    assert view.agrees is (judge.now.call == "main_street")
    assert (view.share_here, view.businesses_here) == (55 / 60, 60)
    assert [rule.sentence for rule in view.path] == ["hours a week: more than 2 (5 here)."]
    assert view.lines == (
        "hours a week at most 2:", "    nothing is worth its cost (88 % of 40)",
        "hours a week more than 2:", "    Stay on Main Street (92 % of 60)",
    )  # fmt: skip
    told = " ".join(policy_finding(view, "Stay on Main Street").sentences)
    assert "90 %" in told and "60 %" in told and "400" in told


def test_a_whole_scale_is_asked_in_whole_numbers(judge: Judge) -> None:
    nodes = raw_tree()["nodes"]
    nodes[0] = {**nodes[0], "feature": "reach_goal", "threshold": 2.5}
    (view,) = policy_views(judge, policy_of(raw(raw_tree(nodes=nodes))), load_tables())
    assert "at most 2 (1 here)" in view.path[0].sentence


def test_a_leader_too_rare_for_the_tree_counts_as_another_channel(judge: Judge) -> None:
    made = raw_tree(target="leader", classes=["other", "chamber_home"])
    (view,) = policy_views(judge, policy_of(raw(made)), load_tables())
    assert view.says_text == "another channel"
    assert view.agrees is (judge.now.leader != load_tables().channels["chamber_home"].name)


def test_no_file_is_no_rule_and_a_broken_one_is_a_fault_of_the_data(tmp_path: Path) -> None:
    assert load_policy(tmp_path / "none") is None
    broken = raw_tree()
    broken["nodes"][0]["left"] = 0  # would never end
    for k, text in enumerate(("{", json.dumps(raw(broken)), json.dumps({"trees": []}))):
        folder = tmp_path / str(k)
        folder.mkdir()
        (folder / "policy.json").write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=r"policy\.json"):
            load_policy(folder)


def test_the_shipped_rule_asks_only_what_can_be_answered(judge: Judge) -> None:
    shipped = load_policy()
    assert isinstance(shipped, Policy) and shipped.businesses > 0
    features = features_of(judge.base.case)
    assert set(features) == {*FEATURES, *TRAITS}
    for one in shipped.trees:
        assert {node.feature for node in one.nodes} - {""} <= set(features)
        assert one.says(features) in one.classes


def test_reading_the_rule_needs_no_learning_library() -> None:
    for module in (policies, sys.modules["advisor.evidence.policy"]):
        assert "sklearn" not in Path(str(module.__file__)).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_policy", ROOT / "scripts/build_policy.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_design_is_seeded_valid_and_grows_at_its_end(script: ModuleType) -> None:
    few, more = script.design(3, 7), script.design(6, 7)
    assert more[:3] == few
    assert script.design(3, 8) != few
    for answers in more:
        parse_profile(answers)
    assert len({answers["sector"] for answers in more}) > 1


def test_what_is_learned_is_what_asking_says(script: ModuleType) -> None:
    (answers,) = script.design(1, 7)
    features, call, leader = script.answered((answers, 0, 64))
    engine = solve(parse_profile(answers), n_draws=64, worlds=0).asked({}, begin=())
    assert features == features_of(engine.case)
    assert (call == "none") == engine.recommended.empty == (leader == "none")


def test_a_rule_that_is_there_is_found_and_judged_on_the_unseen(script: ModuleType) -> None:
    rows = [{"hours_per_week": float(k % 10), "people_near": float(k % 7)} for k in range(200)]
    labels = ["none" if row["hours_per_week"] <= 3 else "main_street" for row in rows]
    made = script.tree_of("call", rows, labels)
    found = policy_of(raw(made)).trees[0]
    assert found.accuracy == 1.0 > found.baseline_accuracy
    assert [node.feature for node in found.nodes] == ["hours_per_week", "", ""]
    assert holds(found) and not math.isnan(found.gain_error)
    # Labels that nothing explains: the tree must not look clearly better.
    noise = ["none" if (k * 7919) % 13 < 6 else "main_street" for k in range(200)]
    assert not holds(policy_of(raw(script.tree_of("call", rows, noise))).trees[0])


def test_leaves_that_say_the_same_become_one(script: ModuleType) -> None:
    rows = [{"hours_per_week": float(k % 10), "people_near": float(k)} for k in range(100)]
    labels = ["main_street"] * 100
    labels[0] = "none"
    made = policy_of(raw(script.tree_of("call", rows, labels))).trees[0]
    leaves = [n for n in made.nodes if not n.feature]
    assert len({n.counts.index(max(n.counts)) for n in leaves}) == len(leaves)


def test_rare_leaders_are_joined(script: ModuleType) -> None:
    labels = ["a"] * 60 + ["b"] * 39 + ["c"]
    assert set(script.merged(labels)) == {"a", "b", "other"}
