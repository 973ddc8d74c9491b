"""``python -m advisor.evidence``: check the tables of data/, or (``--write``) write their page.

Exit status 1 where a check finds a fault.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from advisor.catalogue import GRADES, Prior, Tables
from advisor.errors import DataError
from advisor.evidence.checks import Fault, check_tables, priors_by_grade
from advisor.evidence.expected import WHOLE
from advisor.evidence.sheets import COUNTS, count_text
from advisor.evidence.tables import DATA, load_tables

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"
GRADE_MEANS = {
    "A": "official statistic, peer-reviewed study or probability survey",
    "B": "benchmark of a large platform or organisation",
    "C": "trade press or vendor",
    "D": "a single practitioner, or second hand",
    "judgement": "no fact was found; the reasoning stands beside the figure",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the tables and print what they hold.

    0 where everything holds, 1 otherwise.
    """
    parser = argparse.ArgumentParser(prog="python -m advisor.evidence", description=main.__doc__)
    written = "write docs/evidence.md and data/rows.csv"
    parser.add_argument("--write", action="store_true", help=written)
    options = parser.parse_args(arguments)
    try:
        if options.write:
            (DATA / COUNTS).write_text(count_text(DATA), encoding="utf-8", newline="\n")
        tables = load_tables()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    faults = check_tables(tables)
    print(summary(tables, faults))
    for fault in faults:
        print(f"{fault.file}, {fault.row}: {fault.what}", file=sys.stderr)
    if options.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(tables), encoding="utf-8")
    return 1 if faults else 0


def summary(tables: Tables, faults: Sequence[Fault]) -> str:
    """Return a table of what was checked.

    Lines of text, ending without a line break.
    """
    counted = {
        "sources.csv": len(tables.sources),
        "facts.csv": len(tables.facts),
        "priors.csv": len(tables.priors),
        "fits.csv": len(tables.fits),
        "ledger_fits.csv": len(tables.ledger_fits),
        "ledger_countries.csv": len(tables.ledger_countries),
        "checks.csv": len(tables.thresholds),
        "channels.csv": len(tables.channels),
        "sectors.csv": len(tables.sectors),
        "countries.csv": len(tables.countries),
        "audience/": len(tables.audience.cells),
        "consent.csv": len({rule.rule for rule in tables.consent.values()}),
        "practice.csv": len(tables.practice),
        "plan_steps.csv": len(tables.plan_steps),
        "marketplaces.csv": len(tables.marketplaces),
        "advice/": sum(len(rows) for rows in vars(tables.advice).values()),
    }
    lines = [f"data version {tables.version}", "", f"{'table':<16}{'rows':>7}{'faults':>8}"]
    for name, rows in counted.items():
        wrong = sum(fault.file.startswith(name) for fault in faults)
        lines.append(f"{name:<16}{rows:>7}{wrong:>8}")
    total = max(1, len(tables.priors))
    lines += ["", f"{'grade':<16}{'priors':>7}{'share':>8}"]
    lines += [
        f"{grade:<16}{count:>7}{count / total:>8.0%}"
        for grade, count in priors_by_grade(tables).items()
    ]
    without = sum(not source.url for source in tables.sources.values())
    lines += [
        "",
        f"sources without a page: {without}",
        f"{len(faults)} fault{'s' * (len(faults) > 1)}" if faults else "everything holds",
    ]
    return "\n".join(lines)


def page(tables: Tables) -> str:
    """Return docs/evidence.md: every figure with range, grade, facts and reasoning."""
    lines = [
        "# The figures and what they rest on",
        "",
        (
            f"Made from `data/` (version {tables.version}) by `python -m advisor.evidence --write`"
            "; not edited by hand."
        ),
        "",
        (
            "`low` and `high` are the 5 % and 95 % points of what a business may meet, `best` the "
            "median. Money is US dollars at the US price level. Facts link to where they were read."
        ),
        "",
        "| grade | means | figures |",
        "|---|---|---:|",
    ]
    counts = priors_by_grade(tables)
    lines += [f"| {grade} | {GRADE_MEANS[grade]} | {counts[grade]} |" for grade in GRADES]
    for name in (*sorted(tables.channels), *WHOLE):
        lines += _chapter(tables, name)
    lines += [
        "",
        "## How a kind of business moves a channel",
        "",
        "Enquiries are multiplied by factor to the power of the attribute (0 to 1).",
        "",
        "| channel | attribute | factor | grade | facts and reasoning |",
        "|---|---|---:|---|---|",
    ]
    lines += [
        f"| {fit.channel} | {fit.attribute} | {fit.factor:g} | {fit.grade} | "
        f"{_basis(tables, fit.fact_ids, fit.reasoning)} |"
        for fit in tables.fits
    ]
    lines += _planning(tables)
    lines += _advice(tables)
    lines += [
        "",
        "## From where a plan is reviewed, and from where it fails",
        "",
        "| check | bad is | review | fail | unit | grade | facts and reasoning |",
        "|---|---|---:|---:|---|---|---|",
    ]
    lines += [
        f"| {limit.check} | {'above' if limit.above else 'below'} | {limit.review:g} | "
        f"{'-' if limit.fail is None else format(limit.fail, 'g')} | {limit.unit} | {limit.grade} "
        f"| {_basis(tables, limit.fact_ids, limit.reasoning)} |"
        for limit in tables.thresholds.values()
    ]
    lines += ["", "## Sources", ""]
    lines += [
        f"- {key}: {_link(source.title, source.url)}"
        for key, source in sorted(tables.sources.items())
    ]
    return "\n".join(lines) + "\n"


