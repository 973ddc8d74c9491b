"""How documents look: ink, series colours, an accent that stays readable, text that fits.

Sizes are in points and inches.  The width of text is estimated, on the safe side, since the
machine that writes a file rarely has the fonts of the one that shows it.
"""

import math
import re
from collections.abc import Sequence

from advisor.explain.wording import breadth

FONT = "Arial"
INK, QUIET, RULE, PAPER, WASH = "#1C2B2A", "#5A6967", "#C9D6D3", "#FFFFFF", "#F3F6F5"
SERIES = ("#CE721C", "#085AEE", "#AA7DD3", "#C80D4C", "#5B7FA6")
_WIDTH = 0.52  # of a letter, in ems, averaged over a text in Arial
_LINE = 1.22  # height of a line in ems
_LEAST_CONTRAST = 4.5
_NEGATIVE = re.compile(r"(?<![\w-])-(?=\d)")
_RANGE = re.compile(r"[\d.,]*\d to \u2212?\d|likely \u2212?\d|\d %|\d h\b|\d [A-Z]{3}\b")


def _light(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG)."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    Examples
    --------
    >>> round(contrast("#FFFFFF", "#000000"))
    21
    """
    lights = sorted((_light(one), _light(two)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with a share (0-1) of another in it.

    Examples
    --------
    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = [(int(colour[k : k + 2], 16), int(other[k : k + 2], 16)) for k in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def readable(accent: str) -> str:
    """Return the accent, darkened until text in it can be read on white.

    Examples
    --------
    >>> readable("#0B6E69"), contrast(readable("#FFEE00"), "#FFFFFF") >= 4.5
    ('#0B6E69', True)
    """
    found = accent
    for step in range(1, 20):
        if contrast(found, PAPER) >= _LEAST_CONTRAST:
            break
        found = mixed(accent, "#000000", step / 20)
    return found


def ink_on(accent: str) -> str:
    """Return white or the dark ink, whichever can be read on the accent."""
    return PAPER if contrast(PAPER, accent) >= contrast(INK, accent) else INK


def unbroken(text: str) -> str:
    """Return a text whose numbers below zero and whose ranges stay in one line.

    Examples
    --------
    >>> unbroken("-330 to 6,000, most likely 530").replace(chr(0xA0), "_")
    '\u2212330_to_6,000, most likely_530'
    """
    text = _NEGATIVE.sub("\u2212", text)
    return _RANGE.sub(lambda m: m[0].replace(" ", "\u00a0"), text)


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` letters.

    Examples
    --------
    >>> cut("Northampton", 6)
    'North…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lines_of(text: str, size: float, width: float) -> int:
    """Estimate how many lines a text takes."""
    letters = max(1.0, width * 72 / (size * _WIDTH))
    return max(1, math.ceil(breadth(text) / letters * 1.04))


def height_of(texts: Sequence[str], size: float, width: float, gap: float = 0.5) -> float:
    """Estimate the height in inches of paragraphs, `gap` ems apart."""
    lines = sum(lines_of(text, size, width) for text in texts)
    return (lines * _LINE + gap * len(texts)) * size / 72


def fitting(
    texts: Sequence[str], sizes: Sequence[float], width: float, height: float
) -> tuple[float, int]:
    """Return the largest of `sizes`, falling, at which all fit; how many fit at the last."""
    for size in sizes:
        if height_of(texts, size, width) <= height:
            return size, len(texts)
    shown = len(texts)
    while shown > 1 and height_of(texts[:shown], sizes[-1], width) > height:
        shown -= 1
    return sizes[-1], shown


def column_widths(
    cells: Sequence[Sequence[str]],
    width: float,
    size: float,
    padding: float = 0.18,
    letter_ems: float = 0.6,
) -> list[float]:
    """Share a width among columns: room for the longest word first, the rest by their text.

    `cells` (sequence of rows of text): the heading first.  `padding`: inches beside the text of a
    cell.  `letter_ems`: width of a letter in ems; 0.6 is a bold sans serif.
    """
    letter = size * letter_ems / 72
    least, wanted = [], []
    for k in range(len(cells[0])):
        column = [row[k] for row in cells]
        word = max((len(w) for text in column for w in text.split(" ")), default=1)
        longest = max(breadth(text) for text in column)
        mean = sum(breadth(text) for text in column) / len(column)
        least.append(min(word, 30) * letter + padding)
        wanted.append(max(0.5, min(longest, 10 + 1.2 * mean) - min(word, 30)))
    spare = width - sum(least)
    if spare <= 0:
        return [width * x / sum(least) for x in least]
    return [x + spare * w / sum(wanted) for x, w in zip(least, wanted, strict=True)]
