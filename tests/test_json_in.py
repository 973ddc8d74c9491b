"""JSON from outside: what is read, and what is refused before it is parsed."""

from __future__ import annotations

import pytest

from advisor.profile.json_in import ANSWERS, Limits, UnreadableError, read_json

WHOLE = '{"town": "Orléans", "hours_per_week": 5}'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_file_of_any_editor_is_read(encoding: str) -> None:
    assert read_json(WHOLE.encode(encoding), ANSWERS) == {"town": "Orléans", "hours_per_week": 5}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "is no text in UTF-8 or UTF-16"),
        (WHOLE.encode("cp1252"), "is no text in UTF-8 or UTF-16"),
        (b"\xff\xfe\x00", "is no text in UTF-8 or UTF-16"),
        (b"<html></html>", "is no JSON (Expecting value in line 1)"),
        (WHOLE[:18].encode(), "is no JSON (Expecting ',' delimiter in line 1)"),
        (b"[" * 90_000, "is nested more than 40 deep"),
        (b'{"a":' * 41 + b"1" + b"}" * 41, "is nested more than 40 deep"),
        (b'{"a": ' + b"9" * 5000 + b"}", "holds a number that is too large"),
        (b'{"a": 0.' + b"9" * 5000 + b"}", "holds a number that is too large"),
        (b'{"a": 1e400}', "holds a number that is too large"),
        (b'{"a": NaN}', "holds NaN, which is no finite number"),
        (b'{"a": [-Infinity]}', "holds -Infinity, which is no finite number"),
        (b"[" + b"0," * 5_000 + b"0]", "holds more than 5,000 values"),
        (b'"' * 30_000, "holds more than 5,000 values"),
        (b"[" + b" " * 200_000, "has 200,001 bytes, more than 200,000"),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_end_of_a_sentence(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_json(content, ANSWERS)
    assert str(caught.value) == sentence


def test_what_stands_in_a_text_is_no_limit() -> None:
    text = "[[[{{{ NaN Infinity 1e999 " + "9" * 60 + ', \\" [' * 50
    assert read_json(b'["' + text.encode() + b'"]', Limits(10_000, 20, 3)) == [
        text.replace('\\"', '"')
    ]


def test_depth_and_values_at_the_limit_are_read() -> None:
    assert read_json(b"[[1,2],[3]]", Limits(100, 5, 2)) == [[1, 2], [3]]
    with pytest.raises(UnreadableError, match="more than 4 values"):
        read_json(b"[[1,2],[3]]", Limits(100, 4, 2))
    with pytest.raises(UnreadableError, match="more than 1 deep"):
        read_json(b"[[1,2],[3]]", Limits(100, 5, 1))


@pytest.mark.parametrize("text", [
    '{"a": 1, "a": 1}', '{"x": {"b": 1, "c": 2, "b": 3}}', '[{"q": [], "q": {}}]'])  # fmt: skip
def test_a_name_given_twice_is_refused_and_never_the_last_one_taken(text: str) -> None:
    with pytest.raises(UnreadableError, match="twice: each field once"):
        read_json(text.encode(), ANSWERS)
