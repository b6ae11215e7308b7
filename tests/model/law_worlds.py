"""Worlds for the laws of the model: burnt in once a process, forked for every test."""

from functools import cache
from typing import Any

import numpy as np

from sim.economy import chain
from sim.kernels.draws import identities
from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario, vary
from sim.world.distances import cell_lot_km
from sim.world.world import World

SHORT_CHINA = ("start.firms=4000", "start.rest_firms=1000", "start.burn_in_years=2", "geography.cell_degrees=0.25")
"""The Yangtze River Delta, coarse and with few firms."""

TORUS = (
    "geography.torus=true",
    "geography.size_sd=0",
    "geography.ports=[]",
    "geography.rows=9",
    "geography.columns=9",
    "zones.center.at=[4, 4]",
    "zones.center.designated=never",
    "counterfactual=g0",
)
"""Nine equal regions around a torus, with a lot that never is a zone."""

SETTLED = ("start.burn_in_years=12",)
"""A burn-in long enough for what is solved in it to come to rest."""


@cache
def stem(name: str, *overrides: str, replicate: int = 0, threads: int = 1) -> Simulation:
    """Burn a scenario in; nobody may change what this gives."""
    simulation = Simulation.found(read_scenario(name, overrides), replicate=replicate, threads=threads)
    simulation.check = True
    simulation.burn_in()
    return simulation


def fork(trunk: Simulation, **differences: Any) -> Simulation:
    """Fork a world, under the same scenario or with some settings changed from the fork on."""
    return trunk.fork(vary(trunk.scenario, differences) if differences else trunk.scenario)


def at_fork(name: str, *overrides: str, **differences: Any) -> Simulation:
    """Give a world at the fork, which a test may change."""
    return fork(stem(name, *overrides), **differences)


def live(simulation: Simulation, years: float) -> Simulation:
    """Let years pass."""
    for _ in range(round(years * simulation.clock.steps_per_year)):
        simulation.step()
    return simulation


def by_identity(world: World) -> dict[str, np.ndarray]:
    """Give the columns of living firms in the order of their identities, suppliers by identity."""
    firms = world.firms
    order = np.flatnonzero(firms.alive)
    order = order[np.argsort(firms.identity[order])]
    columns = {name: column[order] for name, column in vars(firms).items() if name not in {"suppliers", "generation"}}
    rows = firms.suppliers[order]
    return columns | {"suppliers": np.where(rows >= 0, firms.identity[rows], np.uint64(0))}


def assert_same_world(one: World, other: World, *, but: tuple[str, ...] = ()) -> None:
    """Compare everything that a step changes, bit for bit."""
    for part in ("firms", "regions", "market", "books", "flows"):
        for name, value in vars(getattr(one, part)).items():
            if name not in but:
                np.testing.assert_array_equal(value, getattr(getattr(other, part), name), err_msg=f"{part}.{name}")
    for name in ("activity", "final_shares", "drift", "birth_mass", "value_bar", "typical_firms", "maturity"):
        if name not in but:
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


def kill(simulation: Simulation, row: int) -> None:
    """Let one firm die, and its customers find others, as turnover does."""
    world = simulation.world
    world.firms.alive[row] = False
    world.firms.revenue[row] = 0.0
    stays = world.firms.alive.copy()
    chain.mend(world=world, stays=stays, clock=simulation.clock, luck=simulation.luck, team=simulation.team)


def add_a_firm(simulation: Simulation, *, like: int, site: int) -> int:
    """Put one more firm into the table, which takes after another; give its row."""
    world, firms = simulation.world, simulation.world.firms
    row = int(firms.free_rows(1)[0])
    firms = world.firms
    for name, column in vars(firms).items():
        if name not in {"identity", "generation"}:
            column[row] = column[like]
    firms.identity[row] = identities(np.int64(1 << 40), firms.identity[[like]], np.zeros(1, np.uint64))[0]
    firms.site[row] = site
    return row


def permute_rows(simulation: Simulation, seed: int) -> None:
    """Put the firms into other rows; suppliers go along."""
    firms = simulation.world.firms
    order = np.random.default_rng(seed).permutation(firms.rows)
    place = np.empty(firms.rows, np.int32)
    place[order] = np.arange(firms.rows, dtype=np.int32)
    for name, column in vars(firms).items():
        setattr(firms, name, np.ascontiguousarray(column[order]))
    firms.suppliers = np.where(firms.suppliers >= 0, place[firms.suppliers], -1).astype(np.int32)


def ring_of_sites(simulation: Simulation) -> np.ndarray:
    """Give the ring of the open part of every cell; -1 on lots and off the map."""
    geography = simulation.world.geography
    away = cell_lot_km(geography, np.ones(geography.zones, np.bool_))
    ring = np.searchsorted(np.asarray(simulation.scenario.rings), away, side="right") - 1
    ring[geography.cell_row < 0] = -1
    return np.concatenate([ring, np.full(geography.lots, -1)])


def real_gdp_by_ring(simulation: Simulation) -> np.ndarray:
    """Give real value added of the last step outside every lot, by ring."""
    world, ring = simulation.world, ring_of_sites(simulation)
    real = world.books.value_added.sum(axis=1) / np.exp(world.regions.price_index)[world.site_region]
    return np.bincount(ring[ring >= 0], weights=real[ring >= 0], minlength=len(simulation.scenario.rings))
