"""What goes along with the answer into what a client gets: scenarios compared, days agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.results import Insight
from advisor.ui.session_owner import OWN, owner

if TYPE_CHECKING:
    from advisor.output.calendar import Entry


def compared_along() -> dict[str, Insight]:
    """Return the scenarios compared of the open client as an insight; empty where none are."""
    if owner() == OWN:
        return {}
    # The store is loaded for consultants only.
    from advisor.ui.compare_view import compared_last

    found = compared_last()
    return {} if found is None else {"compare": found}


def days_along() -> list[Entry]:
    """Return the open client's decisions and review dates as days of a calendar."""
    if owner() == OWN:
        return []
    from advisor.ui.diary_view import entries_of
    from advisor.ui.workspace import open_client

    client = open_client()
    return [] if client is None else entries_of(client)
