"""From a finding to a section: ranges in one column, one median told once, the owner's units."""

from __future__ import annotations

from advisor.explain.answer_words import answer_name, answer_text, assumed_basis
from advisor.explain.section import cell_text, is_numeric
from advisor.output.export.geometry import plan
from advisor.report.compared import section_of
from advisor.report.text import findings_text
from advisor.report.ways import ways
from advisor.results import Assumption, Finding, Range, to_json
from tests.output.export.businesses import answer


def clicks(name: str) -> Finding:
    rows = (("Search", Range(p5=17, p50=49, p95=140), "300"), ("Post", None, "-"))
    return Finding(code="x", title="X.", header=("advert", name, "Spend"), rows=rows)


def test_a_range_of_a_finding_stays_one_in_its_section() -> None:
    table = section_of(clicks("Clicks a month"), "P", "main").table
    assert table is not None
    assert [c.name for c in table.columns] == ["Advert", "Clicks a month", "Spend"]
    assert [row[1] for row in table.rows] == [Range(p5=17, p50=49, p95=140), None]
    assert cell_text(table.rows[0][1], table.columns[1]) == "17 to 140, most likely 49"
    assert (is_numeric(table, 1), is_numeric(table, 2)) == (False, True)


def test_a_range_that_a_whole_table_is_about_keeps_three_columns() -> None:
    table = section_of(clicks(""), "P", "main").table
    assert table is not None
    assert [c.name for c in table.columns] == ["Advert", "Low", "Median", "High", "Spend"]
    assert table.rows == (("Search", 17, 49, 140, "300"), ("Post", None, None, None, "-"))


def test_a_range_is_printed_in_one_column_and_is_three_as_data() -> None:
    assert '"Clicks a month, low",\n  "median",\n  "high"' in to_json(clicks("Clicks a month"))
    told = findings_text([clicks("Clicks a month")])
    assert "Search  17 to 140, most likely 49" in told


def moved(*rows: tuple[str, float, float, float]) -> Finding:
    return Finding(
        code="x",
        title="X.",
        header=("What", "Least", "Now", "Most"),
        rows=rows,
        picture="ranges",
        unit="USD a month",
    )


def test_ranges_around_one_middle_tell_it_once_and_what_moves_nothing_beside_them() -> None:
    found = moved(("Sale", 84, 790, 3500), ("Hours", 710, 790, 810), ("Drive", 790, 791, 791))
    section = section_of(found, "P", "main")
    assert section.drawing is not None
    assert section.drawing.labels == ("Sale", "Hours")
    assert section.notes == ("Every range lies around 790 (now).", "No effect: Drive.")
    told = [
        row["texts"][0].replace("\u00a0", " ") for row in plan(section.drawing, "#000000")["rows"]
    ]
    assert told == ["84 to 3,500", "710 to 810"]


def test_ranges_with_middles_of_their_own_keep_them() -> None:
    found = moved(("A", 1, 2, 3), ("B", 1, 4, 8), ("C", 22, 22, 22))
    section = section_of(found, "P", "main")
    assert section.drawing is not None
    assert section.notes == ()
    told = [
        row["texts"][0].replace("\u00a0", " ") for row in plan(section.drawing, "#000000")["rows"]
    ]
    assert told == ["1 to 3, most likely 2", "1 to 8, most likely 4", "22"]


def test_what_was_assumed_is_told_in_the_owners_units_without_ids() -> None:
    near = Assumption(
        field="customers_come_from_miles",
        value=13.3,
        basis="usual for the trade (S0110;judgement); up to 30 miles further",
    )
    assert answer_name(near.field) == "How far away customers come from"
    assert answer_text(near.field, near.value, "INR", "km") == "21 km"
    assert answer_text(near.field, near.value, "USD", "mi") == "13 miles"
    assert assumed_basis(near, "km") == "usual for the trade (judgement); up to 48 km further"
    people = Assumption(
        field="people_nearby",
        value=184213,
        basis="people within 10 miles; the range is 101,890 to 333,447",
    )
    assert answer_text(people.field, people.value, "EUR", "km") == "180,000"
    assert assumed_basis(people, "km") == "people within 16 km; the range is 100,000 to 330,000"
    share = Assumption(field="gross_margin", value=0.45, basis="usual")
    assert answer_text(share.field, share.value, "EUR", "km") == "45 %"
    # A profile whose reviews are not known is there; it is not "none".
    profile = Assumption(field="already.reviews", value=None, basis="")
    assert answer_text(profile.field, profile.value, "EUR", "km").startswith("yes")
    pictures = Assumption(field="personality.taking_pictures", value=3, basis="")
    assert answer_name(pictures.field) == "Liking to take pictures"
    assert answer_text(pictures.field, pictures.value, "EUR", "km") == "3 of 5"
    sale = Assumption(field="average_sale", value=34755.4, basis="usual")
    assert answer_text(sale.field, sale.value, "INR", "km") == "35,000 INR"


def test_ways_that_are_alike_are_told_once() -> None:
    r = answer()
    call = next(way for way in r.strategy.all if way.id == r.strategy.call)
    alike = tuple(call.model_copy(update={"id": way.id}) for way in r.strategy.all)
    same = r.model_copy(update={"strategy": r.strategy.model_copy(update={"all": alike})})
    section = ways(same)
    assert (section.place, section.drawing, section.table) == ("appendix", None, None)
    fewer = call.model_copy(update={"allocation": call.allocation[:-1], "utility": 0.0})
    others = [fewer.model_copy(update={"id": w.id}) for w in r.strategy.all if w.id != call.id]
    two = r.model_copy(update={"strategy": r.strategy.model_copy(update={"all": (call, *others)})})
    section = ways(two)
    assert section.place == "main"
    assert section.table is not None
    assert len(section.table.rows) == 2
    assert call.allocation[-1].name in section.sentences[1]
    assert "without" in section.sentences[1]
    assert "the same mix as" in section.sentences[2]
