"""A workspace of its own for every test, and a business with its answer, computed once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from advisor import Recommendation, parse_profile, recommend
from advisor.store import ClientFields, Store, checked, open_store
from tests.businesses import PLUMBER as PLUMBER


@lru_cache
def answer() -> Recommendation:
    """The plumber's recommendation, small."""
    return recommend(parse_profile(PLUMBER), n_draws=64, worlds=0)


def fields(name: str = "Ada's Plumbing", **more: object) -> ClientFields:
    """What can be edited of a client."""
    found: ClientFields = checked(ClientFields, {"name": name, **more})
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "workspace.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(path)
    yield opened
    opened.close()
