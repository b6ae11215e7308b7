"""Measuring the points of a sweep: headline numbers with intervals, and what each replicate says by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sim.measures.headline import Answers, answers, headline_of
from sim.measures.radiation import Totals
from sim.measures.remembering import remember
from sim.results.run import Run

HEADLINES = ("counterfactual", "name", "value", "low", "high", "unit", "remark")
SAMPLES = ("counterfactual", "replicate", "name", "value")


def tables_of_run(run: Run) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the headline numbers and the samples of a run, against every counterfactual.

    Returns:
        A row for each counterfactual and headline number; and a row for each counterfactual, replicate and sample.
    """
    headlines, samples = [], []
    for arm in run.counterfactuals:
        found = replace(answers(run, arm), pairs=remember(run.twins(arm)))
        headlines.append(headline_of(found).assign(counterfactual=arm)[list(HEADLINES)])
        samples.append(samples_of(found, run.replicates).assign(counterfactual=arm)[list(SAMPLES)])
    return pd.concat(headlines, ignore_index=True), pd.concat(samples, ignore_index=True)


def samples_of(found: Answers, replicates: Sequence[int]) -> pd.DataFrame:
    """Give what each replicate says of the last year by itself.

    Args:
        found: What a set of twins says.
        replicates: Number of each of them.

    Returns:
        A row for each replicate and name: real GDP by ring (`radiation.gdp.0-60km` ...), outside and inside
        (`radiation.total`, `inside.gdp`, log points), and what is gained in either (`gain.outside`, `gain.inside`).
    """
    rows = [
        (replicate, name, value)
        for replicate, values in zip(replicates, _by_replicate(found), strict=True)
        for name, value in values.items()
    ]
    return pd.DataFrame(rows, columns=["replicate", "name", "value"])


def _by_replicate(found: Answers) -> Iterator[dict[str, float]]:
    curve, totals = found.curve, found.totals
    last = curve.samples[:, -1]
    for row in range(len(last)):
        by_ring = {f"radiation.gdp.{name}": float(last[row, ring]) for ring, name in enumerate(curve.names)}
        yield by_ring | _totals(totals, row)


def _totals(totals: Totals, row: int) -> dict[str, float]:
    found = {}
    for part, name in (("outside", "radiation.total"), ("inside", "inside.gdp")):
        base, other = getattr(totals, part)[row, -1]
        found[name] = float(np.log(base / other)) if base > 0.0 and other > 0.0 else np.nan
        found[f"gain.{part}"] = float(base - other)
    return found
