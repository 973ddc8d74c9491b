"""The closing sections of a document: what was assumed, the data behind it, figures, sources."""

from advisor.explain.answer_words import answer_name, answer_text, assumed_basis
from advisor.explain.export_words import PARTS, words
from advisor.explain.names import FAMILIES
from advisor.explain.section import Column, Section, Table
from advisor.report.captions import in_order
from advisor.report.sections import month_columns
from advisor.report.sources import judged
from advisor.results import AllocationItem, Cell, LedgerPage, Recommendation
from advisor.results.provenance import Provenance


def closing_sections(
    r: Recommendation, evidence: Provenance | None, page: LedgerPage | None = None
) -> list[Section]:
    """Return what stands at the end: assumptions, data, how channels were judged, sources."""
    found = [assumed(r)] if r.assumptions else []
    if r.allocation:
        found.append(_months(r))
        found.append(Section("parts", PARTS["parts"], words("parts_title"),
                             table=_mix_parts(tuple(in_order(r))), place="data"))  # fmt: skip
    found.append(channels(r))
    if page is not None:
        names = {c.channel: c.name for c in r.channels}
        found.append(judged(page, names, r.currency, evidence))
    if evidence is not None:
        found += [_figures(evidence), _sources(evidence)]
    return found


def assumed(r: Recommendation) -> Section:
    """Return what was left out and what was taken for it."""
    rows = tuple(
        (
            answer_name(a.field),
            answer_text(a.field, a.value, r.currency, r.distance_unit),
            assumed_basis(a, r.distance_unit),
        )
        for a in r.assumptions
    )
    table = Table((Column("Answer"), Column("Assumed"), Column("Because")), rows)
    return Section("assumed", PARTS["assumed"], words("assumed_title", count=len(rows)),
                   (words("assumed_note"),), table=table, place="appendix")  # fmt: skip


def _months(r: Recommendation) -> Section:
    cash = r.payback.range_by_month
    columns = (*month_columns(r), Column(f"Gross profit minus money, {r.currency}, added up",
                                         r.currency))  # fmt: skip
    rows = tuple(
        (float(m.month), m.customers, m.gross_profit, m.people_aware,
         cash[k] if k < len(cash) else None)
        for k, m in enumerate(r.by_month)
    )  # fmt: skip
    return Section("months", PARTS["months"], words("months_title"),
                   table=Table(columns, rows), place="data")  # fmt: skip


def planned(r: Recommendation) -> Table:
    """Return what each month is planned to bring and to take, what has not begun left out."""
    columns = (Column("Month", exact=True), Column("New customers planned", "customers a month"),
               Column("Hours", "hours a week", exact=True),
               Column("Money", f"{r.currency} a month", whole=True))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for month in r.by_month:
        running = [i for i in r.allocation if i.start_month <= month.month]
        hours = sum(i.hours_per_week + i.staff_hours_per_week for i in running)
        money = sum(i.money_per_month for i in running)
        rows.append((float(month.month), month.customers, hours, money))
    return Table(columns, tuple(rows))


def channels(r: Recommendation) -> Section:
    """Return every channel, in or out, with its score and its first reason."""
    columns = (Column("Channel"), Column("Kind"), Column("Now"), Column("Score, 0 to 100", "score"),
               Column("Chosen in, % of simulations", "%"), Column("Why"))  # fmt: skip
    rows = tuple(
        (
            c.name, FAMILIES[c.family], "in the mix" if c.in_mix else "not now", c.score,
            None if c.share_of_worlds is None else 100 * c.share_of_worlds,
            c.reasons[0].sentence if c.reasons else "",
        )
        for c in r.ranked
    )  # fmt: skip
    inside = sum(c.in_mix for c in r.ranked)
    return Section("channels", PARTS["channels"],
                   words("channels_title", inside=inside, count=len(r.ranked)),
                   table=Table(columns, rows), place="data")  # fmt: skip


def _figures(evidence: Provenance) -> Section:
    columns = (Column("Channel"), Column("Figure"), Column("In use", digits=True), Column("Unit"),
               Column("Grade"), Column("Why"), Column("Sources"))  # fmt: skip
    rows = tuple(
        (f.name, f.quantity, f.values, f.unit, f.grade, f.reasoning,
         ", ".join(map(str, f.sources)))
        for f in evidence.figures
    )  # fmt: skip
    return Section("figures", PARTS["figures"], words("figures_title", count=len(rows)),
                   (words("figures_note"),), table=Table(columns, rows),
                   place="appendix")  # fmt: skip


def _sources(evidence: Provenance) -> Section:
    columns = (Column("Number", exact=True), Column("Title"), Column("Grade"), Column("Address"))
    rows = tuple((float(s.number), s.title, ", ".join(s.grades), s.url) for s in evidence.sources)
    return Section("sources", PARTS["sources"], words("sources_title", count=len(rows)),
                   (words("sources_note"),), table=Table(columns, rows),
                   place="appendix")  # fmt: skip


def _mix_parts(items: tuple[AllocationItem, ...]) -> Table:
    """Return everything that each channel of the mix brings, as data."""
    names = ("people_reached", "people_aware", "leads", "customers", "gross_profit",
             "net_contribution", "bonds")  # fmt: skip
    columns = (Column("Channel"), *(Column(n.replace("_", " ").capitalize(), "a month")
                                    for n in names))  # fmt: skip
    return Table(columns, tuple((i.counted_name, *(getattr(i, n) for n in names)) for i in items))
