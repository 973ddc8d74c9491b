"""Plain words for the ids of families, strategies, aims and doers: one spelling everywhere."""

from __future__ import annotations

from collections.abc import Mapping

STRATEGIES: Mapping[str, str] = {
    "main_street": "Stay on Main Street",
    "next_towns": "The next towns over",
    "beyond_town": "Beyond the town",
}
FAMILIES: Mapping[str, str] = {
    "face_to_face": "Face to face",
    "private_network": "Private network",
    "organic": "Platforms, unpaid",
    "owned": "Own pages",
    "paid": "Paid advertising",
}
AIMS: Mapping[str, str] = {
    "home_town": "your town",
    "neighbouring_towns": "the next towns",
    "reach_goal": "your whole goal",
}
DOERS: Mapping[str, str] = {"owner": "you", "staff": "your staff", "manager": "a manager"}
