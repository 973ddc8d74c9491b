"""A client's file that means harm is refused in a sentence; a client it has hurt can be let go."""

from __future__ import annotations

import json
from typing import Any

import pytest

from advisor import StoreError
from advisor.profile import json_in
from advisor.store import Store, exchange
from advisor.store.exchange import LIMITS
from advisor.store.records import RESULT
from tests.store.conftest import PLUMBER, answer, fields
from tests.store.test_files import _set, told, whole_client


def poison(store: Store, key: str, number: str) -> None:
    """Put what is no number into a client's stored results, as an older program let through."""
    with store.engine.begin() as connection:
        done = connection.exec_driver_sql(
            "UPDATE scenarios SET result = replace(result, '\"draws\": 64', ?) WHERE client_id = ?",
            (f'"draws": 64, "x": {number}', key),
        )
        assert done.rowcount == 2


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_no_number_in_a_stored_result_is_refused(store: Store, number: str) -> None:
    content = store.exchange.export(whole_client(store).id)
    assert content.count(b'"draws": 64') == 4
    spoilt = content.replace(b'"draws": 64', b'"draws": ' + number.encode())
    with pytest.raises(StoreError, match=r"no finite number|too large"):
        store.exchange.take_in(spoilt)
    assert len(store.clients.all()) == 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400"])
def test_a_client_that_is_poisoned_already_can_be_exported_and_deleted(
    store: Store, number: str
) -> None:
    client = whole_client(store)
    poison(store, client.id, number)
    assert [s.recommendation() for s in store.scenarios.of(client.id)] == [None, None]
    document = told(store, client.id)
    assert [s["result"]["x"] for s in document["scenarios"]] == [None, None]
    assert store.clients.delete(client.id) is True
    assert store.clients.all() == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_set("0001-01-01T00:00:00+14:00", "client", "made_at"), "client, made_at"),
        (_set("9999-12-31T23:59:59-12:00", "profiles", 0, "made_at"), "profiles, entry 1, made_at"),
        (_set("0001-01-01", "decisions", 0, "decided_on"), "decisions, entry 1, decided_on"),
        (_set("9999-12-31", "reviews", 0, "due_on"), "reviews, entry 1, due_on"),
        (_set(10**30, "scenarios", 0, "position"), "a number in it is larger"),
        (_set(10**30, "scenarios", 0, "result", "people_working"), "a number in it is larger"),
        (_set(1e30, "scenarios", 0, "seed"), "a number in it is larger"),
        (_set(10**9, "profiles", 0, "number"), "profiles, entry 1, number"),
        (_set("[x](https://a.example)", "scenarios", 0, "result", "currency"), "the currency of"),
    ],
)
def test_dates_and_numbers_at_the_edge_are_refused(
    store: Store, change: Any, sentence: str
) -> None:
    document = told(store, whole_client(store).id)
    change(document)
    with pytest.raises(StoreError, match="The file is not used") as caught:
        store.exchange.take_in(json.dumps(document).encode())
    assert sentence in str(caught.value)


@pytest.mark.parametrize("part", ["profiles", "scenarios", "decisions", "reviews"])
def test_more_entries_than_a_page_can_show_are_refused(store: Store, part: str) -> None:
    document = told(store, whole_client(store).id)
    document["scenarios"] = [{**s, "result": {}} for s in document["scenarios"]]
    document[part] = document[part][:1] * (81 if part == "scenarios" else 501)
    with pytest.raises(StoreError, match=f"{part}.* at most"):
        store.exchange.take_in(json.dumps(document).encode())


def _many_empty_lists(document: str) -> bytes:
    return document.replace('"extra"', '"extra": [' + "[]," * 6_300_000 + "[]]").encode()


def _many_unknown_keys(document: str) -> bytes:
    more = ",".join(f'"k{i}":1' for i in range(1_300_000))
    return document.replace('"extra"', f'"extra": {{{more}}}').encode()


