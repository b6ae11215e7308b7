"""Screening: which parameters move a number at all, by Morris's elementary effects, with luck taken apart.

An elementary effect is the change of the number over the whole range of a parameter, measured over two thirds of it.
All points share their luck, so what luck adds to both ends alike drops out; what remains of luck in an effect is seen
in how far the replicates differ, and is taken out of the strength. `mu_star`, the mean size of the effects of the mean
over replicates, is SALib's; with effects of nothing but luck it would be `luck_alone`.
"""

import math

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.basis.luck import Luck, Purpose
from sim.experiments.sensitivity.designs import LEVELS
from sim.measures.sensitivity.salib import salib

BOOTSTRAP = Purpose("seed of the bootstrap of Morris's effects")
MATTERS, LOST = "matters", "lost in luck"
COLUMNS = ("parameter", "mu", "mu_star", "mu_star_low", "mu_star_high", "sigma", "strength", "luck_alone", "verdict")


def screen(values: Floats, shares: Floats, names: tuple[str, ...], seed: int) -> pd.DataFrame:
    """Screen parameters.

    Args:
        values: (T, D + 1, K) of the points of T walks, by replicate.
        shares: (T, D + 1, D) of the way through each range.
        names: (D,) dotted keys.
        seed: Root of the luck.

    Returns:
        A row for each parameter, the strongest first. In the number's unit over the whole range: `mu`, mean effect;
        `mu_star` with its 95 % interval over walks; `sigma`, how far effects differ between walks; `strength`, root
        mean square effect without luck; `luck_alone`, what `mu_star` is of a parameter that does nothing.
    """
    found = _of_salib(values.mean(axis=2), shares, names, seed)
    effects = elementary_effects(values, shares)
    replicates = values.shape[2]
    luck = effects.var(axis=2, ddof=1).mean(axis=0) / replicates
    mean_square = (effects.mean(axis=2) ** 2).mean(axis=0)
    table = pd.DataFrame({"parameter": names, **found})
    table["strength"] = np.sqrt(np.maximum(mean_square - luck, 0.0))
    table["luck_alone"] = np.sqrt(luck * 2.0 / math.pi)
    table["verdict"] = np.where(table["mu_star_low"] > table["luck_alone"], MATTERS, LOST)
    table = table.sort_values("mu_star", ascending=False, kind="stable").reset_index(drop=True)
    return table[list(COLUMNS)]


def elementary_effects(values: Floats, shares: Floats) -> Floats:
    """Give the effects of each walk, over a parameter's whole range.

    Returns:
        (T, D, K), by the position of the parameter.
    """
    steps = np.diff(shares, axis=1)
    mover = np.abs(steps).argmax(axis=2)
    size = np.take_along_axis(steps, mover[:, :, None], axis=2)
    changes = np.diff(values, axis=1) / size
    found = np.empty_like(changes)
    np.put_along_axis(found, mover[:, :, None], changes, axis=1)
    return found


def _of_salib(means: Floats, shares: Floats, names: tuple[str, ...], seed: int) -> dict[str, Floats]:
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    draw = Luck(seed, 0).uniforms(BOOTSTRAP, 0, np.zeros(1, dtype=np.uint64))[0]
    found = salib("analyze.morris").analyze(
        problem, shares.reshape(-1, len(names)), means.ravel(), num_levels=LEVELS, num_resamples=1000,
        seed=1 + int(draw * 2**31),
    )  # fmt: skip
    told = {key: np.asarray(found[key], dtype=np.float64) for key in ("mu", "mu_star", "sigma")}
    reach = np.asarray(found["mu_star_conf"], dtype=np.float64)
    return told | {"mu_star_low": told["mu_star"] - reach, "mu_star_high": told["mu_star"] + reach}
