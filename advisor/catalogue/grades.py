"""The grades of evidence, shared by all tables."""

from __future__ import annotations

from typing import Literal

Grade = Literal["A", "B", "C", "D", "judgement", "owner"]
