"""The first screen on strategies: which fits, and what each of the others has besides."""

from collections.abc import Mapping

from advisor.explain.gist import Gist, a_year_if_few
from advisor.explain.names import in_a_row
from advisor.explain.sentences import Sentences
from advisor.explain.wording import percent
from advisor.insight.strategies.result import StrategiesResult, distinct

TEMPLATES: Mapping[str, str] = {"all_ways": "{channels}, however far you aim."}
_say = Sentences(TEMPLATES)


def strategies_gist(result: StrategiesResult) -> Gist:
    """Return which strategy fits, the distinct ones as a table, and what each has besides."""
    finding = result.findings[0]
    ways = distinct(result.ways)
    if len(ways) == 1:
        points = (("Your plan", _say("all_ways", channels=in_a_row(ways[0].channels))),)
        return Gist(finding.title, points)
    if not ways:
        return Gist(finding.title, ())
    axis, customers = a_year_if_few([w.customers for w in ways])
    shares = [w.share_of_worlds for w in ways]
    known = all(share is not None for share in shares)
    rows = tuple(
        (
            f"{w.name}{' (recommended)' if w.id == result.call else ''}",
            v,
            *((percent(share or 0.0),) if known else ()),
        )
        for w, v, share in zip(ways, customers, shares, strict=True)
    )
    header = ("Strategy", axis, *(("Best in simulations",) if known else ()))
    sentences = [s for s in finding.sentences if not s.startswith(f"“{ways[0].name}”:")]
    return Gist(finding.title, tuple(("", s) for s in sentences), header, rows)
