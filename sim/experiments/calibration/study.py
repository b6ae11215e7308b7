"""The search: Optuna asks for trials in batches, the batches are simulated, and what was found is kept on the disk.

What is asked for next depends only on the finished batches before and on the scenario's seed: not on who was quicker,
nor on whether the search was killed on the way. So the same command gives the same trials bit for bit, with any number
of workers, in one go or in ten.

The first trial is the scenario as it stands, the next ones fill the bounds evenly (Sobol' sequence), the others come
from a tree-structured Parzen estimator over all parameters at once (Bergstra et al. 2011, NeurIPS 24; Watanabe 2023,
arXiv:2304.11127), which takes trials that are still out for bad ones, so that a batch spreads.
"""

import hashlib
import json
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.errors import HinterlandError
from sim.experiments.calibration.distance import distances
from sim.experiments.calibration.request import CalibrationRequest, Free
from sim.experiments.sweeps.designs import Settings, sobol_sequence

if TYPE_CHECKING:
    from optuna.study import Study
    from optuna.trial import FrozenTrial

STUDY = "study.sqlite3"
VALUES, NUMBER = "values", "number"

type Tried = Sequence[tuple[Settings, tuple[int, ...]]]
"""Points, and the replicates in which each is simulated."""

type Simulator = Callable[[Tried], list[Floats]]
"""Simulates points and measures the facts: an array (replicates, facts) for each, missing where there is nothing."""


@dataclass(frozen=True)
class Trial:
    """One point that was tried."""

    point: Settings
    values: Floats
    """(K, F) what each replicate shows of each fact."""
    distance: float

    @property
    def mean(self) -> Floats:
        """(F,) what the point shows of each fact, mean over replicates; missing where any replicate is."""
        return self.values.mean(axis=0)


def search(
    request: CalibrationRequest,
    folder: Path,
    simulate: Simulator,
    told: Callable[[int, int, float], None] = lambda *_: None,
) -> list[Trial]:
    """Carry the search out, or what is left of it.

    Args:
        request: What is to be calibrated.
        folder: Where the study is kept.
        simulate: Simulates points and measures the facts.
        told: Hears how many trials are finished, of how many, and the least distance so far.

    Raises:
        HinterlandError: Optuna is not installed, or the study on the disk is another one.
    """
    with quiet_optuna() as optuna:
        study = _open(optuna, folder)
        kept = _kept(study, request)
        while len(kept) < request.budget.trials:
            kept = kept[: len(kept) // request.budget.together * request.budget.together]
            points = asked(optuna, request, kept)
            found = simulate([(point, tuple(range(request.budget.replicates))) for point in points])
            trials = [_trial(request, *each) for each in zip(points, found, strict=True)]
            known = len(_kept(study, request)) - len(kept)
            for trial in trials[known:]:
                study.add_trial(_frozen(optuna, request, trial))
            kept += trials
            told(len(kept), request.budget.trials, min(trial.distance for trial in kept))
        return kept[: request.budget.trials]


@contextmanager
def quiet_optuna() -> Iterator[ModuleType]:
    """Give Optuna, which says nothing of itself inside the block.

    Raises:
        HinterlandError: It is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import optuna
    except ImportError as error:
        raise HinterlandError(
            "Calibration needs Optuna, which is not installed. Install the extra `lab`: pip install 'hinterland[lab]'."
        ) from error
    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=optuna.exceptions.ExperimentalWarning)
        yield optuna
    optuna.logging.set_verbosity(before)


def _open(optuna: ModuleType, folder: Path) -> "Study":
    folder.mkdir(parents=True, exist_ok=True)
    return optuna.create_study(
        storage=f"sqlite:///{(folder / STUDY).as_posix()}", study_name="calibration", load_if_exists=True
    )  # fmt: skip


def _kept(study: "Study", request: CalibrationRequest) -> list[Trial]:
    """Give the trials on the disk in the order in which they were asked for."""
    trials = sorted(study.get_trials(deepcopy=False), key=lambda each: each.number)
    found = []
    for trial in trials:
        point = {key: trial.params[key] for key in request.keys}
        found.append(_trial(request, point, _unpacked(trial.user_attrs[VALUES])))
    return found


def _trial(request: CalibrationRequest, point: Settings, values: Floats) -> Trial:
    return Trial(point, values, float(distances(values.mean(axis=0), request.bands)))


def asked(optuna: ModuleType, request: CalibrationRequest, finished: Sequence[Trial]) -> list[dict[str, Any]]:
    """Give the points of the next batch: a pure function of the request and of what is finished."""
    budget, first = request.budget, len(finished)
    evenly = sobol_sequence([each.factor for each in request.free], budget.start, request.base.seed)
    start = [dict(request.as_it_stands), *(_tidied(request, point) for point in evenly)]
    points = start[first : first + budget.together]
    if len(points) < budget.together:
        study = optuna.create_study()
        study.add_trials([_frozen(optuna, request, trial) for trial in finished])
        # Trials of the start that are still out count as such.
        for point in points:
            study.enqueue_trial(point)
            study.ask(_distributions(optuna, request))
        for number in range(first + len(points), first + budget.together):
            study.sampler = _sampler(optuna, request.base.seed, number)
            point = study.ask(_distributions(optuna, request)).params
            points.append(_tidied(request, point))
    return points


def _sampler(optuna: ModuleType, seed: int, number: int) -> Any:
    """Give the sampler of one trial, whose luck depends on the scenario's seed and the trial's number alone."""
    text = hashlib.sha256(f"{seed}|trial {number} of a calibration".encode()).digest()
    return optuna.samplers.TPESampler(
        seed=int.from_bytes(text[:4], "little"), multivariate=True, constant_liar=True, n_startup_trials=1
    )  # fmt: skip


def _distributions(optuna: ModuleType, request: CalibrationRequest) -> dict[str, Any]:
    return {each.key: _distribution(optuna, each) for each in request.free}


def _distribution(optuna: ModuleType, free: Free) -> Any:
    if free.whole:
        return optuna.distributions.IntDistribution(int(free.low), int(free.high), log=free.scale == "log")
    return optuna.distributions.FloatDistribution(free.low, free.high, log=free.scale == "log")


def _tidied(request: CalibrationRequest, point: Settings) -> dict[str, Any]:
    return {each.key: each.tidy(point[each.key]) for each in request.free}


def _frozen(optuna: ModuleType, request: CalibrationRequest, trial: Trial) -> "FrozenTrial":
    return optuna.trial.create_trial(
        params=dict(trial.point),
        distributions=_distributions(optuna, request),
        value=trial.distance,
        user_attrs={VALUES: _packed(trial.values)},
    )


def _packed(values: Floats) -> str:
    """Write values so that every bit comes back."""
    return json.dumps([[None if np.isnan(each) else float(each).hex() for each in row] for row in values])


def _unpacked(text: str) -> Floats:
    rows = json.loads(text)
    return np.array([[np.nan if each is None else float.fromhex(each) for each in row] for row in rows])
