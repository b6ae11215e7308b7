"""Drums: how one firm of a cell is chosen, at a cost that does not depend on how many there are.

A drum is a lottery. A firm has tickets in the drum of its cell and industry by its appeal, and one ticket in the drum
of its cell, in which all firms are alike. The number of a ticket follows from the firm's identity; where two tickets
have one number, the smaller lot holds it. Who chooses draws numbers until one is held by somebody. So one firm more
or less changes only the choices that fall on it, as with a rendezvous among all members, which is what is left to do
when every number drawn was in vain.

Source: the lottery is the rejection sampling of Shrivastava (2016), "Simple and efficient weighted minwise hashing",
NIPS 29, on a table of hashed numbers; the rendezvous is Thaler & Ravishankar (1998), IEEE/ACM Trans. Networking 6(1).
"""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import inlined, kernel, part
from sim.kernels.draws import four_words, philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm

u32 = np.uint32
u64 = np.uint64
EMPTY = u64(0xFFFFFFFFFFFFFFFF)
"""What stands at a number that nobody holds."""

TICKETS_PER_APPEAL = 0.5
"""Tickets to expect for each unit of appeal."""

FEWEST_NUMBERS = 4
"""Numbers of the smallest drum."""

DRAWS = 2
"""Calls of four numbers each that a chooser draws before it asks everybody."""

BLOCK = 1024
"""Firms whose tickets are drawn at once."""


class Drums(NamedTuple):
    """The drums of a step; C cells, S industries."""

    by_appeal: np.ndarray
    """64-bit (lot, row) of the ticket that holds each number, drum after drum."""
    appeal_start: np.ndarray
    """(C * S + 1,) where the drum of cell * S + industry begins."""
    one_each: np.ndarray
    """As `by_appeal`, for the drums of cells."""
    each_start: np.ndarray
    """(C + 1,) where the drum of a cell begins."""


@inlined
def place_of(first, size, word):
    """Give where the number stands that a 32-bit word draws from a drum."""
    return u64(first) + ((u64(word) * u64(size)) >> u64(32))


@inlined
def _hand_in(table, first, size, number, lot, row):
    """Let a ticket hold its number, unless a smaller lot does."""
    place = place_of(first, size, number)
    ticket = (u64(lot) << u64(32)) | u64(row)
    table[place] = min(table[place], ticket)


@kernel
def fill_drums(start, stop, heads, members, identity, appeal, key, drums, industries):
    """Fill the drums of the cells whose first firm is one of the sorted firms start to stop.

    Args:
        start: First of the sorted firms.
        stop: Firm after the last.
        heads: (C * S + 1,) where each bucket begins.
        members: Rows of firms by bucket.
        identity: (n,) identities.
        appeal: (n,) log appeal.
        key: Key of the draws.
        drums: Empty drums, filled.
        industries: Number of industries, S.
    """
    by_appeal, appeal_start, one_each, each_start = drums
    first, last = _whole_cells(start, stop, heads, industries)
    a, b = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    c, d = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    home, row = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int32)
    who, tickets = np.empty(BLOCK, np.uint64), np.empty(BLOCK)
    more, names = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint64)
    first_of, size_of = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    bucket = first * industries
    for begin in range(heads[first * industries], heads[last * industries], BLOCK):
        size = min(BLOCK, heads[last * industries] - begin)
        for t in range(size):
            while heads[bucket + 1] <= begin + t:
                bucket += 1
            home[t] = bucket
            i = members[begin + t]
            row[t] = i
            who[t] = identity[i]
            tickets[t] = appeal[i]
        for t in range(size):
            a[t], b[t], c[t], d[t] = philox(key, who[t], u64(0))
        for t in range(size):
            tickets[t] = TICKETS_PER_APPEAL * exponential(tickets[t]) + word_fraction(a[t])
        for t in range(size):
            cell = home[t] // industries
            _hand_in(one_each, each_start[cell], each_start[cell + 1] - each_start[cell], d[t], c[t], row[t])
        listed = 0
        for t in range(size):
            more[listed] = t
            listed += 1 if tickets[t] >= 1.0 else 0
        for n in range(listed):
            t = more[n]
            first_of[t], size_of[t] = appeal_start[home[t]], appeal_start[home[t] + 1] - appeal_start[home[t]]
            _hand_in(by_appeal, first_of[t], size_of[t], b[t], c[t], row[t])
        # Two further tickets to each call, and only those who have more go on to the next.
        call = u64(0)
        while listed > 0:
            left, call = 0, call + u64(1)
            for n in range(listed):
                more[left] = more[n]
                left += 1 if tickets[more[n]] >= 2.0 * np.float64(call) else 0
            listed = left
            for n in range(listed):
                names[n] = who[more[n]]
            for n in range(listed):
                a[n], b[n], c[n], d[n] = philox(key, names[n], call)
            for n in range(listed):
                t = more[n]
                _hand_in(by_appeal, first_of[t], size_of[t], a[n], b[n], row[t])
                if tickets[t] >= 2.0 * np.float64(call) + 1.0:
                    _hand_in(by_appeal, first_of[t], size_of[t], c[n], d[n], row[t])


@part
def _whole_cells(start, stop, heads, industries):
    """Give the cells (first, after the last) whose first firm is one of the sorted firms start to stop."""
    cells = (heads.size - 1) // industries
    first = 0
    while first < cells and heads[first * industries] < start:
        first += 1
    last = first
    while last < cells and heads[last * industries] < stop:
        last += 1
    return first, last


@inlined
def holder(table, first, size, word, own):
    """Give the row of the firm that holds a number, -1 where it is nobody or the chooser itself."""
    ticket = table[place_of(first, size, word)]
    row = np.int32(u32(ticket & u64(0xFFFFFFFF)))
    return np.int32(-1) if (ticket == EMPTY) | (row == np.int32(own)) else row


@part
def drawn(table, first, size, key, name, call, own, stays):
    """Draw the four numbers of a call; give the first holder who `stays` (n,), -1 where there is none."""
    a, b, c, d = four_words(key, name, u64(call))
    for word in (a, b, c, d):
        row = holder(table, first, size, word, own)
        if row >= 0 and stays[row]:
            return row
    return -1


@part
def elected(members, begin, end, identity, appeal, weighted, key, name, own, stays):
    """Choose among all of members[begin:end] who stay by rendezvous: the smallest exponential draw over appeal.

    Returns:
        A row, -1 where nobody stays but the chooser itself.
    """
    best, found = np.inf, -1
    for k in range(begin, end):
        row = members[k]
        if row != own and stays[row]:
            score = -logarithm(uniform(key, name, identity[row]))
            if weighted:
                score *= exponential(-appeal[row])
            if score < best:
                best, found = score, row
    return found


@inlined
def chosen(
    table, first, size, begin, end, members, identity, appeal, weighted, key, name, call, own, stays
):
    """Choose a firm from a drum, from a call on; among all of members[begin:end] where every number was in vain.

    Returns:
        A row, -1 where nobody stays but the chooser itself.
    """
    row = -1
    while row < 0 and call < DRAWS:
        row = drawn(table, first, size, key, name, call, own, stays)
        call += 1
    return row if row >= 0 else elected(members, begin, end, identity, appeal, weighted, key, name, own, stays)
