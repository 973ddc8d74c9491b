"""Measure and print one table: ``python -m benchmarks`` (``make bench``).

Every row is the median of several runs of this one process, so that ratios compare like with
like; absolute times depend on the machine and are no promise.
"""

from __future__ import annotations

import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from advisor.model.choice import Chooser, Config
from advisor.profile import BusinessProfile, parse_profile
from advisor.recommend import recommend, solve

_BASE = {
    "sector": "accounting",
    "town": "Northampton",
    "region": "Massachusetts",
    "country": "US",
    "people_working": 3,
    "reach_goal": "neighbouring_towns",
}


def profile(hours: float, money: float) -> BusinessProfile:
    """Return the business measured, with other budgets."""
    return parse_profile({**_BASE, "hours_per_week": hours, "money_per_month": money})


def milliseconds(run: Callable[[], object], times: int = 5) -> float:
    """Return the median time of `run` in milliseconds, after one run to warm up."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000.0)
    return statistics.median(taken)


def solver_point(chooser: Chooser, hours: int, money: int) -> float:
    """Solve one pair of budgets by HiGHS (no crowding, no people met) and return its value."""
    worth, config = chooser.worth, Config(2, False, "")
    gains, cost_h, cost_m, owner = [], [], [], []
    for c in range(len(chooser.ids)):
        menu = chooser.usable(c, config)
        values = worth.value(c, 2)[0]
        for j in np.flatnonzero(menu.open):
            gains.append(-float(values[j]))
            cost_h.append(int(menu.hours[j]))
            cost_m.append(int(menu.money[j]))
            owner.append(c)
    rows = [np.array(cost_h, dtype=float), np.array(cost_m, dtype=float)]
    rows += [(np.array(owner) == c).astype(float) for c in range(len(chooser.ids))]
    top = np.array([hours, money, *[1.0] * len(chooser.ids)])
    found = milp(
        np.array(gains),
        constraints=LinearConstraint(np.stack(rows), -np.inf, top),
        integrality=np.ones(len(gains)),
        bounds=Bounds(0, 1),
    )
    return float(-found.fun)


def cold_start() -> float:
    """Return seconds from starting the app to its first healthy answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true",
         "--server.port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while time.perf_counter() - start < 60:
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                    return time.perf_counter() - start
            except OSError:
                time.sleep(0.05)
    finally:
        server.terminate()
        server.wait()
    return float("nan")


def import_seconds() -> float:
    """Return seconds to import the composer in a fresh process."""
    code = "import time; s = time.perf_counter(); import advisor.recommend; " \
        "print(time.perf_counter() - s)"  # fmt: skip
    return float(subprocess.check_output([sys.executable, "-c", code]))


def main() -> None:
    """Print the table."""
    rows: list[tuple[str, str]] = []
    for hours, money in ((5, 100), (20, 1000)):
        for worlds in (0, 200):
            took = milliseconds(lambda h=hours, m=money, w=worlds: recommend(profile(h, m),
                                                                           worlds=w))  # fmt: skip
            rows.append((f"recommend, {hours} h x {money} USD, {worlds} worlds", f"{took:.0f} ms"))
    engine = solve(profile(20, 1000), worlds=0).engine
    chooser = Chooser(engine.worth, 81, 201)
    whole = milliseconds(lambda: chooser.solve(Config(2, False, "")), 3)
    points = [(h, m) for h in (20, 40, 80) for m in (40, 100, 200)]
    single = milliseconds(lambda: [solver_point(chooser, h, m) for h, m in points], 3) / len(points)
    rows.append(("surface of 81 x 201 budgets, one strategy", f"{whole:.0f} ms"))
    rows.append(("one HiGHS solve of one pair of budgets", f"{single:.1f} ms"))
    ratio = single / (whole / (81 * 201))
    rows.append(("HiGHS per point over our surface per point", f"{ratio:,.0f} times"))
    engine.recommended  # noqa: B018 - solved before reading is measured
    reading = milliseconds(lambda: engine.at(50, 120, quick=True), 50)
    rows.append(("re-read of another budget from the solved engine", f"{reading:.2f} ms"))
    rows.append(("import of advisor.recommend", f"{import_seconds():.2f} s"))
    rows.append(("app cold start to first answer", f"{cold_start():.1f} s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    rows.append(("peak memory of this run", f"{peak:.0f} MB"))
    print("| what | measured |\n|---|---|")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


if __name__ == "__main__":
    main()
