"""Burning in: burn-ins of one replicate by what they are made from, so that every experiment can fork from them."""

from dataclasses import dataclass
from functools import lru_cache

from sim.results.burn_ins import BurnIns
from sim.results.keys import key_of, program_parts
from sim.scenario.arms import burn_in_of
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class KeptBurnIns:
    """The burn-ins of one replicate in a store, by scenario."""

    kept: BurnIns
    replicate: int
    keep: bool = True
    """Whether new burn-ins are kept, or only those that are there are used."""

    def read(self, scenario: Scenario) -> bytes | None:
        """Give the state that the burn-in of a scenario leaves, or None where it is not kept."""
        try:
            return _recent(self.kept, burn_in_key(scenario, self.replicate))
        except KeyError:
            return None

    def write(self, scenario: Scenario, state: bytes) -> None:
        """Keep the state that the burn-in of a scenario has left."""
        if not self.keep:
            return
        self.kept.write(burn_in_key(scenario, self.replicate), state)


@lru_cache(maxsize=2)
def _recent(kept: BurnIns, key: str) -> bytes:
    """Read a state, or give it again where the task before read the same; that there is none is not remembered."""
    state = kept.read(key)
    if state is None:
        raise KeyError(key)
    return state


def burn_in_key(scenario: Scenario, replicate: int) -> str:
    """Give the key of a burn-in: the hash of everything that it is made from."""
    parts = {"burn_in": burn_in_of(scenario), "seed": scenario.seed, "replicate": replicate, **program_parts()}
    return key_of(parts)
