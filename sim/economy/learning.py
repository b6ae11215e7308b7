"""Learning: productivity drifts, is shocked, and spreads between firms that meet.

Two firms meet as partners of the chain, in a cell, or at a displacement; the worse gains psi * D * exp(-D / absorption)
at a gap D. A firm of an open place meets the world frontier. A foreign firm teaches those who supply it, at a rate of
its own and by the same law (decision 0015). Nobody passes the frontier.

Source: Cohen & Levinthal (1990), Administrative Science Quarterly 35(1), for absorptive capacity; Alvarez, Buera &
Lucas (2008), NBER 14135, for meetings; Javorcik (2004), American Economic Review 94(3), and Blalock & Gertler (2008),
J. International Economics 74(2), for foreign customers; the form is the model design's, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import PerPlace, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.basis.team import Team
from sim.economy.appeal import AppealParameters
from sim.economy.deciding import note_lessons, note_meetings
from sim.economy.world_market import world_prices
from sim.kernels import meeting as meetings
from sim.kernels.instructing import Instruction, instruct
from sim.kernels.shocking import shock
from sim.world.in_force import Places
from sim.world.world import World


class LearningParameters(Parameters):
    """How productivity moves."""

    meeting_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("feasibility study")] = 0.4
    """Rate at which a firm meets another; times openness, the rate at which it meets the world frontier."""
    meeting_km: Annotated[Positive, Unit("km"), Source("assumption")] = 20.0
    """Distance over which the density of firms met at a displacement falls by a factor of e."""
    gain: Annotated[Share, Unit("share"), Source("assumption; judged by facts C8, C13 and C18")] = 0.1
    """Share of a small gap that a meeting closes, psi."""
    teaching_rate: Annotated[
        NonNegative, Field(le=12.0), Unit("1/year"), Source("Javorcik 2004; Blalock & Gertler 2008; judged by fact C13")
    ] = 1.0
    """Rate at which a foreign firm teaches each of its suppliers, over and above meetings by chance."""
    absorption: Annotated[Positive, Unit("log points"), Source("feasibility study")] = 2.0
    """Gap over which the capacity to absorb falls by a factor of e."""
    stranger_encounter: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.4
    """Chance that a meeting across jurisdictions or the gate comes about without any coordination, c0."""
    chain_share: Annotated[Share, Unit("share"), Source("model design")] = 0.5
    """Share of meetings with a partner of the supply chain."""
    cell_share: Annotated[Share, Unit("share"), Source("model design")] = 0.25
    """Share of meetings with a firm of the same cell; what is left goes to a firm at a displacement."""
    shock: Annotated[
        NonNegative, Field(le=1.0), Unit("log points per square root of a year"), Source("feasibility study")
    ] = 0.06
    """Standard deviation of productivity shocks over a year."""
    frontier_growth: Annotated[float, Field(ge=-0.1, le=0.2), Unit("1/year"), Source("feasibility study")] = 0.02
    """Growth of log productivity at the world frontier."""
    frontier_lead: Annotated[
        NonNegative, Field(le=5.0), Unit("log points"), Source("calibrated on baseline: docs/calibration.md; fact C8")
    ] = 1.53
    """Lead of the world frontier over the mean firm at the start."""
    closing_pace: Annotated[float, Field(ge=-0.1, le=0.1), Unit("log points a year"), Source("feasibility study")] = (
        0.005
    )
    """Pace at which the gap to the frontier closes without zones; the drift g is solved for it in the burn-in."""


SHOCK = Purpose("shocks to the productivity and the appeal of a firm")
HAPPENS = Purpose("whether and how a firm meets another or the world frontier")
WHERE = Purpose("the cell in which a firm meets another at a displacement")
WHOM = Purpose("the firm that is met in a cell")
MEETS = Purpose("whether a meeting across a border or a gate comes about")
INSTRUCTS = Purpose("whether a foreign customer teaches the supplier of a slot")
CROSSES = Purpose("whether a foreign customer teaches a supplier across a border or a gate")


def drift_and_shock(
    *,
    world: World,
    parameters: LearningParameters,
    appeal: AppealParameters,
    clock: Clock,
    luck: Luck,
    team: Team,
) -> None:
    """Let productivity drift and be shocked, and appeal follow Gibrat's law. Changes `world.firms`."""
    firms = world.firms
    team.each(
        shock, firms.rows, firms.alive, firms.identity, firms.productivity, firms.appeal, luck.key(SHOCK, clock.step),
        world.drift * clock.years, clock.spread(parameters.shock), world.market.frontier,
        appeal.downward_drift * clock.years, clock.spread(appeal.volatility), appeal.highest,
    )  # fmt: skip


