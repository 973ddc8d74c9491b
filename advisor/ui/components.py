"""Pieces the pages share: numbers in words, a chart with its table, reasons, sources."""

from collections.abc import Iterable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.catalogue import Prior
from advisor.explain.called import Called
from advisor.explain.wording import range_text, two_figures
from advisor.output.chart import Chart
from advisor.results import Cell, Range, Reason
from advisor.ui.state import own_word, tables, trade_word
from advisor.ui.words import GRADES, Markup, cell
from advisor.ui.words import plain as plain

_UNITLESS = ("share", "factor", "ratio", "exponent")


def keys_of(names: Iterable[str]) -> list[str]:
    """Return a key for each of the things in a row on a page, also where two have one name.

    A mix may hold a channel twice, a plan a task: two widgets of one key end the page.

    Examples
    --------
    >>> keys_of(["group", "search", "group", "group-2"])
    ['group', 'search', 'group-2', 'group-2-2']
    """
    keys: list[str] = []
    for name in names:
        key, count = name, 1
        while key in keys:
            count += 1
            key = f"{name}-{count}"
        keys.append(key)
    return keys


def table_of(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], own: Called | None = None
) -> None:
    """Show rows as a table without an index column; texts are texts, whoever typed them.

    `own`: the word for customers, by default that of the trade on screen.
    """
    own = own or trade_word()
    heads = [_shown(head, own) for head in header]
    st.table(
        [{h: _shown(c, own) for h, c in zip(heads, row, strict=True)} for row in rows],
        hide_index=True,
    )


def _shown(value: Cell, own: Called) -> str:
    if value is None:
        return "–"
    if isinstance(value, Range):
        return range_text(value)
    if isinstance(value, Markup):  # typed by somebody, or said already
        return value
    return cell(own(value)) if isinstance(value, str) else f"{value:,.4g}"


def folded(label: str, key: str) -> DeltaGenerator:
    """Return a box that is closed on the screen and open in print, for what is read second."""
    return st.container(key=f"print_{key}").expander(label, key=f"fold_{key}")


def on_request(label: str, key: str) -> DeltaGenerator | None:
    """Return a closed box once it is opened, to be used ``with``; None while it is closed."""
    box = st.expander(label, key=key, on_change="rerun")
    return box if box.open else None


def show(chart: Chart, key: str, own: Called | None = None) -> None:
    """Show a chart's finding, the chart with its alternative text, and its table.

    `own`: the word for customers, by default that of the trade on screen.
    """
    own = own or trade_word()
    st.markdown(f"**{plain(own(chart.title))}**")
    draw(chart, key, own)
    if later := on_request("The same as a table", f"{key}_table"):
        with later:
            table_of(chart.header, chart.rows, own)


def draw(chart: Chart, key: str, own: Called | None = None) -> None:
    """Show a chart alone; its finding and its table stand elsewhere on the page."""
    chart = (own or trade_word())(chart)
    with st.container(key=f"chart_{key}"):
        st.plotly_chart(
            chart.figure, key=key, width="stretch", alt=chart.alt,
            config={"displayModeBar": False, "responsive": True},
        )  # fmt: skip


def reason_list(reasons: Iterable[Reason], *more: str) -> None:
    """Show reasons as a list of sentences, and what else belongs into the list."""
    sentences = own_word([*(reason.sentence for reason in reasons), *more])
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences if sentence))


def _priors_of(channel: str, sector: str) -> list[Prior]:
    """Return a channel's figures; where there is one a trade, only that of `sector`."""
    known = tables()

    def of_another_trade(prior: Prior) -> bool:
        trade = prior.quantity.partition(".")[2]
        return trade in known.sectors and trade != sector

    found = [p for p in known.priors.values() if p.channel == channel and not of_another_trade(p)]
    return sorted(found, key=lambda prior: prior.prior_id)


def quantity_shown(prior: Prior) -> str:
    """Return what a figure is a figure of, its trade beside it where it has one."""
    quantity, _, trade = prior.quantity.replace("_", " ").partition(".")
    return f"{quantity} ({trade})" if trade else quantity


def _figure_row(prior: Prior) -> dict[str, str]:
    """Return one figure in use as a row of words."""
    unit = "" if prior.unit in _UNITLESS else f" {prior.unit.replace('_', ' ')}"
    low, best, high = (two_figures(x) for x in (prior.low, prior.best, prior.high))
    span, likely = (best, "") if low == high else (f"{low} to {high}", f", most likely {best}")
    return {
        "Figure": quantity_shown(prior),
        "In use": f"{span}{unit.replace('usd', 'USD')}{likely}",
        "Grade": GRADES[prior.grade],
        "Why": prior.reasoning,
    }


def facts_behind(priors: Iterable[Prior]) -> dict[str, list[str]]:
    """Return the facts that figures rest on, each once with its grade, by their source."""
    known = tables()
    behind: dict[str, list[str]] = {}
    for fact_id in dict.fromkeys(fact_id for prior in priors for fact_id in prior.fact_ids):
        fact = known.facts[fact_id]
        behind.setdefault(fact.source_id, []).append(f"{fact_id} ({fact.grade})")
    return behind


def source_list(priors: Iterable[Prior]) -> None:
    """Show the sources behind figures, each once, with its facts and their grades."""
    known, behind = tables(), facts_behind(priors)
    if not behind:
        st.caption("No measured facts stand behind these figures: they are our judgement.")
        return
    lines = []
    for source_id, facts in sorted(behind.items()):
        source = known.sources[source_id]
        title = plain(source.title)
        shown = f"[{title}]({source.url})" if source.url.startswith("http") else title
        lines.append(f"- {shown}: {', '.join(facts)}")
    st.markdown("Sources, with the facts taken from them and their grade:\n" + "\n".join(lines))


def sources_of(channel: str, sector: str) -> None:
    """Show the figures in use for a channel with their ranges, grades and sources."""
    priors = _priors_of(channel, sector)
    source_list(priors)
    st.table([_figure_row(prior) for prior in priors], hide_index=True)
