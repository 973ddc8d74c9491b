"""A process that writes and says so: each line on standard output is an acknowledged write."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from advisor.store import ClientFields, checked, open_store


def main() -> None:
    store = open_store(Path(sys.argv[1]))
    key, tag = sys.argv[2], sys.argv[3]
    number = 0
    print("ready", flush=True)
    while True:
        number += 1
        text = f"{tag}-{number}"
        store.diary.decide(key, text, date(2026, 1, 1))
        print(f"decided {text}", flush=True)
        client = store.clients.get(key)
        values = {**client.fields().model_dump(), "notes": text}
        store.clients.change(key, checked(ClientFields, values), seen=client.version)
        print(f"noted {text}", flush=True)


if __name__ == "__main__":
    main()
