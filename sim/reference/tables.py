"""Plain objects as tables of the fast engine, and back: the state and the record are shared, no rule is.

Rows of firms stand in the order of the line of parents; else the order of rows says nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from sim.kernels.terrain import Costs, Rules
from sim.reference.adoptions import Adoptions
from sim.reference.choice import Drum
from sim.reference.firm import Firm
from sim.reference.map import Ledger
from sim.reference.market import Accounts
from sim.reference.regime import Regime, lay_out_sites
from sim.reference.turnover import Flows
from sim.world.crowd import DrumSizes
from sim.world.firms import Firms
from sim.world.flows import Books
from sim.world.flows import Flows as FlowTable
from sim.world.in_force import Encounters, Places
from sim.world.levels import DOMAINS
from sim.world.world import CostShares, Distances, LotIndex, Regions, World, WorldMarket, Zones

if TYPE_CHECKING:
    from sim.basis.clock import Clock
    from sim.basis.luck import Luck
    from sim.reference.model import PlainModel
    from sim.scenario.schema import Scenario

ZONES = ("serviced", "warnings", "expelled", "evaluated", "indicators", "followed", "heads", "score")
BOOKS = ("revenue", "value_added", "exports", "imported_inputs", "real_output")


class Simulated(Protocol):
    """A world on its way through time, whichever engine moves it."""

    scenario: "Scenario"
    world: World
    clock: "Clock"
    luck: "Luck"


@dataclass
class State:
    """Where a world stands, as tables."""

    scenario: "Scenario"
    world: World
    clock: "Clock"
    luck: "Luck"


def read_tables(model: "PlainModel", simulation: Simulated) -> None:
    """Put the firms and the state of a world into a model that has none."""
    world = simulation.world
    model.clock = simulation.clock
    _read_market(model, world)
    _read_places(model, world)
    if world.has_books:
        _read_books(model, world)
    _read_sites(model, world)
    _read_firms(model, world.firms)
    _read_drums(model, world.drum_sizes)


def _read_market(model: "PlainModel", world: World) -> None:
    model.exchange_rate, model.frontier = float(world.market.exchange_rate), float(world.market.frontier)
    model.drift = float(world.drift)
    columns = {
        "foreign_demand": world.market.demand,
        "final_import_weight": world.market.final_import_weight,
        "final_share": world.final_shares,
        "base_price": world.base_price,
        "value_bar": world.value_bar,
        "birth_mass": world.birth_mass,
        "typical_firms": world.typical_firms,
    }
    for name, column in columns.items():
        _hand_out(model.industries, name, column)
    model.set_world_prices()


def _read_places(model: "PlainModel", world: World) -> None:
    regions = world.regions
    for name in ("labour", "wage", "income", "price_index", "amenity", "labour_at_fork", "shifter", "entry_value"):
        _hand_out(model.regions, name, getattr(regions, name))
    _hand_out(model.regions, "agent_weight", world.region_weight)
    for name in ZONES:
        _hand_out(model.zones, name, getattr(world.zones, name))
    _hand_out(model.zones, "active", world.places.active)
    _hand_out((*model.regions, *model.zones), "maturity", world.maturity)
    _hand_out(model.map.sites, "land_base", world.land_base)
    model.regime = Regime(world.places.levels, model.settings, model.map, len(model.regions))
    model.has_regime = True
    for place in (*model.regions, *model.zones):
        place.openness = model.regime.openness[place.number]
        place.benchmark = model.regime.benchmark[place.number]
    lay_out_sites(model)


def _read_books(model: "PlainModel", world: World) -> None:
    books, flows, sites = world.books, world.flows, model.map.sites
    model.has_books = True
    for site in sites:
        site.ledger = Ledger(len(model.industries))
        site.ledger.repatriated = float(books.repatriated[site.number])
        for name in BOOKS:
            setattr(site.ledger, name, getattr(books, name)[site.number].tolist())
    _hand_out(model.regions, "final_imports", books.region_final_imports)
    model.adoptions = Adoptions.of_table(world.adoptions)
    model.accounts = Accounts(**{name: float(getattr(books, name)) for name in vars(Accounts())})
    model.flows = Flows(
        born=[sites[j] for j in flows.born],
        born_foreign=flows.born_foreign.tolist(),
        died=[sites[j] for j in flows.died],
        moves=[(sites[left], sites[found]) for left, found in zip(flows.moved_from, flows.moved_to, strict=True)],
    )


def _read_sites(model: "PlainModel", world: World) -> None:
    _hand_out(model.map.sites, "activity", world.activity)
    _hand_out(model.map.sites, "cost", world.site_cost)
    for site, access in zip(model.map.sites, world.access.tolist(), strict=True):
        site.home_access = {s: home for s, (home, _) in enumerate(access)}
        site.foreign_access = {s: foreign for s, (_, foreign) in enumerate(access)}


def _read_firms(model: "PlainModel", table: Firms) -> None:
    rows = np.flatnonzero(table.alive).tolist()
    firms = {}
    for line, row in enumerate(rows):
        firms[row] = firm = Firm(
            model,
            identity=int(table.identity[row]),
            industry=model.industries[table.industry[row]],
            site=model.map.sites[table.site[row]],
            productivity=float(table.productivity[row]),
            appeal=float(table.appeal[row]),
            birth_step=int(table.birth_step[row]),
            foreign=bool(table.foreign[row]),
            line=line,
        )
        firm.price, firm.revenue = float(table.price[row]), float(table.revenue[row])
    for row, firm in firms.items():
        slots = len(firm.industry.inputs)
        firm.suppliers = [firms[supplier] for supplier in table.suppliers[row, :slots].tolist()]
        firm.delivery = table.delivery[row, :slots].tolist()


def _read_drums(model: "PlainModel", sizes: DrumSizes) -> None:
    industries = len(model.industries)
    each, by_appeal = np.diff(sizes.each_start).tolist(), np.diff(sizes.appeal_start).tolist()
    for c, cell in enumerate(model.map.cells):
        cell.drum = Drum(each[c])
        cell.drums = [Drum(size) for size in by_appeal[c * industries : (c + 1) * industries]]


def _hand_out(objects: Iterable[Any], name: str, column: np.ndarray) -> None:
    """Give each object its value of a column, or its row of a table."""
    for one, value in zip(objects, column.tolist(), strict=True):
        setattr(one, name, value)


def as_world(model: "PlainModel") -> World:
    """Give the state of a model as tables; they share nothing with it but the map."""
    geography, places = model.map.geography, (*model.regions, *model.zones)
    world = World(
        geography=geography,
        industries=model.industry_table,
        shares=_cost_shares(model),
        distances=_distances(model),
        terrain=model.map.ground,
        lots=_lot_index(model),
        radii=np.array(model.map.radii),
        firms=_firms(model),
        regions=_regions(model),
        zones=Zones(
            serviced=_column(model.zones, "serviced", np.bool_),
            warnings=_column(model.zones, "warnings", np.int64),
            expelled=_column(model.zones, "expelled", np.bool_),
            evaluated=_column(model.zones, "evaluated", np.bool_),
            indicators=_column(model.zones, "indicators"),
            followed=_column(model.zones, "followed", np.int64),
            heads=_column(model.zones, "heads"),
            score=_column(model.zones, "score"),
        ),
        market=WorldMarket(
            price=_column(model.industries, "world_price"),
            demand=_column(model.industries, "foreign_demand"),
            final_import_weight=_column(model.industries, "final_import_weight"),
            exchange_rate=model.exchange_rate,
            frontier=model.frontier,
        ),
        maturity=_column(places, "maturity"),
        markup=model.settings.prices.markup,
        substitution=model.settings.sales.substitution,
        final_shares=_column(model.industries, "final_share"),
        region_weight=_column(model.regions, "agent_weight"),
        base_price=_column(model.industries, "base_price"),
        land_base=_column(model.map.sites, "land_base"),
        activity=_column(model.map.sites, "activity"),
        drift=model.drift,
        value_bar=_column(model.industries, "value_bar"),
        birth_mass=_column(model.industries, "birth_mass"),
        typical_firms=_column(model.industries, "typical_firms"),
        site_cost=_column(model.map.sites, "cost"),
        access=_access(model),
        flows=_flows(model),
        adoptions=model.adoptions.as_table(len(model.regions), len(DOMAINS)),
        drum_sizes=_drum_sizes(model),
    )
    world.places = _places(model)
    if model.has_books:
        world.books = _books(model)
    return world


def _column(objects: Iterable[Any], name: str, dtype: Any = np.float64) -> np.ndarray:
    return np.array([getattr(one, name) for one in objects], dtype)


def _cost_shares(model: "PlainModel") -> CostShares:
    size, slots = len(model.industries), _slots(model)
    inputs, share = np.zeros((size, size)), np.zeros((size, slots))
    supplier = np.full((size, slots), -1, np.int64)
    for industry in model.industries:
        for slot, other in enumerate(industry.inputs):
            supplier[industry.number, slot] = other.number
            share[industry.number, slot] = inputs[other.number, industry.number] = industry.input_shares[slot]
    return CostShares(
        inputs=inputs,
        imports=_column(model.industries, "import_share"),
        labour=_column(model.industries, "labour_share"),
        slot_industry=supplier,
        slot_share=share,
        slot_count=(supplier >= 0).sum(axis=1),
    )


def _slots(model: "PlainModel") -> int:
    return max(len(industry.inputs) for industry in model.industries)


def _distances(model: "PlainModel") -> Distances:
    return Distances(
        site_region=_column(model.map.sites, "region_km"),
        site_zone=np.array([site.cell.zone_km for site in model.map.sites]).reshape(-1, len(model.zones)),
        place_place=np.array(model.map.place_km),
        within=_column(model.map.cells, "within"),
    )


def _lot_index(model: "PlainModel") -> LotIndex:
    first = len(model.map.cells)
    by_cell = [[site.number - first for site in cell.lots] for cell in model.map.cells]
    by_zone = [[site.number - first for site in zone.lots] for zone in model.zones]
    return LotIndex(
        cell_start=_starts(map(len, by_cell)),
        by_cell=np.array([lot for lots in by_cell for lot in lots], np.int64),
        zone_start=_starts(map(len, by_zone)),
        by_zone=np.array([lot for lots in by_zone for lot in lots], np.int64),
    )


def _starts(sizes: Iterable[int]) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(list(sizes))]).astype(np.int64)


def _firms(model: "PlainModel") -> Firms:
    line = sorted(model.firms, key=lambda firm: firm.line)
    row = {firm: number for number, firm in enumerate(line)}
    table = Firms.empty(len(line), _slots(model))
    for name in ("identity", "alive", "productivity", "appeal", "price", "revenue", "foreign", "birth_step"):
        column = getattr(table, name)
        column[:] = _column(line, name, column.dtype)
    table.industry[:] = [firm.industry.number for firm in line]
    table.site[:] = [firm.site.number for firm in line]
    table.generation[:] = 1
    for number, firm in enumerate(line):
        table.suppliers[number, : len(firm.suppliers)] = [row[supplier] for supplier in firm.suppliers]
        table.delivery[number, : len(firm.delivery)] = firm.delivery
    return table


def _regions(model: "PlainModel") -> Regions:
    names = ("labour", "wage", "income", "price_index", "amenity", "labour_at_fork", "shifter", "entry_value")
    return Regions(**{name: _column(model.regions, name) for name in names})


def _access(model: "PlainModel") -> np.ndarray:
    industries = range(len(model.industries))
    return np.array(
        [
            [(model.home_access(site, s), model.foreign_access(site, s)) for s in industries]
            for site in model.map.sites
        ]
    )


def _flows(model: "PlainModel") -> FlowTable:
    flows = model.flows
    return FlowTable(
        born=np.array([site.number for site in flows.born], np.int32),
        born_foreign=np.array(flows.born_foreign, np.bool_),
        died=np.array([site.number for site in flows.died], np.int32),
        moved_from=np.array([left.number for left, _ in flows.moves], np.int32),
        moved_to=np.array([reached.number for _, reached in flows.moves], np.int32),
    )


def _drum_sizes(model: "PlainModel") -> DrumSizes:
    cells = model.map.cells
    return DrumSizes(
        appeal_start=_starts(drum.size for cell in cells for drum in cell.drums),
        each_start=_starts(cell.drum.size for cell in cells),
    )


def _places(model: "PlainModel") -> Places:
    sites, regime, trade = model.map.sites, model.regime, model.settings.trade
    chain = model.settings.chain
    b0, c0 = chain.stranger_encounter, model.settings.learning.stranger_encounter
    places = (*model.regions, *model.zones)
    standing = [(site.cell.number, site.place.number, site.region.number) for site in sites]
    return Places(
        levels=regime.levels,
        active=_column(model.zones, "active", np.bool_),
        site_place=np.array([place for _, place, _ in standing]),
        openness=_column(places, "openness"),
        export_cost=_column(sites, "export_cost"),
        import_cost=_column(sites, "import_cost"),
        region_import_cost=_column(model.regions, "import_cost"),
        reach=_column(sites, "reach"),
        land=_column(sites, "land"),
        rules=Rules(
            costs=Costs(
                regions=len(model.regions),
                elasticity=trade.distance_elasticity,
                scale_km=trade.distance_scale_km,
                border=trade.border,
                gate=trade.gate,
            ),
            standing=np.array(standing, np.int32),
            crossing=np.array([[regime.crossing_cost(p, q) for q in places] for p in places]),
        ),
        encounters=Encounters(
            chain=np.array([[regime.chance_between(p, q, b0, chain.enclave) for q in places] for p in places]),
            learning=np.array([[regime.chance_between(p, q, c0) for q in places] for p in places]),
        ),
    )


def _books(model: "PlainModel") -> Books:
    ledgers = [site.ledger for site in model.map.sites]
    return Books(
        **{name: _column(ledgers, name) for name in (*BOOKS, "repatriated")},
        region_final_imports=_column(model.regions, "final_imports"),
        **vars(model.accounts),
    )
