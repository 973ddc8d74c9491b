"""A logo from outside: limited, checked, and written anew, so that only its pixels are kept.

The one check of pictures: the store keeps what it lets through, the documents print it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from advisor.errors import AdvisorError

LARGEST_LOGO_BYTES = 2_000_000
MOST_PIXELS_A_SIDE = 4_000
KEPT_PIXELS_A_SIDE = 800
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


@dataclass(frozen=True)
class Logo:
    """A picture that was checked and written anew as PNG; sizes in pixels."""

    png: bytes
    width: int
    height: int


def checked_logo(content: bytes) -> Logo:
    """Return a picture as a clean PNG of at most 800 pixels a side.

    Whatever else is in the file (place of the photograph, hidden text, another format behind the
    picture) is not kept.

    Parameters
    ----------
    content : bytes
        The file as it came.

    Raises
    ------
    AdvisorError
        If it is too large, neither PNG nor JPEG, or cannot be read.
    """
    if len(content) > LARGEST_LOGO_BYTES:
        raise AdvisorError(
            f"The logo is not used: it has {len(content) / 1e6:.1f} MB. Allowed: at most "
            f"{LARGEST_LOGO_BYTES // 1_000_000} MB."
        )
    kind = next((name for mark, name in _SIGNATURES.items() if content.startswith(mark)), None)
    if kind is None:
        raise AdvisorError("The logo is not used: it is neither a PNG nor a JPEG picture.")
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
            # The size stands in the header: nothing is unpacked before it is known to be small.
            if max(picture.size) > MOST_PIXELS_A_SIDE or min(picture.size) < 1:
                raise AdvisorError(
                    f"The logo is not used: it is {picture.width} by {picture.height} pixels. "
                    f"Allowed: at most {MOST_PIXELS_A_SIDE:,} a side."
                )
            picture.load()
            clean = picture.convert("RGBA")
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
    return Logo(out.getvalue(), clean.width, clean.height)
