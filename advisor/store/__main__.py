"""``python -m advisor.store``: where the workspace is, back it up, restore it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from advisor.errors import AdvisorError
from advisor.store.workspace import open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Default: those of the process.

    Returns
    -------
    int
        0, or 2 with one sentence on standard error.
    """
    parser = argparse.ArgumentParser(prog="advisor.store", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("where", help="print the path of the workspace file")
    verbs.add_parser("backup", help="write everything to a new file").add_argument("file")
    back = verbs.add_parser("restore", help="put a backup in the place of everything")
    back.add_argument("file")
    back.add_argument("--yes", action="store_true", help="do not ask")
    options = parser.parse_args(arguments)
    try:
        store = open_store()
        try:
            if options.verb == "where":
                print(store.path)
            elif options.verb == "backup":
                print(f"Written: {store.backup(Path(options.file))}")
            else:
                asked = "Everything in the workspace is replaced by the backup. Go on? (yes/no) "
                if not options.yes and input(asked).strip().lower() != "yes":
                    print("Nothing was changed.")
                    return 0
                store.restore(Path(options.file))
                print(f"Restored into {store.path}")
        finally:
            store.close()
    except AdvisorError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
