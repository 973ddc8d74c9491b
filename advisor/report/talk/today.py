"""Two pages on today: where new customers come from, and what today's work costs and brings."""

from advisor.explain.gist import upper_first
from advisor.explain.names import SOURCES, in_a_row
from advisor.explain.section import Card, Column, Drawing, Page, Table
from advisor.explain.talk_words import TALK, WHERE_FROM, talk_words
from advisor.explain.wording import exact, percent, span_text, two_figures, wish_text
from advisor.report.talk.matter import Matter, Use
from advisor.results import Cell
from advisor.results.ledger import Ledger

_MOST_BARS, _MOST_ROWS = 5, 3


def today(m: Matter) -> Page:
    """Return where new customers come from today, and what is done for it."""
    ledger = m.r.ledger
    times, period = m.scale
    uses = m.uses
    does = [
        talk_words("does", name=u.name, effort=m.effort(u.hours, u.money, short=True)) for u in uses
    ] or [talk_words("does_nothing")]
    lists = ((talk_words("does_head"), tuple(does)),)
    if ledger is None or not m.today:
        title = talk_words("today_plain", total=two_figures(m.r.base_line))
        return Page("today", TALK["today"], title, lists=lists, notes=m.cited())
    ranked = sorted(ledger.sources, key=lambda s: (-s.today.p50, s.source))
    whole = sum(s.today.p50 for s in ranked) or 1.0
    first = ranked[:2]
    title = talk_words(
        "today", total=m.count(m.today), period=period,
        share=percent(sum(s.today.p50 for s in first) / whole),
        names=" and ".join(WHERE_FROM[s.source] for s in first),
    )  # fmt: skip
    shown, rest = ranked[:_MOST_BARS], ranked[_MOST_BARS:]
    labels = [upper_first(WHERE_FROM[s.source]) for s in shown]
    values = [times * s.today.p50 for s in shown]
    if rest:
        labels.append(talk_words("the_others", count=len(rest)))
        values.append(times * sum(s.today.p50 for s in rest))
    unit = f"New customers a {period}"
    drawing = Drawing(
        "bars", tuple(labels), ((unit, tuple(values)),), unit=f"{unit}, by how they came",
        alt="; ".join(f"{k} {two_figures(v)}" for k, v in zip(labels, values, strict=True)),
    )  # fmt: skip
    counted = sum(s.own_count for s in ledger.sources)
    own = talk_words("counted", count=counted) if counted else talk_words("counted_none")
    notes = [*_range(m, period), talk_words("today_basis", counted=own)]
    notes += [
        talk_words("source_share", name=SOURCES[s.source], trade=percent(s.trade_share),
                   own=percent(s.share))
        for s in ranked[:3]
    ]  # fmt: skip
    return Page(
        "today", TALK["today"], title, drawing=drawing, lists=lists, notes=(*notes, *m.cited())
    )


def costs(m: Matter) -> Page:
    """Return what today's work costs and brings; where none was given, today against the goal."""
    uses = m.uses
    return _costs_of(m, uses) if uses and m.present is not None else _against_goal(m)


def _aim(m: Matter) -> tuple[Card, ...]:
    """Return new customers today, aimed at and room for, as cards."""
    ledger, period = m.r.ledger, talk_words("a_period", period=m.scale[1])
    if ledger is None:
        return ()
    wanted = wish_text(m.scale[0] * ledger.wanted)
    texts = (m.count(m.today), wanted, wish_text(m.scale[0] * ledger.room))
    return tuple(Card(name, text, period) for name, text in zip(_names(ledger), texts, strict=True))


def _names(ledger: Ledger) -> tuple[str, str, str]:
    """Return what today, goal and room are called; those that were not given are marked."""
    given = {"wanted": "aimed_at", "room": "room_for"}
    names = [f"{name}_ours" if part in ledger.supposed else name for part, name in given.items()]
    return talk_words("new_today"), talk_words(names[0]), talk_words(names[1])


