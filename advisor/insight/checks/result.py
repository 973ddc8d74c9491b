"""Checks of a plan: PASS, REVIEW or FAIL, each with its figure, its limits and what to do."""

from typing import Literal

from advisor.results.finding import Insight
from advisor.results.forecast import Figures, Result

Verdict = Literal["pass", "review", "fail"]


class Check(Result):
    """One check of a plan.

    ``figure`` is what was measured, in ``unit`` (None: there is nothing to measure); one beyond
    ``review_limit`` asks for a look, one beyond ``fail_limit`` (None: never) fails; ``above``
    says on which side beyond lies.  ``label`` names the check in a few words, ``sentence`` says
    what was found, ``advice`` what to do ("" where nothing is to be done), ``why`` why the limits
    lie where they do.
    """

    code: str
    verdict: Verdict
    figure: float | None
    unit: str
    above: bool
    review_limit: float
    fail_limit: float | None
    figures: Figures
    label: str
    sentence: str
    advice: str
    why: str


class Checks(Insight):
    """All checks of the recommended plan, worst first, and of the owner's own present mix.

    ``verdict`` is the worst of them, None when nothing is recommended; ``present`` is empty and
    ``present_verdict`` None when no present mix was given.
    """

    verdict: Verdict | None
    checks: tuple[Check, ...]
    present_verdict: Verdict | None = None
    present: tuple[Check, ...] = ()
