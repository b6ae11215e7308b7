"""How to repeat what a report is about: one command where shipped files say it all, else files and a command.

A command is given only where it was found to ask for the very same worlds: the scenario is read again as the command
would read it, and compared with what the manifest keeps.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from sim.basis.errors import HinterlandError
from sim.experiments.channels import CHANNELS_OF
from sim.experiments.requests import Request
from sim.experiments.sweeps.reading import read_sweep
from sim.report.settings import scenario_of
from sim.results.run import BASE, Run
from sim.results.swept import Swept
from sim.scenario.arm_names import NAMED
from sim.scenario.arms import canonical, plain
from sim.scenario.explaining import resolved_yaml
from sim.scenario.lookup import shipped_folder
from sim.scenario.reading import read_scenario, vary
from sim.scenario.schema import Scenario

SWEEPS = "sweeps"
WITHOUT = "without "


@dataclass(frozen=True)
class Recipe:
    """What to type, and the files that must be there first, by name."""

    command: str
    files: Mapping[str, str]


def recipe_of_run(run: Run) -> Recipe | None:
    """Say how to repeat a run; nothing where another version of the model wrote it."""
    verb = "channels" if CHANNELS_OF in run.manifest else "run"
    against = f" --against {quote(str(run.manifest[CHANNELS_OF]))}" if CHANNELS_OF in run.manifest else ""
    engine = f" --engine {run.manifest['engine']}" if run.manifest.get("engine", "numba") != "numba" else ""
    count = len(run.manifest["replicates"])
    asked = None if against else run.manifest["arms"]
    found = _shipped(run.name, run.scenario, asked)
    if found is not None:
        return Recipe(f"hinterland {verb} {found}{against} --replicates {count}{engine}", {})
    scenario = _whole(run, asked)
    if scenario is None:
        return None
    file = f"{file_name(run.name)}.yaml"
    return Recipe(f"hinterland {verb} {file}{against} --replicates {count}{engine}", {file: resolved_yaml(scenario)})


def _shipped(name: str, base: Mapping[str, Any], arms: Mapping[str, Any] | None) -> str | None:
    """Give the words that read a shipped scenario as it was run; none where no shipped one is the same."""
    path = shipped_folder() / f"{name}.yaml"
    given = scenario_of(base)
    if given is None or not path.is_file():
        return None
    shipped = read_scenario(str(path))
    words = [
        f"{key}={getattr(given, key)}" for key in ("years", "seed") if getattr(given, key) != getattr(shipped, key)
    ]
    try:
        read = read_scenario(str(path), words)
    except HinterlandError:
        return None
    if canonical(read) != canonical(given):
        return None
    if arms is not None and not _same_arms(read, arms):
        return None
    options = "".join(f" --{key} {value}" for key, _, value in (word.partition("=") for word in words))
    return f"{name}{options}"


def _same_arms(scenario: Scenario, arms: Mapping[str, Any]) -> bool:
    """Tell whether a scenario asks for the same arms as a manifest keeps."""
    asked = Request(scenario, (0,), Path()).arms
    kept = {arm: scenario_of(told) for arm, told in arms.items()}
    return list(asked) == list(kept) and all(
        other is not None and canonical(asked[arm]) == canonical(other) for arm, other in kept.items()
    )


def _whole(run: Run, arms: Mapping[str, Any] | None) -> Scenario | None:
    """Give the scenario of a run with its counterfactuals and replicates, as its file would say it."""
    base = scenario_of(run.scenario)
    if base is None:
        return None
    about: dict[str, Any] = {
        "name": file_name(run.name),
        "title": run.title,
        "replicates": len(run.manifest["replicates"]),
    }
    if arms is not None:
        about["counterfactual"] = [_asked(arm, run.scenario, told) for arm, told in arms.items() if arm != BASE]
    try:
        found = vary(base, {key: value for key, value in about.items() if key != "counterfactual"})
        return Scenario.model_validate(plain(found) | about)
    except (HinterlandError, ValueError):
        return None


def _asked(arm: str, base: Mapping[str, Any], told: Mapping[str, Any]) -> Any:
    """Write a counterfactual as a scenario file asks for it."""
    if arm in NAMED:
        return arm
    if arm.startswith(WITHOUT):
        return {"without": arm.removeprefix(WITHOUT)}
    return {arm: _differences(base, told)}


def _differences(base: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Give the settings at the root in which an arm differs from the base."""
    found = {key: value for key, value in told.items() if value != base.get(key)}
    return {key: dict(value) if key in {"zones", "timeline"} else value for key, value in found.items()}


def recipe_of_runs(runs: Sequence[tuple[str, Run]]) -> Recipe | None:
    """Say how to repeat a comparison; nothing where another version of the model wrote one of its parts.

    Args:
        runs: Name of the counterfactual, and each run with the two arms and the replicates that were compared.
    """
    counts, arms = ({len(run.manifest["replicates"]) for _, run in runs}, {arm for arm, _ in runs})
    # Only files can say of each scenario by itself how often it is run, and against what.
    alike = len(counts) == len(arms) == 1
    words: list[str] = []
    files: dict[str, str] = {}
    for number, (arm, run) in enumerate(runs):
        shipped = _shipped(run.name, run.scenario, None) if alike else None
        if shipped is not None and " " not in shipped:
            words.append(shipped)
            continue
        scenario = _whole(run, {BASE: run.scenario, arm: run.manifest["arms"][arm]})
        if scenario is None:
            return None
        file = f"{file_name(run.name)}.yaml"
        file = f"{number}_{file}" if file in files else file
        files[file] = resolved_yaml(scenario)
        words.append(file)
    options = f" --against {quote(next(iter(arms)))} --replicates {next(iter(counts))}" if alike else ""
    return Recipe(f"hinterland compare {' '.join(words)}{options}", files)


def recipe_of_sweep(swept: Swept) -> Recipe | None:
    """Say how to repeat a sweep; nothing where another version of the model wrote it."""
    path = shipped_folder() / SWEEPS / f"{swept.name}.yaml"
    if path.is_file():
        read = read_sweep(str(path)).with_replicates(swept.replicates)
        if read.folder(Path()).name == swept.folder.name:
            return Recipe(f"hinterland sweep {swept.name} --replicates {swept.replicates}", {})
    base = scenario_of(swept.manifest["base"])
    if base is None:
        return None
    name = file_name(swept.name)
    points = [dict(point["settings"]) for point in swept.manifest["points"]]
    about = {"title": swept.title, "base": f"{name}_base.yaml", "design": "list", "replicates": swept.replicates}
    lines = [json.dumps(about, ensure_ascii=False, indent=2)[:-2] + ',\n  "points": [']
    lines += [",\n".join(f"    {json.dumps(point, ensure_ascii=False)}" for point in points), "  ]\n}\n"]
    files = {f"{name}.yaml": "\n".join(lines), f"{name}_base.yaml": resolved_yaml(base)}
    return Recipe(f"hinterland sweep {name}.yaml", files)


def file_name(name: str) -> str:
    """Turn a name into that of a file: letters, digits, `-` and `_`."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name) or "scenario"
