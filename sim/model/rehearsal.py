"""A rehearsal: the largest kernels of a step, called in a small world in another order than a run calls them.

Kernels are compiled when they are first called, one after the other. A second process that begins with those that a run
comes to last shortens the wait: what it has compiled by then is read from the cache.
"""

import numpy as np

from sim.basis.clock import Clock
from sim.basis.luck import Luck
from sim.basis.team import Team
from sim.economy import chain, sites
from sim.model.founding import found_world, map_of
from sim.model.schedule import SCHEDULE, Moment
from sim.scenario.levels import policy_path
from sim.scenario.schema import Scenario


def rehearse(scenario: Scenario) -> None:
    """Learn, compare sites, mend links and turn over in a world whose firms supply themselves; it comes to nothing."""
    moment = _a_moment_without_a_past(scenario)
    world, luck, team, clock = moment.world, moment.luck, moment.team, moment.clock
    process = {each.name: each.run for each in SCHEDULE}
    process["regime"](moment)
    world.crowd = chain.gather_crowd(world=world, clock=clock, luck=luck, team=team)
    process["learning"](moment)
    siting = sites.terms_of_siting(world=world, parameters=scenario.sites, clock=clock, luck=luck, team=team)
    rows = np.arange(10, dtype=np.int32)
    sites.compare(world=world, who=world.firms.identity[rows], row=rows, siting=siting, team=team)
    chain.mend(world=world, stays=world.firms.alive, clock=clock, luck=luck, team=team)
    process["turnover"](moment)


def _a_moment_without_a_past(scenario: Scenario) -> Moment:
    luck = Luck(scenario.seed, 0)
    geography = map_of(scenario, luck)
    levels = policy_path(scenario, geography).before
    world = found_world(scenario=scenario, geography=geography, levels=levels, luck=luck)
    world.firms.suppliers[:] = np.arange(world.firms.rows, dtype=np.int32)[:, None]
    return Moment(
        world=world, scenario=scenario, levels=levels, clock=Clock(0, scenario.steps_per_year), luck=luck, team=Team(),
        settling=False,
    )  # fmt: skip
