"""``python -m advisor.evidence``: check the tables of data/, or (``--write``) write their page.

Exit status 1 where a check finds a fault.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from advisor.catalogue import GRADES, Tables
from advisor.catalogue.columns import Grounded
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
    """Check the tables and print what they hold; 0 where everything holds, 1 otherwise."""
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
    """Return a table of what was checked, without a line break at its end."""
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
        "sectors_countries.csv": sum(map(len, tables.local_figures.values())),
        "countries.csv": len(tables.countries),
        "audience/": len(tables.audience.cells),
        "consent.csv": len({rule.rule for rule in tables.consent.values()}),
        "practice.csv": len(tables.practice),
        "plan_steps.csv": len(tables.plan_steps),
        "marketplaces.csv": len(tables.marketplaces),
        "advice/": sum(len(rows) for rows in vars(tables.advice).values()),
    }
    lines = [f"data version {tables.version}", "", f"{'table':<22}{'rows':>7}{'faults':>8}"]
    for name, rows in counted.items():
        wrong = sum(fault.file.startswith(name) for fault in faults)
        lines.append(f"{name:<22}{rows:>7}{wrong:>8}")
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
    counts, rules = priors_by_grade(tables), {r.rule: r for r in tables.consent.values()}
    lines = [
        "# The figures and what they rest on",
        "",
        f"Made from `data/` (version {tables.version}) by `python -m advisor.evidence --write`; "
        "not edited by hand.",
        "",
        "`low` and `high` are the 5 % and 95 % points of what a business may meet, `best` the "
        "median. Money is US dollars at the US price level. Facts link to where they were read.",
        *_table("grade | means | figures:", ((g, GRADE_MEANS[g], counts[g]) for g in GRADES)),
    ]
    for name in (*sorted(tables.channels), *WHOLE):
        lines += _figures(tables, name)
    lines += [
        "",
        "## How a kind of business moves a channel",
        "",
        "Enquiries are multiplied by factor to the power of the attribute (0 to 1).",
        *_table(
            "channel | attribute | factor: | grade | facts and reasoning",
            ((f.channel, f.attribute, f"{f.factor:g}", f.grade, _basis(tables, f))
             for f in tables.fits),
        ),
        "",
        "## Where a trade's usual figures are others in a country",
        "",
        "Sales in the money of the country.",
        *_table(
            "trade | country | figure | low: | best: | high: | grade | facts and reasoning",
            ((r.sector, r.country, r.quantity, f"{r.low:g}", f"{r.best:g}", f"{r.high:g}",
              r.grade, _basis(tables, r))
             for _, rows in sorted(tables.local_figures.items()) for r in rows),
        ),
        "",
        "## Figures of practice behind the plan and the manager's brief",
        *_table(
            "figure | value: | unit | grade | facts and reasoning",
            ((name, f"{f.value:g}", f.unit, f.grade, _basis(tables, f))
             for name, f in sorted(tables.practice.items())),
        ),
        "",
        "## What the law asks before people are written to",
        *_table(
            "rule | law | sentence | grade | source and reasoning",
            ((name, r.law, r.sentence, r.grade,
              (f"{_link(r.source_title, r.source_url)}. " if r.source_url else "") + r.reasoning)
             for name, r in sorted(rules.items())),
        ),
        *_advice(tables),
        "",
        "## From where a plan is reviewed, and from where it fails",
        *_table(
            "check | bad is | review: | fail: | unit | grade | facts and reasoning",
            ((x.check, "above" if x.above else "below", f"{x.review:g}",
              "-" if x.fail is None else f"{x.fail:g}", x.unit, x.grade, _basis(tables, x))
             for x in tables.thresholds.values()),
        ),
        "",
        "## Sources",
        "",
        *(f"- {key}: {_link(s.title, s.url)}" for key, s in sorted(tables.sources.items())),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _table(header: str, rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a table after an empty line; a name that ends in a colon is of numbers."""
    names = header.split(" | ")
    rule = "".join("---:|" if name.endswith(":") else "---|" for name in names)
    cells = (f"| {' | '.join(map(str, row))} |" for row in rows)
    return ["", f"| {header.replace(':', '')} |", f"|{rule}", *cells]


