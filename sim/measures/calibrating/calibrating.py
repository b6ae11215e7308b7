"""Carry a calibration out: search, points around the best, posterior and profiles, and a last look at the best.

All trials of the search have the same luck, so that they differ by their parameters alone. Each point around the best
has luck of its own, since the posterior must know what luck does to the facts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.errors import HinterlandError
from sim.experiments.calibration.distance import deviations, distances
from sim.experiments.calibration.request import CalibrationRequest
from sim.experiments.calibration.study import Simulator, Trial, search
from sim.experiments.sweeps.designs import Settings
from sim.experiments.sweeps.sobol import sobol
from sim.measures.calibrating.emulator import Emulator, fit
from sim.measures.calibrating.outcome import Box, Outcome
from sim.measures.calibrating.profile import profiles
from sim.measures.calibrating.regression import Posterior, adjusted

FIRST_AROUND = 1000
"""Replicate of the first point around the best; the others follow, so that no luck is used twice."""

BEST_SHARE, FEWEST_BEST = 0.2, 12
"""Share of the trials that the box is laid around, and how many at least."""

MARGIN, NARROWEST = 0.2, 0.5
"""How far the box reaches beyond them, and how narrow it may be, as shares of the way between the bounds."""

CONFIRMED = 3
"""Best trials that are looked at once more, beside what posterior and emulator propose."""


POINTS_A_FACT = 4
"""Points around the best for each term of the regression that there are at least, lest it fit luck."""

MOST_CANDIDATES = CONFIRMED + 3
"""Points that are looked at once more at most: these, the scenario as it stands, and the proposals."""


class CalibrationProgress(Protocol):
    """Who hears how a calibration fares."""

    def begun(self, stage: str, points: int) -> None:
        """Hear that a stage begins."""

    def searched(self, done: int, trials: int, least: float) -> None:
        """Hear how many trials are finished, and the least distance so far."""


class Still(CalibrationProgress):
    """Hears everything and says nothing."""

    def begun(self, stage: str, points: int) -> None:
        """Say nothing."""

    def searched(self, done: int, trials: int, least: float) -> None:
        """Say nothing."""


def calibrate(
    request: CalibrationRequest, folder: Path, simulate: Simulator, progress: CalibrationProgress | None = None
) -> Outcome:
    """Carry a calibration out, or what is left of it.

    Args:
        request: What is to be calibrated.
        folder: Where the study is kept; the same request in the same folder goes on where it stopped.
        simulate: Simulates points and measures the facts.
        progress: Is told how it fares.

    Raises:
        HinterlandError: A fact cannot be measured in the scenario, or Optuna is not installed.
    """
    progress = progress or Still()
    progress.begun("the scenario as it stands", 1)
    _refuse_unmeasured(request, simulate)
    progress.begun("search", request.budget.trials)
    trials = search(request, folder, simulate, progress.searched)
    box = box_around(request, trials)
    progress.begun("around the best", request.budget.around)
    inside, around = _around(request, box, simulate)
    posterior = _posterior(request, inside, around)
    emulator = _emulator(request, [*trials, *around])
    candidates = _candidates(request, trials, box, posterior, emulator)
    progress.begun("the best once more", len(candidates))
    before, best, after = _confirmed(request, candidates, simulate)
    found = profiles(emulator, len(request.free))
    return Outcome(request, trials, around, box, posterior, found, best, before, after)


def _refuse_unmeasured(request: CalibrationRequest, simulate: Simulator) -> None:
    """Refuse facts that no replicate of the scenario as it stands shows, before anything else is run."""
    replicates = tuple(range(request.budget.replicates))
    (values,) = simulate([(request.as_it_stands, replicates)])
    missing = [fact for fact, lost in zip(request.facts, np.isnan(values).any(axis=0), strict=True) if lost]
    if missing:
        raise HinterlandError(
            f"`{request.name}` cannot be calibrated to {', '.join(missing)}: the scenario as it stands does not show "
            f"that in every replicate. `hinterland validate {request.name}` says why. Take what is not shown out "
            "of `facts`, or choose a scenario that shows it."
        )


def box_around(request: CalibrationRequest, trials: Sequence[Trial]) -> Box:
    """Lay a box around the best trials, with a margin, within the bounds."""
    count = min(max(FEWEST_BEST, round(BEST_SHARE * len(trials))), len(trials))
    best = sorted(range(len(trials)), key=lambda number: (trials[number].distance, number))[:count]
    places = np.stack([request.shares(trials[number].point) for number in best])
    low, high = places.min(axis=0) - MARGIN, places.max(axis=0) + MARGIN
    lacking = np.maximum(NARROWEST - (high - low), 0.0)
    low, high = low - 0.5 * lacking, high + 0.5 * lacking
    # What would lie beyond one bound is added at the other side.
    low, high = low - np.maximum(high - 1.0, 0.0), high + np.maximum(-low, 0.0)
    return Box(np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0))


def _around(request: CalibrationRequest, box: Box, simulate: Simulator) -> tuple[Floats, list[Trial]]:
    """Simulate points that fill the box evenly; give their places within it, and what they show."""
    count, dimensions = request.budget.around, len(request.free)
    inside = sobol(count, np.zeros(dimensions, dtype=np.uint64))
    points = [request.point(box.places(place)) for place in inside]
    found = simulate([(point, (FIRST_AROUND + number,)) for number, point in enumerate(points)]) if points else []
    trials = [
        Trial(point, values, float(distances(values.mean(axis=0), request.bands)))
        for point, values in zip(points, found, strict=True)
    ]
    # Values are rounded to the digits that a scenario shows, which moves a place a little.
    places = [box.inside(request.shares(trial.point)) for trial in trials]
    return np.array(places).reshape(count, dimensions), trials


def _posterior(request: CalibrationRequest, inside: Floats, around: Sequence[Trial]) -> Posterior | None:
    """Make the posterior from the points that show every fact; None where they are too few for a regression."""
    values = np.array([trial.mean for trial in around]).reshape(len(around), len(request.wanted))
    off = deviations(values, request.bands)
    whole = np.isfinite(off).all(axis=1)
    if whole.sum() < POINTS_A_FACT * (len(request.wanted) + 1):
        return None
    return adjusted(inside[whole], off[whole], request.bands[:, 2], request.base.seed)


def _emulator(request: CalibrationRequest, points: Sequence[Trial]) -> Emulator:
    places = np.stack([request.shares(trial.point) for trial in points])
    off = np.stack([deviations(trial.mean, request.bands) for trial in points])
    return fit(places, off, request.bands[:, 2])


def _candidates(
    request: CalibrationRequest,
    trials: Sequence[Trial],
    box: Box,
    posterior: Posterior | None,
    emulator: Emulator,
) -> list[Settings]:
    """List what may be best: the scenario as it stands first, the best trials, and what the fits propose."""
    ranked = sorted(range(len(trials)), key=lambda number: (trials[number].distance, number))
    found: list[Settings] = [request.as_it_stands, *(trials[number].point for number in ranked[:CONFIRMED])]
    found.append(request.point(emulator.least(len(request.free))))
    if posterior is not None:
        found.append(request.point(box.places(posterior.quantile(0.5))))
    return [point for number, point in enumerate(found) if point not in found[:number]]


def _confirmed(
    request: CalibrationRequest, candidates: Sequence[Settings], simulate: Simulator
) -> tuple[Floats, Settings, Floats]:
    """Look at the candidates in more replicates; give what was before, the best of them, and what it shows."""
    replicates = tuple(range(request.budget.confirm))
    found = simulate([(point, replicates) for point in candidates])
    off = [float(distances(values.mean(axis=0), request.bands)) for values in found]
    best = int(np.argmin(off))
    return found[0], candidates[best], found[best]
