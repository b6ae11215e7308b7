"""Sobol' indices of what a number is on average over luck, from few replicates and without their noise.

SALib's estimators (Saltelli et al. 2010) are products of two outputs. Of the mean over K replicates they would take
what luck does differently at each point for an effect of parameters. Products of *different* replicates do not:

    mean over k != l of Q(Y_k, Y_l)  =  (K^2 Q(mean, mean) - sum over k of Q(Y_k, Y_k)) / (K (K - 1))

with Q the numerator of an index or the variance that it is divided by. With replicates that are all alike these are
SALib's own numbers. Intervals are over samples drawn again by the project's own luck.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.intervals import LEVEL
from sim.measures.sensitivity.luck import resamples
from sim.measures.sensitivity.salib import salib

COLUMNS = ("parameter", "first", "first_low", "first_high", "total", "total_low", "total_high", "total_with_luck")


def sobol_indices(values: Floats, names: tuple[str, ...], seed: int) -> pd.DataFrame:
    """Give first-order and total indices.

    Args:
        values: (N, D + 2, K) of Saltelli's matrices: A, A with one column of B each, B; by replicate.
        names: (D,) dotted keys.
        seed: Root of the luck that draws samples again.

    Returns:
        A row for each parameter, the largest total first: the share of the variance that it makes by itself, and with
        all others; their 95 % intervals; and the total that the mean over replicates would have shown, luck included.
        Missing where the number does not move with any parameter.
    """
    spread = values.std()
    if spread == 0.0 or values.shape[2] < 2:
        raw = {name: np.full(len(names), np.nan) for name in COLUMNS[1:]}
        return pd.DataFrame({"parameter": names, **raw})
    scaled = (values - values.mean(axis=(0, 1))) / spread
    first, total = _both(scaled[:, :, None])[:, :, 0]
    again = np.concatenate([_both(scaled[rows].transpose(1, 2, 0, 3)) for rows in resamples(len(values), seed)], axis=2)
    tails = 0.5 - LEVEL / 2.0, 0.5 + LEVEL / 2.0
    with np.errstate(invalid="ignore"):
        low, high = (np.nanquantile(again, tail, axis=2) for tail in tails)
    mean = scaled.mean(axis=2)[:, :, None]
    told = {
        "first": first, "first_low": low[0], "first_high": high[0],
        "total": total, "total_low": low[1], "total_high": high[1],
        "total_with_luck": (_numerators(mean, "total_order") / _variance(mean))[:, 0],
    }  # fmt: skip
    table = pd.DataFrame({"parameter": names, **told})[list(COLUMNS)]
    return table.sort_values("total", ascending=False, kind="stable").reset_index(drop=True)


def _both(values: Floats) -> Floats:
    """Give (2, D, R) first-order and total indices of (N, D + 2, R, K) values, R sets of samples at once."""
    variance = between_replicates(values, _variance)
    found = [
        between_replicates(values, lambda each, order=order: _numerators(each, order))
        for order in ("first_order", "total_order")
    ]
    return np.divide(found, variance, out=np.full(np.shape(found), np.nan), where=variance > 0.0)


def between_replicates(values: Floats, product: Callable[[Floats], Floats]) -> Floats:
    """Give the mean of a product over pairs of different replicates; the last axis of `values` is the replicate."""
    count = values.shape[-1]
    alone = np.sum([product(values[..., k]) for k in range(count)], axis=0)
    return (count**2 * product(values.mean(axis=-1)) - alone) / (count * (count - 1))


def _variance(values: Floats) -> Floats:
    """Give (R,) the variance of A and B."""
    return np.var(np.concatenate([values[:, 0], values[:, -1]]), axis=0)


def _numerators(values: Floats, order: str) -> Floats:
    """Give (D, R) what SALib divides by the variance; `order` names its estimator."""
    estimator = getattr(salib("analyze.sobol"), order)
    first, last = values[:, 0], values[:, -1]
    indices = [estimator(first, values[:, 1 + place], last) for place in range(values.shape[1] - 2)]
    return np.array(indices) * _variance(values)
