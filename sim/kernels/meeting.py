"""Meetings: whom a firm meets in a step, and what the worse of two learns from the better."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import four_words, one_uniform, philox, word_fraction
from sim.kernels.drums import chosen
from sim.kernels.elementary import exponential
from sim.kernels.searching import words_below
from sim.kernels.terrain import CELL, PLACE, ROW, displaced, radius_quantile

u64 = np.uint64
TRIES = 8
BLOCK = 1024
"""Rows whose luck is drawn at once."""


class Meetings(NamedTuple):
    """How firms meet."""

    chance: float
    """Chance that a firm meets another in this step."""
    frontier_chance: float
    """Chance, per unit of openness, that it meets the world frontier."""
    chain_share: float
    cell_share: float
    scale_km: float
    encounter: np.ndarray
    """(J, J) chance that two firms of these jurisdictions meet."""
    gain: float
    absorption: float
    frontier: float
    radii: np.ndarray
    typical: float
    """Firms in the cell of the typical firm."""
    happens: np.uint64
    """Keys of the draws: what happens, where, whom, whether they meet."""
    where: np.uint64
    whom: np.uint64
    meets: np.uint64


@part
def learnt(gap, gain, absorption):
    """Give what a firm gains from one that is better by a gap in log points."""
    return gain * gap * exponential(-gap / absorption) if gap > 0.0 else 0.0


@kernel
def meet(
    start, stop, alive, identity, appeal, industry, site, suppliers, slot_count, totals, buckets, drums, terrain, rules,
    meetings, openness_at, productivity, gains,
):  # fmt: skip
    """Let firms of rows start to stop meet another, or the world frontier, and write what they themselves learn.

    All meetings read the productivity of before, so their order does not matter.

    Args:
        start: First row.
        stop: Row after the last.
        slot_count: (S,) slots of an industry.
        totals: (C,) firms of a cell.
        openness_at: (sites,) openness.
        productivity: (n,) log productivity.
        gains: (n,) the most that any of its own meetings teaches a firm, in log points; written.

    Returns:
        (m,) rows of partners that were the worse of two; (m,) what each learns.
    """
    plane, land, at, radii = terrain.plane, terrain.land, terrain.at, meetings.radii
    column_km, circle = terrain.column_km, terrain.circle
    standing, encounter = rules.standing, meetings.encounter
    counts, heads, members = buckets
    one_each, each_start, industries = drums.one_each, drums.each_start, counts.shape[1]
    gain, absorption, frontier = meetings.gain, meetings.absorption, meetings.frontier
    draws = np.empty((4, BLOCK), np.uint32)
    meets, met_now = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.uint8)
    taught, lessons, pupils = np.empty(stop - start, np.int32), np.empty(stop - start), 0
    words = words_below(meetings.chance)
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        names, living, own = identity[block:end], alive[block:end], gains[block:end]
        for t in range(names.size):
            draws[0, t], draws[1, t], draws[2, t], draws[3, t] = philox(meetings.happens, names[t], u64(0))
        for t in range(names.size):
            met_now[t] = (np.int64(draws[0, t]) < words) & living[t]
        events = 0
        for t in range(names.size):
            meets[events] = t
            events += met_now[t]
        for t in range(names.size):
            own[t] = 0.0
            if living[t] and word_fraction(draws[1, t]) < meetings.frontier_chance * openness_at[site[block + t]]:
                own[t] = learnt(frontier - productivity[block + t], gain, absorption)
        for e in range(events):
            t = meets[e]
            i = block + t
            kind, which = word_fraction(draws[2, t]), word_fraction(draws[3, t])
            found = -1
            if kind < meetings.chain_share:
                slots = slot_count[industry[i]]
                if slots > 0:
                    found = suppliers[i, min(int(which * slots), slots - 1)]
            else:
                cell = standing[site[i], CELL]
                if kind >= meetings.chain_share + meetings.cell_share:
                    cell = _met_cell(
                        land, at, column_km, circle, plane, radii, meetings.scale_km, meetings.typical, meetings.where,
                        totals, identity[i], cell,
                    )  # fmt: skip
                first = each_start[cell]
                found = chosen(
                    one_each, first, each_start[cell + 1] - first, heads[cell * industries],
                    heads[(cell + 1) * industries], members, identity, appeal, False, meetings.whom, identity[i],
                    np.int64(0), np.int64(i), alive,
                )  # fmt: skip
            if found < 0 or found == i:
                continue
            here, there = standing[site[i], PLACE], standing[site[found], PLACE]
            chance = encounter[here, there]
            if chance < 1.0 and one_uniform(meetings.meets, identity[i], u64(0)) >= chance:
                continue
            gap = productivity[found] - productivity[i]
            if gap > 0.0:
                own[t] = max(own[t], learnt(gap, gain, absorption))
            elif gap < 0.0:
                taught[pupils], lessons[pupils] = found, learnt(-gap, gain, absorption)
                pupils += 1
    return taught[:pupils].copy(), lessons[:pupils].copy()


@part
def _met_cell(land, at, column_km, circle, plane, radii, scale_km, typical, key, totals, chooser, origin):
    for attempt in range(TRIES):
        a, b, c, _ = four_words(key, chooser, u64(attempt))
        radius = scale_km * radius_quantile(radii, word_fraction(a))
        cell = displaced(land, at, column_km, circle, plane, origin, radius, int(word_fraction(b) * circle.shape[0]))
        if cell >= 0 and totals[cell] > 0 and (at[cell, ROW] < 0 or word_fraction(c) * typical <= totals[cell]):
            return cell
    return origin


@kernel
def teach(taught, lessons, gains):
    """Let partners learn who were the worse of two: the most that any meeting teaches. Changes `gains`."""
    for n in range(taught.size):
        gains[taught[n]] = max(gains[taught[n]], lessons[n])


@kernel
def learn(start, stop, productivity, gains, frontier):
    """Let firms of rows start to stop keep what they have learnt; nobody passes the frontier."""
    for i in range(start, stop):
        productivity[i] = min(productivity[i] + gains[i], frontier)
