"""The recipes of docs/ARCHITECTURE.md, followed: what is rows of tables takes nothing but rows."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from advisor.evidence.checks import check_tables
from advisor.evidence.tables import DATA, load_tables
from advisor.explain.first_words import what_to_do
from advisor.insight.topics import topic
from advisor.profile import parse_profile
from advisor.recommend import recommend
from tests.businesses import PLUMBER


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("places", "examples"))
    return folder


def add_twins(path: Path, column: str, old: str, new: str, **cells: str) -> None:
    """Write every row that has `old` in a column again, with `new` in its place and other cells."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with path.open("a", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
        for row in rows:
            if row[column] == old:
                made = {name: cell.format(**row) for name, cell in cells.items()}
                writer.writerow({**row, column: new, **made})


@pytest.mark.parametrize(
    "like",
    [
        "networking_events",
        "direct_approach",
        "partner_referrals",
        "whatsapp",
        "pinterest",
        "meta_ads",
    ],
)
def test_a_channel_of_a_known_kind_is_rows_only(copy: Path, like: str) -> None:
    own = {"order_many": "", "order_first": "", "order_unasked": ""}
    add_twins(
        copy / "channels.csv", "channel", like, "of_tomorrow", name="Telepathy",
        order="Think of your customers", **own,
    )  # fmt: skip
    add_twins(
        copy / "priors.csv", "channel", like, "of_tomorrow", prior_id="of_tomorrow.{quantity}"
    )
    for table in ("fits", "ledger_fits", "advice/targeting"):
        add_twins(copy / f"{table}.csv", "channel", like, "of_tomorrow")
    for table in ("advice/habits", "advice/rhythm", "audience/shares", "audience/coefficients",
                  "audience/overlap"):  # fmt: skip
        add_twins(copy / f"{table}.csv", "platform", like, "of_tomorrow")
    add_twins(
        copy / "advice/content.csv", "platform", like, "of_tomorrow", content="{content}_again"
    )
    add_twins(copy / "plan_steps.csv", "applies_to", like, "of_tomorrow")
    tables = load_tables(copy)
    assert check_tables(tables) == ()
    profile = parse_profile({
        **PLUMBER, "hours_per_week": 12, "money_per_month": 900,
        "locks": {"of_tomorrow": {"keep": True}},
    })  # fmt: skip
    found = recommend(profile, n_draws=64, worlds=0, tables=tables)
    assert "Telepathy" in [channel.name for channel in found.channels]
    item = next(item for item in found.allocation if item.channel == "of_tomorrow")
    assert what_to_do(item, found, tables.channels) == "Think of your customers"
    for verb in ("plan", "platforms", "adverts"):
        assert topic(verb).build(found, profile, tables).findings


def test_a_trade_is_rows_only(copy: Path) -> None:
    trade = "plumbing_heating"
    add_twins(copy / "sectors.csv", "sector", trade, "telepathy", name="Telepathy")
    add_twins(copy / "sectors_reasoning.csv", "sector", trade, "telepathy")
    for channel, quantity in (
        ("google_search_ads", "cost_per_click"), ("google_search_ads", "cost_per_lead"),
        ("google_local_services", "cost_per_lead"), ("meta_ads", "cost_per_lead"),
    ):  # fmt: skip
        add_twins(
            copy / "priors.csv", "prior_id", f"{channel}.{quantity}.{trade}",
            f"{channel}.{quantity}.telepathy", quantity=f"{quantity}.telepathy",
        )  # fmt: skip
    tables = load_tables(copy)
    assert check_tables(tables) == ()
    profile = parse_profile({**PLUMBER, "sector": "telepathy"})
    found = recommend(profile, n_draws=64, worlds=0, tables=tables)
    assert found.sector_name == "Telepathy"
    assert found.allocation
