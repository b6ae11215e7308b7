"""Attributes of firms: each is a column for a set of firms and a value for one of them.

An attribute holds no array. Processes put new arrays in the place of old ones, so whoever asks is led through
`model.simulation.world` to the column that stands there now.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.model.mesa_errors import AgentError

if TYPE_CHECKING:
    from sim.model.firm import Firm
    from sim.model.region_model import RegionModel

type Reader = Callable[["RegionModel", Any], Any]
"""Gives, for a row or an array of rows, what stands there."""


class Attribute:
    """What can be asked of a firm: read as `firm.name`, or for a set as `firms.get("name")`."""

    def __init__(self, meaning: str, read: Reader) -> None:
        self.meaning = meaning
        self.read = read
        self.name = ""
        self.__doc__ = meaning

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, firm: "Firm | None", owner: type | None = None) -> Any:
        return self if firm is None else self.value(firm)

    def __set__(self, firm: "Firm", value: Any) -> None:
        self.write(firm.model, firm.standing_row, value)

    def value(self, firm: "Firm") -> Any:
        """Give the value of one firm, as a plain Python value."""
        return self.read(firm.model, firm.standing_row).item()

    def column(self, model: "RegionModel", rows: np.ndarray) -> np.ndarray:
        """Give the values of some rows."""
        return self.read(model, rows)

    def groups(self, model: "RegionModel", rows: np.ndarray) -> tuple[np.ndarray, list[Any]]:
        """Number the values of some rows in the order in which they first appear; give numbers and values."""
        numbers, values = pd.factorize(self.read(model, rows), use_na_sentinel=False)
        return numbers, list(values.tolist())

    def write(self, model: "RegionModel", rows: Any, value: Any) -> None:  # noqa: ARG002  # as a column is written
        """Refuse to be written to."""
        raise AgentError(
            f"{self.name!r} of a firm follows from the model and cannot be set. "
            f"These can: {', '.join(model.firms.settable)}."
        )


class Column(Attribute):
    """A column of the firm table as it stands."""

    def __init__(self, column: str, meaning: str, *, settable: bool = False) -> None:
        super().__init__(meaning, lambda model, rows: getattr(model.simulation.world.firms, column)[rows])
        self.settable = settable
        self._column = column

    def write(self, model: "RegionModel", rows: Any, value: Any) -> None:
        """Write values into some rows, one for all or one for each."""
        if not self.settable:
            super().write(model, rows, value)
        column = getattr(model.simulation.world.firms, self._column)
        column[rows] = self._checked(value, column.dtype, np.shape(rows))

    def _checked(self, value: Any, dtype: np.dtype, shape: tuple[int, ...]) -> np.ndarray:
        found = np.asarray(value)
        wanted = "yes or no" if dtype == np.bool_ else "a finite number"
        right_kind = found.dtype == np.bool_ if dtype == np.bool_ else found.dtype.kind in "iuf"
        if not right_kind or not np.isfinite(found).all():
            raise AgentError(f"{self.name!r} was set to {value!r}, but must be {wanted}: {self.meaning}")
        if found.shape not in {(), shape}:
            raise AgentError(
                f"{self.name!r} was set to {found.size} values, but must be one for all or one for each of "
                f"{int(np.prod(shape))} firms, in the order of the set."
            )
        return found.astype(dtype)


class Label(Attribute):
    """A number that stands for something with a name: an industry, a region, a cell."""

    def __init__(self, meaning: str, read: Reader, label: Callable[["RegionModel", int], Any]) -> None:
        super().__init__(meaning, read)
        self._label = label

    def value(self, firm: "Firm") -> Any:
        """Give what the number of one firm stands for."""
        return self._label(firm.model, int(self.read(firm.model, firm.standing_row)))

    def column(self, model: "RegionModel", rows: np.ndarray) -> np.ndarray:
        """Give what the numbers of some rows stand for."""
        numbers, labels = self.groups(model, rows)
        return as_objects(labels)[numbers]

    def groups(self, model: "RegionModel", rows: np.ndarray) -> tuple[np.ndarray, list[Any]]:
        """Number what stands in some rows in the order in which it first appears; give numbers and labels."""
        numbers, values = pd.factorize(np.asarray(self.read(model, rows)))
        return numbers, [self._label(model, int(value)) for value in values]


class Lasting(Label):
    """What a view keeps of its firm even after the firm has exited."""

    def __init__(
        self, meaning: str, read: Reader, label: Callable[["RegionModel", int], Any], kept: Callable[["Firm"], Any]
    ) -> None:
        super().__init__(meaning, read, label)
        self._kept = kept

    def value(self, firm: "Firm") -> Any:
        """Give what the view has kept."""
        return self._kept(firm)


def as_objects(values: list[Any]) -> np.ndarray:
    """Put values, whatever they are, into an array of objects."""
    return np.fromiter(values, dtype=object, count=len(values))
