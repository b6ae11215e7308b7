"""Fingerprints: what a schedule of one's own does, as one hash, so that its worlds are never taken for others.

A process is told by its code and by everything that its code reaches: defaults, what it closes over, functions and
values that it names, and theirs. Files of the package count by their parsed code, files of the user by their bytes, an
installed library by its version. What cannot be told is refused: a hash that overlooks something would let a world that
another rule has made pass for the new one.
"""

import dis
import hashlib
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from importlib import metadata
from pathlib import Path
from types import (
    BuiltinFunctionType,
    CodeType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodType,
    ModuleType,
)
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import BaseModel

from sim.basis.errors import ScheduleError
from sim.results.keys import FLOORS, code_hash

if TYPE_CHECKING:
    from sim.model.schedule import Process, Schedule

OPAQUE = (np.ufunc, type(np.mean))
"""Functions of NumPy that are no Python code; they are told by name and version."""

PLAIN = (int, float, complex, str, bytes, bool, type(None), type(Ellipsis), np.generic)
"""Values that are told by how they are written."""


def fingerprint(schedule: "Schedule") -> str:
    """Give the hash of a schedule: its processes in order, with everything that their code reaches.

    Raises:
        ScheduleError: A process reaches something that cannot be told from another.
    """
    told = hashlib.sha256()
    for process in schedule:
        told.update(f"\nprocess {process.name}\n".encode())
        for line in _Reader(process).lines():
            told.update(line.encode() + b"\n")
    return told.hexdigest()


class _Reader:
    """Reads what a process is made of; what was read is not read again."""

    def __init__(self, process: "Process") -> None:
        self.process = process
        self.seen: dict[int, tuple[int, Any]] = {}

    def lines(self) -> Iterator[str]:
        yield from self.told("the process", self.process.run)

    def told(self, name: str, value: Any) -> Iterator[str]:
        """Tell a value by its name, line by line."""
        if isinstance(value, PLAIN):
            yield f"{name}: {type(value).__name__} {value!r}"
            return
        if id(value) in self.seen:
            yield f"{name}: as told in {self.seen[id(value)][0]}"
            return
        self.seen[id(value)] = len(self.seen), value
        yield f"{name}: {type(value).__name__}"
        yield from self._told(name, value)

    def _told(self, name: str, value: Any) -> Iterator[str]:  # noqa: PLR0912  # one kind of value after the other
        match value:
            case ModuleType():
                yield from self._module(value.__name__)
            case FunctionType():
                yield from self._function(name, value)
            case MethodType():
                yield from self.told(name, value.__func__)
                yield from self.told(f"{name}.self", value.__self__)
            case CodeType():
                yield from self._code(name, value)
            case np.ndarray() if value.dtype != object:
                yield f"{value.dtype} {value.shape} {hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest()}"
            case BaseModel():
                yield from self._class(type(value))
                yield value.model_dump_json()
            case Mapping():
                for key in value:
                    yield from self.told(f"{name}[{key!r}]", value[key])
            case tuple() | list():
                for number, each in enumerate(value):
                    yield from self.told(f"{name}[{number}]", each)
            case Set():
                yield from sorted(line for each in value for line in self.told(name, each))
            case Enum():
                yield from self._class(type(value))
                yield value.name
            case type():
                yield from self._class(value)
            case BuiltinFunctionType():
                yield from self._module(value.__module__ or "builtins")
                yield value.__qualname__
            case _ if isinstance(getattr(value, "py_func", None), FunctionType):
                # A function that numba compiles.
                yield from self._function(name, value.py_func)
            case _ if isinstance(getattr(value, "func", None), FunctionType):
                # A function with some of its arguments given.
                yield from self.told(name, value.func)
                yield from self.told(f"{name} given", (value.args, value.keywords))
            case _ if isinstance(value, OPAQUE):
                yield f"{_version('numpy')} {value.__name__}"
            case staticmethod() | classmethod():
                yield from self.told(name, value.__func__)
            case property():
                yield from self.told(name, (value.fget, value.fset))
            case _ if is_dataclass(value):
                yield from self._class(type(value))
                yield from self.told(name, vars(value))
            case _:
                self._refuse(name, value)

    def _function(self, name: str, function: FunctionType) -> Iterator[str]:
        if _is_known(function.__module__):
            yield from self._module(function.__module__)
            yield function.__qualname__
            # What a function of the package was made with may be the user's.
            if function.__closure__:
                yield from self._cells(name, function)
            return
        yield from self._code(name, function.__code__, function.__doc__)
        yield from self.told(f"{name} defaults", (function.__defaults__, function.__kwdefaults__))
        yield from self._cells(name, function)
        for each in sorted(_names(function.__code__)):
            if each in function.__globals__:
                yield from self.told(each, function.__globals__[each])

    def _cells(self, name: str, function: FunctionType) -> Iterator[str]:
        for free, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
            yield from self.told(f"{name} closes over {free}", cell.cell_contents)

    def _code(self, name: str, code: CodeType, docstring: str | None = None) -> Iterator[str]:
        yield f"{code.co_code.hex()} {code.co_exceptiontable.hex()}"
        yield f"{code.co_names} {code.co_varnames} {code.co_freevars}"
        for number, const in enumerate(code.co_consts):
            # The first constant is the docstring where there is one, and it changes nothing.
            if number == 0 and const == docstring:
                continue
            yield from self.told(f"{name} constant {number}", const)

    def _class(self, kind: type) -> Iterator[str]:
        if _is_known(kind.__module__):
            yield from self._module(kind.__module__)
            yield kind.__qualname__
            return
        yield kind.__qualname__
        for base in kind.__bases__:
            yield from self.told(f"{kind.__qualname__} base", base)
        for key, each in sorted(vars(kind).items()):
            if key not in BOOKKEEPING and not isinstance(each, GetSetDescriptorType | MemberDescriptorType):
                yield from self.told(f"{kind.__qualname__}.{key}", each)

    def _module(self, name: str) -> Iterator[str]:
        module = sys.modules.get(name)
        file = getattr(module, "__file__", None)
        if _is_of_the_package(name):
            # The floors that make worlds are in every key anyway.
            makes_worlds = name.split(".")[1:2] and name.split(".")[1] in FLOORS
            yield name if makes_worlds else f"{name} {code_hash(('.',))}"
        elif file is None or _is_installed(name):
            yield f"{name} {_version(name)}"
        else:
            yield f"{name} {hashlib.sha256(Path(file).read_bytes()).hexdigest()}"
            for key, each in sorted(vars(module).items()):
                if isinstance(each, ModuleType) or _is_of_another_file(each, name):
                    yield from self.told(f"{name}.{key}", each)

    def _refuse(self, name: str, value: Any) -> None:
        raise ScheduleError(
            f"The process `{self.process.name}` reaches `{name}`, which is a {type(value).__name__}; what is in it "
            "cannot be told, so worlds made with it could not be told from others. Let the process read it from the "
            "scenario or the world, or make it a number, a text, an array, or a list or mapping of these."
        )


