"""Who uses which platform: a survey's shape, calibrated to the newest total of each country.

Convention: the cells of US adults (age x gender x education x income x community) carry the
shape everywhere; outside the US the total is replaced by a national one where it is known,
otherwise scaled by the use of social media, and the range widened.  Shares are of adults who
ever use a platform, not of those who see a post.  Sources: AUD0001-AUD1128 (docs/evidence.md).
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import Z95, Country, Tables

Array = NDArray[np.float64]

DIMENSIONS = ("age", "gender", "education", "income", "community")
_MODEL_SD = 0.03  # error of the model beyond its coefficients, tested on 960 survey cells
_HALVINGS = 50  # down to the last digit
_LEAST, _LOWEST_PART = 0.001, 0.25  # a share; a part of it: no range is nothing
_TERM_SD = 0.16  # typical standard error of a coefficient (AUD0622-AUD0753: 0.10 to 0.20)


class _Grid:
    """The cells as arrays, and per platform the design matrix and calibrated intercepts."""

    def __init__(self, tables: Tables) -> None:
        found = tables.audience
        keys = sorted(found.cells)
        weight = np.array([found.cells[key] for key in keys])
        self.weight: Array = weight / weight.sum()
        self.levels = {
            name: np.array([key[i] for key in keys]) for i, name in enumerate(DIMENSIONS)
        }
        self.women = self.levels["gender"] == "women"
        self.design: dict[str, tuple[Array, Array]] = {}
        self._use: dict[tuple[str, float], Array] = {}
        for platform, terms in found.coefficients.items():
            names = sorted(name for name in terms if name != "intercept")
            columns = [
                self.levels[name.split(":", 1)[0]] == name.split(":", 1)[1] for name in names
            ]
            self.design[platform] = (
                np.stack(columns, axis=1).astype(float),
                np.array([terms[name] for name in names]),
            )

    def use(self, platform: str, total: float) -> Array:
        """Return the probability of use in each cell, the all-adult share being `total`."""
        known = self._use.get((platform, total))
        if known is not None:
            return known
        columns, terms = self.design[platform]
        score = columns @ terms
        low, high = -12.0, 12.0
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            below = self.weight @ _logistic(score + middle) < total
            low, high = (middle, high) if below else (low, middle)
        found = self._use[platform, total] = _logistic(score + (low + high) / 2)
        return found

    def chosen(
        self,
        ages: Sequence[str] | None,
        women_share: float | None,
        income: Sequence[str] | None,
        education: Sequence[str] | None,
        community: Sequence[str] | None,
    ) -> Array:
        """Return the weights of the cells of an audience, gender raked to `women_share`."""
        weight = self.weight.copy()
        for name, wanted in (
            ("age", ages),
            ("income", income),
            ("education", education),
            ("community", community),
        ):
            if wanted:
                weight = weight * np.isin(self.levels[name], list(wanted))
        if women_share is not None:
            women = weight[self.women].sum() / max(weight.sum(), 1e-12)
            weight = weight * np.where(
                self.women,
                women_share / max(women, 1e-9),
                (1.0 - women_share) / max(1.0 - women, 1e-9),
            )
        return np.asarray(weight)


def _logistic(score: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-score)))


def _grid(tables: Tables) -> _Grid:
    """Return the arrays of `tables`, made once."""
    if "grid" not in tables.kept:
        tables.kept["grid"] = _Grid(tables)
    found: _Grid = tables.kept["grid"]
    return found


def audience_share(
    tables: Tables,
    *,
    ages: Sequence[str] | None = None,
    women_share: float | None = None,
    income: Sequence[str] | None = None,
    education: Sequence[str] | None = None,
    community: Sequence[str] | None = None,
) -> float:
    """Return the share of adults who belong to an audience.

    A dimension that is left out keeps all its levels.  ``women_share`` describes a mix, not a
    limit: the share returned is that of the largest group of adults who fit the other answers and
    are mixed that way, so 0.5 costs next to nothing and 1.0 leaves the women.  `women_share`: share
    of women, 0-1.
    """
    grid = _grid(tables)
    weight = grid.chosen(ages, None, income, education, community)
    total = float(weight.sum())
    if women_share is None or total <= 0:
        return min(1.0, total)
    women = float(weight[grid.women].sum()) / total
    limits = [1.0]
    if women_share > 0:
        limits.append(women / women_share)
    if women_share < 1:
        limits.append((1.0 - women) / (1.0 - women_share))
    return min(1.0, total * min(limits))


def platform_share(
    tables: Tables,
    country: str,
    platform: str,
    *,
    ages: Sequence[str] | None = None,
    women_share: float | None = None,
    income: Sequence[str] | None = None,
    education: Sequence[str] | None = None,
    community: Sequence[str] | None = None,
) -> tuple[float, float, float]:
    """Return the share of an audience that uses a platform, with its range.

    `women_share`: share of women among it, 0-1.  Returns 5 %, 50 % and 95 % points of the share,
    0-1, never above the country's internet use.  Raises ``KeyError`` if the country or platform is
    in no table.
    """
    where = tables.countries[country]
    grid = _grid(tables)
    total = _total(tables, where, platform)
    if platform not in grid.design:
        best = _by_margins(tables, platform, total, ages, education, community)
        survey = tables.priors["business.nextdoor_survey"]
        low, high = best * survey.low, best * survey.high
    else:
        use = grid.use(platform, total)
        weight = grid.chosen(ages, women_share, income, education, community)
        whole = float(weight.sum())
        if whole <= 0:
            weight, whole = grid.weight, 1.0
        best = float(weight @ use) / whole
        sd = _spread(grid, platform, use, weight / whole)
        low, high = best - Z95 * sd, best + Z95 * sd
    if where.country != "US":
        shape = tables.priors["business.shape_abroad"]
        low = best - math.hypot(best - low, best * (1 - shape.low))
        high = best + math.hypot(high - best, best * (shape.high - 1))
    ceiling = where.internet_use_share
    best = min(max(best, _LEAST), ceiling)
    return max(min(low, best), best * _LOWEST_PART), best, min(max(high, best), ceiling)


def _spread(grid: _Grid, platform: str, use: Array, weight: Array) -> float:
    """Return the standard deviation of a share: coefficients drawn apart, plus model error."""
    columns, _ = grid.design[platform]
    change = weight * use * (1.0 - use)
    everyone = grid.weight * use * (1.0 - use)
    # The intercept moves along, as the total stays calibrated.
    slope = change @ columns - change.sum() * (everyone @ columns) / everyone.sum()
    return math.sqrt(float((slope * _TERM_SD) @ (slope * _TERM_SD)) + _MODEL_SD**2)


def _by_margins(
    tables: Tables,
    platform: str,
    total: float,
    ages: Sequence[str] | None,
    education: Sequence[str] | None,
    community: Sequence[str] | None,
) -> float:
    """Return the share on a platform without a model: the total times at most two ratios.

    Community first, then age or else education: a survey of 1,502 people carries no model
    (Nextdoor, AUD0288-AUD0304).
    """
    share, used, grid = total, 0, _grid(tables)
    margins = tables.audience.totals
    for name, wanted in (("community", community), ("age", ages), ("education", education)):
        if not wanted or used == 2:
            continue
        found = {level: margins[f"{platform}|{name}:{level}"] for level in wanted}
        size = {level: float(grid.weight[grid.levels[name] == level].sum()) for level in found}
        mean = sum(found[level] * size[level] for level in found) / sum(size.values())
        share *= mean / margins[platform]
        used += 1
    return share


def _total(tables: Tables, where: Country, platform: str) -> float:
    """Return the share of a country's adults who use a platform."""
    known = tables.audience.country_totals.get((where.country, platform))
    total = tables.audience.totals[platform]
    if where.country != "US":
        us = tables.countries["US"].social_media_use_share
        if known is not None:
            total = known
        elif platform == "whatsapp":
            total = where.whatsapp_share
        else:
            total = total * where.social_media_use_share / us
    return min(total, where.internet_use_share)
