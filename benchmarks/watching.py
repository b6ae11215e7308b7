"""Watching a command: how long it takes, how much processor time, how much memory with all its children."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.2
PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    seconds: float
    cpu_seconds: float
    """Processor time of the command and all its children."""
    peak_bytes: int
    """Most memory that the command and its children held at one time; shared pages count once for each process."""
    code: int
    output: str
    """What the command said on both channels."""


def watched(command: Sequence[str], *, env: Mapping[str, str] | None = None, memory: bool = True) -> Cost:
    """Run a command and see what it costs.

    Args:
        command: The command and its arguments.
        env: Environment; this one's by default, with bytecode written as `make` has it.
        memory: Whether to look at its memory, five times a second.
    """
    peak = 0
    before = _cpu_of_children()
    began = time.perf_counter()
    with subprocess.Popen(
        list(command), env=dict(env or environment()), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.append(process.stdout.read() if process.stdout else ""))
        reader.start()
        while process.poll() is None:
            if memory:
                peak = max(peak, family_bytes(process.pid))
            time.sleep(SECONDS_BETWEEN_LOOKS if memory else 0.002)
        seconds = time.perf_counter() - began
        reader.join()
    return Cost(seconds, _cpu_of_children() - before, peak, process.returncode, said[0])


def environment(**more: str) -> dict[str, str]:
    """Give this environment as `make` has it, and some more."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | more


def family_bytes(parent: int) -> int:
    """Give the resident memory of a process and all that descend from it; zero where the system does not tell."""
    if not PROCESSES.is_dir():
        return 0
    parents = _parents()
    family = {parent}
    while more := {child for child, of in parents.items() if of in family} - family:
        family |= more
    return sum(_resident_bytes(member) for member in family)


def _parents() -> dict[int, int]:
    found = {}
    for folder in PROCESSES.iterdir():
        if folder.name.isdigit():
            try:
                # The name of a process stands in brackets and may hold anything, brackets too.
                found[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
    return found


def _resident_bytes(process: int) -> int:
    try:
        pages = int((PROCESSES / str(process) / "statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system
