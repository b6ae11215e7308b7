"""Diffusion: how rules spread with a central push and without, under the same luck.

Three arms: the scenario as it is, without any coordination (`uncoordinated`: nobody is pushed), and fully coordinated
(`fully_coordinated`: everybody is).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.errors import ResultsError
from sim.measures.adopting import ALL_DOMAINS, adoption_curves, hazard
from sim.measures.copying import copying_tree
from sim.measures.intervals import Number, as_number, mean_interval
from sim.measures.tables import Tables, column, numbers, rows
from sim.results.run import BASE, Run
from sim.world.levels import DOMAINS

PUSHED, UNPUSHED = "fully_coordinated", "uncoordinated"
ARMS = (BASE, UNPUSHED, PUSHED)
HAZARDS = {BASE: "diffusion.hazard.as_is", UNPUSHED: "diffusion.hazard.voluntary", PUSHED: "diffusion.hazard.pushed"}
"""Dotted name of the hazard of each arm."""


@dataclass(frozen=True)
class Diffusion:
    """What was found; tables have a column `arm`."""

    hazards: pd.DataFrame
    """By arm and domain, `all` last: name, value, low, high (1/year), remark."""
    curves: pd.DataFrame
    """As `adoption_curves`."""
    trees: pd.DataFrame
    """As `copying_tree`, with the replicate."""
    domains: pd.DataFrame
    """By arm and domain: share adopted in the end, years to the first, half and the last, where from, how far."""

    def hazard(self, arm: str) -> Number:
        """Give the hazard of an arm over all domains."""
        at = (column(self.hazards, "arm") == arm) & (column(self.hazards, "domain") == ALL_DOMAINS)
        row = self.hazards[at].iloc[0]
        return Number(float(row["value"]), float(row["low"]), float(row["high"]), str(row["remark"]))


def diffusion(run: Run) -> Diffusion:
    """Read the diffusion of rules off a run of the three arms.

    Raises:
        ResultsError: The run lacks an arm.
    """
    lacking = [arm for arm in ARMS if arm not in run.arms]
    if lacking:
        raise ResultsError(
            f"{run.folder} has no arm {', '.join(lacking)}. `hinterland diffusion {run.name}` runs all that it needs."
        )
    return diffusion_of({arm: run.worlds(arm) for arm in ARMS}, run.replicates)


def diffusion_of(worlds: Mapping[str, Sequence[Tables]], replicates: Sequence[int]) -> Diffusion:
    """Read the diffusion of rules off the worlds of some arms, a replicate each."""
    trees = {
        arm: [copying_tree(world).assign(arm=arm, replicate=k) for k, world in zip(replicates, each, strict=True)]
        for arm, each in worlds.items()
    }
    curves = {arm: adoption_curves(each).assign(arm=arm) for arm, each in worlds.items()}
    domains = [_domains(arm, curves[arm], trees[arm]) for arm in worlds]
    return Diffusion(
        hazards=pd.concat([_hazards(arm, each) for arm, each in worlds.items()], ignore_index=True),
        curves=pd.concat(curves.values(), ignore_index=True),
        trees=pd.concat([tree for each in trees.values() for tree in each], ignore_index=True),
        domains=pd.concat(domains, ignore_index=True),
    )


def _hazards(arm: str, worlds: Sequence[Tables]) -> pd.DataFrame:
    found = {domain: hazard(worlds, domain=None if domain == ALL_DOMAINS else domain) for domain in _all_domains()}
    name = HAZARDS.get(arm, arm)
    rows_ = [(arm, domain, name, each.value, each.low, each.high, each.remark) for domain, each in found.items()]
    return pd.DataFrame(rows_, columns=["arm", "domain", "name", "value", "low", "high", "remark"])


def _all_domains() -> tuple[str, ...]:
    return (*DOMAINS, ALL_DOMAINS)


def _domains(arm: str, curves: pd.DataFrame, trees: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Sum up each domain: how far it came among regions, when, from whom; means over replicates."""
    regions = rows(curves, column(curves, "group") == "regions")
    steps_per_year = _steps_per_year(regions)
    told = []
    for domain in _all_domains():
        curve = rows(regions, column(regions, "domain") == domain)
        trees_of = [tree if domain == ALL_DOMAINS else rows(tree, column(tree, "domain") == domain) for tree in trees]
        end = Number(*(float(numbers(curve, name)[-1]) for name in ("value", "low", "high")))
        told.append(
            {"arm": arm, "domain": domain, "adopted_share": end.value, "low": end.low, "high": end.high}
            | {"half_years": years_to(curve, 0.5)}
            | {name: _over_trees(trees_of, read, steps_per_year).value for name, read in OF_TREES.items()}
        )
    return pd.DataFrame(told)


def _steps_per_year(regions: pd.DataFrame) -> float:
    steps, years = numbers(regions, "step"), numbers(regions, "years")
    return float(steps[1:].max() / years[1:].max())


def years_to(curve: pd.DataFrame, share: float) -> float:
    """Give the years after which a curve first reaches a share; missing where it does not."""
    reached = np.flatnonzero(numbers(curve, "value") >= share)
    return float(numbers(curve, "years")[reached[0]]) if len(reached) else np.nan


OF_TREES = {
    "first_years": lambda tree, steps: numbers(tree, "step").min() / steps,
    "last_years": lambda tree, steps: numbers(tree, "step").max() / steps,
    "from_zones": lambda tree, _: (column(tree, "source_kind") == "zone").mean(),
    "mean_distance_km": lambda tree, _: numbers(tree, "distance_km").mean(),
    "mean_generation": lambda tree, _: numbers(tree, "generation").mean(),
}
"""What is read off the first adoptions of each replicate."""


def _over_trees(trees: Sequence[pd.DataFrame], read, steps_per_year: float) -> Number:
    if not all(len(tree) for tree in trees):
        return Number(np.nan)
    return as_number(mean_interval(np.array([float(read(tree, steps_per_year)) for tree in trees])))
