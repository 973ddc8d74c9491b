"""The consultant's workspace: clients, answers over time, scenarios, decisions, review dates.

One SQLite file, made by itself; nothing of it is needed, loaded or touched for an owner's own use.
Errors are ``StoreError`` with one sentence for people.
"""

from advisor.store.clients import ClientLine
from advisor.store.place import VARIABLE, workspace_path
from advisor.store.records import (
    STATUSES,
    Client,
    ClientFields,
    ConsultantFields,
    Count,
    Decision,
    ProfileVersion,
    Review,
    Scenario,
    ScenarioKind,
    Status,
    checked,
)
from advisor.store.workspace import Store, open_store

__all__ = [
    "STATUSES",
    "VARIABLE",
    "Client",
    "ClientFields",
    "ClientLine",
    "ConsultantFields",
    "Count",
    "Decision",
    "ProfileVersion",
    "Review",
    "Scenario",
    "ScenarioKind",
    "Status",
    "Store",
    "checked",
    "open_store",
    "workspace_path",
]
