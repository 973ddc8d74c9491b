"""A client as one JSON file: versioned, checked whole before a single row is written.

Numbers take the place of ids, so that a file can come in twice, or into another workspace, and
never meets a row that is there already.
"""

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import AfterValidator, Field, ValidationError

from advisor.errors import AdvisorError, StoreError
from advisor.profile.json_in import Limits, UnreadableError, check_limits, read_json
from advisor.results import Recommendation
from advisor.results.logo import checked_logo
from advisor.store.clients import Clients
from advisor.store.engine import reading, writing
from advisor.store.records import (
    LAID_OVER,
    RESULT,
    Client,
    ClientFields,
    ClientProgress,
    CountFields,
    DecisionFields,
    Name,
    Record,
    ReviewFields,
    ScenarioKind,
    Text,
    checked,
    varied,
)
from advisor.store.rows import Rows, checked_answers
from advisor.store.scenarios import MOST_SCENARIOS
from advisor.store.schema import counts, decisions, profiles, reviews, scenarios

FORMAT = "marketing-strategy-advisor client"
FORMAT_VERSION = 2
LARGEST_FILE_BYTES = 24_000_000
# A page draws every entry of a client.
LIMITS = Limits(size=LARGEST_FILE_BYTES, values=1_200_000)
MOST_ENTRIES = 500
_LARGEST_NUMBER = 1e19  # beyond every amount, and beyond what a database keeps whole
_BESIDE = ("begun_with", "done", "begins_on")  # of a client, beside what is edited
_YEARS = (1900, 9998)  # what every time zone can hold
_Position = Annotated[int, Field(ge=1, le=1_000_000)]
_Entries = Field(max_length=MOST_ENTRIES)


def _usual(moment: date) -> date:
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise ValueError(f"a year from {_YEARS[0]} to {_YEARS[1]}")
    return moment


_Usual = AfterValidator(_usual)


class _Kept(Record):
    made_at: Annotated[datetime, _Usual]


class _Profile(_Kept):
    number: _Position
    answers: dict[str, Any]


class _Scenario(_Kept):
    position: _Position
    profile_number: _Position
    origin_position: _Position | None
    name: Name
    locks: dict[str, Any]
    weights: dict[str, Any]
    overrides: dict[str, Any]
    seed: Annotated[int, Field(ge=0, lt=2**63)]
    draws: Annotated[int, Field(ge=1, le=1_000_000)]
    worlds: Annotated[int, Field(ge=0, le=1_000_000)]
    model_version: Annotated[str, Field(max_length=40)]
    data_version: Annotated[str, Field(max_length=40)]
    schema_version: Annotated[str, Field(max_length=40)]
    result: dict[str, Any]
    # From version 2 of the form on.
    kind: ScenarioKind = ""
    note: Text = ""
    place: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    changes: Annotated[dict[str, Any], Field(default_factory=dict)]
    same_with: Annotated[str, Field(max_length=120)] = ""


class _Decision(_Kept, DecisionFields):
    decided_on: Annotated[date, _Usual]
    scenario_position: _Position | None
    position: _Position | None = None


class _Review(_Kept, ReviewFields):
    due_on: Annotated[date, _Usual]
    done_on: Annotated[date, _Usual] | None
    decision_position: _Position | None = None


class _Count(_Kept, CountFields):
    month: Annotated[date, _Usual]


class _Client(_Kept, ClientFields, ClientProgress):
    logo: None = None
    logo_png_base64: str | None
    begun_with: Annotated[dict[str, Any], Field(default_factory=dict)]
    begins_on: Annotated[date, _Usual] | None = None


class _File(Record):
    format: Literal["marketing-strategy-advisor client"]
    format_version: Literal[1, 2]
    client: _Client
    profiles: Annotated[tuple[_Profile, ...], _Entries]
    scenarios: Annotated[tuple[_Scenario, ...], Field(max_length=MOST_SCENARIOS)]
    decisions: Annotated[tuple[_Decision, ...], _Entries]
    reviews: Annotated[tuple[_Review, ...], _Entries]
    counts: Annotated[tuple[_Count, ...], _Entries] = ()


_LISTED: Mapping[str, type[Record]] = {
    "profiles": _Profile, "scenarios": _Scenario, "decisions": _Decision, "reviews": _Review,
    "counts": _Count,
}  # fmt: skip


def _refused(why: str) -> StoreError:
    return StoreError(f"The file is not used: {why}\nNothing was written.")


def _where(location: tuple[int | str, ...]) -> str:
    """Return a place in the file in words: scenarios, entry 2, seed."""
    parts = [f"entry {part + 1}" if isinstance(part, int) else str(part) for part in location]
    return ", ".join(parts) or "the whole"


