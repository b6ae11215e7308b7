"""The phase diagram: what a zone does in the plane of two factors, where it turns from drawing in to radiating.

All points have the same luck, so each replicate has a surface of its own; the boundary where the mean surface is zero
has an interval by leaving out one replicate at a time, and differences between points are taken within replicates.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.basis.errors import ResultsError
from sim.measures.intervals import Interval, Number, jackknife_interval, mean_interval
from sim.measures.tables import column, numbers, rows

TOTAL, INSIDE = "radiation.total", "inside.gdp"
GAIN_OUTSIDE, GAIN_INSIDE = "gain.outside", "gain.inside"


@dataclass(frozen=True)
class Phase:
    """Effects over a grid of two factors; K replicates, X and Y values."""

    keys: tuple[str, str]
    """Dotted keys of the factor across and of the factor upwards."""
    across: Floats
    """(X,) values, ascending."""
    upwards: Floats
    """(Y,) values, ascending."""
    samples: dict[str, Floats]
    """(K, X, Y) by name, as `samples_of` names them."""

    @property
    def replicates(self) -> int:
        """How many replicates each point has."""
        return len(self.samples[TOTAL])

    @property
    def near(self) -> str:
        """Name of the effect in the nearest ring that has an outside economy."""
        rings = [name for name, values in self.samples.items() if name.startswith("radiation.gdp.")]
        known = [name for name in rings if np.isfinite(self.samples[name]).any()]
        return known[0] if known else rings[0]

    def effect(self, name: str) -> Interval:
        """Give the mean of an effect over replicates and its interval, (X, Y)."""
        return mean_interval(self.samples[name])

    def ratio(self) -> Interval:
        """Give what is gained outside for each unit inside, (X, Y), where the effect inside is clear of zero."""
        clear = self.effect(INSIDE).clear_of_zero
        found = np.full((3, *clear.shape), np.nan)
        outside, inside = self.samples[GAIN_OUTSIDE], self.samples[GAIN_INSIDE]
        for place in np.argwhere(clear):
            at = (slice(None), *place)
            found[(slice(None), *place)] = jackknife_interval([outside[at], inside[at]], _ratio)
        return Interval(*found)

    def boundary(self, name: str) -> pd.DataFrame:
        """Give, for each value across, the value upwards at which an effect passes zero, and its interval.

        Returns:
            A row for each value across: the value upwards, low, high, missing where the effect has one sign all along;
            and `side`, which says what the zone does there: `draws in`, `radiates`, or `turns`.
        """
        found = [self._turn(self.samples[name][:, place]) for place in range(len(self.across))]
        sides = [_side(self.samples[name][:, place].mean(axis=0)) for place in range(len(self.across))]
        told = {"low": [each.low for each in found], "high": [each.high for each in found], "side": sides}
        return pd.DataFrame({self.keys[0]: self.across, self.keys[1]: [each.value for each in found], **told})

    def _turn(self, samples: Floats) -> Number:
        return Number(*jackknife_interval([samples], lambda effect: first_turn(self.upwards, effect)))

    def rise(self, name: str) -> pd.DataFrame:
        """Give what the factor upwards is worth at each value across: the effect at its highest less at its lowest.

        Returns:
            A row for each value across: value, low, high, paired by replicate.
        """
        found = mean_interval(self.samples[name][:, :, -1] - self.samples[name][:, :, 0])
        return pd.DataFrame({self.keys[0]: self.across, "value": found.value, "low": found.low, "high": found.high})

    def undecided(self, name: str) -> np.ndarray:
        """Say of each point whether zero lies within the interval of an effect, (X, Y); always with one replicate."""
        return ~self.effect(name).clear_of_zero

    def table(self) -> pd.DataFrame:
        """Lay everything that is drawn out, a row for each point."""
        across, upwards = (each.ravel() for each in np.meshgrid(self.across, self.upwards, indexing="ij"))
        told = {self.keys[0]: across, self.keys[1]: upwards}
        for name, found in ((self.near, self.effect(self.near)), (TOTAL, self.effect(TOTAL)), ("ratio", self.ratio())):
            told |= {name: found.value.ravel(), f"{name}.low": found.low.ravel(), f"{name}.high": found.high.ravel()}
        return pd.DataFrame(told).assign(replicates=self.replicates)


def phase_of(samples: pd.DataFrame, keys: tuple[str, str], counterfactual: str | None = None) -> Phase:
    """Lay the samples of a sweep out over its two factors.

    Args:
        samples: A row for each point, counterfactual, replicate and name, as a sweep's `tables/samples.csv` has them.
        keys: Dotted keys of the factor across and of the factor upwards.
        counterfactual: What the points are held against; by default the first.

    Raises:
        ResultsError: Where the points are no full grid of numbers, or some replicate is missing.
    """
    arm = counterfactual or str(column(samples, "counterfactual")[0])
    own = rows(samples, column(samples, "counterfactual") == arm)
    across, upwards = (np.unique(numbers(own, key)) for key in keys)
    replicates = np.unique(column(own, "replicate"))
    names = list(dict.fromkeys(column(own, "name")))
    shape = (len(replicates), len(across), len(upwards))
    if len(own) != len(names) * math.prod(shape) or min(shape[1:]) < 2:
        raise ResultsError(
            f"The points of this sweep are no full grid of {keys[0]} and {keys[1]} with every replicate, which a phase "
            "diagram needs. Run the sweep again for what is missing: tables/failures.csv says what could not be made."
        )
    found = {}
    for name in names:
        each = rows(own, column(own, "name") == name)
        place = (
            np.searchsorted(replicates, column(each, "replicate")),
            np.searchsorted(across, numbers(each, keys[0])),
            np.searchsorted(upwards, numbers(each, keys[1])),
        )
        found[name] = np.full(shape, np.nan)
        found[name][place] = numbers(each, "value")
    return Phase(keys, across, upwards, found)


def first_turn(at: Floats, effect: Floats) -> float:
    """Give where an effect first passes zero, by straight lines between points; missing where it never does.

    Args:
        at: (Y,) ascending.
        effect: (Y,) log points.
    """
    known = np.isfinite(effect)
    at, effect = at[known], effect[known]
    turns = np.flatnonzero(np.signbit(effect[1:]) != np.signbit(effect[:-1]))
    if not len(turns):
        return math.nan
    left = turns[0]
    share = effect[left] / (effect[left] - effect[left + 1])
    return float(at[left] + share * (at[left + 1] - at[left]))


def _side(effect: Floats) -> str:
    known = effect[np.isfinite(effect)]
    if not len(known) or (known.min() < 0.0 < known.max()):
        return "turns" if len(known) else "unknown"
    return "radiates" if known.min() >= 0.0 else "draws in"


def _ratio(outside: Floats, inside: Floats) -> float:
    return float(outside / inside)
