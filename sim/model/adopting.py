"""Adopting: which jurisdictions raised their rules, from whom; and how often regions might have."""

import numpy as np

from sim.model.yearbook import Yearbook
from sim.world.levels import DOMAINS
from sim.world.world import World

type Columns = dict[str, np.ndarray]


def adoption_events(world: World) -> Columns:
    """Tabulate the rules that rose in the last step, one row an event."""
    events, regions = world.adoptions, world.geography.regions
    return {
        "kind": _kind(events.taker, regions),
        "place": _place(events.taker, regions),
        "domain": _words(events.domain),
        "way": np.where(events.piloted, "piloted", "adopted").astype(object),
        "source_kind": _kind(events.source, regions),
        "source": _place(events.source, regions),
        "distance_km": np.where(events.piloted, 0.0, world.distances.place_place[events.taker, events.source]),
        "gap": events.gap,
        "gained": events.gained,
    }


def no_adoption_events() -> Columns:
    """Give the columns of events without an event."""
    words, numbers, values = np.zeros(0, object), np.zeros(0, np.int64), np.zeros(0)
    return {
        "kind": words, "place": numbers, "domain": words, "way": words, "source_kind": words, "source": numbers,
        "distance_km": values, "gap": values, "gained": values,
    }  # fmt: skip


def exposure(world: World, book: Yearbook) -> Columns:
    """Tabulate for each region and domain how long it saw more than it had, and under which integration."""
    regions, domains = book.at_risk.shape
    region, domain = np.divmod(np.arange(regions * domains), domains)
    steps = book.at_risk.ravel()
    mean = np.divide(book.integration.ravel(), steps, out=np.full(len(steps), np.nan), where=steps > 0.0)
    return {
        "region": region,
        "domain": _words(domain),
        "steps_at_risk": steps,
        "years_at_risk": steps / book.steps,
        "integration": mean,
    }


def _kind(jurisdiction: np.ndarray, regions: int) -> np.ndarray:
    return np.where(jurisdiction < regions, "region", "zone").astype(object)


def _place(jurisdiction: np.ndarray, regions: int) -> np.ndarray:
    return np.where(jurisdiction < regions, jurisdiction, jurisdiction - regions)


def _words(domain: np.ndarray) -> np.ndarray:
    return np.array(DOMAINS, dtype=object)[domain]
