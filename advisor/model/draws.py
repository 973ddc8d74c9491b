"""Seeded draws of every uncertain quantity, one stream per name.

A stream depends only on (seed, name, number of draws): adding a row to a table changes no
other row's draws, and the same draws serve every channel, scenario and baseline.
"""

import hashlib
from collections.abc import Collection, Mapping
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from advisor.catalogue import Z95, Grade, Prior, Span
from advisor.model.curves import Array

# How far an interval is widened for the weakness of its evidence (in the space it is drawn in).
GRADE_WIDENING: Mapping[Grade, float] = {
    "A": 1.0,
    "B": 1.05,
    "C": 1.15,
    "D": 1.3,
    "judgement": 1.25,
    "owner": 1.0,
}
_STREAMS_KEPT = 4096  # a few businesses with all their figures
# A quantity with these units can never leave 0-1.
_SHARE_UNITS = frozenset({"share"})
_STEEPEST = 2.0  # an exponent of a business: nothing grows faster than the square of its size


@lru_cache(maxsize=8)
def _strata(n_draws: int) -> Array:
    """Return the middles of so many equally likely parts of the standard normal, rising."""
    middles = (np.arange(n_draws) + 0.5) / n_draws
    return np.array([NormalDist().inv_cdf(share) for share in middles.tolist()])


@lru_cache(maxsize=_STREAMS_KEPT)
def _normals(seed: int, name: str, n_draws: int) -> Array:
    """Return `n_draws` standard normals of the stream `name`, read-only, cached.

    A Latin hypercube: each stream holds the same middles of equally likely parts in an order of
    its own, so that every figure has its own median and mean whatever the seed.
    """
    digest = hashlib.blake2b(f"{seed}|{name}".encode(), digest_size=16).digest()
    generator = np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))
    values = generator.permutation(_strata(n_draws))
    values.setflags(write=False)
    return values


def _two_sided(z: Array, low: float, best: float, high: float) -> Array:
    """Split normal: median `best`, 5 % point `low`, 95 % point `high`."""
    scale = np.where(z < 0, best - low, high - best) / Z95
    return np.asarray(best + scale * z)


def spread(z: Array, low: float, best: float, high: float, *, share: bool) -> Array:
    """Draw a quantity from its 5 %, 50 % and 95 % points.

    Parameters
    ----------
    z : array of shape (n_draws,)
        Standard normals.
    low, best, high : float
        Points of the distribution, in the quantity's unit, ordered.
    share : bool
        True for quantities that must stay inside 0-1.

    Returns
    -------
    array of shape (n_draws,)
        Split lognormal for positive quantities, split logistic-normal for shares strictly
        inside 0-1, split normal (clipped at 0-1 for shares) where a point is 0 or negative.
    """
    if low == high:
        return np.full(z.shape, best)
    if share and low > 0 and high < 1:
        odds = [float(np.log(x / (1 - x))) for x in (low, best, high)]
        return np.asarray(1 / (1 + np.exp(-_two_sided(z, *odds))))
    if low > 0 and best > 0:
        drawn = np.exp(_two_sided(z, *(float(np.log(x)) for x in (low, best, high))))
    else:
        drawn = _two_sided(z, low, best, high)
        if low >= 0:
            drawn = np.maximum(drawn, 0.0)
    return np.clip(drawn, 0.0, 1.0) if share else np.asarray(drawn)


def middle(values: Array) -> float:
    """Return the median of draws (n,), none of them missing: quicker than NumPy's for so few."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


class Draws:
    """Access to the draws of priors and of the business's own quantities."""

    def __init__(self, priors: Mapping[str, Prior], seed: int, n_draws: int) -> None:
        self._priors = priors
        self.seed = seed
        self.n_draws = n_draws
        self.used: dict[str, Prior] = {}
        self._drawn: dict[str, Array] = {}
        self._spans: dict[tuple[str, Span, bool], Array] = {}

    def __call__(self, prior_id: str) -> Array:
        """Return the draws of a prior, shape (n_draws,), in its unit.

        Raises
        ------
        KeyError
            If no such prior exists: a bug in a table or formula, not a person's mistake.
        """
        known = self._drawn.get(prior_id)
        if known is None:
            prior = self.used[prior_id] = self._priors[prior_id]
            of = prior_id, prior.low, prior.best, prior.high, prior.grade, prior.unit
            known = self._drawn[prior_id] = _prior_draws(*of, self.seed, self.n_draws)
        return known

    def best(self, prior_id: str) -> float:
        """Return the planning value (median) of a prior."""
        prior = self._priors[prior_id]
        self.used[prior_id] = prior
        return prior.best

    @property
    def drawn(self) -> Collection[str]:
        """Priors of which draws were asked for; of the other ``used`` only the planning value."""
        return self._drawn.keys()

    def is_own(self, prior_id: str) -> bool:
        """Say whether the figure is the owner's own."""
        return self._priors[prior_id].grade == "owner"

    def has(self, prior_id: str) -> bool:
        """Say whether a prior exists."""
        return prior_id in self._priors

    def unlike(self, other: "Draws") -> list[str]:
        """Return the priors that are not those of other draws, by id."""
        pairs = ((k, prior, other._priors.get(k)) for k, prior in self._priors.items())
        return [k for k, own, its in pairs if own is not its and own != its]

    def normals(self, name: str) -> Array:
        """Return standard normals of the stream `name`, shape (n_draws,)."""
        return _normals(self.seed, name, self.n_draws)

    def span(self, name: str, span: Span, *, share: bool = False) -> Array:
        """Return the draws of a business quantity named `name`, shape (n_draws,)."""
        key = (name, span, share)
        known = self._spans.get(key)
        if known is None:
            z = _normals(self.seed, f"case.{name}", self.n_draws)
            known = spread(z, span.low, span.best, span.high, share=share)
            known.setflags(write=False)
            self._spans[key] = known
        return known


@lru_cache(maxsize=_STREAMS_KEPT)
def _prior_draws(
    prior_id: str,
    low: float,
    best: float,
    high: float,
    grade: Grade,
    unit: str,
    seed: int,
    n_draws: int,
) -> Array:
    """Draw a prior, its interval widened for its grade around the median, read-only."""
    z = _normals(seed, prior_id, n_draws) * GRADE_WIDENING[grade]
    values = spread(z, low, best, high, share=unit in _SHARE_UNITS)
    if unit == "exponent":
        values = np.minimum(values, _STEEPEST)
    values.setflags(write=False)
    return values
