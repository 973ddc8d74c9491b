"""``python -m advisor.store``: where the workspace is, back it up, restore it."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from advisor.errors import AdvisorError, StoreError
from advisor.store.place import workspace_path
from advisor.store.workspace import Store, open_store


def _there() -> Store:
    """Open the workspace where there is one: a backup never makes it."""
    path = workspace_path()
    if not os.path.isfile(path) or not path.stat().st_size:
        raise StoreError(f"There is no workspace at {path}: nothing was written.")
    return open_store(path)


def _count(clients: int, scenarios: int) -> str:
    return f"{clients} client{'s' * (clients != 1)}, {scenarios} scenario{'s' * (scenarios != 1)}"


def _back_up(file: Path) -> str:
    store = _there()
    try:
        clients, scenarios = store.held()
        if not clients:
            raise StoreError(f"The workspace {store.path} holds no client: nothing was written.")
        return f"Written: {store.backup(file)} ({_count(clients, scenarios)})"
    finally:
        store.close()


def _answer_to(question: str) -> str:
    try:
        return input(question).strip().lower()
    except EOFError:  # nobody is there to answer
        print()
        return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, or 2 with one sentence on standard error."""
    parser = argparse.ArgumentParser(prog="advisor.store", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("where", help="print the path of the workspace file")
    verbs.add_parser("backup", help="write everything to a new file").add_argument("file")
    back = verbs.add_parser("restore", help="put a backup in the place of everything")
    back.add_argument("file")
    back.add_argument("--yes", action="store_true", help="do not ask")
    options = parser.parse_args(arguments)
    try:
        if options.verb == "where":
            print(workspace_path())
            return 0
        if options.verb == "backup":
            print(_back_up(Path(options.file)))
            return 0
        store = open_store()
        try:
            asked = "Everything in the workspace is replaced by the backup. Go on? (yes/no) "
            if not options.yes and _answer_to(asked) != "yes":
                print("Nothing was changed.")
                return 0
            store.restore(Path(options.file))
            clients, scenarios = store.held()
            print(f"Restored into {store.path} ({_count(clients, scenarios)})")
        finally:
            store.close()
    except AdvisorError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
