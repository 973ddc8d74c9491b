"""The reports that advise a population and hold trades against their evidence run, small."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
import population_draw
import population_report


def test_a_population_is_drawn_advised_and_reported_without_a_fault() -> None:
    jobs = population_draw.drawn(4, seed=3)
    assert jobs == population_draw.drawn(4, seed=3)
    rows = list(population_draw.all_answered(jobs, draws=40, processes=1))
    assert [row.get("fault") for row in rows] == [None] * 4
    assert any(row["channels"] for row in rows)
    told = population_report.report(rows, [], seed=3, draws=40)
    assert told.startswith("# ")
    assert ": 4 drawn" in told.replace("\n", " ")
    assert len(population_report.findings(rows, [])) > 20
    broken = [{"number": 0, "answers": {}, "fault": "ValueError: broken"}]
    assert [f.fine for f in population_report.findings(rows, broken)].count(False) > [
        f.fine for f in population_report.findings(rows, [])
    ].count(False)


def test_what_was_before_stands_beside_questions_and_channels_that_are_asked_still() -> None:
    jobs = population_draw.drawn(6, seed=3)
    rows = list(population_draw.all_answered(jobs, draws=40, processes=1))
    asked = {one.what for one in population_report.findings(rows, [])}
    assert population_report.before("finding").keys() <= asked
    channels = {c.channel for c in population_report.channels_told()}
    assert len(channels & population_report.before("channel").keys()) > 30
    figures = population_report.report(rows, [], seed=3, draws=40)
    for name in population_report.before("figure"):
        assert f"| {name} |" in figures
