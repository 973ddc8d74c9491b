"""A picture taken as a logo, or why it is not: the upload itself refuses without a reason.

The uploaders of logos take any file, so that the one check of pictures can say what is wrong.
"""

from __future__ import annotations

import io

from advisor.errors import AdvisorError
from advisor.results.logo import MOST_PIXELS_A_SIDE, checked_logo


def taken_logo(content: bytes) -> bytes:
    """Return a logo as a clean PNG.

    Raises
    ------
    AdvisorError
        If it is no picture that can be used, with the reason.
    """
    if b"<svg" in content[:2_000].lower():
        raise AdvisorError(
            "The logo is not used: it is an SVG drawing. Allowed: a PNG or JPEG picture; most "
            "drawing programs can save one."
        )
    if (size := _too_large(content)) is not None:
        raise AdvisorError(
            f"The logo is not used: it is {size[0]:,} by {size[1]:,} pixels. Allowed: at most "
            f"{MOST_PIXELS_A_SIDE:,} a side."
        )
    return checked_logo(content).png


def _too_large(content: bytes) -> tuple[int, int] | None:
    """Return the size of a PNG with too many pixels, read from its header: nothing is unpacked."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    header = io.BytesIO(content[16:24])
    wide, high = (int.from_bytes(header.read(4), "big") for _ in range(2))
    return (wide, high) if max(wide, high) > MOST_PIXELS_A_SIDE else None
