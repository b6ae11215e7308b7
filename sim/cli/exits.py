"""Exit codes: what a script learns from a command that has ended."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended; `docs/command-line.md` lists the same."""

    DONE = 0
    """Everything that was asked for was done."""
    DEFECT = 1
    """The program is at fault; please report it."""
    USER = 2
    """Something in the command, the scenario or the results is yours to mend; the message says what."""
    INTERRUPTED = 3
    """Interrupted; the replicates that were finished can be read."""
    NOTHING_FINISHED = 130
    """Interrupted before anything was finished."""
