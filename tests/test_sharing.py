"""A link holds the answers and neither name nor sales; anything else in it is refused calmly."""

from __future__ import annotations

import base64
import json
import string
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import ProfileError, parse_profile
from advisor.evidence import load_examples
from advisor.profile import sharing
from advisor.profile.sharing import opened_text, share_link, shared_text
from tests.businesses import PLUMBER as SIX

FULL = {
    **SIX,
    "name": "Ada's Secret Plumbing", "yearly_revenue": 123456.0, "currency": "USD",
    "sells_to": "both", "sold_online": False, "visual": True, "considered_purchase": True,
    "active_customers": 150, "average_sale": 410.5, "purchases_per_year": 1.2,
    "gross_margin": 0.55, "value_of_owner_hour": 60, "capacity_new_customers_per_month": 12,
    "customers_wanted_per_month": 6, "people_wanted_per_month": 2500, "months_to_goal": 18,
    "staff_hours_per_week": 2, "manager": "maybe", "customers_come_from_miles": 12,
    "personality": {"meeting_people": 5, "belonging": 4, "writing": 2, "on_camera": 1,
                    "drive_to_grow": 3},
    "audience": {"ages": ["30-49", "50-64"], "women_share": 0.6, "income": ["70k_100k"],
                 "education": ["college"], "community": ["suburban"],
                 "job_roles": ["facility manager"], "interests": ["old houses", "gardening"]},
    "already": {"chambers": 1, "referral_groups": 1, "email_list": 200, "website": True,
                "reviews": 12, "followers": {"facebook": 340, "instagram": 120}},
    "target_share": 0.4, "people_nearby": 29000, "weights": {"customers": 3, "reach": 1,
                                                              "bonds": 2},
    "locks": {"facebook": {"keep": True}, "tiktok": {"never": True}},
    "present_mix": {"facebook": {"hours_per_week": 2, "months": 12},
                    "flyers": {"money_per_month": 50}},
    "results": {"facebook": {"months": 12, "leads": 20, "customers": 6}},
    "overrides": {"business.close_share": {"low": 0.4, "best": 0.5, "high": 0.6}},
}  # fmt: skip


def test_every_example_fits_and_comes_back_without_name_and_sales() -> None:
    for example in load_examples().values():
        answers = dict(example["profile"])
        link = share_link("https://advisor.example.org/", answers)
        assert len(link) <= 2_000
        expected = parse_profile(
            {k: v for k, v in answers.items() if k not in ("name", "yearly_revenue")}
        )
        assert opened_text(link.split("?a=")[1]) == expected.answers()


def test_a_full_questionnaire_fits_with_room_to_spare() -> None:
    link = share_link("https://advisor.example.org/", FULL)
    assert len(link) < 1_200
    opened = opened_text(link.split("?a=")[1])
    assert opened == parse_profile(
        {k: v for k, v in FULL.items() if k not in ("name", "yearly_revenue")}
    ).answers()  # fmt: skip


def test_the_link_holds_neither_name_nor_sales_even_unpacked() -> None:
    text = shared_text(FULL)
    assert set(text) <= set(string.ascii_letters + string.digits + "-_")
    raw = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
    plain = zlib.decompressobj(-15, zdict=sharing._WORDS).decompress(raw[4:])
    assert b"Secret" not in plain
    assert b"123456" not in plain
    assert b"Northampton" in plain


def test_answers_that_do_not_fit_are_refused_with_the_file_as_the_way_out() -> None:
    many = {**SIX, "audience": {"interests": [f"thing {k * k * 7919 % 99991}" for k in range(900)]}}
    with pytest.raises(ProfileError, match="keep them as a file"):
        share_link("https://advisor.example.org/", many)


@pytest.mark.parametrize(
    "plain",
    [b"[]", b"null", b"{", b"\xff", b"[" * 20_000, b'{"hours_per_week": 5}',
     json.dumps({**SIX, "hours_per_week": 500}).encode(), json.dumps({**SIX, "x": 1}).encode()],
)  # fmt: skip
def test_what_is_packed_well_but_is_no_answer_is_refused(plain: bytes) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=sharing._WORDS)
    packed = zlib.crc32(plain).to_bytes(4, "big") + packer.compress(plain) + packer.flush()
    with pytest.raises(ProfileError):
        opened_text("1" + base64.urlsafe_b64encode(packed).decode().rstrip("="))


def test_a_bomb_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=sharing._WORDS)
    packed = packer.compress(b" " * 1_000_000) + packer.flush()
    text = "1" + base64.urlsafe_b64encode(b"0000" + packed).decode().rstrip("=")
    assert len(text) < 2_000
    with pytest.raises(ProfileError, match="link"):
        opened_text(text)


@given(st.text(max_size=300))
def test_anything_else_is_refused_calmly(text: str) -> None:
    for asked in (text, "1" + text):
        with pytest.raises(ProfileError, match="link"):
            opened_text(asked)


def test_one_wrong_letter_or_a_cut_is_noticed() -> None:
    text = shared_text(FULL)
    for k in range(1, len(text)):
        other = "A" if text[k] != "A" else "B"
        try:
            assert opened_text(text[:k] + other + text[k + 1 :]) == opened_text(text)
        except ProfileError:
            continue
    for k in range(0, len(text) - 1, 7):
        with pytest.raises(ProfileError):
            opened_text(text[:k])


def test_a_link_of_a_newer_program_is_said_to_be_one() -> None:
    with pytest.raises(ProfileError, match="newer program"):
        opened_text("2" + shared_text(SIX)[1:])


def test_links_of_version_one_open_for_ever() -> None:
    # Made when version 1 was made; changing the packing must not make it unreadable.
    assert opened_text(OLD) == parse_profile(SIX).answers()


OLD = "1xF8gPKumolkEPeibWFwMVFFanFpSUozs24Kc0twkUIBnpCaCMx3c9375RSXAIragBGhALQA"
