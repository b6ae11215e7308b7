"""A small country with a chain: firms of three industries, their slots, and rules under which crossing costs."""

import numpy as np

from sim.economy.gates import chances_to_meet
from sim.kernels.draws import identities
from sim.kernels.searching import Search, search_suppliers
from sim.kernels.terrain import CELL, Costs, Rules, Terrain, delivery_cost
from sim.world.crowd import Crowd
from sim.world.firms import Firms
from sim.world.ground import radius_table
from tests.kernels.grounds import crowd_of, firms_of, ground

INDUSTRIES, SLOTS = 3, 6
SLOT_INDUSTRY = np.array([[0, 1, 2, 0, 1, 2], [1, 2, -1, -1, -1, -1], [0, -1, -1, -1, -1, -1]])
SLOT_COUNT = np.array([6, 2, 1])
REGIONS = 2


LINKAGE = np.array([[1.0, 0.3, 0.5], [0.3, 1.0, 0.2], [0.5, 0.2, 1.0]])
"""Industry linkage between west, east and the zone."""


def country(edge: int = 6) -> Terrain:
    """Lay out a square country."""
    return ground(edge, edge, 10.0)


def two_regions_and_a_zone(terrain: Terrain) -> Rules:
    """Part a country into west and east, and make cell 0 a zone of the west; sites are cells."""
    cells = len(terrain.at)
    region = (terrain.at[:, 1] >= terrain.land.shape[1] // 2).astype(np.int32)
    standing = np.stack([np.arange(cells, dtype=np.int32), region, region], axis=1)
    standing[0, 1] = REGIONS
    return Rules(
        Costs(REGIONS, 0.3, 50.0, 0.2, 0.1),
        standing,
        crossing=np.array([[0.0, 0.2, 0.1], [0.2, 0.0, 0.3], [0.1, 0.3, 0.0]]),
    )


def some_firms(count: int, cells: int, seed: int = 1) -> Firms:
    """Spread firms over a country, a few of them dead, all of different prices."""
    chance = np.random.default_rng(seed)
    names = identities(np.int64(3), np.arange(count, dtype=np.uint64), np.zeros(count, np.uint64))
    firms = firms_of(
        chance.integers(0, cells, count), chance.integers(0, INDUSTRIES, count), names, chance.exponential(size=count),
        slots=SLOTS,
    )  # fmt: skip
    firms.alive[:] = chance.random(count) < 0.95
    firms.price[:] = chance.normal(0.0, 0.3, count)
    return firms


def terms(*, stranger: float = 1.0, enclave: float = 0.0, **given: float) -> Search:
    """Give terms of a search in which every slot looks near by and takes what is cheaper."""
    encounter = chances_to_meet(
        linkage=LINKAGE, ruler=np.arange(REGIONS + 1), regions=REGIONS, stranger=stranger, enclave=enclave
    )
    plain = {
        "chance": 1.0, "scale_km": 20.0, "far_share": 0.0, "stickiness": 0.0, "encounter": encounter,
        "radii": radius_table(), "typical": np.ones(INDUSTRIES),
    }  # fmt: skip
    keys = {name: np.uint64(n + 50) for n, name in enumerate(("looks", "where", "whom", "meets"))}
    return Search(**(plain | keys | given))


def crowd(firms: Firms, terrain: Terrain) -> Crowd:
    """Gather the firms of a country."""
    return crowd_of(firms, cells=len(terrain.at), industries=INDUSTRIES)


def search(
    firms: Firms, terrain: Terrain, rules: Rules, *, first: bool = False, looking: np.ndarray | None = None,
    **given: float,
) -> None:  # fmt: skip
    """Let the slots of firms look for suppliers."""
    search_suppliers(
        0, firms.rows, first, firms.alive if looking is None else looking, firms.alive, firms.identity, firms.industry,
        firms.site, firms.price, firms.appeal, firms.suppliers, firms.delivery, SLOT_INDUSTRY, SLOT_COUNT,
        *crowd(firms, terrain), terrain, rules, terms(**given),
    )  # fmt: skip


def linked(firms: Firms, terrain: Terrain, rules: Rules) -> Firms:
    """Let the slots of firms take their first suppliers."""
    search(firms, terrain, rules, first=True)
    return firms


def slots_of(firms: Firms) -> np.ndarray:
    """Give (n, K) whether a living firm has a slot there."""
    return firms.alive[:, None] & (np.arange(SLOTS) < SLOT_COUNT[firms.industry][:, None])


def wanted_by(firms: Firms) -> np.ndarray:
    """Give (n, K) the industry that each slot buys from, -1 where there is none."""
    return SLOT_INDUSTRY[firms.industry]


def cost_to(firms: Firms, supplier: np.ndarray, terrain: Terrain, rules: Rules) -> np.ndarray:
    """Give (n, K) what delivery from some suppliers costs, in double precision; 0 where there is none."""
    costs = np.zeros(supplier.shape)
    for i, k in np.argwhere(supplier >= 0):
        costs[i, k] = delivery_cost(
            terrain.position, terrain.within, terrain.plane, rules.standing, rules.crossing, rules.costs, firms.site[i],
            firms.site[supplier[i, k]],
        )  # fmt: skip
    return costs


def cells_of(firms: Firms, rules: Rules) -> np.ndarray:
    """Give (n,) the cell in which each firm stands."""
    return rules.standing[firms.site, CELL]
