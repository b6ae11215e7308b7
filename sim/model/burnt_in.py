"""What a burn-in leaves, as bytes: the state of an economy at the fork, from which worlds can go on elsewhere."""

import io
import pickle
from typing import Any

from sim.basis.luck import Luck
from sim.basis.team import Team
from sim.model.simulation import Simulation
from sim.scenario.levels import policy_path
from sim.scenario.schema import Scenario

ARRAYS = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
}
"""What arrays are made of; nothing else from outside the package has a place in a state."""


def freeze(simulation: Simulation) -> bytes:
    """Give the state of a simulation at the fork as bytes."""
    return pickle.dumps((simulation.world, simulation.clock, simulation.fit), protocol=5)


def thaw(state: bytes, scenario: Scenario, *, replicate: int, threads: int) -> Simulation:
    """Give a simulation that goes on from a state, bit for bit as the one that was frozen.

    Args:
        state: What `freeze` gave.
        scenario: A scenario that shares the burn-in.
        replicate: Replicate of the burn-in.
        threads: Threads for loops over firms; they change no result.
    """
    world, clock, fit = _Reader(io.BytesIO(state)).load()
    simulation = Simulation(
        scenario=scenario,
        path=policy_path(scenario, world.geography),
        world=world,
        clock=clock,
        luck=Luck(scenario.seed, replicate),
        team=Team(threads),
    )
    simulation.fit = fit
    return simulation


class _Reader(pickle.Unpickler):
    """Reads tables and arrays of the model, and refuses everything else: a state may come from another's folder."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) in ARRAYS:
            return super().find_class(module_name, global_name)
        if module_name.startswith("sim.") and "." not in global_name:
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} has no place in a burn-in")
