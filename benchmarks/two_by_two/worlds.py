"""Living through the worlds of a replicate, and what is kept of them: a row for each arm, year and group.

Groups are the zone's lots, the rings around it, all that is outside, and the host region with the zone in it.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from benchmarks.ring_tables import cell_rings
from benchmarks.two_by_two.design import YEARS_BETWEEN, Arm, ReplicateTask
from benchmarks.two_by_two.orders import survey_orders
from sim.basis.luck import Luck
from sim.experiments.noticeboard import Report
from sim.measures.rings import ring_names
from sim.model.founding import map_of
from sim.model.recording import Recorder
from sim.model.simulation import Simulation
from sim.scenario.schema import Scenario
from sim.world.levels import DOMAINS

ZONE, HOST, OUTSIDE = "zone", "host", "outside"

ADDED = ("value_added", "real_gdp", "firms", "workers", "exports", "foreign_firms")
MATURITY = [f"maturity_{domain}" for domain in DOMAINS]


def live_through(task: ReplicateTask, report: Report) -> pd.DataFrame:
    """Live through all arms of a replicate from one burn-in, and give what is kept of them."""
    scenario = task.scenario
    geography = map_of(scenario, Luck(scenario.seed, task.replicate))
    stem = Simulation.found(scenario, replicate=task.replicate, geography=geography)
    stem.burn_in(lambda done, total: report("burn-in", done, total))
    found = [_of_arm(stem.fork(each), arm, report) for arm, each in task.arms().items()]
    table = pd.concat(found, ignore_index=True)
    table.insert(0, "friction", task.friction)
    table.insert(1, "replicate", task.replicate)
    return table


def _of_arm(simulation: Simulation, arm: Arm, report: Report) -> pd.DataFrame:
    recorder, scenario = Recorder(simulation), simulation.scenario
    total = scenario.years * scenario.steps_per_year
    groups, names = group_of_sites(recorder.panels(), scenario), ring_names(scenario.rings)
    surveys = [survey_orders(simulation.world, groups, year=0, names=names)]
    for step in range(1, total + 1):
        simulation.step()
        recorder.observe()
        year, within = divmod(step, scenario.steps_per_year)
        if not within and (year % YEARS_BETWEEN == 0 or year == scenario.years):
            surveys.append(survey_orders(simulation.world, groups, year=year, names=names))
        report(arm.name, step, total)
    kept = pd.concat(surveys, ignore_index=True)
    table = group_table(recorder.panels(), scenario)
    table = table[table["year"].isin(kept["year"])].merge(kept, on=["year", "group"], how="left")
    table.insert(0, "openness", np.nan if arm.openness is None else arm.openness)
    table.insert(1, "coordination", arm.coordination)
    return table


def group_of_sites(panels: Mapping[str, pd.DataFrame], scenario: Scenario) -> np.ndarray:
    """Give the group of each site, cells first, then lots: the number of its ring, or -1 for the zone."""
    ring = cell_rings(panels, scenario.rings).sort_index()
    if not np.array_equal(ring.index, np.arange(len(ring))):
        raise ValueError("The two by two stands on a map without a rest of the country.")
    return np.concatenate([ring.to_numpy(), np.full(len(panels["lots"]), -1)])


def group_table(panels: Mapping[str, pd.DataFrame], scenario: Scenario) -> pd.DataFrame:
    """Lay out what the panels say of each group in each year."""
    return pd.concat([_zone(panels), _rings(panels, scenario), _host(panels)], ignore_index=True)


def _zone(panels: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return _of_place(panels["zones"]).assign(group=ZONE)


def _host(panels: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    places, regions = panels["places"], panels["regions"]
    host = places.loc[places["kind"] == "zone", "host"].iloc[0]
    return _of_place(regions[(regions["region"] == host) & (regions["part"] == "all")]).assign(group=HOST)


def _of_place(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a panel of zones or regions under the names that groups have."""
    found = table[["year", "value_added", "real_gdp", "firms", "exports", "foreign_firms"]].copy()
    return found.assign(
        workers=table["labour"],
        productivity=table["productivity_mean"],
        log_price=np.log(table["price_index"]),
        log_real_wage=np.log(table["real_wage"]),
        maturity=table[MATURITY].mean(axis=1),
    )


def _rings(panels: Mapping[str, pd.DataFrame], scenario: Scenario) -> pd.DataFrame:
    cells = _cells(panels)
    cells["ring"] = cells["cell"].map(cell_rings(panels, scenario.rings))
    names = dict(enumerate(ring_names(scenario.rings)))
    by_ring = _summed(cells, ["year", "ring"])
    by_ring["group"] = by_ring.pop("ring").map(names)
    return pd.concat([by_ring, _summed(cells, ["year"]).assign(group=OUTSIDE)], ignore_index=True)


def _cells(panels: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Give the panel of cells with what their regions are like, and their value added at the fork as a weight."""
    cells = panels["cells"].merge(panels["grid"][["cell", "region"]], on="cell")
    whole = panels["regions"][panels["regions"]["part"] == "all"]
    whole = whole.assign(log_real_wage=np.log(whole["real_wage"]), maturity=whole[MATURITY].mean(axis=1))
    cells = cells.merge(whole[["year", "region", "log_real_wage", "maturity"]], on=["year", "region"])
    at_fork = cells[cells["year"] == 0].set_index("cell")["value_added"]
    return cells.assign(weight=cells["cell"].map(at_fork), log_price=np.log(cells["price_index"]))


def _summed(cells: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Add up what adds up; take means of prices, wages and rules by weight, of productivity by firm."""
    weighted = {name: cells[name] * cells["weight"] for name in ("log_price", "log_real_wage", "maturity")}
    productivity = cells["productivity"].fillna(0.0) * cells["firms"]
    sums = cells.assign(**weighted, productivity=productivity).groupby(by)[
        [*ADDED, "weight", *weighted, "productivity"]
    ].sum()
    for name in weighted:
        sums[name] /= sums["weight"]
    sums["productivity"] /= sums["firms"]
    return sums.drop(columns="weight").reset_index()
