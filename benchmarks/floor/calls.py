"""Calls of kernels as they happen in a step, kept with copies of everything that they were handed."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from sim.model.simulation import Simulation


@dataclass(frozen=True)
class Call:
    """One call of a kernel."""

    kernel: Callable[..., Any]
    arguments: tuple[Any, ...]
    """Copies, which no step touches."""

    @property
    def name(self) -> str:
        """Name of the kernel."""
        return self.kernel.__name__

    def leaves(self) -> dict[str, Any]:
        """Give every array and number by a name: that of the argument, and of each field of a tuple on the way."""
        names = inspect.signature(self.kernel.py_func).parameters  # pyright: ignore[reportFunctionMemberAccess]
        named = zip(names, self.arguments, strict=True)
        return {leaf: value for name, argument in named for leaf, value in _in(name, argument)}

    def copy(self) -> "Call":
        """Copy the call and every array."""
        return Call(self.kernel, _copied(self.arguments))

    def run(self) -> None:
        """Call the kernel, which writes into the arrays of this call."""
        self.kernel(*self.arguments)


def _in(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, tuple):
        yield name, value
        return
    fields = getattr(value, "_fields", None) or [str(k) for k in range(len(value))]
    for field, each in zip(fields, value, strict=True):
        yield from _in(f"{name}_{field}", each)


def _copied(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return np.array(value, order="C")
    if not isinstance(value, tuple):
        return value
    each = [_copied(one) for one in value]
    return type(value)(*each) if hasattr(value, "_fields") else tuple(each)


def calls_of_a_step(simulation: Simulation, kernels: dict[str, ModuleType]) -> dict[str, list[Call]]:
    """Let a simulation step, and keep the calls of some kernels.

    Args:
        simulation: Steps once.
        kernels: Module that calls each kernel, by the name under which it knows the kernel.
    """
    found: dict[str, list[Call]] = {name: [] for name in kernels}
    with _kept(kernels, found):
        simulation.step()
    return found


@contextmanager
def _kept(kernels: dict[str, ModuleType], found: dict[str, list[Call]]) -> Iterator[None]:
    before = {name: getattr(module, name) for name, module in kernels.items()}

    def keeping(name: str) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            found[name].append(Call(before[name], _copied(arguments)))
            return before[name](*arguments)

        return run

    for name, module in kernels.items():
        setattr(module, name, keeping(name))
    try:
        yield
    finally:
        for name, module in kernels.items():
            setattr(module, name, before[name])
