"""How far meeting people carries: the answer, curves, groups that fit, towns, people."""

from __future__ import annotations

from advisor.ui.face_to_face_view import show_page
from advisor.ui.needed import topic_page

topic_page("capacity", lambda _, found: show_page(found))
