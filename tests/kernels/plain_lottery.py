"""The lottery in plain words: what the drums are held against, ticket by ticket and draw by draw."""

import numpy as np

from sim.kernels.draws import uniforms, words
from sim.kernels.elementary import exponentials
from sim.world.crowd import Crowd, DrumSizes
from sim.world.firms import Firms

type Held = dict[tuple[int, int], tuple[int, int]]
"""Lot and row of the ticket that holds a number, by (drum, number)."""


def _number(word: int, size: int) -> int:
    return (word * size) >> 32


def _hand_in(held: Held, drum: int, number: int, lot: int, row: int) -> None:
    held[drum, number] = min(held.get((drum, number), (1 << 32, 0)), (lot, row))


def lottery(firms: Firms, sizes: DrumSizes, *, industries: int, key: int) -> tuple[Held, Held]:
    """Hand in the tickets of all firms of a country in which sites are cells: drums by appeal, drums of one each."""
    by_appeal: Held = {}
    one_each: Held = {}
    numbers, numbers_each = np.diff(sizes.appeal_start).tolist(), np.diff(sizes.each_start).tolist()
    expected = 0.5 * exponentials(firms.appeal)
    for row in np.flatnonzero(firms.alive).tolist():
        who, cell = firms.identity[[row]], int(firms.site[row])
        drum = cell * industries + int(firms.industry[row])
        a, b, c, d = words(np.uint64(key), who, np.uint64(0))[0].tolist()
        _hand_in(one_each, cell, _number(d, numbers_each[cell]), c, row)
        tickets = [(b, c)]
        count = int(expected[row] + (a + 0.5) * 2.0**-32)
        while len(tickets) < count:
            four = words(np.uint64(key), who, np.uint64(1 + (len(tickets) - 1) // 2))[0].tolist()
            tickets += [(four[0], four[1]), (four[2], four[3])]
        for word, lot in tickets[:count]:
            _hand_in(by_appeal, drum, _number(word, numbers[drum]), lot, row)
    return by_appeal, one_each


def held_by(table: np.ndarray, start: np.ndarray) -> Held:
    """Read the drums of a crowd in the same way."""
    held: Held = {}
    for place in np.flatnonzero(table != np.uint64(2**64 - 1)).tolist():
        drum = int(np.searchsorted(start, place, side="right")) - 1
        held[drum, place - int(start[drum])] = divmod(int(table[place]), 1 << 32)
    return held


def choice(
    firms: Firms, crowd: Crowd, *, drum: int, weighted: bool, key: int, name: int, own: int, stays: np.ndarray
) -> int:
    """Choose from the drum of a bucket, or of a cell where choice is not weighted: by lot, or among all; or nobody."""
    buckets, drums = crowd
    table, start = (drums.by_appeal, drums.appeal_start) if weighted else (drums.one_each, drums.each_start)
    first, size = int(start[drum]), int(start[drum + 1] - start[drum])
    for call in (0, 1):
        for word in words(np.uint64(key), np.array([name], np.uint64), np.uint64(call))[0].tolist():
            ticket = int(table[first + _number(word, size)])
            row = ticket & 0xFFFFFFFF
            if ticket != 2**64 - 1 and row != own and stays[row]:
                return row
    industries = buckets.counts.shape[1]
    begin, end = (drum, drum + 1) if weighted else (drum * industries, (drum + 1) * industries)
    members = buckets.row[buckets.start[begin] : buckets.start[end]]
    members = members[(members != own) & stays[members]]
    if len(members) == 0:
        return -1
    u = [uniforms(np.uint64(key), np.array([name], np.uint64), firms.identity[row])[0] for row in members]
    score = -np.log(u) * (np.exp(-firms.appeal[members]) if weighted else 1.0)
    return int(members[score.argmin()])


def slot_name(identity: int, slot: int) -> int:
    """Name a slot of a firm among those who draw."""
    return (int(identity) + (int(slot) + 1) * 0x9E3779B97F4A7C15) % 2**64