def _costs_of(m: Matter, uses: tuple[Use, ...]) -> Page:
    assert m.present is not None
    r, period = m.r, m.scale[1]
    totals = m.present.totals
    hours, money = sum(u.hours for u in uses), sum(u.money for u in uses)
    title = talk_words("costs", effort=m.effort(hours, money), period=period,
                       customers=m.count(totals.customers.p50))  # fmt: skip
    counted = any(u.counted is not None for u in uses)
    columns = [Column("Done today"), Column("Hours a week", exact=True),
               Column(f"{r.currency} a month", exact=True)]  # fmt: skip
    if counted:
        columns += [Column("New a year, counted"), Column(f"{r.currency} for one")]
    shown = list(uses if len(uses) <= _MOST_ROWS + 1 else uses[:_MOST_ROWS])
    rest = uses[len(shown) :]
    if rest:
        counts = [u.counted for u in rest if u.counted is not None]
        shown.append(
            Use("", talk_words("the_others", count=len(rest)), sum(u.hours for u in rest),
                sum(u.money for u in rest), sum(counts) if counts else None)
        )  # fmt: skip
    rows = tuple(_row(u, counted) for u in shown)
    line = talk_words("present_range", customers=m.span(totals.customers), period=period,
                      left=span_text(totals.net_contribution), currency=r.currency)  # fmt: skip
    besides = m.already not in ("", m.count(totals.customers.p50))
    lines = (line, *([talk_words("kept_besides", already=m.already)] if besides else []))
    notes = [talk_words("settle", question=q.sentence) for q in r.questions]
    notes += [talk_words("present_level"), *_in_hours(m, uses)]
    channels = {u.channel for u in uses}
    return Page(
        "costs", TALK["costs"], title, lines, cards=_aim(m),
        table=Table(tuple(columns), rows), notes=(*notes, *m.cited(channels)),
    )  # fmt: skip


def _row(use: Use, counted: bool) -> tuple[Cell, ...]:
    row: tuple[Cell, ...] = (use.name, use.hours, use.money)
    if not counted:
        return row
    one = use.money * 12 / use.counted if use.counted else None
    return (*row, use.counted, one)


def _in_hours(m: Matter, uses: tuple[Use, ...]) -> list[str]:
    """Say what one counted customer costs with the owner's hours at their value."""
    value = None if m.profile is None else m.profile.value_of_owner_hour
    sentences = [
        talk_words("cost_of_one", name=u.name, currency=m.r.currency,
                   cost=two_figures((52 * u.hours * value + 12 * u.money) / u.counted))
        for u in uses
        if value is not None and u.counted
    ]  # fmt: skip
    if value is None or not sentences:
        return []
    return [
        talk_words("hours_in", value=exact(value), currency=m.r.currency, costs=in_a_row(sentences))
    ]


def _against_goal(m: Matter) -> Page:
    r, ledger = m.r, m.r.ledger
    times, period = m.scale
    budgets = r.budgets
    given = talk_words(
        "on_the_table", effort=m.effort(budgets.owner_hours.given, budgets.money.given)
    )
    if ledger is None:
        title = talk_words("today_plain", total=two_figures(r.base_line))
        return Page("costs", TALK["costs"], title, (given,), notes=m.cited())
    come, wanted = m.count(m.today), wish_text(times * ledger.wanted)
    room = wish_text(times * ledger.room)
    shown = [float(text.replace(",", "")) for text in (come, wanted, room)]
    missing = shown[1] - shown[0]  # of the numbers on the slide, so that they add up
    title = talk_words(
        "costs_supposed"
        if "wanted" in ledger.supposed
        else "costs_short"
        if missing > 0
        else "costs_reached",
        today=come, missing=exact(missing),
        wanted=wanted, room=room, period=period,
    )  # fmt: skip
    names = _names(ledger)
    unit = f"New customers a {period}"
    drawing = Drawing(
        "bars", names, ((unit, tuple(shown)),), unit=unit, exact=True,
        alt="; ".join(f"{name} {exact(v)}" for name, v in zip(names, shown, strict=True)),
    )  # fmt: skip
    left = max(0.0, ledger.room - m.today)
    sentences = (given, talk_words("room_left", left=m.count(left), period=period))
    lists = ((talk_words("to_work_with"), sentences),)
    notes = [talk_words("settle", question=q.sentence) for q in r.questions]
    if not m.uses:
        notes.append(talk_words("does_nothing"))
    notes += _range(m, period)
    notes += m.next_step
    return Page(
        "costs", TALK["costs"], title, drawing=drawing, lists=lists,
        notes=(*notes, *m.cited()),
    )  # fmt: skip


def _range(m: Matter, period: str) -> list[str]:
    """Say how wide the customers of today range, where what was counted leaves any room."""
    total, span = m.count(m.today), "" if m.r.ledger is None else m.span(m.r.ledger.total_today)
    ranges = span not in ("", total)
    return [talk_words("today_range", total=total, range=span, period=period)] if ranges else []
