"""Processes that write and say so: each line on standard output is an acknowledged write.

Started once; for each line on standard input (``client tag``) it forks a child that opens the
workspace anew and writes until it is killed from outside.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from advisor.store import ClientFields, checked, open_store


def say(line: str) -> None:
    """Write a whole line at once: a pipe takes it whole or not at all."""
    os.write(1, f"{line}\n".encode())


def write_for_ever(path: Path, key: str, tag: str) -> None:
    store = open_store(path)
    number = 0
    while True:
        number += 1
        text = f"{tag}-{number}"
        store.diary.decide(key, text, date(2026, 1, 1))
        say(f"decided {text}")
        client = store.clients.get(key)
        values = {**client.fields().model_dump(), "notes": text}
        store.clients.change(key, checked(ClientFields, values), seen=client.version)
        say(f"noted {text}")


def main() -> None:
    for line in sys.stdin:
        key, tag = line.split()
        child = os.fork()
        if child == 0:
            write_for_ever(Path(sys.argv[1]), key, tag)
        say(f"pid {child}")
        _, status = os.waitpid(child, 0)
        say(f"killed {os.WTERMSIG(status)}")


if __name__ == "__main__":
    main()
