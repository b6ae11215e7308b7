"""Parameters: values that know their unit, bounds, meaning and source.

A parameter is declared once, in the file of the process that uses it::

    class SpilloverParameters(Parameters):
        '''How knowledge crosses borders between regions.'''

        catch_up_rate: Annotated[Share, Unit("1/year"), Source("assumption")] = 0.05
        '''Share of the gap that an adopting firm closes in a year.'''

The sentence under the field is its meaning; messages, `hinterland parameters` and the JSON Schema quote it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Unit:
    """Unit of a parameter, as printed in messages: `km`, `1/year`, `log points`, `share` ..."""

    name: str


@dataclass(frozen=True)
class Source:
    """Where a default comes from: a citation, a table, or `assumption`."""

    name: str


Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A number from 0 to 1."""

NonNegative = Annotated[float, Field(ge=0.0)]
"""A number that is zero or more."""

Positive = Annotated[float, Field(gt=0.0)]
"""A number above zero."""


class Parameters(BaseModel):
    """A frozen, closed block of parameters; unknown keys and values out of bounds are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
        strict=False,
    )


@dataclass(frozen=True)
class ParameterRecord:
    """One row of the register of parameters."""

    name: str
    """Dotted name in a scenario file, for example `chain.search_rate`."""
    unit: str
    default: Any
    lower: float | None
    """Lower bound or None; `lower_open` says whether the bound itself is excluded."""
    upper: float | None
    lower_open: bool
    upper_open: bool
    meaning: str
    source: str


def register(block: type[Parameters], prefix: str = "") -> Iterator[ParameterRecord]:
    """List every parameter below a block, nested blocks included, in the order of declaration."""
    for key, field in block.model_fields.items():
        name = f"{prefix}{key}"
        nested = _nested_block(field)
        if nested is not None:
            yield from register(nested, prefix=f"{name}.")
        else:
            yield _record(name, field)


def _nested_block(field: FieldInfo) -> type[Parameters] | None:
    annotation = field.annotation
    if isinstance(annotation, type) and issubclass(annotation, Parameters):
        return annotation
    return None


def _record(name: str, field: FieldInfo) -> ParameterRecord:
    lower: Any = None
    upper: Any = None
    lower_open = upper_open = False
    for item in field.metadata:
        match item:
            case Ge(ge=bound):
                lower = bound
            case Gt(gt=bound):
                lower, lower_open = bound, True
            case Le(le=bound):
                upper = bound
            case Lt(lt=bound):
                upper, upper_open = bound, True
    return ParameterRecord(
        name=name,
        unit=unit_of(field),
        default=field.get_default(call_default_factory=False),
        lower=lower,
        upper=upper,
        lower_open=lower_open,
        upper_open=upper_open,
        meaning=field.description or "",
        source=next((item.name for item in field.metadata if isinstance(item, Source)), ""),
    )


def unit_of(field: FieldInfo) -> str:
    """Give the unit of a field, or an empty text where it has none."""
    return next((item.name for item in field.metadata if isinstance(item, Unit)), "")
