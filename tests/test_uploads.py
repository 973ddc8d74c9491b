"""Files that were uploaded: read once, refused in words, and let go."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest

from advisor.ui.uploads import MOST_WAITING, hold_few


def test_of_a_sessions_uploads_the_latest_wait_and_others_sessions_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        MemoryUploadedFileManager, "add_file", MemoryUploadedFileManager.add_file
    )  # put back afterwards
    hold_few()
    held = MemoryUploadedFileManager("/upload")
    held.add_file("other", UploadedFileRec("o", "o.json", "", b"o"))
    for k in range(12):
        held.add_file("one", UploadedFileRec(f"{k}", "a.json", "", b"x" * 1_000))
    assert MOST_WAITING == 2
    assert list(held.file_storage["one"]) == ["10", "11"]
    assert list(held.file_storage["other"]) == ["o"]
    assert held._total_bytes == 2_001


def _page() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from advisor.errors import AdvisorError
    from advisor.ui.uploads import once_read

    def read(content: bytes) -> int:
        if not content.isdigit():
            raise AdvisorError("no number")
        return int(content)

    found = once_read("box", st.file_uploader("File", key="box"), read)
    st.text(f"{found!r}")
    st.text(f"{len(get_script_run_ctx().uploaded_file_mgr.file_storage['test session id'])}")


@pytest.mark.parametrize(("content", "read"), [(b"42", "42"), (b"x", "AdvisorError('no number')")])
def test_a_file_that_was_read_is_no_longer_held(content: bytes, read: str) -> None:
    at: Any = AppTest.from_function(_page, default_timeout=60).run()
    assert at.text[0].value == "None"
    at.file_uploader[0].upload("a.txt", content, "text/plain").run()
    assert not at.exception
    assert [t.value for t in at.text] == [read, "0"]
