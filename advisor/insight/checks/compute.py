"""PASS, REVIEW or FAIL on a recommendation, and on what the owner does now.

Limits stand in ``data/checks.csv`` with their reasons; the useful minimum of a paid channel and
the week of a referral group are figures of their own in the tables (the owner's, where given).
A figure at its limit passes.  Of ranges the median is judged.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from advisor.catalogue import Tables
from advisor.evidence.resolve import priors_in_use
from advisor.insight.checks import words
from advisor.insight.checks.result import Check, Checks, Verdict
from advisor.insight.checks.rules import RULES, Around, Plan, verdict_of
from advisor.profile import BusinessProfile
from advisor.recommend import solve_beside
from advisor.recommend.accounts import evidence_shares
from advisor.recommend.cases import case_of
from advisor.recommend.items import Items
from advisor.results import Finding, Recommendation
from advisor.results.present import as_typed

# The warning of a recommendation that brings more than there is room for.
_FULL = "capacity_full"
_ORDER: Mapping[Verdict, int] = {"fail": 0, "review": 1, "pass": 2}


def _judged(plan: Plan, around: Around) -> tuple[Check, ...]:
    """Return all checks of a plan, worst first, in the order of the rules among equals."""
    found = []
    for code, rule in RULES.items():
        limit = around.tables.thresholds[code]
        measured = rule(plan, around)
        verdict: Verdict = "pass"
        if not measured.absent:
            fail = None if measured.mild else limit.fail
            verdict = verdict_of(measured.figure, limit.review, fail, above=limit.above)
        outcome = "none" if measured.absent else verdict
        found.append(
            Check(
                code=code,
                verdict=verdict,
                figure=None if measured.absent else measured.figure,
                unit=limit.unit,
                above=limit.above,
                review_limit=limit.review,
                fail_limit=limit.fail,
                figures=measured.fields,
                label=words.LABELS[code],
                sentence=words.found(f"{code}.{outcome}", **measured.fields),
                advice="" if verdict == "pass" else words.ADVICE[code],
                why=limit.reasoning,
            )
        )
    return tuple(sorted(found, key=lambda check: _ORDER[check.verdict]))


def _worst(checks: Sequence[Check]) -> Verdict | None:
    return min((check.verdict for check in checks), key=lambda v: _ORDER[v], default=None)


def _present(answer: Recommendation, around: Around) -> Plan | None:
    """Return what the owner does now as a plan: forecasts of the nearest levels, own costs."""
    if not around.profile.present_mix:
        return None
    engine = solve_beside(answer, around.profile, around.tables).engine
    mix = engine.baseline("present_mix")
    if mix is None:
        return None
    items = Items(engine, around.tables)
    forecast = engine.forecast(mix)
    kept = as_typed(items.allocation(mix, forecast, None), around.profile)
    return Plan(
        kept, items.payback(forecast), evidence_shares(engine, mix, around.tables),
        answer.base_line, items.months(forecast),
    )  # fmt: skip


def _warned(recommendation: Recommendation) -> float:
    """Return the new customers a month of a warning that they are too many; 0 without one."""
    wanted = [w.figures["wanted"] for w in recommendation.warnings if w.code == _FULL]
    return float(wanted[0] or 0.0) if wanted else 0.0


def build(recommendation: Recommendation, profile: BusinessProfile, tables: Tables) -> Checks:
    """Judge a recommendation and the present mix, if given; no checks where nothing is in it."""
    around = Around(profile, case_of(profile, tables), priors_in_use(profile, tables), tables)
    plan = Plan(
        recommendation.allocation,
        recommendation.payback,
        recommendation.evidence,
        recommendation.base_line,
        recommendation.by_month,
        _warned(recommendation),
    )
    checks = _judged(plan, around) if plan.items else ()
    now = _present(recommendation, around)
    present = () if now is None else _judged(now, around)
    return Checks(
        verdict=_worst(checks),
        checks=checks,
        present_verdict=_worst(present),
        present=present,
        findings=_findings(checks, present, tables),
    )


def _summary(checks: Sequence[Check]) -> str:
    counts = Counter(check.verdict for check in checks)
    return words.summary(len(checks), counts["review"], counts["fail"])


def _findings(
    checks: Sequence[Check], present: Sequence[Check], tables: Tables
) -> tuple[Finding, ...]:
    found = [
        Finding(
            code="summary",
            title=_summary(checks) if checks else words.NOTHING,
            header=words.HEADER if checks else (),
            rows=tuple(_row(check) for check in checks),
            fact_ids=_facts(checks, tables),
            notes=(words.LIMITS,) if checks else (),
        )
    ]
    found += [_finding(check, tables) for check in checks if check.verdict != "pass"]
    if present:
        of_plan = {check.code: words.VERDICTS[check.verdict] for check in checks}
        rows = tuple(
            (check.label, of_plan.get(check.code), words.VERDICTS[check.verdict])
            for check in present
        )
        found.append(
            Finding(
                code="present_mix",
                title=words.PRESENT.format(summary=_summary(present)),
                sentences=tuple(c.sentence for c in present if c.verdict != "pass"),
                header=words.BOTH_HEADER,
                rows=rows,
                notes=(words.PRESENT_NOTE,),
            )
        )
    return tuple(found)


def _finding(check: Check, tables: Tables) -> Finding:
    return Finding(
        code=check.code,
        title=f"{words.VERDICTS[check.verdict]}: {check.sentence}",
        sentences=(check.advice,),
        fact_ids=_facts((check,), tables),
        notes=(check.why,),
    )


def _row(check: Check) -> tuple[str, ...]:
    return (
        check.label,
        words.VERDICTS[check.verdict],
        words.in_unit(check.figure, check.unit),
        words.in_unit(check.review_limit, check.unit),
        words.in_unit(check.fail_limit, check.unit),
    )


def _facts(checks: Sequence[Check], tables: Tables) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for c in checks for fact in tables.thresholds[c.code].fact_ids))
