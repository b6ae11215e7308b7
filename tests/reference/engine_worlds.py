"""Worlds lived through by both engines, and the comparison of all that can be observed of them."""

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from sim.economy.emissions import emissions as fast_emissions
from sim.model.simulation import Simulation
from sim.reference.emissions import emissions as plain_emissions
from sim.reference.model import PlainModel
from sim.scenario.reading import read_scenario
from sim.world.world import World

SHORT = ("start.burn_in_years=2", "years=10", "steps_per_year=4")

EVERYTHING = (
    *SHORT,
    "start.firms=450",
    "geography.rows=9",
    "geography.columns=8",
    "geography.ports=[[4, 7]]",
    "zones.center.at=[4, 3]",
    "zones.old.at=[6, 2]",
    "zones.old.designated=2005",
    "zones.west.at=[2, 1]",
    "zones.west.leading=[equipment]",
    "zones.later.at=[7, 6]",
    "zones.later.designated=2012",
    "zones.late.at=[0, 3]",
    "zones.late.designated=never",
    "openness={zones: 0.8, regions: 0.3}",
    "coordination=0.7",
    "timeline={wider: {date: 2012-07, openness: 0.95, tariff: 0.1, world_demand: 0.2, benchmark: DEPA}, "
    "twins: {date: 2013, twin: {center: [r1c1]}}, out: {date: 2014, withdraw: [west]}, "
    "reform: {date: 2015, reform: 0.4, coordination: 0.9}, in: {date: 2016, designate: [late]}}",
    "evaluation.on=true",
    "evaluation.bottom_share=0.45",
    "entry.fdi=0.6",
    "sites.promotion=3",
    "relocation.reconsider_rate=0.3",
    "learning.meeting_rate=0.8",
    "learning.teaching_rate=2",
    "world_market.demand_growth=0.01",
)
"""A stylised world in which everything happens: a timeline, evaluation, foreign firms, promotion, many moves."""

JOINED = (*EVERYTHING, "geography.torus=true")
"""The same on a torus."""

DELTA = (
    *SHORT,
    "geography.area=[Suzhou (Jiangsu), Wuxi, Shanghai]",
    "geography.cell_degrees=0.25",
    "start.firms=400",
    "start.rest_firms=120",
    "start.industries=six",
    "evaluation.on=true",
    "evaluation.bottom_share=0.2",
    "relocation.reconsider_rate=0.2",
)
"""A cut of the Yangtze River Delta with its zones, and the rest of the country."""

WORLDS = {"stylised": ("tiny", EVERYTHING), "torus": ("tiny", JOINED), "delta": ("yangtze_delta", DELTA)}

CLOSE = 1e-10
"""Relative difference of what is continuous."""

LOGARITHMS = frozenset(
    {
        "productivity", "appeal", "price", "wage", "price_index", "amenity", "shifter", "entry_value", "exchange_rate",
        "frontier", "base_price", "value_bar", "site_cost", "export_cost", "import_cost", "region_import_cost",
        "crossing", "indicators", "heads", "score", "drift",
    }
)  # fmt: skip
"""Columns of log points: a difference of so many log points is a relative difference of a level."""

SHARED = frozenset({"geography", "industries", "levels", "promotion", "crowd", "firms", "flows"})
"""What both engines read from the same tables, what the fast one works out when asked, and what is compared apart."""


@cache
def burnt_in(name: str) -> tuple[Simulation, PlainModel]:
    """Bring both engines to the fork; nobody may change what this gives."""
    scenario = read_scenario(*WORLDS[name])
    fast, plain = Simulation.found(scenario), PlainModel.found(scenario)
    assert_same(fast, plain, "at founding")
    fast.burn_in()
    plain.burn_in()
    return fast, plain


