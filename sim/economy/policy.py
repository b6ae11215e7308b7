"""Policy: jurisdictions pilot higher standards, regions adopt what carries to them.

Distance sets how far experience carries, not only how soon: a region can take over at most K(d) * maturity of what it
sees, K falling with distance.

Source: facts C16 and C16b for the hazards; the form is the model design's, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Integers, Mask, PerZone
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.economy.deciding import note_adoptions, note_pilots
from sim.kernels.elementary import exponentials
from sim.world.adoptions import Adoptions
from sim.world.world import World


class PolicyParameters(Parameters):
    """How rules mature and spread."""

    pilot_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("feasibility study")] = 0.25
    """Rate at which a fully open jurisdiction pilots a higher standard in a domain."""
    notch: Annotated[Share, Unit("maturity"), Source("feasibility study")] = 0.1
    """How much one pilot raises maturity."""
    region_maturity: Annotated[Share, Unit("maturity"), Source("feasibility study")] = 0.3
    """Maturity of a region at the start, every domain."""
    zone_maturity: Annotated[Share, Unit("maturity"), Source("feasibility study")] = 0.6
    """Maturity of a zone on designation, every domain."""
    voluntary: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("fact C16b")] = 0.01
    """Hazard of adopting without coordination."""
    pushed: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("fact C16")] = 0.6
    """Hazard of adopting with full coordination."""
    adopted_share: Annotated[Share, Unit("share"), Source("assumption")] = 0.25
    """Share of the gap to what can be carried over that one adoption closes."""
    experience_km: Annotated[Positive, Unit("km"), Source("assumption")] = 300.0
    """Distance over which the part of an experience that carries falls by a factor of e."""
    lapse: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("assumption")] = 0.5
    """Rate at which the maturity of a withdrawn zone decays to its host's."""


PILOTS = Purpose("whether a jurisdiction pilots a higher standard in a domain")
ADOPTS = Purpose("whether a region adopts rules in a domain")


def pilot(*, world: World, parameters: PolicyParameters, urgency: PerZone, clock: Clock, luck: Luck) -> None:
    """Let jurisdictions pilot higher standards, one notch a time, up to their benchmark.

    Changes `world.maturity` and begins `world.adoptions` of the step.

    Args:
        world: Maturity, openness and benchmarks are read.
        parameters: Rate and notch.
        urgency: (Z,) how many times faster a zone pilots.
        clock: The step.
        luck: One draw per jurisdiction and domain.
    """
    places = world.places
    present = np.concatenate([np.ones(world.geography.regions), places.active * urgency])
    rate = parameters.pilot_rate * places.openness * present
    chance = -np.expm1(-rate * clock.years)
    happens = _draws(luck, PILOTS, clock, world.maturity.shape) < chance[:, None]
    if world.decisions is not None:
        note_pilots(world=world, happens=happens)
    before, benchmark = world.maturity, places.levels.benchmark
    world.maturity = piloted(maturity=before, benchmark=benchmark, happens=happens, notch=parameters.notch)
    world.adoptions = Adoptions.none(world.geography.regions, before.shape[1])
    taker, domain = np.nonzero(world.maturity > before)
    gap, gained = benchmark - before, world.maturity - before
    world.adoptions.add(
        taker=taker, domain=domain, source=taker, gap=gap[taker, domain], gained=gained[taker, domain]
    )


def piloted(*, maturity: Floats, benchmark: Floats, happens: Mask, notch: float) -> Floats:
    """Raise maturity by a notch where a pilot happens, never beyond the benchmark and never down.

    Args:
        maturity: (J, D) by jurisdiction and domain.
        benchmark: (J, D) target.
        happens: (J, D) whether a pilot happens.
        notch: Rise of one pilot.
    """
    raised = np.minimum(maturity + notch, np.maximum(benchmark, maturity))
    return np.where(happens, raised, maturity)


def adopt(*, world: World, parameters: PolicyParameters, clock: Clock, luck: Luck) -> None:
    """Let regions adopt what they see at zones and at other regions. Changes `world.maturity` of regions.

    Notes in `world.adoptions` who adopted from whom, and who might have.
    """
    regions = world.geography.regions
    seen, source = most_seen(
        maturity=world.maturity,
        carries=what_carries(world=world, experience_km=parameters.experience_km),
    )
    integration = world.places.levels.integration[np.arange(regions)[:, None], source]
    hazard = parameters.voluntary + integration * (parameters.pushed - parameters.voluntary)
    draws = _draws(luck, ADOPTS, clock, (regions, world.maturity.shape[1]))
    own = world.maturity[:regions].copy()
    adopts = (draws < -np.expm1(-hazard * clock.years)) & (seen > own)
    world.maturity[:regions] = np.where(adopts, own + parameters.adopted_share * (seen - own), own)
    world.adoptions.at_risk, world.adoptions.integration = seen > own, integration
    if world.decisions is not None:
        note_adoptions(world=world, adopts=adopts, source=source)
    taker, domain = np.nonzero(adopts)
    world.adoptions.add(
        taker=taker, domain=domain, source=source[taker, domain], gap=(seen - own)[taker, domain],
        gained=(world.maturity[:regions] - own)[taker, domain],
    )  # fmt: skip


def what_carries(*, world: World, experience_km: float) -> Floats:
    """Give (R, J) the share of the maturity of j that region r can take over: K(d), 0 where there is nothing to see.

    A zone that is not active or lies behind a closed gate shows nothing; a twinned zone counts as near.
    """
    regions = world.geography.regions
    near = exponentials(-world.distances.place_place[:regions] / experience_km)
    near[:, regions:] = np.where(world.places.levels.twinned[:regions], 1.0, near[:, regions:])
    near[:, regions:] *= (world.places.active & ~world.places.levels.behind("policy"))[None, :]
    near[np.arange(regions), np.arange(regions)] = 0.0
    return near


def most_seen(*, maturity: Floats, carries: Floats) -> tuple[Floats, Integers]:
    """Give what a region can take over at most in each domain, and where it sees it: zones first, then regions.

    Args:
        maturity: (J, D).
        carries: (R, J) share of the maturity of j that reaches r.

    Returns:
        (R, D) largest carried maturity; (R, D) jurisdiction it comes from.
    """
    regions = len(carries)
    carried = carries[:, :, None] * maturity[None, :, :]
    zones_first = np.concatenate([carried[:, regions:], carried[:, :regions]], axis=1)
    source = zones_first.argmax(axis=1)
    zones = carried.shape[1] - regions
    return zones_first.max(axis=1), np.where(source < zones, source + regions, source - zones)


def lapse(*, world: World, parameters: PolicyParameters, clock: Clock) -> None:
    """Let the maturity of withdrawn zones decay to their hosts'. Changes `world.maturity` of zones.

    A zone that was never active has its host's maturity.
    """
    regions, hosts = world.geography.regions, world.geography.zone_host
    zones = world.maturity[regions:]
    share = np.where(world.zones.serviced, clock.chance(parameters.lapse), 1.0)
    share = np.where(world.places.active, 0.0, share)[:, None]
    world.maturity[regions:] = zones + share * (world.maturity[:regions][hosts] - zones)


def _draws(luck: Luck, purpose: Purpose, clock: Clock, shape: tuple[int, ...]) -> Floats:
    who = np.arange(shape[0], dtype=np.uint64)
    return np.stack([luck.uniforms(purpose, clock.step, who, other=domain) for domain in range(shape[1])], axis=1)
