"""A logo from outside: limited, checked, written anew; the one check for store and documents."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from PIL import Image

from advisor import AdvisorError
from advisor.results.logo import checked_logo


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_kept_as_its_pixels_only(kind: str) -> None:
    hidden = picture(kind, (1600, 400)) + b"<script>alert(1)</script>"
    logo = checked_logo(hidden)
    clean = logo.png
    assert (logo.width, logo.height) == (800, 200)
    assert clean.startswith(b"\x89PNG\r\n\x1a\n")
    assert b"script" not in clean
    with Image.open(io.BytesIO(clean)) as shown:
        assert shown.size == (800, 200)
        red, green, _, alpha = shown.getpixel((5, 5))  # type: ignore[misc]
    assert red > 150 > green
    assert alpha == 255
    assert checked_logo(clean).png == clean


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg onload='alert(1)'/>", "neither a PNG nor a JPEG"),
        (b"", "empty"),
        (b"\0\0\0\x18ftypheic" + b"0" * 50, "HEIC"),
        (b"RIFF\0\0\0\0WEBP" + b"0" * 50, "a WebP file, neither"),
        (b"GIF89a" + b"0" * 50, "neither a PNG nor a JPEG"),
        (picture()[:60], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 60, "damaged"),
        (b"\xff\xd8\xff" + b"0" * 60, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 2_000_001, "at most 2 MB"),
        (picture(size=(4001, 2)), "4,001 by 2 pixels"),
    ],
)
def test_a_logo_that_is_none_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(AdvisorError, match=sentence):
        checked_logo(content)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_stands_as_the_phone_showed_it(turn: int) -> None:
    stored = Image.new("RGB", (40, 20), "white")
    stored.paste((200, 30, 30), (0, 0, 20, 10))  # red where the first quarter is stored
    exif = Image.Exif()
    exif[0x0112] = turn
    out = io.BytesIO()
    stored.save(out, "JPEG", exif=exif, quality=95)
    logo = checked_logo(out.getvalue())
    assert (logo.width, logo.height) == ((40, 20) if turn < 5 else (20, 40))
    right, below = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1),
                    8: (0, 1)}[turn]  # fmt: skip
    with Image.open(io.BytesIO(logo.png)) as shown:
        x, y = (3 + right * (logo.width - 7), 3 + below * (logo.height - 7))
        red, green, *_ = shown.getpixel((x, y))  # type: ignore[misc]
    assert red > 150 > green


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    shades = np.linspace(0, 65_535, 200, dtype=np.uint16).reshape(1, 200).repeat(20, axis=0)
    out = io.BytesIO()
    Image.fromarray(shades).save(out, "PNG")
    with Image.open(io.BytesIO(checked_logo(out.getvalue()).png)) as shown:
        found = [shown.getpixel((x, 5))[0] for x in (0, 100, 199)]  # type: ignore[index]
    assert found == [0, 128, 255]


@pytest.mark.parametrize(("mode", "colour", "faint"), [
    ("RGB", (255, 255, 255), True), ("RGBA", (255, 255, 255, 255), True),
    ("RGBA", (0, 0, 0, 0), True), ("RGBA", (20, 20, 20, 10), True), ("L", 240, True),
    ("RGB", (255, 255, 120), True), ("RGB", (200, 30, 30), False), ("L", 128, False),
    ("RGBA", (0, 0, 0, 128), False), ("CMYK", (0, 0, 0, 200), False)])  # fmt: skip
def test_a_logo_that_cannot_be_seen_on_paper_is_called_that(
    mode: str, colour: object, faint: bool
) -> None:
    out = io.BytesIO()
    Image.new(mode, (40, 20), colour).save(out, "JPEG" if mode == "CMYK" else "PNG")  # type: ignore[arg-type]
    assert ("cannot be seen" in checked_logo(out.getvalue()).note) is faint


def test_a_picture_that_unpacks_to_far_too_much_is_refused_by_its_header() -> None:
    # 60,000 by 60,000 pixels in a few bytes: the header alone is true.
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    content = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    with pytest.raises(AdvisorError, match="The logo is not used"):
        checked_logo(content + content[8:])


@pytest.mark.parametrize("side", [12_000, 30_000])
def test_a_picture_of_too_many_pixels_is_called_that_and_never_unpacked(side: int) -> None:
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunk = (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    data = b"IDAT" + zlib.compress(b"\0" * 9)
    body = (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")
    with pytest.raises(AdvisorError, match=r"pixels. Allowed: at most 4,000 a side"):
        checked_logo(b"\x89PNG\r\n\x1a\n" + chunk + body)
