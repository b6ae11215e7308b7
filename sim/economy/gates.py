"""Gates: what may pass between the lots of zones and the land around them, channel by channel.

Through an open gate everything passes that coordination lets pass. Behind a closed one, in the channel that is closed:
firms do not meet across it (`chain`, `learning`), nobody outside sees the rules tried inside (`policy`), no firm and no
newborn chooses a site across it, and people move as if the zones had no status (`mobility`). Goods always pass: what
comes of them alone is the market. All lots behind gates lie on one side together, so two zones meet as before.

Source: model design, section 5, channels.
"""

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask
from sim.world.world import World

OUTSIDE, INSIDE = 0, 1
"""Sides of the gates; with open gates all is outside."""


def chances_to_meet(*, linkage: Floats, ruler: Integers, regions: int, stranger: float, enclave: float) -> Floats:
    """Give (J, J) the chance that two firms of these jurisdictions meet: 1 within one, else by industry linkage.

    Args:
        linkage: (J, J) industry linkage.
        ruler: (J,) whose rules hold in each jurisdiction.
        regions: Number of regions; zones stand behind them.
        stranger: Chance to meet without any coordination.
        enclave: Chance that a zone's gate keeps two firms from meeting without any coordination.
    """
    chance = stranger + (1.0 - stranger) * linkage
    is_zone = np.arange(len(linkage)) >= regions
    gate = is_zone[:, None] != is_zone[None, :]
    chance = np.where(gate, chance * (1.0 - enclave * (1.0 - linkage)), chance)
    np.fill_diagonal(chance, 1.0)
    return np.ascontiguousarray(chance[np.ix_(ruler, ruler)])


def shut(chance: Floats, *, behind: Mask) -> Floats:
    """Let nobody meet across closed gates.

    Args:
        chance: (J, J) chance that two firms meet.
        behind: (Z,) zones whose lots lie behind them.
    """
    inside = np.concatenate([np.zeros(len(chance) - len(behind), np.bool_), behind])
    return np.where(inside[:, None] == inside[None, :], chance, 0.0)


def sides(world: World, channel: str) -> Integers:
    """Give (sites,) on which side of a channel's gates each site lies: `OUTSIDE` or `INSIDE`."""
    zone = world.geography.site_zone
    side = np.zeros(len(zone), np.int64)
    side[zone >= 0] = world.places.levels.behind(channel)[zone[zone >= 0]]
    return side


def closed(world: World, channel: str) -> bool:
    """Tell whether a gate is closed to a channel anywhere."""
    return bool(world.places.levels.behind(channel).any())