def meet(*, world: World, parameters: LearningParameters, clock: Clock, luck: Luck, team: Team) -> None:
    """Let firms meet and the worse of two learn. Changes `world.firms.productivity`."""
    firms, crowd = world.firms, world.crowd
    if crowd is None:
        raise RuntimeError("nobody has been gathered in this step: search for suppliers first")
    totals = crowd.buckets.counts.sum(axis=1)
    terms = _terms_of_meeting(world, parameters, totals, clock, luck)
    gains = np.empty(firms.rows)
    openness = frontier_openness(places=world.places)[world.places.site_place]
    taught, lessons = team.listed(
        meetings.meet, firms.rows, firms.alive, firms.identity, firms.appeal, firms.industry, firms.site,
        firms.suppliers, world.shares.slot_count, totals, *crowd, world.terrain, world.places.rules, terms, openness,
        firms.productivity, gains,
    )  # fmt: skip
    if world.decisions is not None:
        met = whom_they_meet(world=world, terms=terms, totals=totals, team=team)
        note_meetings(world=world, met=met, happens=HAPPENS, chance=terms.chance, luck=luck, step=clock.step)
    meetings.teach(taught, lessons, gains)
    if parameters.teaching_rate > 0.0:
        suppliers, lessons = lessons_of_customers(
            world=world, parameters=parameters, clock=clock, luck=luck, team=team
        )
        meetings.teach(suppliers, lessons, gains)
    team.each(meetings.learn, firms.rows, firms.productivity, gains, world.market.frontier)


def lessons_of_customers(
    *, world: World, parameters: LearningParameters, clock: Clock, luck: Luck, team: Team
) -> tuple[np.ndarray, ...]:
    """Give the rows of suppliers whom a foreign customer teaches in a step, and what each learns.

    Where decisions are recorded they are noted in `world.decisions`; nothing else changes.
    """
    firms = world.firms
    terms = Instruction(
        chance=clock.chance(parameters.teaching_rate),
        encounter=world.places.encounters.learning,
        gain=parameters.gain,
        absorption=parameters.absorption,
        instructs=luck.key(INSTRUCTS, clock.step),
        crosses=luck.key(CROSSES, clock.step),
    )
    if world.decisions is not None:
        note_lessons(
            world=world, instructs=INSTRUCTS, crosses=CROSSES, chance=terms.chance, encounter=terms.encounter,
            luck=luck, step=clock.step,
        )  # fmt: skip
    return team.listed(
        instruct, firms.rows, firms.alive, firms.foreign, firms.identity, firms.industry, firms.site, firms.suppliers,
        world.shares.slot_count, world.places.rules.standing, terms, firms.productivity,
    )  # fmt: skip


def whom_they_meet(*, world: World, terms: meetings.Meetings, totals: np.ndarray, team: Team) -> Rows:
    """Give (n,) the row of the firm that each firm meets in a step, -1 where it meets none; changes nothing.

    The kernel tells what is learnt, not from whom. So it is asked once more, as if each firm knew its row and passed on
    all that it is ahead: then what is learnt is the difference of two rows.
    """
    firms, crowd = world.firms, world.crowd
    if crowd is None:
        raise RuntimeError("nobody has been gathered in this step: search for suppliers first")
    row = np.arange(firms.rows, dtype=np.float64)
    ahead = np.empty(firms.rows)
    taught, lessons = team.listed(
        meetings.meet, firms.rows, firms.alive, firms.identity, firms.appeal, firms.industry, firms.site,
        firms.suppliers, world.shares.slot_count, totals, *crowd, world.terrain, world.places.rules,
        terms._replace(gain=1.0, absorption=np.inf, frontier_chance=0.0),
        np.zeros(world.geography.sites), row, ahead,
    )  # fmt: skip
    met = np.where(ahead > 0.0, row + ahead, -1.0)
    # Who taught is listed by whom it taught and by how many rows it stands behind that.
    met[(taught + lessons).astype(np.int64)] = taught
    return met.astype(np.int32)


def frontier_openness(*, places: Places) -> PerPlace:
    """Give (J,) openness of places towards the world frontier: their openness, times what a scenario says of zones."""
    visits = places.levels.visits
    if visits is None:
        return places.openness
    regions = len(places.openness) - len(visits)
    return np.concatenate([places.openness[:regions], places.openness[regions:] * visits])


def _terms_of_meeting(
    world: World, parameters: LearningParameters, totals: np.ndarray, clock: Clock, luck: Luck
) -> meetings.Meetings:
    chance = clock.chance(parameters.meeting_rate)
    return meetings.Meetings(
        chance=chance,
        frontier_chance=chance,
        chain_share=parameters.chain_share,
        cell_share=parameters.cell_share,
        scale_km=parameters.meeting_km,
        encounter=world.places.encounters.learning,
        gain=parameters.gain,
        absorption=parameters.absorption,
        frontier=world.market.frontier,
        radii=world.radii,
        typical=float((totals**2).sum() / max(totals.sum(), 1)),
        happens=luck.key(HAPPENS, clock.step),
        where=luck.key(WHERE, clock.step),
        whom=luck.key(WHOM, clock.step),
        meets=luck.key(MEETS, clock.step),
    )


def advance_frontier(*, world: World, parameters: LearningParameters, clock: Clock) -> None:
    """Let the world frontier grow. Changes `world.market.frontier` and world prices."""
    world.market.frontier += parameters.frontier_growth * clock.years
    world.market.price = world_prices(
        inputs=world.shares.inputs, imports=world.shares.imports, frontier=world.market.frontier
    )
