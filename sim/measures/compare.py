"""Compare: find what is named, run what is missing, set it beside each other, and leave tables."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.basis.doors import Door, Shown
from sim.basis.errors import HinterlandError, ResultsError
from sim.experiments.cluster import carrier_for
from sim.experiments.in_a_notebook import sweep_progress_here
from sim.experiments.requests import Request
from sim.experiments.sweeps.carrying import make_worlds
from sim.experiments.sweeps.planning import orders_of
from sim.experiments.sweeps.sweep import in_words
from sim.experiments.sweeps.telling import SweepPlan, SweepProgress
from sim.experiments.twins import Simulate, default_workers
from sim.measures.comparing import Comparison, compare_runs
from sim.measures.reopening import kept_of
from sim.results.catalogue import find_run
from sim.results.keys import program_parts
from sim.results.manifests import replace_text, write_json
from sim.results.run import Run, open_results
from sim.results.swept import Point, open_sweep
from sim.scenario.lookup import find_scenario
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario

FOLDER = "comparison"

type Named = str | Path | Run | Scenario
"""What `compare` takes: a scenario, a run, or what names one of these or a point of a sweep."""


@dataclass(frozen=True, repr=False)
class Compared(Shown):
    """A comparison and where its tables lie."""

    plot = Door("plot", "Figures of the comparison, each a method that gives axes.")

    comparison: Comparison
    folder: Path

    @property
    def name(self) -> str:
        """What is compared with what."""
        return self.comparison.name


def compare(
    *named: Named,
    against: str | None = None,
    kind: str | None = None,
    replicates: int | None = None,
    workers: int | None = None,
    threads: int = 1,
    out: str | Path = "results",
    cluster: Any = None,
    progress: SweepProgress | None = None,
    simulate: Simulate | None = None,
) -> Compared:
    """Set runs, points of sweeps and scenarios beside each other; scenarios are run where their worlds are missing.

    Args:
        named: What to compare, the first being what the others are held against: a run or its folder, a short hash, a
            point of a sweep (`phase_diagram:12`, or `phase_diagram:openness=0.9,coordination=0.1`), the name or path
            of a scenario, or a scenario that was read.
        against: Counterfactual that the base of each is held against; by default the first that each has.
        kind: What rings are laid by (`distance`, `travel`, `contiguity`), where not what each scenario says.
        replicates: Replicates of scenarios that are run; by default as many as each says.
        workers: Processes side by side; by default one a core. They change no result.
        threads: Threads of each worker; they change no result.
        out: Folder of all results.
        cluster: Where missing worlds are made instead of here; see `sweep`.
        progress: Is told how missing worlds fare; by default a bar in a notebook, and nobody elsewhere.
        simulate: What lives through worlds, `run_replicate` by default.

    Raises:
        HinterlandError: Where something that is named cannot be found, read or made.
    """
    comparison = set_beside(
        named, Path(out), against=against, kind=kind, replicates=replicates, workers=workers, threads=threads,
        cluster=cluster, progress=progress, simulate=simulate,
    )  # fmt: skip
    return Compared(comparison, write_comparison(comparison, Path(out)))


def set_beside(
    named: Sequence[Named],
    out: Path,
    *,
    against: str | None = None,
    kind: str | None = None,
    replicates: int | None = None,
    workers: int | None = None,
    threads: int = 1,
    cluster: Any = None,
    progress: SweepProgress | None = None,
    simulate: Simulate | None = None,
) -> Comparison:
    """Do what `compare` does, but for its tables; what is named may be of every kind that it takes."""
    found = [find_named(each, out, replicates) for each in named]
    requests = [each for _, each in found if isinstance(each, Request)]
    with carrier_for(cluster) as carrier:
        _make(
            requests, workers=workers, threads=threads, progress=progress or sweep_progress_here(), simulate=simulate,
            carrier=carrier,
        )  # fmt: skip
    return compare_runs([(name, _run_of(each)) for name, each in found], against, kind)


def find_named(named: Named, out: Path, replicates: int | None) -> tuple[str, Run | Request]:
    """Give the name of what was named, and the run or the request that it is."""
    if isinstance(named, Run):
        return named.name, named
    if isinstance(named, Scenario):
        return named.name, _request(named, out, replicates)
    text = str(named)
    if (Path(text) / "manifest.json").is_file():
        run = open_results(text)
        return run.name, run
    sweep, colon, point = text.rpartition(":")
    if colon and Path(text).suffix not in {".yaml", ".yml"}:
        return _point(sweep, point, out)
    if find_scenario(text) is not None:
        scenario = read_scenario(text)
        return scenario.name, _request(scenario, out, replicates)
    try:
        run = open_results(find_run(out, text).folder)
    except ResultsError as error:
        raise HinterlandError(
            f"'{text}' is neither a scenario, nor the folder or short hash of a run in {out}, nor a point of a sweep "
            f"(SWEEP:NUMBER). {error}"
        ) from error
    return run.name, run


def _request(scenario: Scenario, out: Path, replicates: int | None) -> Request:
    return Request(scenario, tuple(range(replicates or scenario.replicates)), out)


def _point(sweep: str, named: str, out: Path) -> tuple[str, Run]:
    """Find a point of a sweep by its number or by its settings."""
    swept = open_sweep(sweep, out)
    if named.isdigit():
        return f"{swept.name}:{int(named)}", swept.point(int(named)).run
    parts = [each.partition("=") for each in named.split(",")]
    wanted = {key.strip(): value.strip() for key, _, value in parts}
    found = [point for point in swept.points if _has(point, wanted)]
    if len(found) != 1:
        known = "\n".join(f"  * {point.number}: {in_words(point.settings)}" for point in swept.points[:40])
        raise HinterlandError(
            f"{len(found)} points of {swept.name} have {named}; name one by its number or by all of its settings "
            f"({', '.join(swept.keys)}):\n{known}"
        )
    return f"{swept.name}:{found[0].number}", found[0].run


def _has(point: Point, wanted: dict[str, str]) -> bool:
    told = {key: f"{value:g}" if isinstance(value, float) else str(value) for key, value in point.settings.items()}
    return all(told.get(key) == _as_told(value) for key, value in wanted.items())


def _as_told(value: str) -> str:
    try:
        return f"{float(value):g}"
    except ValueError:
        return value


def _make(
    requests: Sequence[Request],
    *,
    workers: int | None,
    threads: int,
    progress: SweepProgress,
    simulate: Simulate | None,
    carrier: Any,
) -> None:
    """Make what is missing, all requests together, so that they share burn-ins and twins."""
    orders = orders_of(requests)
    if not orders.lacking:
        return
    workers = workers or default_workers(len(orders.lacking), threads)
    most = max(len(request.replicates) for request in requests)
    counts = len(orders.lacking), orders.burn_ins, workers
    progress.planned(SweepPlan(len(requests), most, orders.asked, orders.distinct, *counts))
    failures = make_worlds(
        requests, orders, workers=workers, threads=threads, check=False, progress=progress, simulate=simulate,
        carrier=carrier,
    )  # fmt: skip
    for failure in failures.values():
        raise failure.error()


def _run_of(found: Run | Request) -> Run:
    if isinstance(found, Run):
        return found
    return found.write_run(found.stored(), {"status": "finished"})


def write_comparison(comparison: Comparison, out: Path) -> Path:
    """Write the tables of a comparison, and a manifest that says what was compared; give the folder."""
    about = [
        {
            "name": part.name,
            "counterfactual": part.counterfactual,
            "replicates": list(part.replicates),
            "paired": paired,
            **({"rings_by": part.kind} if part.kind else {}),
            "worlds": [
                part.run.world(arm, replicate).key
                for arm in (part.run.arms[0], part.counterfactual)
                for replicate in part.replicates
            ],
        }
        for part, paired in zip(comparison.parts, comparison.paired, strict=True)
    ]
    digest = hashlib.sha256(json.dumps(about, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:10]
    folder = out / FOLDER / digest
    for name in ("figures", "tables"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, table in comparison.tables().items():
        replace_text(folder / "tables" / f"{name}.csv", table.to_csv(index=False, lineterminator="\n"))
    manifest = {
        "kind": FOLDER,
        "name": comparison.name,
        "parts": [
            each | {"run": kept_of(part, folder)} for each, part in zip(about, comparison.parts, strict=True)
        ],
        "warnings": list(comparison.warnings),
        "replicates": list(comparison.parts[0].replicates),
        "asked": sorted({key for part in about for key in part["worlds"]}),
        "status": "finished",
        **program_parts(),
    }
    write_json(folder / "manifest.json", manifest)
    return folder