def _holds_too_large(found: Any) -> bool:
    """Return whether a number anywhere in decoded JSON is larger than any that is meant."""
    left = [found]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
        elif isinstance(value, int | float) and abs(value) > _LARGEST_NUMBER:
            return True
    return False


def _read(content: bytes) -> _File:
    try:
        found = read_json(content, LIMITS)
    except UnreadableError as error:
        raise _refused(f"it is not a JSON file kept from here: it {error}.") from None
    if _holds_too_large(found):
        raise _refused(f"a number in it is larger than {_LARGEST_NUMBER:g}.")
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _refused("it holds no client kept from here.")
    version = found.get("format_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _refused("it does not say which version of the form it has.")
    if version > FORMAT_VERSION:
        raise _refused(
            f"it has version {version} of the form, this program knows up to {FORMAT_VERSION}. "
            "A newer version of the program can read it."
        )
    _refuse_unknown_names(found)
    try:
        # As JSON, where dates are texts and a number is still no text.
        return _File.model_validate_json(json.dumps(found))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise _refused(f"{_where(first['loc'])[:120]}: {first['msg'].lower()}.") from None


def _refuse_unknown_names(found: Mapping[str, Any]) -> None:
    """Refuse the first unknown name at once: checking the form makes an error of each of them."""
    parts: list[tuple[tuple[int | str, ...], Any, type[Record]]] = [((), found, _File)]
    parts.append((("client",), found.get("client"), _Client))
    for name, kind in _LISTED.items():
        listed = found.get(name)
        entries = listed[:MOST_ENTRIES] if isinstance(listed, list) else []
        parts += [((name, k), entry, kind) for k, entry in enumerate(entries)]
    for place, part, kind in parts:
        for name in part if isinstance(part, dict) else ():
            if name not in kind.model_fields:
                raise _refused(f"{_where((*place, name))[:120]}: unknown.")


def _logo(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        return checked_logo(base64.b64decode(text, validate=True)).png
    except binascii.Error:
        raise _refused("the logo in it is damaged.") from None
    except AdvisorError as error:
        raise _refused(str(error)) from None


def _check(file: _File) -> None:
    """Check what one entry says about another, answers and results."""
    numbers = [p.number for p in file.profiles]
    positions = [s.position for s in file.scenarios]
    if len({*numbers}) != len(numbers) or len({*positions}) != len(positions):
        raise _refused("two of its entries have the same number.")
    months = [count.month for count in file.counts]
    if len({*months}) != len(months) or any(month.day != 1 for month in months):
        raise _refused("two of its counts are of one month, or one is not of a month's first day.")
    kept_answers = [(f"answers {p.number}", p.answers) for p in file.profiles]
    for name, answers in [*kept_answers, ("what it began with", file.client.begun_with)]:
        try:
            checked_answers(answers, complete=False)
        except StoreError as error:
            raise _refused(f"{name}: {str(error).removeprefix('Not saved: ')}") from None
    by_number = {p.number: p.answers for p in file.profiles}
    for scenario in file.scenarios:
        if scenario.profile_number not in by_number or (
            scenario.origin_position is not None and scenario.origin_position not in positions
        ):
            raise _refused(f"scenario {scenario.position} rests on something that is not in it.")
        try:
            check_limits(json.dumps(scenario.result).encode(), RESULT)
            over = scenario.model_dump(exclude={"result"})
            checked_answers(varied(by_number[scenario.profile_number], over), complete=True)
            kept = Recommendation.model_validate(scenario.result)
        except StoreError as error:
            reason = str(error).removeprefix("Not saved: ")
            raise _refused(f"scenario {scenario.position}: {reason}") from None
        except UnreadableError as error:
            raise _refused(f"the result of scenario {scenario.position} {error}.") from None
        except ValidationError:
            raise _refused(
                f"the result of scenario {scenario.position} has a form this program cannot read."
            ) from None
        if not re.fullmatch("[A-Z]{3}", kept.currency):
            raise _refused(f"the currency of scenario {scenario.position} is none.")
    for decision in file.decisions:
        if decision.scenario_position not in (None, *positions):
            raise _refused("a decision rests on a scenario that is not in it.")
    decided = [d.position for d in file.decisions if d.position is not None]
    if len({*decided}) != len(decided) or any(
        r.decision_position not in (None, *decided) for r in file.reviews
    ):
        raise _refused("a review date looks back on a decision that is not in it.")


def _writable(value: Any) -> Any:
    """Return what a row holds with null for what JSON cannot say, whoever put it there."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): _writable(item) for name, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, list) else value


def _result(text: str) -> Any:
    """Return a stored result as far as it can be read: a damaged one must not keep the rest."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {}


class Exchange(Rows):
    """Clients out to a file and in again."""

    def export(self, client_id: str) -> bytes:
        """Return a client with all that belongs to it as one JSON file."""
        client = Clients(self.engine, self.owner).get(client_id)
        with reading(self.engine) as connection:
            kept = {
                table.name: self.of_client(
                    connection, table, client_id, table.c.made_at, table.c.id
                )
                for table in (profiles, scenarios, decisions, reviews, counts)
            }  # fmt: skip
        numbers = {row["id"]: row["number"] for row in kept["profiles"]}
        positions = {row["id"]: k for k, row in enumerate(kept["scenarios"], 1)}
        decided = {row["id"]: k for k, row in enumerate(kept["decisions"], 1)}

        def picked(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
            return {name: row[name] for name in ("made_at", *names)}

        logo = None if client.logo is None else base64.b64encode(client.logo).decode("ascii")
        document = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "client": {
                **client.fields().model_dump(exclude={"logo"}),
                "made_at": client.made_at,
                "logo_png_base64": logo,
                **{name: getattr(client, name) for name in _BESIDE},
            },
            "profiles": [picked(r, "number", "answers") for r in kept["profiles"]],
            "scenarios": [
                {
                    **picked(row, "name", *LAID_OVER, "seed", "draws", "worlds", "model_version",
                             "data_version", "schema_version", "kind", "note", "place",
                             "changes", "same_with"),
                    "position": positions[row["id"]],
                    "profile_number": numbers[row["profile_id"]],
                    "origin_position": positions.get(row["origin_id"]),
                    "result": _result(row["result"]),
                }
                for row in kept["scenarios"]
            ],
            "decisions": [
                {**picked(r, "decided_on", "text", "why"), "position": decided[r["id"]],
                 "scenario_position": positions.get(r["scenario_id"])}
                for r in kept["decisions"]
            ],
            "reviews": [
                {**picked(r, "due_on", "done_on", "note"),
                 "decision_position": decided.get(r["decision_id"])}
                for r in kept["reviews"]
            ],
            "counts": [picked(r, "month", "customers", "money_hundredths", "note", "currency")
                       for r in kept["counts"]],
        }  # fmt: skip
        text = json.dumps(
            _writable(document), ensure_ascii=False, sort_keys=True, allow_nan=False,
            default=lambda moment: moment.isoformat(),
        )  # fmt: skip
        return text.encode("utf-8")

    def take_in(self, content: bytes, *, name: str | None = None) -> Client:
        """Write the client of a file as a new client, whole or not at all.

        `content`: as `export` gave it.  Raises ``StoreError`` if anything in the file is not
        understood or not allowed; nothing is written.
        """
        file = _read(content)
        _check(file)
        given = file.client.model_dump(exclude={"made_at", "logo_png_base64", "logo", *_BESIDE})
        values = {**given, **({"name": name} if name is not None else {})}
        fields = checked(ClientFields, {**values, "logo": _logo(file.client.logo_png_base64)})
        book = Clients(self.engine, self.owner)
        with writing(self.engine) as connection:
            beside = file.client.model_dump(include={"made_at", *_BESIDE})
            key = book.add_row(connection, fields, **beside)
            self._rows(connection, key, file)
        return book.get(key)

    def _rows(self, connection: sa.Connection, key: str, file: _File) -> None:
        by_number: dict[int, str] = {}
        by_position: dict[int, str] = {}
        for profile in file.profiles:
            by_number[profile.number] = self.insert(
                connection, profiles, client_id=key, **profile.model_dump()
            )
        for scenario in sorted(file.scenarios, key=lambda s: s.position):
            values = scenario.model_dump(
                exclude={"position", "profile_number", "origin_position", "result"}
            )
            by_position[scenario.position] = self.insert(
                connection, scenarios, client_id=key, version=1,
                profile_id=by_number[scenario.profile_number],
                origin_id=by_position.get(scenario.origin_position or 0, ""),
                result=json.dumps(scenario.result, ensure_ascii=False, sort_keys=True),
                **values,
            )  # fmt: skip
        decided: dict[int, str] = {}
        for decision in file.decisions:
            values = decision.model_dump(exclude={"scenario_position", "position"})
            on = by_position.get(decision.scenario_position or 0)
            made = self.insert(connection, decisions, client_id=key, scenario_id=on, **values)
            decided[decision.position or 0] = made
        for review in file.reviews:
            values = review.model_dump(exclude={"decision_position"})
            back = decided.get(review.decision_position or -1, "")
            self.insert(connection, reviews, client_id=key, decision_id=back, **values)
        for count in file.counts:
            self.insert(connection, counts, client_id=key, **count.model_dump())

    def duplicate(self, client_id: str, name: str) -> Client:
        """Write a copy of a client with all that belongs to it under another name.

        Raises ``StoreError`` if the name is not allowed or there is no client of that id.
        """
        return self.take_in(self.export(client_id), name=name)
