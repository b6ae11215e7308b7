"""What declarations say of themselves: fields of dataclasses with the sentence under each, and the purposes of luck."""

import ast
import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from sim import economy, world
from sim.basis.luck import Purpose


@dataclass(frozen=True)
class Field:
    """A field of a dataclass."""

    name: str
    kind: str
    """Its annotation, as written."""
    meaning: str
    """The sentence under it, or nothing."""


def fields_of(declared: type[Any]) -> list[Field]:
    """List the public fields of a dataclass in order, with the sentence under each."""
    (body,) = (node.body for node in ast.parse(inspect.getsource(declared)).body if isinstance(node, ast.ClassDef))
    found = []
    for place, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id[0] != "_":
            below = body[place + 1] if place + 1 < len(body) else None
            found.append(Field(node.target.id, ast.unparse(node.annotation), _sentence(below)))
    return found


def _sentence(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return ""


@cache
def purposes() -> tuple[tuple[str, str], ...]:
    """List what luck is drawn for in a world: pairs (process, sentence), each sentence once."""
    found: dict[str, str] = {}
    for package in (world, economy):
        for module in _modules(package):
            for value in vars(module).values():
                if isinstance(value, Purpose):
                    process = module.__name__.rpartition(".")[2]
                    # A process that draws what another declares is named beside it.
                    before = found.get(value.sentence)
                    found[value.sentence] = process if before is None else f"{before}, {process}"
    return tuple((process, sentence) for sentence, process in found.items())


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(each.name for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    return [importlib.import_module(name) for name in names]
