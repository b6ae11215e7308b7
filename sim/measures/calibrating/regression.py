"""Approximate Bayesian computation with regression adjustment: which parameters go with the facts, and how surely.

Points are drawn evenly, and each is simulated once with luck of its own. What it shows of the facts is blurred by what
the studies leave open (a band is read as a 95 % interval), many times over. The nearest of these are kept, weighted by
how near they are (Epanechnikov), and moved to where they would lie had they shown the facts exactly:

    theta* = m(t) + (theta - m(s)) * spread(t) / spread(s)

with t what the facts say (0, the middle of each band), m a linear regression of the parameter on what is shown, s, and
spread that of the size of its residuals. Parameters are regressed as the logit of their place between their bounds, so
that nothing leaves these. No regression is believed beyond the points: of a fact that none of them reaches, t is the
nearest that they show, and the fact counts as out of reach.

Source: Beaumont, Zhang & Balding (2002), Genetics 162(4), for the adjustment; Blum & Francois (2010), Statistics and
Computing 20, for spread and logit; Wilkinson (2013), Statistical Applications in Genetics and Molecular Biology 12(2),
for the blur, by which the result is exact for studies that err so.
"""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Mask
from sim.basis.luck import Luck, Purpose
from sim.measures.intervals import LEVEL

BLUR = Purpose("what the studies behind the facts leave open, in a posterior")

BLURS = 40
"""How often each simulated point is blurred."""

OF_BAND = 1.0 / 1.959963984540054
"""Standard error of a study in half-widths of its band."""

POINTS_A_TERM = 12
"""Distinct points for each term of the regression that are kept at least, where there are as many."""

LEAST_KEPT = 0.3
"""Share of the blurred points that is kept at least."""

EDGE = 1e-3
"""Nearest that a place may come to a bound, as a share of the way, lest its logit be endless."""

SPREADS = 3.0
"""Largest factor by which a spread is corrected."""

OUTERMOST = 0.02
"""Share of the points, at either end, of which what they show of a fact does not count as reached."""


@dataclass(frozen=True)
class Posterior:
    """Draws from the posterior."""

    places: Floats
    """(R, D) places within the box, 0 at its lower and 1 at its upper bound."""
    weights: Floats
    """(R,) their weights, which add up to 1."""
    out_of_reach: Mask
    """(F,) whether no point comes to the middle of a fact's band; the posterior then goes by the nearest."""

    def quantile(self, probability: float) -> Floats:
        """Give (D,) the quantile of each parameter's place."""
        return np.array([_quantile(column, self.weights, probability) for column in self.places.T])

    @property
    def interval(self) -> Floats:
        """(D, 3) median, lower and upper end of the 95 % interval."""
        tail = 0.5 * (1.0 - LEVEL)
        return np.stack([self.quantile(each) for each in (0.5, tail, 1.0 - tail)], axis=1)

    @property
    def spread(self) -> Floats:
        """(D,) standard deviation of each parameter's place."""
        mean = self.weights @ self.places
        return np.sqrt(self.weights @ (self.places - mean) ** 2)


def adjusted(places: Floats, off: Floats, weights: Floats, seed: int) -> Posterior:
    """Make the posterior from points that fill a box evenly.

    Args:
        places: (N, D) places of the points within the box, in (0, 1).
        off: (N, F) deviation of what each point shows from each fact, in half-widths of its band.
        weights: (F,) weight of each fact; a fact of weight 4 counts as if its band were half as wide.
        seed: Root of the blur's luck.
    """
    low, high = np.quantile(off, (OUTERMOST, 1.0 - OUTERMOST), axis=0)
    target = np.clip(0.0, low, high)
    shown, thetas = _blurred(places, off - target, weights, seed)
    scale = shown.std(axis=0)
    distance = np.sqrt(((shown / np.where(scale > 0.0, scale, 1.0)) ** 2).sum(axis=1))
    kept = _nearest(distance, len(places), off.shape[1])
    shown, thetas = shown[kept], thetas[kept]
    width = distance[kept].max() * (1.0 + 1e-9)
    kernel = np.maximum(1.0 - (distance[kept] / width) ** 2, 1e-12)
    moved = np.stack([_moved(column, shown, kernel) for column in thetas.T], axis=1)
    return Posterior(1.0 / (1.0 + np.exp(-moved)), kernel / kernel.sum(), np.abs(target) > OF_BAND)


def _blurred(places: Floats, off: Floats, weights: Floats, seed: int) -> tuple[Floats, Floats]:
    """Give (N * BLURS, F) blurred deviations and (N * BLURS, D) logits of the places."""
    who = np.arange(len(off) * BLURS, dtype=np.uint64)
    luck = Luck(seed, 0)
    noise = np.stack([luck.normals(BLUR, 0, who, alternative=fact) for fact in range(off.shape[1])], axis=1)
    inside = np.clip(places, EDGE, 1.0 - EDGE)
    logits = np.log(inside / (1.0 - inside))
    return np.repeat(off, BLURS, axis=0) + noise * OF_BAND / np.sqrt(weights), np.repeat(logits, BLURS, axis=0)


def _nearest(distance: Floats, points: int, facts: int) -> np.ndarray:
    """Choose the rows that are kept, in their order."""
    share = min(max(LEAST_KEPT, POINTS_A_TERM * (facts + 1) / points), 1.0)
    count = max(int(share * len(distance)), min(len(distance), 2 * (facts + 1)))
    return np.sort(np.argsort(distance, kind="stable")[:count])


def _moved(theta: Floats, shown: Floats, kernel: Floats) -> Floats:
    """Move logits to where they would lie had they shown the facts exactly."""
    terms = np.column_stack([np.ones(len(shown)), shown])
    fitted = _regressed(terms, theta, kernel)
    residual = theta - terms @ fitted
    size = np.log(np.maximum(residual**2, 1e-12 * max(float(residual.var()), 1e-300)))
    slope = _regressed(terms, size, kernel)
    ratio = np.exp(-0.5 * (shown @ slope[1:]))
    return fitted[0] + residual * np.clip(ratio, 1.0 / SPREADS, SPREADS)


def _regressed(terms: Floats, values: Floats, kernel: Floats) -> Floats:
    root = np.sqrt(kernel)
    return np.linalg.lstsq(terms * root[:, None], values * root, rcond=None)[0]


def _quantile(values: Floats, weights: Floats, probability: float) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) - 0.5 * weights[order]
    return float(np.interp(probability, reached / weights.sum(), values[order]))
