"""Files that are uploaded: read once, then the server lets go of them.

Streamlit holds every file of a session until it ends.  Here what was read of a file stays as long
as the file lies in its box, the file itself does not; and of what never reaches a box few wait.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from advisor.errors import AdvisorError

MOST_WAITING = 2
"""Files of a session that wait to be read: the one that came first goes when another comes."""
_READ = "_read_of_upload"
T = TypeVar("T")


def once_read(
    key: str, file: UploadedFile | None, read: Callable[[bytes], T]
) -> T | AdvisorError | None:
    """Return what was read of the file in a box, or why it is refused; None where none lies there.

    `key`: of the box.  `file`: what the box gives: a file the first time, None once it was read.
    `read`: takes what is in the file.
    """
    if file is not None:
        taken: T | AdvisorError
        try:
            taken = read(file.getvalue())
        except AdvisorError as error:
            taken = error
        st.session_state[_READ] = (key, taken)
        context = get_script_run_ctx()
        manager = context.uploaded_file_mgr if context else None
        if context and isinstance(manager, MemoryUploadedFileManager):
            manager.remove_file(context.session_id, file.file_id)
    whose, found = st.session_state.get(_READ, ("", None))
    lies_there = file is not None or st.session_state.get(key) is not None
    return found if whose == key and lies_there else None


def hold_few() -> None:
    """Have the server hold few files of a session."""
    add = MemoryUploadedFileManager.add_file

    def few(self: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
        add(self, session_id, file)
        for name in [*self.file_storage[session_id]][:-MOST_WAITING]:
            self.remove_file(session_id, name)

    MemoryUploadedFileManager.add_file = few  # type: ignore[method-assign]
