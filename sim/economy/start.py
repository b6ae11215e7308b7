"""The start: the first firms, where they stand and what they know.

Firms are counted by region and industry in proportion to value added, gather as the map says, and are told apart by
productivity (lognormal) and appeal (Pareto). All is drawn by identity, so a replicate redraws firms, not the map.
"""

from itertools import pairwise
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Integers, Mask, PerRegion
from sim.basis.blocks import blocks
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.economy.appeal import AppealParameters
from sim.kernels.founding import Settlement, found_firms
from sim.world.firms import Firms
from sim.world.geography import Geography
from sim.world.ground import cells_by_region
from sim.world.industries import Industries
from sim.world.world import CostShares, LotIndex


class StartParameters(Parameters):
    """What the first step finds, and how long it takes to settle."""

    firms: Annotated[int, Field(ge=100, le=20_000_000), Unit("firm agents"), Source("assumption")] = 20_000
    """Firm agents on the map; each stands for the same number of real firms."""
    rest_firms: Annotated[int, Field(ge=100, le=20_000_000), Unit("firm agents"), Source("assumption")] = 6_000
    """Firm agents of the rest of the country; each stands for more real firms than one on the map."""
    industries: Annotated[Literal["twelve", "six", "three"], Unit("word"), Source("NBS input-output table 2020")] = (
        "twelve"
    )
    """Industries told apart: the twelve sectors of the table, or the same put together into six or three."""
    zone_share: Annotated[Share, Field(lt=1.0), Unit("share"), Source("assumption; below fact C1b")] = 0.10
    """Share of its host's firms that stands on the lots of a zone which is active at the start."""
    leading_fit: Annotated[Positive, Field(le=100.0), Unit("ratio"), Source("assumption; judged by fact C5")] = 10.0
    """How many times as readily a first firm stands in a zone that leads in its industry as one that does not."""
    productivity_sd: Annotated[NonNegative, Field(le=3.0), Unit("log points"), Source("feasibility study")] = 0.4
    """Standard deviation of log productivity at the start."""
    burn_in_years: Annotated[float, Field(ge=2.0, le=500.0), Unit("years"), Source("assumption")] = 20.0
    """Length of the burn-in, in which labour and location are frozen and the economy is fitted to its data."""


PRODUCTIVITY = Purpose("productivity of a first firm")
APPEAL = Purpose("appeal of a first firm")
CELL = Purpose("cell of a first firm")
ON_LOT = Purpose("whether a first firm stands on the lot of an active zone")
WHICH_LOT = Purpose("lot of a first firm in a zone")
CHOSE_LOT = Purpose("whether a first firm that chose a cell stands on a lot in it")
FEWEST = 2
"""Firms that every region has of every industry at least, so that each can meet its data."""


def cost_shares(*, industries: Industries, markup: float, coverage: float) -> CostShares:
    """Work out what firms pay for and which inputs have supplier slots.

    Args:
        industries: Input-output table.
        markup: Price over unit cost; cost shares are markup times shares of output value.
        coverage: Share of domestic intermediate spending that slots must cover; shares are rescaled to all of it.
    """
    whole = markup * industries.domestic
    size = len(industries.names)
    chosen = [_largest_inputs(whole[:, s], coverage) for s in range(size)]
    slots = max(len(order) for order in chosen)
    slot_industry = np.full((size, slots), -1, np.int64)
    slot_share = np.zeros((size, slots))
    inputs = np.zeros((size, size))
    for s, order in enumerate(chosen):
        share = whole[order, s] * whole[:, s].sum() / whole[order, s].sum()
        slot_industry[s, : len(order)] = order
        slot_share[s, : len(order)] = share
        inputs[order, s] = share
    imports = markup * industries.imports
    return CostShares(
        inputs=inputs,
        imports=imports,
        labour=1.0 - inputs.sum(axis=0) - imports,
        slot_industry=slot_industry,
        slot_share=slot_share,
        slot_count=(slot_industry >= 0).sum(axis=1),
    )


def _largest_inputs(share: Floats, coverage: float) -> Integers:
    """Give the industries of the largest inputs, largest first, that together cover what must be covered."""
    order = np.argsort(-share, kind="stable")
    covered = np.cumsum(share[order]) / max(share.sum(), 1e-300)
    return order[: int(np.searchsorted(covered, coverage)) + 1]


def value_added_targets(*, geography: Geography, industries: Industries) -> Floats:
    """Give (R, S) value added at the policy date: the data's by sector, within a sector as in the nation's table."""
    national = industries.value_added * industries.output
    within = national / np.bincount(industries.group, weights=national)[industries.group]
    return (geography.region_gdp[:, None] * geography.region_sectors)[:, industries.group] * within[None, :]


