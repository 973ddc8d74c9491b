"""The rule of thumb read off many businesses, applied to this one, and only where it holds."""

import math
from collections.abc import Mapping
from itertools import pairwise

from advisor.catalogue import Tables
from advisor.evidence.policy import TRAITS, Policy, PolicyNode, PolicyTree, features_of
from advisor.explain.names import OUTCOMES
from advisor.explain.wording import percent, two_figures
from advisor.insight.sensitivity.figures import Judge
from advisor.insight.sensitivity.result import PolicyView, Rule
from advisor.insight.sensitivity.words import feature_words, say
from advisor.recommend.calls import leading_channel
from advisor.results import Finding

# Shown only where on unseen businesses the tree is right in at least this share more of them than
# always saying the commonest answer, and by more than so many standard errors of the difference.
LEAST_GAIN = 0.10
LEAST_STANDARD_ERRORS = 2.0
NOTHING, OTHER = "none", "other"


def holds(tree: PolicyTree) -> bool:
    """Say whether a tree is clearly better on unseen businesses than its baseline.

    Both rules: ``LEAST_GAIN`` and ``LEAST_STANDARD_ERRORS``.
    """
    gain = tree.accuracy - tree.baseline_accuracy
    return gain >= LEAST_GAIN - 1e-12 and gain > LEAST_STANDARD_ERRORS * tree.gain_error


def policy_views(judge: Judge, policy: Policy | None, tables: Tables) -> tuple[PolicyView, ...]:
    """Return the rules of thumb that may be shown beside a recommendation.

    Empty where none was built, the tables differ, or no tree clearly beats its baseline.
    """
    if policy is None or policy.data_version != tables.version:
        return ()
    features = features_of(judge.base.case)
    best = judge.base.recommended
    actual = {
        "call": judge.now.call or NOTHING,
        "leader": leading_channel(judge.base, best) or NOTHING,
    }
    return tuple(
        _view(tree, features, actual[tree.target], tables) for tree in policy.trees if holds(tree)
    )


def _view(
    tree: PolicyTree, features: Mapping[str, float], actual: str, tables: Tables
) -> PolicyView:
    path = tree.path(features)
    counts = tree.nodes[path[-1]].counts
    says = tree.says(features)
    rules = []
    for place, following in pairwise(path):
        node = tree.nodes[place]
        code = "at_most" if following == node.left else "above"
        rules.append(
            Rule(
                sentence=say(
                    f"rule_{code}",
                    feature=feature_words(node.feature),
                    threshold=_threshold(node),
                    here=two_figures(features[node.feature]),
                )
            )
        )
    known = actual if actual in tree.classes else OTHER
    return PolicyView(
        target="call" if tree.target == "call" else "leader",
        says=says,
        says_text=class_text(tree.target, says, tables),
        agrees=says == known,
        share_here=counts[tree.classes.index(says)] / max(sum(counts), 1),
        businesses_here=sum(counts),
        path=tuple(rules),
        lines=tuple(_lines(tree, tables)),
        accuracy=tree.accuracy,
        baseline_accuracy=tree.baseline_accuracy,
        unseen=tree.unseen,
        learned=tree.learned,
    )


def class_text(target: str, name: str, tables: Tables) -> str:
    """Return a class of a tree in words."""
    if name == OTHER:
        return say("other")
    if target == "call":
        return OUTCOMES[None if name == NOTHING else name]
    return tables.channels[name].name if name in tables.channels else say("nobody")


def _threshold(node: PolicyNode) -> str:
    """Return a threshold as text; between whole numbers the lower one says the same."""
    whole = node.feature in (*TRAITS, "reach_goal", "people_working")
    return two_figures(math.floor(node.threshold) if whole else node.threshold)


def _lines(tree: PolicyTree, tables: Tables, place: int = 0, depth: int = 0) -> list[str]:
    """Return the tree below a node as indented lines."""
    node, indent = tree.nodes[place], "    " * depth
    if not node.feature:
        top = max(node.counts)
        name = class_text(tree.target, tree.classes[node.counts.index(top)], tables)
        share = percent(top / max(sum(node.counts), 1))
        return [f"{indent}{name} ({share} of {sum(node.counts)})"]
    feature, threshold = feature_words(node.feature), _threshold(node)
    return [
        f"{indent}{say('line_at_most', feature=feature, threshold=threshold)}",
        *_lines(tree, tables, node.left, depth + 1),
        f"{indent}{say('line_above', feature=feature, threshold=threshold)}",
        *_lines(tree, tables, node.right, depth + 1),
    ]


def policy_finding(view: PolicyView, call_text: str) -> Finding:
    """Return a rule of thumb as a finding, with its fidelity."""
    sentences = [
        say(
            "policy_here", says=view.says_text, share=percent(view.share_here),
            count=view.businesses_here,
        ),
        say("policy_agrees") if view.agrees else say("policy_disagrees", call=call_text),
        say(
            "policy_fidelity", unseen=view.unseen, accuracy=percent(view.accuracy),
            baseline=percent(view.baseline_accuracy),
        ),
    ]  # fmt: skip
    return Finding(
        code=f"policy_{view.target}",
        title=say(f"policy_{view.target}", learned=view.learned),
        sentences=tuple(sentences),
        header=("Question", "Here"),
        rows=tuple((str(k), rule.sentence) for k, rule in enumerate(view.path, start=1)),
        notes=(say("policy_note"),),
    )
