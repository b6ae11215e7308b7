"""The choice of one firm of a cell: a lottery of numbered tickets, and where every draw was in vain, everybody.

A firm's tickets have numbers that follow from its identity; of two tickets with one number the smaller lot holds it.
Who chooses draws numbers until one is held by somebody. So one firm more or less changes only the choices that fall
on it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.basis.singly import Draws, exp, log
from sim.reference.purposes import TICKETS

if TYPE_CHECKING:
    from sim.reference.firm import Firm
    from sim.reference.model import PlainModel

TICKETS_PER_APPEAL = 0.5
"""Tickets to expect for each unit of appeal."""

FEWEST_NUMBERS = 4
"""Numbers of the smallest drum."""

CALLS = 2
"""Calls of four numbers each that a chooser draws before it asks everybody."""


class Drum:
    """A drum of numbers, each held by one ticket or by none."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._holders: dict[int, tuple[int, Firm]] = {}

    def empty(self) -> None:
        """Take all tickets out."""
        self._holders.clear()

    def hand_in(self, word: int, lot: int, firm: "Firm") -> None:
        """Let a ticket hold its number, unless one with a smaller lot does.

        Args:
            word: 32 bits from which the number follows.
            lot: 32 bits.
            firm: Whose ticket it is.
        """
        number = word * self.size >> 32
        if number not in self._holders or lot < self._holders[number][0]:
            self._holders[number] = lot, firm

    def holder(self, word: int) -> "Firm | None":
        """Give the firm that holds a number, none where nobody does."""
        ticket = self._holders.get(word * self.size >> 32)
        return ticket[1] if ticket else None


def size_of_drum(tickets: float) -> int:
    """Give how many numbers a drum has for the tickets to expect when the world is founded."""
    return max(FEWEST_NUMBERS, round(tickets))


def make_drums(model: "PlainModel") -> None:
    """Make the drums of every cell as large as the tickets to expect of the firms that stand there now."""
    for cell in model.map.cells:
        cell.drum = Drum(size_of_drum(cell.count_all()))
        cell.drums = [
            Drum(size_of_drum(sum(TICKETS_PER_APPEAL * exp(firm.appeal) for firm in firms))) for firms in cell.firms
        ]


def fill_drums(model: "PlainModel", step: int) -> None:
    """Let every firm hand in its tickets where it stands: one in the drum of all, by appeal in that of its industry."""
    tickets = Draws(model.luck, TICKETS, step)
    for cell in model.map.cells:
        cell.drum.empty()
        for drum in cell.drums:
            drum.empty()
    for firm in model.firms:
        cell = firm.site.cell
        a, b, c, d = tickets.words(firm.identity)
        cell.drum.hand_in(d, c, firm)
        count = int(TICKETS_PER_APPEAL * exp(firm.appeal) + fraction_of(a))
        drum = cell.drums[firm.industry.number]
        if count >= 1:
            drum.hand_in(b, c, firm)
        for ticket in range(1, count, 2):
            a, b, c, d = tickets.words(firm.identity, (ticket + 1) // 2)
            drum.hand_in(a, b, firm)
            if ticket + 1 < count:
                drum.hand_in(c, d, firm)


def fraction_of(word: int) -> float:
    """Give the number in (0, 1) that 32 bits stand for."""
    return (word + 0.5) * 2.0**-32


def choose(
    draws: Draws, name: int, drum: Drum, everybody: "Iterable[Firm]", *, but: "Firm", by_appeal: bool
) -> "Firm | None":
    """Choose a firm of a cell that is still there.

    Args:
        draws: The chooser's luck.
        name: Names who chooses.
        drum: Drum from which numbers are drawn.
        everybody: Firms that are asked where every number was drawn in vain.
        but: Who chooses, and does not choose itself.
        by_appeal: Whether firms weigh by their appeal, or are all alike.
    """
    for call in range(CALLS):
        for word in draws.words(name, call):
            firm = drum.holder(word)
            if firm is not None and firm is not but and firm.stays:
                return firm
    others = [firm for firm in everybody if firm is not but and firm.stays]
    return elect(draws, name, others, by_appeal=by_appeal)


def elect(draws: Draws, name: int, members: "Iterable[Firm]", *, by_appeal: bool) -> "Firm | None":
    """Choose among all members by rendezvous: the smallest exponential draw over appeal; none where there are none."""
    return min(members, key=lambda firm: _score(draws, name, firm, by_appeal=by_appeal), default=None)


def _score(draws: Draws, name: int, firm: "Firm", *, by_appeal: bool) -> float:
    """Draw an exponential number for a pair of chooser and member, over appeal: the smallest is chosen."""
    return -log(draws.uniform(name, firm.identity)) / (exp(firm.appeal) if by_appeal else 1.0)
