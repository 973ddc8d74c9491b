"""How clear a call is, said once."""

from __future__ import annotations

from advisor import BusinessProfile, recommend
from advisor.report.ways import _worth
from advisor.results import Recommendation
from advisor.ui.how_sure_view import _call
from tests.pages.conftest import PLUMBER


def _shared(**shares: float) -> Recommendation:
    answer = recommend(BusinessProfile.model_validate(PLUMBER), n_draws=64, worlds=4)
    told = {"call": "main_street", "shares": shares, "alike": ("main_street",)}
    return answer.model_copy(update={"strategy": answer.strategy.model_copy(update=told)})


def test_the_other_ways_are_told_where_the_call_leads() -> None:
    told = _call(_shared(main_street=0.6, next_towns=0.3, beyond_town=0.1))
    assert told.endswith("In the others it is “The next towns over” in 30 % and “Beyond the town” "
                         "in 10 %.")  # fmt: skip


def test_a_way_that_leads_is_told_by_how_clear_the_call_is_alone() -> None:
    told = _call(_shared(main_street=0.36, next_towns=0.63, beyond_town=0.01))
    assert told.count("63 %") == 1
    assert "In the others" not in told


def test_a_way_hardly_behind_is_not_told_as_nothing_per_cent_less() -> None:
    assert _worth(99.7, 100.0) == "To you it is worth hardly less: not 1 %."
    assert _worth(93.0, 100.0) == "To you it is worth 7 % less."
    assert _worth(100.0, 100.0) == ""
