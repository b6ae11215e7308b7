"""What the schema says of one dotted key: unit, bounds, meaning, choices, and the keys beside it.

Messages, `scenario show` and the reading of `20 km` all ask here; the answer is read off the classes' annotations.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAliasType, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from sim.basis.parameters import Parameters, Unit
from sim.scenario.schema import Scenario

type Key = tuple[str | int, ...]
"""A dotted key, taken apart; list positions are whole numbers."""


@dataclass(frozen=True)
class Described:
    """What the schema says of one key."""

    types: tuple[Any, ...]
    """Types that a value may have: Python types and `Parameters` classes."""
    choices: tuple[Any, ...] = ()
    """Words or numbers of which a value may be one."""
    bounds: tuple[Any, ...] = ()
    """Bounds of a number, as `annotated_types`."""
    unit: str = ""
    meaning: str = ""
    entries: tuple[Any, ...] = field(default=(), repr=False)
    """Annotations of what a mapping by name or a list holds."""

    @property
    def number(self) -> bool:
        """Whether a single number is a possible value."""
        return int in self.types or float in self.types

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that a mapping at this place declares."""
        return tuple(dict.fromkeys(key for block in self.blocks for key in block.model_fields))

    @property
    def blocks(self) -> tuple[type[Parameters], ...]:
        """The classes of parameters that a mapping at this place may be."""
        return tuple(each for each in self.types if isinstance(each, type) and issubclass(each, Parameters))

    @property
    def names_allowed(self) -> bool:
        """Whether keys of the user's own are allowed at this place."""
        return bool(dict in self.types or any(block.model_config.get("extra") == "allow" for block in self.blocks))


def describe(key: Key) -> Described | None:
    """Say what the schema says of a key, or None where it knows no such key."""
    here = Described(types=(Scenario,))
    for part in key:
        step = below(here, part)
        if step is None:
            return None
        here = step
    return here


def below(here: Described, part: str | int) -> Described | None:
    """Say what the schema says of a key or list position below a place."""
    declared = [block.model_fields[str(part)] for block in here.blocks if part in block.model_fields]
    if declared:
        found = [_of_field(each, above=here) for each in declared]
        return replace(found[0], choices=tuple(choice for each in found for choice in each.choices))
    for annotation in here.entries:
        return _of_annotation(annotation, unit=here.unit, meaning=here.meaning)
    return None


def _of_field(declared: FieldInfo, *, above: Described) -> Described:
    unit = next((item.name for item in declared.metadata if isinstance(item, Unit)), above.unit)
    return _of_annotation(
        declared.annotation, unit=unit, meaning=declared.description or above.meaning, metadata=declared.metadata
    )


def _of_annotation(annotation: Any, *, unit: str, meaning: str, metadata: Any = ()) -> Described:
    types: list[Any] = []
    choices: list[Any] = []
    entries: list[Any] = []
    bounds = [item for item in metadata if isinstance(item, Ge | Gt | Le | Lt)]
    for option, details in _options(annotation):
        bounds += [item for item in details if isinstance(item, Ge | Gt | Le | Lt)]
        origin = get_origin(option)
        if origin is Literal:
            choices += get_args(option)
        elif origin is dict:
            types.append(dict)
            entries.append(get_args(option)[1])
        elif origin in (tuple, list):
            types.append(list)
            entries.append(get_args(option)[0])
        else:
            types.append(option)
            entries += _extras(option)
    return Described(tuple(types), tuple(choices), tuple(bounds), unit, meaning, tuple(entries))


def _options(annotation: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """List the alternatives of an annotation with what is said of each, aliases and unions opened."""
    if isinstance(annotation, TypeAliasType):
        yield from _options(annotation.__value__)
    elif get_origin(annotation) is Annotated:
        inner, *details = get_args(annotation)
        flat = tuple(item for each in details for item in (each.metadata if isinstance(each, FieldInfo) else (each,)))
        for option, more in _options(inner):
            yield option, flat + more
    elif get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _options(each)
    elif annotation is not NoneType:
        yield annotation, ()


def _extras(option: Any) -> list[Any]:
    """Give the annotation of the values under keys of the user's own."""
    if isinstance(option, type) and issubclass(option, Parameters) and option.model_config.get("extra") == "allow":
        return [get_args(option.__annotations__["__pydantic_extra__"])[1]]
    return []


def expected(described: Described) -> str:
    """Say in words what a value must be, with bounds and unit."""
    options = []
    if described.choices:
        words = ", ".join(str(choice) for choice in described.choices)
        options.append(f"one of {words}" if len(described.choices) > 1 else f"`{words}`")
    if described.number:
        options.append(_number_in_words(described))
    dated = described.unit.startswith("YYYY")
    options += [
        "a date" if dated and kind is str else words for kind, words in _WORDS.items() if kind in described.types
    ]
    if described.blocks and not described.names_allowed:
        options.append("a mapping with keys among " + ", ".join(f"`{key}`" for key in described.keys))
    elif described.blocks:
        options.append("a mapping by place")
    unit = f" [{described.unit}]" if described.unit and not described.unit.startswith("mapping") else ""
    return " or ".join(options) + unit


_WORDS = {bool: "yes (true) or no (false)", str: "a text", list: "a list such as [a, b]", dict: "a mapping by name"}


def _number_in_words(described: Described) -> str:
    noun = "a number" if float in described.types else "a whole number"
    lowest = [_bound(b) for b in described.bounds if isinstance(b, Ge | Gt)]
    highest = [_bound(b) for b in described.bounds if isinstance(b, Le | Lt)]
    above = any(isinstance(b, Gt) for b in described.bounds)
    below = any(isinstance(b, Lt) for b in described.bounds)
    if lowest and highest and not above and not below:
        return f"{noun} from {max(lowest):g} to {min(highest):g}"
    parts = []
    if lowest:
        parts.append(f"{'above' if above else 'at least'} {max(lowest):g}")
    if highest:
        parts.append(f"{'below' if below else 'at most'} {min(highest):g}")
    return f"{noun} {' and '.join(parts)}".rstrip()


def _bound(bound: Ge | Gt | Le | Lt) -> float:
    """Give the number of a bound."""
    return float(next(value for value in astuple(bound)))


def dotted(key: Key) -> str:
    """Write a key as in messages: `zones.center.at[1]`."""
    text = ""
    for part in key:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