def assert_same(fast: Simulation, plain: PlainModel, where: str) -> None:
    """Compare everything that can be observed: discrete exactly, continuous to 1e-10."""
    _assert_same_firms(fast.world, plain, where)
    theirs, ours = dict(_tables(fast.world)), dict(_tables(plain.as_world()))
    assert theirs.keys() == ours.keys()
    revenue = theirs.get("_books.revenue", np.zeros((1, 1)))
    differences = {"_books.value_added": revenue, "_books.repatriated": revenue.sum(axis=1)}
    for name, expected in theirs.items():
        # What is left of revenue after costs may be next to nothing, and is as exact as the revenue.
        _assert_close(expected, ours[name], name, where, slack=CLOSE * differences.get(name, np.zeros(1)))
    for name, column in vars(fast.world.flows).items():
        assert sorted(column.tolist()) == sorted(getattr(plain.as_world().flows, name).tolist()), f"{where}: {name}"
    _assert_same_emissions(fast, plain, where)


def _assert_same_firms(world: World, plain: PlainModel, where: str) -> None:
    table, agents = world.firms, {firm.identity: firm for firm in plain.firms}
    rows = np.flatnonzero(table.alive)
    rows = rows[np.argsort(table.identity[rows])]
    firms = [agents[identity] for identity in sorted(agents)]
    assert table.identity[rows].tolist() == [firm.identity for firm in firms], f"{where}: who lives"
    discrete = {
        "industry": [firm.industry.number for firm in firms],
        "site": [firm.site.number for firm in firms],
        "foreign": [firm.foreign for firm in firms],
        "birth_step": [firm.birth_step for firm in firms],
    }
    for name, found in discrete.items():
        assert getattr(table, name)[rows].tolist() == found, f"{where}: {name} of firms"
    suppliers = [[table.identity[s] for s in row if s >= 0] for row in table.suppliers[rows].tolist()]
    assert suppliers == [[firm.identity for firm in each.suppliers] for each in firms], f"{where}: suppliers"
    for name in ("productivity", "appeal", "price", "revenue"):
        _assert_close(getattr(table, name)[rows], np.array([getattr(firm, name) for firm in firms]), name, where)
    delivery = np.zeros_like(table.delivery[rows])
    for number, firm in enumerate(firms):
        delivery[number, : len(firm.delivery)] = firm.delivery
    slots = table.suppliers[rows] >= 0
    _assert_close(np.where(slots, table.delivery[rows], 0.0), delivery, "delivery", where)


def _tables(part: Any, name: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """List the columns of a world by name."""
    columns = [field.name for field in dataclasses.fields(part)] if dataclasses.is_dataclass(part) else part._fields
    for column in columns:
        value = getattr(part, column)
        if column in SHARED or value is None:
            continue
        if dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
            yield from _tables(value, f"{name}{column}.")
        else:
            yield f"{name}{column}", np.asarray(value)


def _assert_close(
    expected: np.ndarray, found: np.ndarray, name: str, where: str, slack: np.ndarray | float = 0.0
) -> None:
    assert expected.shape == found.shape, f"{where}: shape of {name}"
    if expected.dtype.kind != "f":
        assert expected.tolist() == found.tolist(), f"{where}: {name}"
        return
    if name.rpartition(".")[2] in LOGARITHMS:
        slack = CLOSE
    off = np.abs(found - expected) > CLOSE * np.abs(expected) + slack
    same_gaps = np.isnan(found) == np.isnan(expected)
    assert same_gaps.all(), f"{where}: {name} is known to one engine only"
    assert not off.any(), f"{where}: {name} is {found[off][:3]} in objects, {expected[off][:3]} in columns"


def _assert_same_emissions(fast: Simulation, plain: PlainModel, where: str) -> None:
    if fast.clock.step < 0:
        return
    expected = fast_emissions(
        world=fast.world, parameters=fast.scenario.emissions, years=fast.clock.step * fast.clock.years
    )
    found = np.array([plain_emissions(plain, site) for site in plain.map.sites])
    _assert_close(expected, found, "emissions", where)
