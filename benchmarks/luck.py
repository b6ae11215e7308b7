"""What shared luck is worth: the spread of the twin effect in each ring, against twins with luck of their own.

    python -m benchmarks.luck [--scenario baseline] [--replicates 8] [--years N] [--set KEY=VALUE] [--workers 2]

The effect of zones on log real GDP outside, by ring, is measured by replicates k of one map in two ways: as base(k)
less no_zones(k), which share their luck, and as base(k) less no_zones(k') of another replicate. The variance of the
latter is that of base plus that of no_zones. The ratio of the two says how many pairs of worlds with luck of their own
one twin is worth.
"""

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.carrying_out import tables_of
from benchmarks.ring_tables import ring_sums
from sim.experiments.noticeboard import Report
from sim.measures.intervals import jackknife_interval
from sim.model.replicate import run_replicate
from sim.results.keys import world_key
from sim.scenario.arms import canonical
from sim.scenario.reading import read_scenario, vary
from sim.scenario.schema import Scenario

ARMS = ("base", "no_zones")


@dataclass(frozen=True)
class TwinTask:
    """Both arms of one replicate."""

    scenario: Scenario
    replicate: int

    @property
    def name(self) -> str:
        """Name that changes with scenario, replicate and code."""
        key = world_key(canonical(self.scenario), seed=self.scenario.seed, replicate=self.replicate)
        return f"luck-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    # All replicates stand on one map, or its differences would count as luck.
    scenario = read_scenario(asked.scenario, ["geography.size_sd=0", *_years(asked.years), *asked.set])
    levels = pd.concat(
        tables_of(outside_levels, [TwinTask(scenario, k) for k in range(asked.replicates)], workers=asked.workers)
    )
    found = variance_ratios(levels)
    years = int(levels["year"].max())
    print(f"{scenario.name}, {asked.replicates} replicates of one map, real GDP outside after {years} years\n")
    print(report(found))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.luck", description=__doc__)
    parser.add_argument("--scenario", default="baseline", help="a stylised scenario")
    parser.add_argument("--replicates", type=int, default=8, help="replicates, at least 3")
    parser.add_argument("--years", type=int, help="recorded years; by default the scenario's")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="set a parameter")
    parser.add_argument("--workers", type=int, default=2, help="processes side by side")
    return parser


def _years(years: int | None) -> list[str]:
    return [] if years is None else [f"years={years}"]


def outside_levels(task: TwinTask, report: Report) -> pd.DataFrame:
    """Give log real GDP outside by ring, at the end of both arms."""
    arms = {"base": task.scenario, "no_zones": vary(task.scenario, {"withheld": "all"})}
    found = []
    for arm, record in run_replicate(arms, replicate=task.replicate, progress=report):
        table = ring_sums(record.panels, task.scenario.rings, ("real_gdp",))
        last = table[table["year"] == table["year"].max()]
        found.append(last.assign(arm=arm, replicate=task.replicate, log_real_gdp=np.log(last["real_gdp"])))
    return pd.concat(found)[["replicate", "arm", "year", "ring", "log_real_gdp"]]


def variance_ratios(levels: pd.DataFrame) -> pd.DataFrame:
    """Compare the variance of effects of twins with that of worlds with luck of their own, ring by ring.

    Args:
        levels: Rows of replicate, arm, ring, log_real_gdp.

    Returns:
        A row for each ring: effect, standard deviations of an effect with shared and with independent luck (log
        points), the ratio of their variances, and its jackknife interval.
    """
    rows = []
    for ring, each in levels.groupby("ring", sort=False):
        wide = each.pivot_table(index="replicate", columns="arm", values="log_real_gdp")
        base, other = (wide[arm].to_numpy() for arm in ARMS)
        ratio, low, high = np.exp(_log_ratio(base, other))
        rows.append((ring, (base - other).mean(), (base - other).std(ddof=1), _apart(base, other), ratio, low, high))
    names = ["ring", "effect", "shared_sd", "independent_sd", "variance_ratio", "low", "high"]
    return pd.DataFrame(rows, columns=names)


def _apart(base: np.ndarray, other: np.ndarray) -> float:
    return float(np.sqrt(base.var(ddof=1) + other.var(ddof=1)))


def _log_ratio(base: np.ndarray, other: np.ndarray) -> tuple[float, float, float]:
    # About their means, which changes no variance, so that squares keep their digits.
    base, other = base - base.mean(), other - other.mean()
    values = np.stack([base, other, base - other], axis=1)
    return jackknife_interval([np.stack([values, values**2], axis=2)], _log_ratio_of_variances)


def _log_ratio_of_variances(moments: np.ndarray) -> float:
    """Take (3, 2) means of base, other and their difference, and of their squares."""
    base, other, apart = moments[:, 1] - moments[:, 0] ** 2
    return float(np.log((base + other) / apart))


def report(found: pd.DataFrame) -> str:
    """Lay the ratios out as text."""
    lines = [f"{'ring':<12}{'effect':>10}{'sd, shared':>12}{'sd, own':>10}{'variance ratio':>16}  95 % interval"]
    for row in found.itertuples():
        points = f"{row.effect:>+10.4f}{row.shared_sd:>12.4f}{row.independent_sd:>10.4f}"
        lines.append(f"{row.ring:<12}{points}{row.variance_ratio:>16.1f}  {row.low:.1f} to {row.high:.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
