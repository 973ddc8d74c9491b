"""A logo from outside: limited, checked, and written anew, so that only its pixels are kept.

The one check of pictures: the store keeps what it lets through, the documents print it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from PIL import Image

LARGEST_LOGO_BYTES = 2_000_000
MOST_PIXELS_A_SIDE = 4_000
KEPT_PIXELS_A_SIDE = 800
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_OTHERS = {b"GIF8": "a GIF", b"RIFF": "a WebP", b"BM": "a BMP", b"II*": "a TIFF", b"MM\0": "a TIFF",
           b"%PDF": "a PDF"}  # fmt: skip
_PICTURES_OF_PHONES = b"ftyp"  # HEIC, AVIF: behind the length of the first box
_FAINT = 32  # of 255: what is no further from white cannot be seen on paper
_LEAST_SEEN = 0.005  # of the picture
_FAINT_WORDS = (
    "The logo is (almost) white: on white paper it cannot be seen. Take a darker one if you can."
)


@dataclass(frozen=True)
class Logo:
    """A picture that was checked and written anew as PNG; sizes in pixels.

    ``note`` says what a person should know of it, empty where there is nothing.
    """

    png: bytes
    width: int
    height: int
    note: str = ""


def checked_logo(content: bytes) -> Logo:
    """Return a picture as a clean PNG of at most 800 pixels a side, the way up it is shown.

    Whatever else is in the file (place of the photograph, hidden text, another format behind the
    picture) is not kept; of a moving picture the first one is.  Raises ``AdvisorError`` if it is
    too large, neither PNG nor JPEG, or cannot be read.
    """
    if not content:
        raise AdvisorError("The logo is not used: the file is empty.")
    if len(content) > LARGEST_LOGO_BYTES:
        raise AdvisorError(
            f"The logo is not used: it has {len(content) / 1e6:.1f} MB. Allowed: at most "
            f"{LARGEST_LOGO_BYTES // 1_000_000} MB."
        )
    kind = next((name for mark, name in _SIGNATURES.items() if content.startswith(mark)), None)
    if kind is None:
        raise AdvisorError(
            f"The logo is not used: it is {_called(content)}neither a PNG nor a JPEG picture. Save "
            "it as one of these and choose it again."
        )
    if (size := _too_large(content)) is not None:
        raise _too_many(*size)
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
            # The size stands in the header: nothing is unpacked before it is known to be small.
            if max(picture.size) > MOST_PIXELS_A_SIDE or min(picture.size) < 1:
                raise _too_many(*picture.size)
            picture.load()
            clean = _eight_bits(ImageOps.exif_transpose(picture)).convert("RGBA")
    except AdvisorError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise AdvisorError(
            "The logo is not used: it has too many pixels. "
            f"Allowed: at most {MOST_PIXELS_A_SIDE:,} a side."
        ) from None
    except Exception as error:  # a damaged picture fails in many ways, none of them ours
        raise AdvisorError("The logo is not used: the picture is damaged.") from error
    clean.thumbnail((KEPT_PIXELS_A_SIDE, KEPT_PIXELS_A_SIDE))
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    note = "" if _is_seen(clean) else _FAINT_WORDS
    return Logo(out.getvalue(), clean.width, clean.height, note)


def _called(content: bytes) -> str:
    """Return what another file is, as far as its beginning says it."""
    if b"<svg" in content[:2_000].lower():
        return "an SVG drawing, "
    if content[4:8] == _PICTURES_OF_PHONES:
        return "a picture as some phones keep it (HEIC or AVIF), "
    known = next((name for mark, name in _OTHERS.items() if content.startswith(mark)), "")
    return f"{known} file, " if known else ""


def _too_many(wide: int, high: int) -> AdvisorError:
    return AdvisorError(
        f"The logo is not used: it is {wide:,} by {high:,} pixels. Allowed: at most "
        f"{MOST_PIXELS_A_SIDE:,} a side."
    )


def _too_large(content: bytes) -> tuple[int, int] | None:
    """Return the size of a PNG with too many pixels, read from its header: nothing is unpacked."""
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    wide, high = (int.from_bytes(content[k : k + 4], "big") for k in (16, 20))
    return (wide, high) if max(wide, high) > MOST_PIXELS_A_SIDE else None


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Return a picture of 16 bits a point as one of 8: converted as it is, it turns white."""
    if not picture.mode.startswith("I"):
        return picture
    import numpy as np
    from PIL import Image

    return Image.fromarray((np.clip(np.asarray(picture), 0, 65_535) / 257).astype("uint8"))


def _is_seen(picture: Image.Image) -> bool:
    """Say whether something of a picture can be told from white paper."""
    from PIL import Image

    paper = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(paper, picture).convert("L").histogram()
    return sum(grey[: 256 - _FAINT]) >= _LEAST_SEEN * picture.width * picture.height
