"""One hue per channel family and per strategy, used everywhere; safe for colour-blind eyes.

Found by search: every colour has a contrast of 3 or more on white and on the dark theme alike,
and any two families stay apart as red-, green- and blue-blind eyes see them (a test keeps both).
Charts that are about no family use the quiet slate.
"""

from collections.abc import Mapping

FAMILY_COLOURS: Mapping[str, str] = {
    "face_to_face": "#1DA696",
    "private_network": "#AA7DD3",
    "owned": "#CE721C",
    "organic": "#085AEE",
    "paid": "#C80D4C",
}
STRATEGY_COLOURS: Mapping[str, str] = {
    "main_street": "#1DA696",
    "next_towns": "#CE721C",
    "beyond_town": "#085AEE",
}
GRADE_COLOURS: Mapping[str, str] = {
    "A": "#0F7F78",
    "B": "#35928B",
    "C": "#5E9B96",
    "D": "#8A8F6B",
    "judgement": "#CE721C",
    "owner": "#AA7DD3",
}
LINE = "#5B7FA6"
QUIET = "#7F8C8B"
GRID = "rgba(127, 140, 139, 0.25)"