def _planning(tables: Tables) -> list[str]:
    """Return the figures of practice and what the law asks before writing to people."""
    lines = [
        "",
        "## Figures of practice behind the plan and the manager's brief",
        "",
        "| figure | value | unit | grade | facts and reasoning |",
        "|---|---:|---|---|---|",
    ]
    lines += [
        f"| {name} | {figure.value:g} | {figure.unit} | {figure.grade} | "
        f"{_basis(tables, figure.fact_ids, figure.reasoning)} |"
        for name, figure in sorted(tables.practice.items())
    ]
    lines += [
        "",
        "## What the law asks before people are written to",
        "",
        "| rule | law | sentence | grade | source and reasoning |",
        "|---|---|---|---|---|",
    ]
    rules = {rule.rule: rule for rule in tables.consent.values()}
    for name, rule in sorted(rules.items()):
        source = f"{_link(rule.source_title, rule.source_url)}. " if rule.source_url else ""
        lines.append(
            f"| {name} | {rule.law} | {rule.sentence} | {rule.grade} | {source}{rule.reasoning} |"
        )
    return lines


def _chapter(tables: Tables, name: str) -> list[str]:
    """Return the figures of a channel, or of the whole."""
    priors = sorted(
        (p for p in tables.priors.values() if p.channel == name), key=lambda prior: prior.prior_id
    )
    if not priors:
        return []
    channel = tables.channels.get(name)
    title = f"{channel.name} (`{name}`)" if channel else f"`{name}`: for the whole"
    return [
        "",
        f"## {title}",
        "",
        *([channel.limit, ""] if channel else []),
        "| figure | low | best | high | unit | grade | facts and reasoning |",
        "|---|---:|---:|---:|---|---|---|",
        *(_row(tables, prior) for prior in priors),
    ]


def _advice(tables: Tables) -> list[str]:
    """Return the chapters on the advice about posts and adverts, which no forecast reads."""
    advice = tables.advice

    def chapter(title: str, *header: str) -> list[str]:
        return ["", f"## {title}", "", f"| {' | '.join(header)} |", "|" + "---|" * len(header)]

    lines = chapter("What to post", "what", "for", "reach, times the usual", "grade", "basis")
    for kind in advice.content:
        reach = "" if kind.factor is None else " / ".join(f"{x:g}" for x in kind.factor)
        basis = _basis(tables, kind.fact_ids, kind.reasoning)
        whom = kind.platform or kind.attribute or "all"
        lines.append(f"| {kind.name} | {whom} | {reach} | {kind.grade} | {basis} |")
    lines += chapter("How often, how long", "platform", "figure", "range", "unit", "grade", "basis")
    for r in advice.rhythm:
        span, basis = (
            f"{r.low:g} / {r.best:g} / {r.high:g}",
            _basis(tables, r.fact_ids, r.reasoning),
        )
        lines.append(f"| {r.platform} | {r.quantity} | {span} | {r.unit} | {r.grade} | {basis} |")
    lines += chapter("Where small firms are", "platform", "who sells to", "share", "grade", "basis")
    for h in advice.habits:
        basis = _basis(tables, h.fact_ids, h.reasoning)
        lines.append(f"| {h.platform} | {h.among} | {h.share:g} | {h.grade} | {basis} |")
    lines += chapter("When to post", "platform", "days, Monday is 1", "hours", "source")
    for t in advice.times:
        days, hours = ", ".join(map(str, t.days)), f"{t.from_hour} to {t.to_hour}"
        lines.append(f"| {t.platform} | {days} | {hours} | {_basis(tables, (t.fact_id,), '')} |")
    lines += chapter("What to answer", "what", "within hours", "grade", "basis")
    for a in advice.replies:
        basis = _basis(tables, a.fact_ids, a.reasoning)
        lines.append(f"| {a.name} | {a.within_hours:g} | {a.grade} | {basis} |")
    lines += chapter("Whom adverts can be shown to", "channel", "kind", "by", "possible", "grade",
                     "source")  # fmt: skip
    for w in advice.targeting:
        source = tables.sources.get(w.source_id)
        link = _link(w.source_id, source.url if source else "")
        lines.append(
            f"| {w.channel} | {w.kind} | {w.name} | {w.available} | {w.grade} | {link} {w.note} |"
        )
    lines += chapter("Limits and steps of adverts", "what", "grade", "basis")
    for limit in advice.limits:
        links = ", ".join(_link(i, tables.sources[i].url) for i in limit.source_ids)
        lines.append(f"| {limit.what} | {limit.grade} | {links} {limit.reasoning} |")
    for step in advice.steps:
        basis = _basis(tables, step.fact_ids, step.reasoning)
        lines.append(f"| {step.what} | {step.grade} | {basis} |")
    return lines


def _row(tables: Tables, prior: Prior) -> str:
    return (
        f"| {prior.quantity} | {prior.low:g} | {prior.best:g} | {prior.high:g} | "
        f"{prior.unit} | {prior.grade} | {_basis(tables, prior.fact_ids, prior.reasoning)} |"
    )


def _basis(tables: Tables, fact_ids: Iterable[str], reasoning: str) -> str:
    """Return the facts as links, then the reasoning."""
    links = []
    for fact_id in fact_ids:
        fact = tables.facts.get(fact_id)
        source = tables.sources.get(fact.source_id) if fact else None
        links.append(_link(fact_id, source.url if source else ""))
    text = ", ".join(links)
    return (text + (". " if text and reasoning else "") + reasoning).replace("|", "/")


def _link(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


if __name__ == "__main__":
    sys.exit(main())
