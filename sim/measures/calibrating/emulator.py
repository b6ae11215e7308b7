"""An emulator: a quadratic surface for each fact over the free parameters, quick where the model is slow."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.basis.arrays import Floats
from sim.experiments.calibration.distance import BEND, losses
from sim.experiments.sweeps.sobol import sobol

RIDGE = 1e-3
"""How strongly slopes are held back, as a share of the number of points; it decides only what the points leave open."""

ENOUGH = 1.5
"""Points for each term from which on products of parameters are fitted too."""

STARTS, BEST, STEPS = 1024, 4, 25
"""Points tried on the surface, how many of the best are improved, and by how many steps."""


@dataclass(frozen=True)
class Emulator:
    """Quadratic surfaces over places in [0, 1]: T terms, F facts."""

    coefficients: Floats
    """(T, F) in half-widths of the facts' bands."""
    weights: Floats
    """(F,) weight of each fact in the distance."""
    products: bool
    """Whether products of different parameters are among the terms."""

    def off(self, places: Floats) -> Floats:
        """Give (N, F) the deviations at (N, D) places, in half-widths."""
        return _terms(places, products=self.products) @ self.coefficients

    def distance(self, places: Floats) -> Floats:
        """Give (N,) the distance from the facts at (N, D) places."""
        return losses(self.off(places)) @ self.weights

    def least(self, dimensions: int, held: tuple[int, float] | None = None) -> Floats:
        """Give (D,) the place of the least distance, one parameter held where asked."""
        places = sobol(STARTS, np.zeros(dimensions, dtype=np.uint64))
        if held is not None:
            places[:, held[0]] = held[1]
        order = np.argsort(self.distance(places), kind="stable")[:BEST]
        improved = np.stack([self._descended(places[number], held) for number in order])
        return improved[int(np.argmin(self.distance(improved)))]

    def _descended(self, place: Floats, held: tuple[int, float] | None) -> Floats:
        """Improve a place by damped Gauss-Newton steps that stay within the bounds."""
        moving = np.array([held is None or held[0] != each for each in range(len(place))])
        damping, here = 1e-2, float(self.distance(place[None])[0])
        for _ in range(STEPS):
            if not moving.any() or damping > STUCK:
                break
            off, slopes = self.off(place[None])[0], self._slopes(place)[:, moving]
            curve = self.weights / np.sqrt(1.0 + (off / BEND) ** 2)
            normal = slopes.T @ (curve[:, None] * slopes) + damping * np.eye(int(moving.sum()))
            tried = place.copy()
            tried[moving] = np.clip(place[moving] - np.linalg.solve(normal, slopes.T @ (curve * off)), 0.0, 1.0)
            there = float(self.distance(tried[None])[0])
            if there < here:
                place, here, damping = tried, there, 0.3 * damping
            else:
                damping *= 10.0
        return place

    def _slopes(self, place: Floats) -> Floats:
        """Give (F, D) how the deviations change with the place; central differences are exact for a quadratic."""
        step = 0.5 * np.eye(len(place))
        return (self.off(place + step) - self.off(place - step)).T


STUCK = 1e4
"""Damping at which no step improves a place any more."""


def fit(places: Floats, off: Floats, weights: Floats) -> Emulator:
    """Fit the surfaces to simulated points.

    Args:
        places: (N, D) places in [0, 1].
        off: (N, F) deviations, in half-widths; rows with a missing one are left out.
        weights: (F,) weight of each fact.
    """
    whole = np.isfinite(off).all(axis=1)
    places, off = places[whole], off[whole]
    dimensions = places.shape[1]
    products = len(places) >= ENOUGH * (1 + 2 * dimensions + dimensions * (dimensions - 1) // 2)
    terms = _terms(places, products=products)
    held = RIDGE * len(places) * np.eye(terms.shape[1])
    held[0, 0] = 0.0
    return Emulator(np.linalg.solve(terms.T @ terms + held, terms.T @ off), weights, products)


def _terms(places: Floats, *, products: bool) -> Floats:
    centred = 2.0 * places - 1.0
    columns = [np.ones(len(places)), *centred.T, *(centred**2).T]
    if products:
        columns += [centred[:, a] * centred[:, b] for a, b in combinations(range(places.shape[1]), 2)]
    return np.stack(columns, axis=1)
