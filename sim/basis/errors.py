"""Errors that are the user's to mend: raised with one message, shown without a traceback."""

from collections.abc import Sequence


class HinterlandError(Exception):
    """Something a user can mend; the message says where, what was found, what was expected, what to do."""


class ScenarioError(HinterlandError):
    """A scenario cannot be run; carries every problem found, not only the first."""

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        self.where = where
        self.problems = tuple(problems)
        lines = "\n".join(f"  * {problem}" for problem in self.problems)
        super().__init__(f"{where} cannot be run:\n{lines}")


class ScheduleError(HinterlandError):
    """A schedule of one's own cannot be put together, or its worlds could not be told from others."""


class ResultsError(HinterlandError):
    """A folder of results cannot be read."""


class IdentityError(HinterlandError):
    """An accounting identity does not hold: a defect of the model, never of its user."""
