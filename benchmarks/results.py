"""All that was promised of speed and size, measured here and now: writes benchmarks/RESULTS.md.

    python -m benchmarks.results [--only floor ...] [--quick] [--page FILE]

Runs one benchmark after the other. Each writes its own part of the page, with the machine, the date and the command;
`--only` does some anew and leaves the other parts as they are.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.floor.in_c import NoCompilerError, found_compiler
from benchmarks.pages import fill, filled, markers
from benchmarks.targets import amount
from benchmarks.watching import environment, watched

PAGE = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True)
class Section:
    """A benchmark and its place on the page."""

    name: str
    title: str
    options: tuple[str, ...] = ()

    def command(self, *, quick: bool) -> str:
        """Give what is typed after `python -m`."""
        return " ".join([f"benchmarks.{self.name}", *self.options, *(["--quick"] if quick else [])])


SECTIONS = (
    Section("floor", "Against the same loops in C"),
    Section("plain", "Against plain Mesa"),
    Section("scaling", "By firms, regions, industries and threads"),
    Section("bandwidth", "Against memory"),
    Section("step", "The Yangtze River Delta, by process", ("--no-start-up",)),
    Section("compiling", "Compiling and starting"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the page."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.quick and asked.page == PAGE:
        parser.error("results of small worlds do not belong on RESULTS.md: give --page FILE")
    if not asked.page.exists():
        asked.page.write_text(blank_page(), encoding="utf-8")
    for section in SECTIONS:
        if not asked.only or section.name in asked.only:
            print(f"{section.title}: python -m {section.command(quick=asked.quick)}", file=sys.stderr)
            began = time.perf_counter()
            found = measured(section, quick=asked.quick)
            part = written(section, found, seconds=time.perf_counter() - began, quick=asked.quick)
            fill(asked.page, {section.name: part})
    print(f"Written to {asked.page}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.results", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [section.name for section in SECTIONS]
    parser.add_argument("--only", action="append", choices=names, help="do this part anew, and no other")
    parser.add_argument("--quick", action="store_true", help="small worlds and few rounds, to see that it works")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page; by default benchmarks/RESULTS.md")
    return parser


def blank_page() -> str:
    """Write the page without its parts."""
    page = "\n\n".join([INTRODUCTION, *("\n".join([f"## {s.title}", "", *markers(s.name)]) for s in SECTIONS)]) + "\n"
    for section in SECTIONS:
        page = filled(page, section.name, f"Not measured yet: `python -m {section.command(quick=False)}`.")
    return page


INTRODUCTION = """# Results of the benchmarks

Written by `make bench-results`. What each command measures, and how: [README](README.md). Ratios are of two sides that
had their turns one after the other in one run; a target is printed as it is, met or missed, a goal as near or far."""


def measured(section: Section, *, quick: bool) -> dict[str, Any]:
    """Run a benchmark in a process of its own and read what it found."""
    command = section.command(quick=quick).split()
    cost = watched([sys.executable, "-m", *command, "--json"], env=environment(), memory=False)
    if cost.code:
        raise RuntimeError(f"`python -m {' '.join(command)}` ended with code {cost.code}:\n{cost.output}")
    return json.loads(cost.output[cost.output.index("{") :])


def written(section: Section, found: dict[str, Any], *, seconds: float, quick: bool) -> str:
    """Write the part of a benchmark: when and where, a row for each figure, the tables that it prints."""
    command = f"`{section.command(quick=quick)}`"
    rows = ["| what | command | figure | target | |", "| :-- | :-- | --: | --: | :-- |"]
    for each in found["figures"]:
        figure = amount(each["found"], each["unit"])
        rows.append(f"| {each['name']} | {command} | {figure} | {each['promise']} | {each['verdict']} |")
    tables = ["\n".join(["```text", *found["lines"], "```"])] if found.get("lines") else []
    return "\n\n".join([_when_and_where(seconds, found.get("load")), "\n".join(rows), *tables, *found.get("notes", ())])


def _when_and_where(seconds: float, load: float | None) -> str:
    date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    busy = f", while {load:.1f} processes wanted to run" if load is not None and load > machine.BUSY + 1.0 else ""
    return f"{date}, {seconds:.0f} s{busy}. {the_machine()}"


def the_machine() -> str:
    """Say what this machine is, without its name."""
    memory = f"{machine.total_bytes() / 2**30:.0f} GiB" if machine.total_bytes() else "memory unknown"
    software = ", ".join(f"{name} {version(name)}" for name in ("numba", "numpy", "mesa"))
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory}; {system()}; "
        f"Python {platform.python_version()}, {software}; {_compiler()}."
    )


def system() -> str:
    """Give the operating system's name."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def processor() -> str:
    """Give the processor's model, or its family where the system does not tell."""
    if machine.PROCESSORS.exists():
        for line in machine.PROCESSORS.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":")[1].strip()
    return platform.processor() or platform.machine()


def _compiler() -> str:
    try:
        name = found_compiler()
    except NoCompilerError:
        return "no C compiler"
    said = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
    return said.splitlines()[0] if said else name


if __name__ == "__main__":
    main()
