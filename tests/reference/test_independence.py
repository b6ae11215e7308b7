"""The plain engine is a second writing: it takes parameters, luck and maps from the house, and no rule."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = ("sim.economy", "sim.kernels", "sim.model")
FOR_THE_RECORD = {("tables.py", "sim.kernels.terrain", ("Costs", "Rules"))}
"""Names of two tuples of numbers, in which the state is handed over."""


def imports() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for path in sorted((ROOT / "sim" / "reference").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield path.name, node.module or "", tuple(name.name for name in node.names)
            elif isinstance(node, ast.Import):
                yield from ((path.name, name.name, ()) for name in node.names)


def test_the_plain_engine_imports_no_rule_of_the_fast_one() -> None:
    taken = {each for each in imports() if any(f"{each[1]}.".startswith(f"{rule}.") for rule in RULES)}
    assert taken == FOR_THE_RECORD


def test_the_floors_say_so_too() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contract = next(each for each in settings["contracts"] if each["id"] == "engines")
    assert contract["source_modules"] == ["sim.reference"]
    assert set(contract["forbidden_modules"]) == set(RULES)


def test_the_plain_engine_needs_no_part_of_the_fast_model() -> None:
    lines = "import sys, sim.reference.model; print([name for name in sys.modules if name.startswith('sim.model')])"
    done = subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