def _figures(tables: Tables, name: str) -> list[str]:
    """Return the figures of a channel, or of the whole."""
    priors = [p for _, p in sorted(tables.priors.items()) if p.channel == name]
    if not priors:
        return []
    channel = tables.channels.get(name)
    title = f"{channel.name} (`{name}`)" if channel else f"`{name}`: for the whole"
    return [
        "",
        f"## {title}",
        *(["", channel.limit] if channel else []),
        *_table(
            "figure | low: | best: | high: | unit | grade | facts and reasoning",
            ((p.quantity, f"{p.low:g}", f"{p.best:g}", f"{p.high:g}", p.unit, p.grade,
              _basis(tables, p)) for p in priors),
        ),
    ]  # fmt: skip


def _advice(tables: Tables) -> list[str]:
    """Return the chapters on the advice about posts and adverts, which no forecast reads."""
    advice, sources = tables.advice, tables.sources

    def address(source_id: str) -> str:
        return sources[source_id].url if source_id in sources else ""

    chapters: dict[str, tuple[str, Iterable[Sequence[object]]]] = {
        "What to post": (
            "what | for | reach, times the usual | grade | basis",
            ((k.name, k.platform or k.attribute or "all",
              " / ".join(f"{x:g}" for x in k.factor or ()), k.grade, _basis(tables, k))
             for k in advice.content),
        ),
        "How often, how long": (
            "platform | figure | range | unit | grade | basis",
            ((r.platform, r.quantity, f"{r.low:g} / {r.best:g} / {r.high:g}", r.unit, r.grade,
              _basis(tables, r)) for r in advice.rhythm),
        ),
        "Where small firms are": (
            "platform | who sells to | share | grade | basis",
            ((h.platform, h.among, f"{h.share:g}", h.grade, _basis(tables, h))
             for h in advice.habits),
        ),
        "When to post": (
            "platform | days, Monday is 1 | hours | source",
            ((t.platform, ", ".join(map(str, t.days)), f"{t.from_hour} to {t.to_hour}",
              _facts(tables, (t.fact_id,))) for t in advice.times),
        ),
        "What to answer": (
            "what | within hours | grade | basis",
            ((a.name, f"{a.within_hours:g}", a.grade, _basis(tables, a)) for a in advice.replies),
        ),
        "Whom adverts can be shown to": (
            "channel | kind | by | possible | grade | source",
            ((w.channel, w.kind, w.name, w.available, w.grade,
              f"{_link(w.source_id, address(w.source_id))} {w.note}") for w in advice.targeting),
        ),
        "Limits and steps of adverts": (
            "what | grade | basis",
            (*((x.what, x.grade, ", ".join(_link(i, address(i)) for i in x.source_ids)
                + f" {x.reasoning}") for x in advice.limits),
             *((step.what, step.grade, _basis(tables, step)) for step in advice.steps)),
        ),
    }  # fmt: skip
    return [line for title, found in chapters.items() for line in ("", f"## {title}",
            *_table(*found))]  # fmt: skip


def _facts(tables: Tables, fact_ids: Iterable[str]) -> str:
    """Return facts as links."""
    links = []
    for fact_id in fact_ids:
        fact = tables.facts.get(fact_id)
        source = tables.sources.get(fact.source_id) if fact else None
        links.append(_link(fact_id, source.url if source else ""))
    return ", ".join(links)


def _basis(tables: Tables, row: Grounded) -> str:
    """Return the facts behind a row as links, then its reasoning."""
    return ". ".join(filter(None, (_facts(tables, row.fact_ids), row.reasoning))).replace("|", "/")


def _link(text: str, url: str) -> str:
    return f"[{text}]({url})" if url else text


if __name__ == "__main__":
    sys.exit(main())
