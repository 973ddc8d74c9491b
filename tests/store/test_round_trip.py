"""What goes into the workspace comes out the same, and only to its owner."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import StoreError
from advisor.results import to_json
from advisor.store import ClientFields, Store, checked, open_store
from tests.store.conftest import PLUMBER, answer, fields

# What a person can type: all but control characters and lone surrogates.
_TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=_TYPED.filter(lambda t: t.split()), contact=_TYPED, notes=_TYPED)
def test_a_client_is_read_back_as_it_was_typed(
    store: Store, name: str, contact: str, notes: str
) -> None:
    made = store.clients.add(fields(name, contact=contact, notes=notes, currency="EUR"))
    again = store.clients.get(made.id)
    assert again.name == " ".join(name.split())
    assert (again.contact, again.notes) == (contact.strip(), notes.strip())
    assert (again.currency, again.status, again.version) == ("EUR", "active", 1)


def test_a_scenario_holds_profile_locks_weights_overrides_versions_and_result(store: Store) -> None:
    client = store.clients.add(fields())
    asked = {
        **PLUMBER,
        "locks": {"facebook": {"never": True}},
        "weights": {"customers": 2, "reach": 1},
        "overrides": {"business.close_share": {"low": 0.4, "best": 0.5, "high": 0.6}},
    }
    saved = store.scenarios.save(client.id, " With   wishes ", asked, answer())
    again = store.scenarios.get(saved.id)
    assert again == saved
    assert again.name == "With wishes"
    assert again.answers == asked
    assert again.profile().locks["facebook"].never is True
    assert (again.seed, again.draws, again.worlds) == (0, 64, 0)
    assert again.data_version == answer().versions.data
    assert again.model_version == answer().versions.advisor
    assert again.result == to_json(answer())
    read = again.recommendation()
    assert read is not None
    assert to_json(read) == again.result


def test_a_scenario_is_a_variation_and_never_becomes_the_latest_answers(store: Store) -> None:
    client = store.clients.add(fields())
    store.clients.keep_answers(client.id, {**PLUMBER, "risk": 2}, seen=0)
    more = {**PLUMBER, "hours_per_week": 9}  # and the risk not answered
    never = {**PLUMBER, "risk": 2, "locks": {"facebook": {"never": True}}}
    saved = [
        store.scenarios.save(client.id, "More hours", more, answer(), note="if a son helps"),
        store.scenarios.save(client.id, "Never Facebook", never, answer()),
    ]
    assert [(s.answers, s.profile_number) for s in saved] == [(more, 1), (never, 1)]
    assert [s.changes for s in saved] == [{"hours_per_week": 9, "risk": None}, {}]
    assert [p.answers for p in store.clients.history(client.id)] == [{**PLUMBER, "risk": 2}]
    # The answers move on; what was saved stays as it was.
    store.clients.keep_answers(client.id, {**PLUMBER, "people_working": 3}, seen=1)
    assert [store.scenarios.get(s.id) for s in saved] == saved
    assert store.clients.get(client.id).scenario_count == 2


def test_the_first_answers_of_a_client_are_kept_with_its_first_scenario(store: Store) -> None:
    client = store.clients.add(fields())
    store.scenarios.save(client.id, "As it is", PLUMBER, answer())
    store.scenarios.save(client.id, "More", {**PLUMBER, "hours_per_week": 9}, answer())
    assert [p.answers for p in store.clients.history(client.id)] == [PLUMBER]


def test_scenarios_are_copied_noted_and_put_in_order(store: Store) -> None:
    client = store.clients.add(fields())
    first = store.scenarios.save(client.id, "First", PLUMBER, answer(), kind="today")
    second = store.scenarios.save(client.id, "Second", PLUMBER, answer())
    copy = store.scenarios.duplicate(first.id, "First again")
    left_out = {"id", "name", "made_at"}
    assert copy.model_dump(exclude=left_out) == first.model_dump(exclude=left_out)
    store.scenarios.rename(second.id, "Second", seen=1, note="for the bank")
    assert store.scenarios.get(second.id).note == "for the bank"
    assert [s.name for s in store.scenarios.of(client.id)] == ["First again", "Second", "First"]
    store.scenarios.arrange(client.id, [first.id, second.id, copy.id])
    store.scenarios.save(client.id, "New", PLUMBER, answer())
    assert [s.name for s in store.scenarios.of(client.id)] == [
        "New", "First", "Second", "First again"]  # fmt: skip
    other = store.clients.add(fields("Other"))
    store.scenarios.arrange(other.id, [copy.id])
    assert store.scenarios.get(copy.id).place == 3


def test_a_client_has_no_more_scenarios_than_its_file_can_hold(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.store import scenarios

    monkeypatch.setattr(scenarios, "MOST_SCENARIOS", 2)
    client = store.clients.add(fields())
    one = store.scenarios.save(client.id, "One", PLUMBER, answer())
    store.scenarios.duplicate(one.id, "Two")
    with pytest.raises(StoreError, match="has 2 scenarios, which is the most"):
        store.scenarios.save(client.id, "Three", PLUMBER, answer())
    with pytest.raises(StoreError, match="which is the most"):
        store.scenarios.duplicate(one.id, "Three")


def test_who_advises_is_kept_once_and_what_came_each_month_is_never_written_over(
    store: Store,
) -> None:
    assert store.consultant.get().model_dump() == {"name": "", "contact": ""}
    store.consultant.keep("Cora Doe", "cora@example.org")
    store.consultant.keep("Cora Doe", "0123 456")
    assert store.consultant.get().contact == "0123 456"
    client = store.clients.add(fields())
    store.diary.count(client.id, date(2026, 4, 9), 3, 120.5)
    store.diary.count(client.id, date(2026, 3, 1), 0)
    with pytest.raises(StoreError, match="April 2026 is written down already, with 3 new"):
        store.diary.count(client.id, date(2026, 4, 30), 5)
    with pytest.raises(StoreError, match="a whole number from 0 to 1,000,000"):
        store.diary.count(client.id, date(2026, 5, 1), -1)
    store.diary.count(client.id, date(2026, 6, 1), 1, 9e12, currency="VND")
    told = [(c.month, c.customers, c.money, c.currency) for c in store.diary.counts(client.id)]
    assert told == [(date(2026, 3, 1), 0, None, ""), (date(2026, 4, 1), 3, 120.5, ""),
                    (date(2026, 6, 1), 1, 9e12, "VND")]  # fmt: skip


def test_what_is_ticked_in_two_windows_is_kept_and_goes_with_the_file(store: Store) -> None:
    client = store.clients.add(fields())
    store.clients.tick(client.id, {"plan/a": True, "plan/b": True})
    store.clients.tick(client.id, {"plan/b": False, "c": True}, begins_on=date(2026, 3, 2))
    seen = store.clients.get(client.id)
    assert (seen.done, seen.begins_on, seen.version) == (["plan/a", "c"], date(2026, 3, 2), 1)
    store.clients.change(client.id, fields("Renamed"), seen=1)
    twin = store.exchange.take_in(store.exchange.export(client.id))
    assert (twin.done, twin.begins_on) == (["plan/a", "c"], date(2026, 3, 2))
    with pytest.raises(StoreError, match="done cannot be used"):
        store.clients.tick(client.id, {str(k): True for k in range(2_000)})
    assert store.clients.get(client.id).done == ["plan/a", "c"]


def test_a_decision_brings_its_review_date_and_takes_it_away_while_it_is_open(store: Store) -> None:
    client = store.clients.add(fields())
    made = store.diary.decide(client.id, "Join", date(2026, 3, 1), why="It is near",
                              review_on=date(2026, 6, 1))  # fmt: skip
    assert made.why == "It is near"
    assert [(r.due_on, r.note, r.decision_id) for r in store.diary.reviews(client.id)] == [
        (date(2026, 6, 1), "Join", made.id)]  # fmt: skip
    with pytest.raises(StoreError, match="before the decision"):
        store.diary.decide(client.id, "x", date(2026, 3, 2), review_on=date(2026, 3, 1))
    store.diary.forget_decision(made.id)
    assert store.diary.reviews(client.id) == ()


def test_what_a_client_began_with_is_known_until_it_is_its_own(store: Store) -> None:
    client = store.clients.add(fields(), begun_with={"sector": "bakery", "risk": 3})
    assert store.clients.history(client.id)[0].answers == {"sector": "bakery", "risk": 3}
    assert store.clients.get(client.id).begun_with == {"sector": "bakery", "risk": 3}
    assert store.clients.confirm(client.id).begun_with == {}
    with pytest.raises(StoreError, match="no question called"):
        store.clients.add(fields(), begun_with={"unheard_of": 1})


def test_answers_that_are_only_begun_are_kept_too(store: Store) -> None:
    client = store.clients.add(fields())
    kept = store.clients.keep_answers(client.id, {"sector": "bakery"}, seen=0)
    assert (kept.number, kept.answers) == (1, {"sector": "bakery"})
    assert store.clients.keep_answers(client.id, {"sector": "bakery"}, seen=0).number == 1
    assert len(store.clients.history(client.id)) == 1


def test_a_result_of_an_older_form_is_kept_and_said_to_be_unreadable(store: Store) -> None:
    client = store.clients.add(fields())
    saved = store.scenarios.save(client.id, "Old", PLUMBER, answer())
    with store.engine.begin() as connection:
        connection.exec_driver_sql('UPDATE scenarios SET result = \'{"form": "of old"}\'')
    assert store.scenarios.get(saved.id).recommendation() is None


def test_decisions_and_reviews_come_in_their_order(store: Store) -> None:
    client = store.clients.add(fields())
    scenario = store.scenarios.save(client.id, "As it is", PLUMBER, answer())
    store.diary.decide(client.id, "Join the chamber", date(2026, 3, 1), scenario.id)
    store.diary.decide(client.id, "Drop the flyers", date(2026, 5, 1))
    assert [d.text for d in store.diary.decisions(client.id)] == [
        "Drop the flyers", "Join the chamber"]  # fmt: skip
    late = store.diary.plan_review(client.id, date(2026, 9, 1), "after summer")
    soon = store.diary.plan_review(client.id, date(2026, 6, 1))
    assert store.clients.get(client.id).next_review == date(2026, 6, 1)
    store.diary.close_review(soon.id, date(2026, 6, 2))
    assert store.clients.get(client.id).next_review == date(2026, 9, 1)
    assert [r.id for r in store.diary.reviews(client.id)] == [late.id, soon.id]
    store.scenarios.delete(scenario.id)
    assert [d.scenario_id for d in store.diary.decisions(client.id)] == [None, None]


def test_the_list_is_searched_by_words_and_sorted_by_the_next_review(store: Store) -> None:
    bakery = store.clients.add(fields("Bäckerei Öhl", contact="Jürgen, 0951 12"))
    plumber = store.clients.add(fields("Plumber", notes="likes ÖHL products"))
    store.clients.add(fields("Zed"))
    old = store.clients.add(fields("Old one", status="archived"))
    store.diary.plan_review(plumber.id, date(2026, 2, 1))
    assert [c.name for c in store.clients.all()] == ["Plumber", "Bäckerei Öhl", "Zed"]
    assert {c.id for c in store.clients.all("öhl")} == {bakery.id, plumber.id}
    assert [c.id for c in store.clients.all("JÜRGEN bäck")] == [bakery.id]
    assert store.clients.all("nobody") == ()
    assert [c.id for c in store.clients.all(status="archived")] == [old.id]
    assert store.clients.all("%") == ()


def test_another_owner_sees_and_changes_nothing(store: Store, path: Path) -> None:
    client = store.clients.add(fields())
    scenario = store.scenarios.save(client.id, "As it is", PLUMBER, answer())
    review = store.diary.plan_review(client.id, date(2026, 2, 1))
    other = open_store(path, owner="somebody else")
    assert other.clients.all() == ()
    for attempt in (
        lambda: other.clients.get(client.id),
        lambda: other.clients.change(client.id, fields("Mine now"), seen=1),
        lambda: other.clients.delete(client.id),
        lambda: other.clients.keep_answers(client.id, PLUMBER, seen=1),
        lambda: other.scenarios.get(scenario.id),
        lambda: other.scenarios.rename(scenario.id, "Mine", seen=1),
        lambda: other.scenarios.delete(scenario.id),
        lambda: other.scenarios.save(client.id, "Mine", PLUMBER, answer()),
        lambda: other.diary.decide(client.id, "Mine", date(2026, 2, 1)),
        lambda: other.diary.close_review(review.id, date(2026, 2, 1)),
        lambda: other.exchange.export(client.id),
    ):
        with pytest.raises(StoreError, match="no longer there"):
            attempt()
    assert other.scenarios.of(client.id) == ()
    assert other.diary.reviews(client.id) == ()
    other.close()
    assert store.clients.get(client.id).name == "Ada's Plumbing"
    assert store.diary.reviews(client.id)[0].done_on is None


def test_every_table_has_an_owner_on_every_row(store: Store) -> None:
    from advisor.store.schema import metadata

    assert set(metadata.tables) == {
        "clients", "profiles", "scenarios", "decisions", "reviews", "consultants", "counts"
    }  # fmt: skip
    for table in metadata.tables.values():
        assert not table.c.owner.nullable


def test_the_file_makes_itself_in_a_folder_only_its_person_can_read(store: Store) -> None:
    assert store.path.exists()
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_every_connection_keeps_the_promises(store: Store) -> None:
    with store.engine.connect() as connection:

        def told(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert told("journal_mode") == "wal"
        assert told("synchronous") == 2
        assert told("foreign_keys") == 1
        assert told("secure_delete") == 1


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"name": "  "}, "name cannot be used"),
        ({"name": "x" * 201}, "1 to 200"),
        ({"name": "a\x00b"}, "control characters"),
        ({"name": 5}, "name cannot be used"),
        ({"name": "a", "main_colour": "red; }"}, "#1a7f5a"),
        ({"name": "a", "currency": "usd"}, "three capital letters"),
        ({"name": "a", "status": "asleep"}, "prospect, active, paused, archived"),
        ({"name": "a", "notes": "x" * 20_001}, "20,000"),
        ({"name": "a", "boss": "b"}, "nothing of that name"),
    ],
)
def test_what_is_not_allowed_is_refused_with_a_sentence(
    values: dict[str, object], what: str
) -> None:
    with pytest.raises(StoreError, match=what):
        checked(ClientFields, values)


@pytest.mark.parametrize(
    "answers",
    [
        {"unheard_of": 1},
        {**PLUMBER, "hours_per_week": 500},
        {**PLUMBER, "money_per_month": float("nan")},
        {**PLUMBER, "name": {1, 2}},
        {**PLUMBER, "name": "x" * 100_001},
    ],
)
def test_answers_nobody_could_have_given_are_not_kept(
    store: Store, answers: dict[str, object]
) -> None:
    client = store.clients.add(fields())
    with pytest.raises(StoreError, match="Not saved"):
        store.clients.keep_answers(client.id, answers, seen=0)
    with pytest.raises(StoreError, match="Not saved"):
        store.scenarios.save(client.id, "x", answers, answer())
    assert store.clients.history(client.id) == ()


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="ADVISOR_WORKSPACE"):
        open_store(tmp_path / "file" / "workspace.sqlite")
