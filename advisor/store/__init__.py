"""The consultant's workspace: clients, answers over time, scenarios, decisions, review dates.

One SQLite file, made by itself; nothing of it is needed, loaded or touched for an owner's own use.
Errors are ``StoreError`` with one sentence for people.
"""

from advisor.store.clients import ClientLine as ClientLine
from advisor.store.place import workspace_path as workspace_path
from advisor.store.records import STATUSES as STATUSES
from advisor.store.records import Client as Client
from advisor.store.records import ClientFields as ClientFields
from advisor.store.records import Count as Count
from advisor.store.records import Decision as Decision
from advisor.store.records import ProfileVersion as ProfileVersion
from advisor.store.records import Review as Review
from advisor.store.records import Scenario as Scenario
from advisor.store.records import ScenarioKind as ScenarioKind
from advisor.store.records import Status as Status
from advisor.store.records import checked as checked
from advisor.store.workspace import Store as Store
from advisor.store.workspace import open_store as open_store
