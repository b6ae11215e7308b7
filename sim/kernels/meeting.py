"""Productivity: shocks, meetings, and what the worse of two learns from the better."""

from typing import NamedTuple

import numpy as np

from sim.kernels.buckets import member
from sim.kernels.compiling import kernel, part
from sim.kernels.draws import four_words, fraction, one_uniform, philox, word_fraction
from sim.kernels.elementary import exponential, logarithm, normal_quantile
from sim.kernels.searching import encounter
from sim.kernels.terrain import CELL, ROW, displaced, radius_quantile

u64 = np.uint64
TRIES = 8


class Meetings(NamedTuple):
    """How firms meet."""

    chance: float
    """Chance that a firm meets another in this step."""
    frontier_chance: float
    """Chance, per unit of openness, that it meets the world frontier."""
    chain_share: float
    cell_share: float
    scale_km: float
    stranger: float
    gain: float
    absorption: float
    frontier: float
    radii: np.ndarray
    typical: float
    """Firms in the cell of the typical firm."""
    happens: np.uint64
    """Keys of the draws: what happens, where, which industry, whom, whether they meet."""
    where: np.uint64
    industry: np.uint64
    whom: np.uint64
    meets: np.uint64


@part
def learnt(gap, gain, absorption):
    """Give what a firm gains from one that is better by a gap in log points."""
    return gain * gap * exponential(-gap / absorption) if gap > 0.0 else 0.0


@kernel
def find_partners(
    start, stop, alive, identity, industry, site, suppliers, slot_count, totals, buckets, terrain, rules, meetings,
    openness_at, partner, abroad,
):  # fmt: skip
    """Write whom each firm of rows start to stop meets in this step: a row or -1, and whether the world frontier."""
    counts, heads, members, names, repulsion, largest = buckets
    plane, land, at = terrain.plane, terrain.land, terrain.at
    column_km, circle = terrain.column_km, terrain.circle
    costs, standing, _, linkage = rules
    radii, frontier_chance = meetings.radii, meetings.frontier_chance
    chance_to_meet, chain_share, cell_share = meetings.chance, meetings.chain_share, meetings.cell_share
    scratch = np.empty(largest + 1)
    happens = np.empty((stop - start, 4), np.uint32)
    for i in range(start, stop):
        a, b, c, d = philox(meetings.happens, identity[i], u64(0))
        happens[i - start, 0] = a
        happens[i - start, 1] = b
        happens[i - start, 2] = c
        happens[i - start, 3] = d
    for i in range(start, stop):
        partner[i] = -1
        abroad[i] = alive[i] and word_fraction(happens[i - start, 1]) < frontier_chance * openness_at[site[i]]
        if not alive[i] or word_fraction(happens[i - start, 0]) >= chance_to_meet:
            continue
        kind, d = word_fraction(happens[i - start, 2]), happens[i - start, 3]
        found = -1
        if kind < chain_share:
            slots = slot_count[industry[i]]
            if slots > 0:
                found = suppliers[i, min(int(word_fraction(d) * slots), slots - 1)]
        else:
            cell = standing[site[i], CELL]
            if kind >= chain_share + cell_share:
                cell = _met_cell(
                    land, at, column_km, circle, plane, radii, meetings.scale_km, meetings.typical, meetings.where,
                    totals, identity[i], cell,
                )  # fmt: skip
            met = _met_industry(counts, meetings.industry, identity[i], cell)
            if met >= 0:
                found = member(
                    heads, members, names, repulsion, scratch, meetings.whom, identity[i],
                    cell * counts.shape[1] + met, i, False,
                )  # fmt: skip
        if found < 0 or found == i:
            continue
        chance = encounter(standing, linkage, costs.regions, meetings.stranger, 0.0, site[i], site[found])
        if chance < 1.0 and one_uniform(meetings.meets, identity[i], u64(0)) >= chance:
            continue
        partner[i] = found


@part
def _met_cell(land, at, column_km, circle, plane, radii, scale_km, typical, key, totals, chooser, origin):
    for attempt in range(TRIES):
        a, b, c, _ = four_words(key, chooser, u64(attempt))
        radius = scale_km * radius_quantile(radii, word_fraction(a))
        cell = displaced(land, at, column_km, circle, plane, origin, radius, int(word_fraction(b) * circle.shape[0]))
        if cell >= 0 and totals[cell] > 0 and (at[cell, ROW] < 0 or word_fraction(c) * typical <= totals[cell]):
            return cell
    return origin


@part
def _met_industry(counts, key, chooser, cell):
    best, chosen = np.inf, -1
    for s in range(counts.shape[1]):
        if counts[cell, s] > 0:
            score = -logarithm(one_uniform(key, chooser, u64(s))) / counts[cell, s]
            if score < best:
                best, chosen = score, s
    return chosen


@kernel
def learn(alive, productivity, partner, abroad, meetings):
    """Give what every firm learns in this step, in log points: the most that any of its meetings teaches.

    Returns:
        (n,) gains. Meetings read the productivity of before, so their order does not matter.
    """
    gains = np.zeros(alive.size)
    gain, absorption, frontier = meetings.gain, meetings.absorption, meetings.frontier
    for i in range(alive.size):
        j = partner[i]
        if j >= 0:
            gap = productivity[j] - productivity[i]
            worse = i if gap > 0.0 else j
            gains[worse] = max(gains[worse], learnt(abs(gap), gain, absorption))
    for i in range(alive.size):
        if abroad[i]:
            gains[i] = max(gains[i], learnt(frontier - productivity[i], gain, absorption))
    return gains


@kernel
def shock(start, stop, alive, identity, productivity, appeal, key, drift, spread, appeal_drift, appeal_spread, ceiling):
    """Shock productivity and appeal of rows start to stop; appeal is reflected at 0 and stops at its ceiling."""
    for i in range(start, stop):
        if alive[i]:
            a, b, c, d = philox(key, identity[i], u64(0))
            productivity[i] += drift + spread * normal_quantile(fraction(a, b))
            level = abs(appeal[i] - appeal_drift + appeal_spread * normal_quantile(fraction(c, d)))
            appeal[i] = min(level, ceiling)
