"""Answers in a link: short, without name and sales, and checked like anything from outside.

The text after ``?a=`` is a version, then the answers as JSON, packed (deflate with the words of
the questionnaire known beforehand) and written in letters a link may hold.  What stands for
version 1 is never changed: links live longer than programs.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any

from advisor.errors import ProfileError
from advisor.profile.json_in import ANSWERS, read_json
from advisor.profile.parsing import parse_profile

LEFT_OUT_OF_LINKS = ("name", "yearly_revenue")
MOST_LINK_CHARACTERS = 2_000
PARAMETER = "a"
_VERSION = "1"
_MOST_BYTES = 30_000  # of the answers unpacked; a bomb is never unpacked further than this
_ALLOWED = "a link made here and copied whole"
# Words that answers are likely to hold, the likeliest last.
_WORDS = (
    b'{"best":,"high":,"low":},"overrides":{"business.","results":{"customers":,"leads":,'
    b'"present_mix":{"units":,"months":},"locks":{"at_least":,"at_most":,"keep":true},'
    b'"never":true},"weights":{"bonds":,"customers":,"reach":},"already":{"chambers":,'
    b'"email_list":,"followers":{"facebook":,"instagram":,"linkedin":,"tiktok":,"youtube":},'
    b'"referral_groups":,"reviews":,"website":true},"audience":{"ages":["18-29","30-49","50-64",'
    b'"65+"],"community":["rural","suburban","urban"],"education":["college","high_school",'
    b'"some_college"],"income":["30k_70k","70k_100k","over_100k","under_30k"],"interests":[],'
    b'"job_roles":[],"women_share":0.5},"personality":{"belonging":3,"drive_to_grow":3,'
    b'"meeting_people":3,"on_camera":3,"writing":3},"considered_purchase":true,"sold_online":'
    b'false,"visual":true,"sells_to":"both","sells_to":"firms","sells_to":"people","manager":'
    b'"maybe","manager":"no","manager":"yes","people_nearby":,"people_wanted_per_month":,'
    b'"customers_come_from_miles":,"customers_wanted_per_month":,"capacity_new_customers_per_'
    b'month":,"active_customers":,"average_sale":,"purchases_per_year":,"gross_margin":0.,'
    b'"value_of_owner_hour":,"staff_hours_per_week":,"months_to_goal":12,"target_share":,'
    b'"place_id":,"reach_goal":"neighbouring_towns","reach_goal":"worldwide","reach_goal":'
    b'"country","reach_goal":"region","reach_goal":"my_town","region":"","sector":"","town":"",'
    b'"currency":"EUR","country":"US","hours_per_week":5,"money_per_month":100,'
    b'"people_working":1,'
)


def shared_text(answers: Mapping[str, Any]) -> str:
    """Return answers as the text of a link, without name and sales.

    Letters, digits, ``-`` and ``_`` only.

    Examples
    --------
    >>> text = shared_text({"sector": "law", "country": "US", "name": "Me"})
    >>> text[0], text == shared_text({"country": "US", "sector": "law"})
    ('1', True)
    """
    kept = {k: v for k, v in answers.items() if k not in LEFT_OUT_OF_LINKS and v is not None}
    plain = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=_WORDS)
    packed = packer.compress(plain.encode("utf-8")) + packer.flush()
    checked = zlib.crc32(plain.encode("utf-8")).to_bytes(4, "big") + packed
    return _VERSION + base64.urlsafe_b64encode(checked).decode("ascii").rstrip("=")


def share_link(base: str, answers: Mapping[str, Any]) -> str:
    """Return a link that opens answers in the app at `base`.

    `base`: address of the app, its first page.  Returns at most ``MOST_LINK_CHARACTERS``
    characters.  Raises ``ProfileError`` if the answers do not fit into a link.
    """
    link = f"{base}?{PARAMETER}={shared_text(answers)}"
    if len(link) > MOST_LINK_CHARACTERS:
        raise ProfileError(
            "link",
            f"{len(link):,} characters",
            f"at most {MOST_LINK_CHARACTERS:,} characters",
            "These answers are too many for a link: keep them as a file instead.",
        )
    return link


def opened_text(text: str) -> dict[str, Any]:
    """Return the answers in the text of a link.

    `text`: what stands after ``?a=``; may be anything.  Without name and sales, whatever somebody
    has put in.  Raises ``ProfileError`` if it was not made here, was cut short, is of a newer
    program, or its answers are not complete and allowed.
    """
    if not text or len(text) > MOST_LINK_CHARACTERS:
        raise ProfileError("link", f"{len(text):,} characters", _ALLOWED)
    if text[0] != _VERSION:
        raise ProfileError(
            "link", text[:12], f"links of version {_VERSION}", "A newer program may have made it."
        )
    found = _unpacked(text[1:])
    if not isinstance(found, dict):
        raise ProfileError("link", text[:12], _ALLOWED)
    answers = {str(k): v for k, v in found.items() if k not in LEFT_OUT_OF_LINKS}
    return parse_profile(answers).answers()


def _unpacked(text: str) -> object:
    refused = ProfileError("link", text[:12], _ALLOWED, "Ask for it again, or for a file.")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj(-15, zdict=_WORDS)
        plain = unpacker.decompress(raw[4:], _MOST_BYTES)
        if not unpacker.eof or unpacker.unused_data or len(plain) >= _MOST_BYTES:
            raise refused
        if zlib.crc32(plain).to_bytes(4, "big") != raw[:4]:
            raise refused
        return read_json(plain, ANSWERS)
    except (binascii.Error, zlib.error, ValueError):
        raise refused from None
