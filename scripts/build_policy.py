"""Learn the rule of thumb: shallow decision trees of the advisor's own answers.

Usage: ``python scripts/build_policy.py [--businesses N] [--seed S] [--draws D] [--processes P]``

A seeded design of businesses (trade, country, size of town, people working, reach goal, hours,
money, personality) is answered by the advisor on its quick grid without worlds; two trees are
learned from 70 % of them, the strategy called and the channel that earns most, and judged on the
30 % they have not seen beside always saying the commonest answer.  Thresholds are rounded before
they are judged, and the judging reads the tree as the app does.  Written: ``data/policy.json``.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from advisor.catalogue import REACH_GOALS, STRATEGIES  # noqa: E402
from advisor.evidence import load_tables  # noqa: E402
from advisor.evidence.places.gazetteer import gazetteer  # noqa: E402
from advisor.evidence.policy import FILE, TRAITS, PolicyTree, features_of, policy_of  # noqa: E402
from advisor.profile import parse_profile  # noqa: E402
from advisor.recommend import ADVISOR_VERSION  # noqa: E402
from advisor.recommend.calls import leading_channel  # noqa: E402
from advisor.recommend.solving import solve  # noqa: E402

NOTHING, OTHER = "none", "other"
LEARNED_SHARE = 0.7
RAREST_CLASS = 0.04  # leading channels rarer than this are "other"
DEPTHS = (2, 3, 4)
SMALLEST_LEAF = 0.02
FOLDS = 5
SMALLEST_TOWN, LARGEST_TOWN = 1_000, 2_000_000
Answered = tuple[dict[str, float], str, str]


def design(businesses: int, seed: int) -> list[dict[str, Any]]:
    """Return the answers of the businesses: the first k of N are the same for every N."""
    tables, places = load_tables(), gazetteer()
    found = []
    for k in range(businesses):
        rng = np.random.default_rng((seed, k))
        country = tables.countries[str(rng.choice(sorted(tables.countries)))]
        here = np.flatnonzero(
            (places.country == places.index_of_country(country.country))
            & (places.population >= SMALLEST_TOWN)
        )
        size = math.exp(rng.uniform(math.log(SMALLEST_TOWN), math.log(LARGEST_TOWN)))
        apart = np.abs(np.log(places.population[here]) - math.log(size))
        nearest = here[np.argsort(apart, kind="stable")[:5]]
        dollars = 0.0 if rng.random() < 0.15 else math.exp(rng.uniform(math.log(20), math.log(3e3)))
        local = country.price_level * country.usd_exchange_rate
        found.append(
            {
                "sector": str(rng.choice(sorted(tables.sectors))),
                "country": country.country,
                "place_id": str(places.place_id[int(rng.choice(nearest))]),
                "people_working": round(math.exp(rng.uniform(0, math.log(30)))),
                "reach_goal": str(rng.choice(REACH_GOALS)),
                "hours_per_week": round(4 * 25 * rng.random() ** 1.5) / 4,
                "money_per_month": round(min(dollars * local, 1e7), 2),
                "personality": {trait: int(rng.integers(1, 6)) for trait in TRAITS},
            }
        )
    return found


def answered(job: tuple[dict[str, Any], int, int]) -> Answered:
    """Return what is known of a business, the strategy called and the leading channel."""
    answers, seed, draws = job
    engine = solve(parse_profile(answers), seed=seed, n_draws=draws, worlds=0).asked({}, begin=())
    best = engine.recommended
    call = NOTHING if best.empty else STRATEGIES[best.policy]
    return features_of(engine.case), call, leading_channel(engine, best) or NOTHING


def merged(labels: Sequence[str]) -> list[str]:
    """Return labels with the rare ones joined as "other"."""
    counts = Counter(labels)
    return [x if counts[x] >= RAREST_CLASS * len(labels) else OTHER for x in labels]


def tree_of(target: str, rows: Sequence[dict[str, float]], labels: Sequence[str]) -> dict[str, Any]:
    """Learn one tree and judge it on businesses it has not seen."""
    from sklearn.model_selection import KFold, cross_val_score
    from sklearn.tree import DecisionTreeClassifier

    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    order = np.random.default_rng(0).permutation(len(rows))
    cut = int(LEARNED_SHARE * len(rows))
    learn, test = order[:cut], order[cut:]
    known = np.array(labels)
    classes = sorted(set(labels))

    def model(depth: int) -> DecisionTreeClassifier:
        leaf = max(3, int(SMALLEST_LEAF * len(learn)))
        return DecisionTreeClassifier(max_depth=depth, min_samples_leaf=leaf, random_state=0)

    folds = KFold(FOLDS, shuffle=True, random_state=0)
    scores = {
        depth: cross_val_score(model(depth), table[learn], known[learn], cv=folds).mean()
        for depth in DEPTHS
    }
    # The shallowest tree within half a point of the best: it has to fit on a slide.
    depth = min(d for d in DEPTHS if scores[d] >= max(scores.values()) - 0.005)
    fitted = model(depth).fit(table[learn], known[learn]).tree_
    nodes: list[dict[str, Any]] = []
    _add(nodes, fitted, 0, names, learn, table, known, classes)
    raw = {
        "target": target, "classes": classes, "nodes": nodes, "accuracy": 0.0,
        "baseline_accuracy": 0.0, "gain_error": 0.0, "unseen": len(test), "learned": len(learn),
    }  # fmt: skip
    shipped = _read(raw)
    commonest = Counter(known[learn]).most_common(1)[0][0]
    right = np.array([shipped.says(rows[i]) == known[i] for i in test], dtype=float)
    base = np.array([commonest == known[i] for i in test], dtype=float)
    raw["accuracy"] = round(float(right.mean()), 4)
    raw["baseline_accuracy"] = round(float(base.mean()), 4)
    raw["gain_error"] = round(float((right - base).std(ddof=1) / math.sqrt(len(test))), 4)
    return raw


def _read(raw: dict[str, Any]) -> PolicyTree:
    whole = {"data_version": "", "advisor_version": "", "businesses": 0, "seed": 0, "draws": 0}
    return policy_of({**whole, "trees": [raw]}).trees[0]


def _add(
    nodes: list[dict[str, Any]],
    fitted: Any,
    place: int,
    names: Sequence[str],
    rows: Any,
    table: Any,
    known: Any,
    classes: Sequence[str],
) -> str:
    """Append a node and all below it; return its commonest class if it is, or became, a leaf.

    Thresholds are rounded to two figures, counts follow the rounded tree, and two leaves that
    say the same become one.
    """
    counts = [int((known[rows] == name).sum()) for name in classes]
    says = classes[counts.index(max(counts))]
    node: dict[str, Any] = {"feature": "", "threshold": 0.0, "left": 0, "right": 0,
                            "counts": counts}  # fmt: skip
    here = len(nodes)
    nodes.append(node)
    if fitted.children_left[place] < 0:
        return says
    column, threshold = int(fitted.feature[place]), float(f"{fitted.threshold[place]:.2g}")
    below = table[rows, column] <= threshold
    if not below.any() or below.all():
        return says
    node["feature"], node["threshold"] = names[column], threshold
    told = []
    for side, child, part in (
        ("left", fitted.children_left[place], rows[below]),
        ("right", fitted.children_right[place], rows[~below]),
    ):
        node[side] = len(nodes)
        told.append(_add(nodes, fitted, int(child), names, part, table, known, classes))
    if told[0] == told[1] != "":
        del nodes[here + 1 :]
        node.update({"feature": "", "threshold": 0.0, "left": 0, "right": 0})
        return says
    return ""


def main() -> None:
    """Build the file and say how long it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--businesses", type=int, default=3000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--draws", type=int, default=200)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked.add_argument("-o", "--out", type=Path, default=ROOT / "data" / FILE)
    options = asked.parse_args()
    began = time.monotonic()
    tables = load_tables()
    jobs = [(one, options.seed, options.draws) for one in design(options.businesses, options.seed)]
    found: list[Answered] = []
    with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        for one in pool.imap(answered, jobs, chunksize=8):
            found.append(one)
            if len(found) % 100 == 0:
                print(f"{len(found)} businesses, {time.monotonic() - began:.0f} s", flush=True)
    rows = [row for row, _, _ in found]
    trees = [
        tree_of("call", rows, [call for _, call, _ in found]),
        tree_of("leader", rows, merged([leader for _, _, leader in found])),
    ]
    policy = {
        "data_version": tables.version, "advisor_version": ADVISOR_VERSION,
        "businesses": options.businesses, "seed": options.seed, "draws": options.draws,
        "trees": trees,
    }  # fmt: skip
    policy_of(policy)
    options.out.write_text(json.dumps(policy, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for tree in trees:
        gain = tree["accuracy"] - tree["baseline_accuracy"]
        print(
            f"{tree['target']}: right in {tree['accuracy']:.1%} of {tree['unseen']} unseen "
            f"businesses, always the commonest {tree['baseline_accuracy']:.1%}; gain {gain:.1%} "
            f"+- {tree['gain_error']:.1%} (standard error); classes {Counter(tree['classes'])}"
        )
    print(f"{options.businesses} businesses in {time.monotonic() - began:.0f} s: {options.out}")


if __name__ == "__main__":
    main()
