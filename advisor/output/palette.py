"""One hue per channel family and per strategy, used everywhere; safe for colour-blind eyes.

Mid-tone hues (after the Okabe-Ito idea) that stand out on white and on near-black alike.
"""

from __future__ import annotations

from collections.abc import Mapping

FAMILY_COLOURS: Mapping[str, str] = {
    "face_to_face": "#0F8F87",
    "private_network": "#9A6FB0",
    "organic": "#3F82CC",
    "owned": "#C77C22",
    "paid": "#C2506A",
}
STRATEGY_COLOURS: Mapping[str, str] = {
    "main_street": "#0F8F87",
    "next_towns": "#C77C22",
    "beyond_town": "#3F82CC",
}
GRADE_COLOURS: Mapping[str, str] = {
    "A": "#0F8F87",
    "B": "#4AA59F",
    "C": "#8FBFBB",
    "D": "#C9B48A",
    "judgement": "#C77C22",
    "owner": "#9A6FB0",
}
BAND = "rgba(63, 130, 204, 0.22)"
LINE = "#3F82CC"
QUIET = "#7F8C8B"
