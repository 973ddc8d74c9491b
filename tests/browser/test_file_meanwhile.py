"""The workspace file moved, deleted, replaced or made read-only under a running app: said, kept."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from advisor.store import ClientFields, checked, open_store
from tests.browser.conftest import FEW_DRAWS, Server, settled
from tests.browser.test_consultant import add_client, open_example, to_clients
from tests.browser.test_journeys import type_in
from tests.browser.test_kept import HOURS, number, restart

DECISION = "What was decided?"
# Whoever is allowed everything may write what is read-only: the server is not.
_NOT_ALLOWED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Server]:
    """A server with a workspace of its own, in a folder of its own."""
    running = Server(*FEW_DRAWS)
    (tmp_path / "there").mkdir()
    running.environment = {
        **os.environ, "ADVISOR_WORKSPACE": str(tmp_path / "there" / "workspace.sqlite")
    }  # fmt: skip
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("setpriv"):
        running.before = _NOT_ALLOWED
    running.start()
    yield running
    running.stop()


def begun(page: Page, server: Server) -> None:
    """Open a client with answers that are typed and not kept."""
    open_example(page, server, 0)
    page.goto(f"{server.url}/clients")
    settled(page)
    add_client(page, "Ada", with_answers=True)
    page.get_by_role("button", name="Change the answers").click()
    settled(page)
    type_in(page, HOURS, "9")
    to_clients(page)


def is_nothing_written(page: Page) -> None:
    page.get_by_role("link", name="Start", exact=True).click()
    settled(page)
    to_clients(page)
    expect(page.get_by_label(DECISION)).to_have_value("to go on")  # typed, not written
    expect(page.get_by_text(": to go on")).to_have_count(0)


def is_written(page: Page) -> None:
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text(": to go on")).to_have_count(1)
    settled(page)


def put_another(file: Path, aside: Path) -> None:
    file.rename(aside)
    other = open_store(aside.with_name("other.sqlite"))
    other.clients.add(checked(ClientFields, {"name": "Somebody else"}))
    other.close()
    other.path.rename(file)


def move(file: Path, aside: Path) -> None:
    file.rename(aside)


def test_a_file_moved_or_replaced_meanwhile_is_said_and_all_is_there_when_it_is_back(
    apart: Server, context: BrowserContext, tmp_path: Path
) -> None:
    file, aside = tmp_path / "there" / "workspace.sqlite", tmp_path / "aside.sqlite"
    page = context.new_page()
    begun(page, apart)
    page.get_by_label(DECISION).fill("to go on")
    for take_away, said in ((move, "is no longer there"), (put_another, "was replaced by another")):
        refused = page.get_by_text(re.compile(f"{said}.* while the program was running"))
        take_away(file, aside)
        before = file.read_bytes() if file.exists() else None
        page.get_by_role("button", name="Write it down").click()  # the second time as it came back
        expect(refused).to_be_visible()
        assert (file.read_bytes() if file.exists() else None) == before
        aside.replace(file)
        is_nothing_written(page)
        take_away(file, aside)
        page.reload()
        expect(page.get_by_text("waits in this browser until the client is opened")).to_be_visible()
        expect(refused).to_be_visible()
        aside.replace(file)
        page.reload()
        expect(page.get_by_role("heading", name="Ada")).to_be_visible()
        settled(page)
        expect(page.get_by_label(DECISION)).to_have_value("to go on")
    is_written(page)
    page.get_by_role("button", name="Change the answers").click()
    settled(page)
    assert number(page, HOURS) == "9"
    # For good: what can be used now is used, and what went is said.
    put_another(file, aside)
    restart(apart, page)
    expect(page.get_by_text("typed for it and not kept went with it")).to_be_visible()
    settled(page)
    assert number(page, HOURS) == "5"  # the example's, which was on screen before
    page.goto(f"{apart.url}/clients")
    expect(page.get_by_text("Somebody else")).to_be_visible()


def test_a_file_deleted_or_made_read_only_meanwhile_is_said(
    apart: Server, context: BrowserContext, tmp_path: Path
) -> None:
    file = tmp_path / "there" / "workspace.sqlite"
    page = context.new_page()
    begun(page, apart)
    file.chmod(0o400)
    before = file.read_bytes()
    page.get_by_label(DECISION).fill("to go on")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("can only be read: nothing was saved")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="The plan").click()
    expect(page.get_by_role("heading", name="Week 1, from")).to_be_visible()
    settled(page)
    page.locator('[data-testid="stCheckbox"] label').nth(1).click()
    expect(page.get_by_text("can only be read: nothing was saved")).to_be_visible()
    settled(page)
    expect(page.get_by_role("heading", name=re.compile("1 of . done"))).to_have_count(0)
    assert file.read_bytes() == before
    file.chmod(0o600)
    is_nothing_written(page)
    is_written(page)
    file.unlink()
    page.get_by_role("button", name="Take out").first.click()
    expect(page.get_by_text("is no longer there while the program was running")).to_be_visible()
    assert not file.exists()
    restart(apart, page)
    expect(page.get_by_text("waits in this browser until the client is opened")).to_be_visible()
    expect(page.get_by_text("No clients yet")).to_be_visible()
