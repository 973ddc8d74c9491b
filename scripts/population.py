"""Advise a whole population of businesses and write what it is told, to be read as a trade would.

Usage: ``python scripts/population.py [--businesses N] [--seed S] [--draws D] [--processes P]``
       ``python scripts/population.py --trades``  docs/TRADES.md instead
       ``python scripts/population.py --idle``    priors that move no answer, printed

``make population`` and ``make trades`` write docs/POPULATION.md and docs/TRADES.md.
``--rows FILE`` keeps one answer a line as JSON, to set before and after side by side.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
# One thread a process: several would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import idle_priors  # noqa: E402
import population_draw  # noqa: E402
import population_report  # noqa: E402
import trades_report  # noqa: E402


def population(options: argparse.Namespace, out: Path) -> None:
    """Draw, answer and write docs/POPULATION.md."""
    began = time.monotonic()
    jobs = population_draw.drawn(options.businesses, options.seed)
    rows = []
    for row in population_draw.all_answered(jobs, draws=options.draws, processes=options.processes):
        rows.append(row)
        if len(rows) % 200 == 0:
            print(f"{len(rows)} businesses, {time.monotonic() - began:.0f} s", flush=True)
    faults = [row for row in rows if "fault" in row]
    whole = [row for row in rows if "fault" not in row]
    if options.rows:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        options.rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = population_report.report(whole, faults, seed=options.seed, draws=options.draws)
    out.write_text(text, encoding="utf-8")
    for one in population_report.findings(whole, faults):
        print(f"{'PASS' if one.fine else 'LOOK'}  {one.what}: {one.told}")
    print(f"{len(rows)} businesses in {time.monotonic() - began:.0f} s: {out}")


def main() -> None:
    """Do what was asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--businesses", type=int, help="default 2000; with --idle 20")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--draws", type=int, default=200)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--trades", action="store_true")
    asked.add_argument("--idle", action="store_true")
    asked.add_argument("--rows", type=Path)
    asked.add_argument("-o", "--out", type=Path)
    options = asked.parse_args()
    if options.idle:
        options.businesses = options.businesses or 20
        jobs = population_draw.drawn(options.businesses, options.seed)
        idle_priors.main(jobs, processes=options.processes)
    elif options.trades:
        out = options.out or ROOT / "docs" / "TRADES.md"
        trades_report.main(out, draws=options.draws, processes=options.processes)
    else:
        options.businesses = options.businesses or 2000
        population(options, options.out or ROOT / "docs" / "POPULATION.md")


if __name__ == "__main__":
    main()