def _names(code: CodeType) -> set[str]:
    """List the globals that code and the functions within it look up; attributes of the same name are others."""
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    own = {str(each.argval) for each in dis.get_instructions(code) if each.opname in {"LOAD_GLOBAL", "LOAD_NAME"}}
    return own.union(*(_names(each) for each in inner))


def _is_of_another_file(value: Any, module: str) -> bool:
    home = getattr(value, "__module__", None)
    return isinstance(value, FunctionType | type) and home != module and not _is_known(home)


def _is_known(module: str | None) -> bool:
    """Tell whether code is the package's or an installed library's, and not the user's own."""
    return module is not None and (_is_of_the_package(module) or _is_installed(module))


def _is_of_the_package(module: str) -> bool:
    return module == "sim" or module.startswith("sim.")


def _is_installed(module: str) -> bool:
    """Tell whether a module lies where libraries are installed; one that is only linked there is the user's own."""
    if module == "__main__":
        return False
    if module.partition(".")[0] in sys.stdlib_module_names:
        return True
    file = getattr(sys.modules.get(module), "__file__", None)
    return file is not None and not {"site-packages", "dist-packages"}.isdisjoint(Path(file).parts)


@cache
def _version(module: str) -> str:
    top = module.partition(".")[0]
    found = metadata.packages_distributions().get(top, [])
    return ", ".join(f"{name} {metadata.version(name)}" for name in sorted(set(found))) or sys.version.split()[0]


BOOKKEEPING = {
    "__doc__", "__module__", "__qualname__", "__firstlineno__", "__static_attributes__", "__dict__", "__weakref__",
    "__annotations__", "__annotate__", "__annotate_func__", "__annotations_cache__", "__classdictcell__",
    "__dataclass_params__", "__dataclass_fields__", "__match_args__", "__abstractmethods__", "_abc_impl",
}  # fmt: skip
"""What Python notes about a class and what changes nothing that it does."""