def _deep(document: str) -> bytes:
    return document.replace('"extra"', '"extra": ' + "[" * 90_000 + "]" * 90_000).encode()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (_many_empty_lists, "it holds more than 1,200,000 values"),
        (_many_unknown_keys, "it holds more than 1,200,000 values"),
        (_deep, "it is nested more than 40 deep"),
    ],
)
def test_a_file_that_would_eat_the_server_is_refused_before_it_is_parsed(
    store: Store, make: Any, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = store.exchange.export(whole_client(store).id).decode()
    content = make('{"extra", ' + document[1:])
    assert len(content) <= LIMITS.size

    def parsed(*_: object, **__: object) -> None:
        raise AssertionError("it was parsed")

    monkeypatch.setattr(json_in.json, "loads", parsed)
    with pytest.raises(StoreError, match=sentence):
        store.exchange.take_in(content)


def _top(document: dict[str, Any]) -> None:
    document |= {f"k{i}": 1 for i in range(4_000)}


def _client(document: dict[str, Any]) -> None:
    document["client"] |= {f"k{i}": 1 for i in range(4_000)}


def _every_entry(document: dict[str, Any]) -> None:
    one = {**document["profiles"][0], **{f"k{i}": 1 for i in range(2_000)}}
    document["profiles"] = [one] * 500


@pytest.mark.parametrize(
    ("change", "where"),
    [(_top, "k0"), (_client, "client, k0"), (_every_entry, "profiles, entry 1, k0")],
)
def test_unknown_names_are_refused_at_the_first_of_them(
    store: Store, change: Any, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = told(store, whole_client(store).id)
    change(document)

    def checked(*_: object) -> None:
        raise AssertionError("an error was made of each of them, which takes seconds")

    monkeypatch.setattr(exchange._File, "model_validate_json", checked)
    with pytest.raises(StoreError, match=f"used: {where}: unknown"):
        store.exchange.take_in(json.dumps(document).encode())


@pytest.mark.parametrize("twice", [False, True])
def test_an_object_of_more_names_than_anything_has_is_refused(store: Store, twice: bool) -> None:
    names = ",".join(f'"{"same" if twice else f"k{i}"}":1' for i in range(6_000))
    with pytest.raises(StoreError, match="an object of more than 5,000 names"):
        store.exchange.take_in(f"{{{names}}}".encode())


def test_a_result_of_more_channels_than_a_page_can_draw_is_refused(store: Store) -> None:
    document = told(store, whole_client(store).id)
    result = document["scenarios"][0]["result"]
    result["channels"] *= 20
    with pytest.raises(StoreError, match="the result of scenario 1 holds more than 60,000 values"):
        store.exchange.take_in(json.dumps(document).encode())
    stored = store.scenarios.of(store.clients.all()[0].id)[0]
    assert stored.model_copy(update={"result": json.dumps(result)}).recommendation() is None


def test_the_limits_leave_room_for_eighty_scenarios(store: Store) -> None:
    client = store.clients.add(fields())
    store.scenarios.save(client.id, "One", PLUMBER, answer())
    one = store.exchange.export(client.id)
    bare = json_in._TEXTS.sub(b"", one)
    values = sum(bare.count(sign) for sign in (b",", b"[", b"{"))
    assert 80 * values < LIMITS.values and 80 * len(one) < LIMITS.size
    json_in.check_limits(one, LIMITS)
    assert 4 * values < RESULT.values and 4 * len(one) < RESULT.size


def test_a_client_of_another_alphabet_or_with_a_mark_at_the_beginning_comes_in(
    store: Store,
) -> None:
    text = store.exchange.export(whole_client(store, "Ünïcødé 株式会社").id).decode()
    for content in (text.encode("utf-8-sig"), text.encode("utf-16")):
        assert store.exchange.take_in(content).name == "Ünïcødé 株式会社"
