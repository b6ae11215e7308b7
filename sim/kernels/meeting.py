"""Productivity: shocks, meetings, and what the worse of two learns from the better."""

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.kernels.buckets import member
from sim.kernels.draws import fraction, philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm, normal_quantile
from sim.kernels.searching import encounter
from sim.kernels.terrain import displaced, radius_quantile

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


@njit(inline="always")
def learnt(gap, gain, absorption):
    """Give what a firm gains from one that is better by a gap in log points."""
    return gain * gap * exponential(-gap / absorption) if gap > 0.0 else 0.0


@njit(cache=True, nogil=True)
def find_partners(
    start, stop, alive, identity, industry, site, suppliers, slot_count, totals, buckets, terrain, rules, meetings, partner
):
    """Write the row that each firm of rows start to stop meets in this step, -1 for none."""
    scratch = np.empty(buckets.largest + 1)
    for i in range(start, stop):
        partner[i] = -1
        if not alive[i]:
            continue
        a, _, c, d = philox(meetings.happens, identity[i], u64(0))
        if word_fraction(a) >= meetings.chance:
            continue
        kind = word_fraction(c)
        if kind < meetings.chain_share:
            slots = slot_count[industry[i]]
            if slots == 0:
                continue
            found = suppliers[i, min(int(word_fraction(d) * slots), slots - 1)]
        else:
            cell = rules.site_cell[site[i]]
            if kind >= meetings.chain_share + meetings.cell_share:
                cell = _met_cell(identity[i], cell, totals, terrain, meetings)
            found = _met_firm(identity[i], i, cell, buckets, meetings, scratch)
        if found < 0 or found == i:
            continue
        chance = encounter(rules, meetings.stranger, 0.0, site[i], site[found])
        if chance < 1.0 and uniform(meetings.meets, identity[i], u64(0)) >= chance:
            continue
        partner[i] = found


@njit
def _met_cell(chooser, origin, totals, terrain, meetings):
    for attempt in range(TRIES):
        a, b, c, _ = philox(meetings.where, chooser, u64(attempt))
        radius = meetings.scale_km * radius_quantile(meetings.radii, word_fraction(a))
        cell = displaced(terrain, origin, radius, word_fraction(b))
        if cell >= 0 and totals[cell] > 0 and (
            terrain.row[cell] < 0 or word_fraction(c) * meetings.typical <= totals[cell]
        ):
            return cell
    return origin


@njit
def _met_firm(chooser, row, cell, buckets, meetings, scratch):
    best, chosen = np.inf, -1
    industries = buckets.counts.shape[1]
    for s in range(industries):
        if buckets.counts[cell, s] > 0:
            score = -logarithm(uniform(meetings.industry, chooser, u64(s))) / buckets.counts[cell, s]
            if score < best:
                best, chosen = score, s
    if chosen < 0:
        return -1
    return member(buckets, scratch, meetings.whom, chooser, cell * industries + chosen, row, False)


@njit(cache=True, nogil=True)
def learn(alive, identity, site, openness_at, productivity, partner, meetings):
    """Give what every firm learns in this step, in log points: the most that any of its meetings teaches.

    Returns:
        (n,) gains. Meetings read the productivity of before, so their order does not matter.
    """
    gains = np.zeros(alive.size)
    for i in range(alive.size):
        j = partner[i]
        if j >= 0:
            gap = productivity[j] - productivity[i]
            worse = i if gap > 0.0 else j
            gains[worse] = max(gains[worse], learnt(abs(gap), meetings.gain, meetings.absorption))
    for i in range(alive.size):
        if alive[i]:
            _, b, _, _ = philox(meetings.happens, identity[i], u64(0))
            if word_fraction(b) < meetings.frontier_chance * openness_at[site[i]]:
                gap = meetings.frontier - productivity[i]
                gains[i] = max(gains[i], learnt(gap, meetings.gain, meetings.absorption))
    return gains


@njit(cache=True, nogil=True)
def shock(start, stop, alive, identity, productivity, appeal, key, drift, spread, appeal_drift, appeal_spread, ceiling):
    """Shock productivity and appeal of rows start to stop; appeal is reflected at 0 and stops at its ceiling."""
    for i in range(start, stop):
        if alive[i]:
            a, b, c, d = philox(key, identity[i], u64(0))
            productivity[i] += drift + spread * normal_quantile(fraction(a, b))
            level = abs(appeal[i] - appeal_drift + appeal_spread * normal_quantile(fraction(c, d)))
            appeal[i] = min(level, ceiling)