def firm_counts(*, targets: Floats, rest_of_country: int, parameters: StartParameters) -> tuple[Integers, PerRegion]:
    """Share firm agents out among regions and industries.

    Args:
        targets: (R, S) value added.
        rest_of_country: Number of the region that stands for the rest of the country, or -1.
        parameters: Numbers of firm agents.

    Returns:
        (R, S) firm agents; (R,) how many times more real firms an agent stands for than one on the map.
    """
    on_map = np.arange(len(targets)) != rest_of_country
    agents = np.where(on_map, parameters.firms, parameters.rest_firms)
    money = np.where(on_map, targets[on_map].sum(), targets[~on_map].sum())
    counts = np.rint(targets * (agents / np.maximum(money, 1e-300))[:, None])
    per_agent = money / agents
    return np.maximum(counts, FEWEST).astype(np.int64), per_agent / per_agent[on_map][0]


def first_firms(
    *,
    geography: Geography,
    lots: LotIndex,
    counts: Integers,
    slots: int,
    active: Mask,
    parameters: StartParameters,
    appeal: AppealParameters,
    luck: Luck,
) -> Firms:
    """Make the first firms, without suppliers and prices, in order of cell and industry.

    Neighbours in space are neighbours in memory; rows say nothing, so no result depends on it but for speed.

    Args:
        geography: The map.
        lots: Its lots by cell and by zone.
        counts: (R, S) firm agents by region and industry.
        slots: Supplier slots of the table.
        active: (Z,) zones that are active at the start.
        parameters: Spread of productivity, share of zones and their industries.
        appeal: Its tail and ceiling.
        luck: Draws by identity.
    """
    settlement = _settlement(
        geography=geography, lots=lots, counts=counts, active=active, parameters=parameters, luck=luck
    )
    who, industry, site = found_firms(counts, settlement)
    firms = Firms.empty(len(who), slots)
    firms.identity[:], firms.industry[:], firms.site[:] = who, industry, site
    firms.alive[:] = True
    firms.generation[:] = 1
    firms.birth_step[:] = FOUNDED
    for rows in blocks(len(who)):
        firms.productivity[rows] = parameters.productivity_sd * luck.normals(PRODUCTIVITY, 0, who[rows])
        firms.appeal[rows] = np.minimum(-np.log(luck.uniforms(APPEAL, 0, who[rows])) / appeal.tail, appeal.highest)
    return firms


def _settlement(
    *, geography: Geography, lots: LotIndex, counts: Integers, active: Mask, parameters: StartParameters, luck: Luck
) -> Settlement:
    """Gather where first firms go: to cells by activity, and a share of each host's onto lots of its active zones."""
    region_start, region_cells, region_weights = cells_by_region(geography)
    host = np.where(active, geography.zone_host, -1)[geography.lot_zone]
    host_lots = np.argsort(host, kind="stable")[np.count_nonzero(host < 0) :]
    host_start = np.searchsorted(host[host_lots], np.arange(geography.regions + 1))
    leading_fit = parameters.leading_fit
    fit = [_cumulative_fit(geography, host_lots[first:stop], leading_fit) for first, stop in pairwise(host_start)]
    return Settlement(
        region_start=region_start,
        region_cells=region_cells,
        region_weights=region_weights,
        cell_start=lots.cell_start,
        cell_lots=lots.by_cell,
        lot_share=geography.lot_share,
        host_start=host_start.astype(np.int64),
        host_lots=host_lots.astype(np.int64),
        host_fit=np.concatenate(fit),
        host_share=share_on_lots(geography=geography, counts=counts, active=active, parameters=parameters),
        site_cell=geography.site_cell.astype(np.int64),
        cell=luck.key(CELL, 0),
        chose=luck.key(CHOSE_LOT, 0),
        on_lot=luck.key(ON_LOT, 0),
        which=luck.key(WHICH_LOT, 0),
    )


def share_on_lots(*, geography: Geography, counts: Integers, active: Mask, parameters: StartParameters) -> Floats:
    """Give (R, S) shares of first firms that stand on the lots of their region's active zones.

    A zone takes `zone_share` of its host's firms, of its leading industries `leading_fit` times as much as of others.

    Args:
        geography: The map.
        counts: (R, S) firm agents by region and industry.
        active: (Z,) zones that are active at the start.
        parameters: Share of zones and their industries.
    """
    elsewhere = np.ones(counts.shape)
    for zone in np.flatnonzero(active):
        host, leads = geography.zone_host[zone], geography.zone_leading[zone]
        leading, others = int(counts[host, leads].sum()), int(counts[host, ~leads].sum())
        of_others = parameters.zone_share * (leading + others) / (leading * parameters.leading_fit + others)
        elsewhere[host] *= 1.0 - np.minimum(of_others * np.where(leads, parameters.leading_fit, 1.0), 1.0)
    return 1.0 - elsewhere


def _cumulative_fit(geography: Geography, lots: Integers, leading_fit: float) -> Floats:
    """Give (lots, S) cumulative weights of lots by land, larger in a zone of which the industry is a leading one."""
    land = geography.lot_share[lots] * geography.cell_area[geography.lot_cell[lots]]
    fit = np.where(geography.zone_leading[geography.lot_zone[lots]], leading_fit, 1.0)
    cumulative = np.cumsum(land[:, None] * fit, axis=0)
    return cumulative / cumulative[-1:]


FOUNDED = -(1 << 20)
"""Birth step of the first firms."""
