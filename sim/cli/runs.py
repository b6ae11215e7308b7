"""`hinterland runs`: what lies in a folder of results, why a world was run again, and what can be taken away."""

import json as json_text
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.results.catalogue import Entry
    from sim.results.reuse import Parts

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List runs, say why one was not reused, clean up.")

PROGRAMS = {"this": "as it is now", "other": "another version", "unknown": "not written down"}


@app.command("list", short_help="List runs, sweeps and comparisons.")
def list_runs(out: options.Out = options.RESULTS, json: options.Json = False) -> None:
    """List the runs of a folder of results: how far each came, and whether the present program made it."""
    from sim.results.catalogue import list_runs as list_entries

    entries = list_entries(out)
    if json:
        typer.echo(json_text.dumps([_row(each) for each in entries], indent=2, ensure_ascii=False))
        return
    _print_table(
        ("what", "name", "replicates", "worlds", "status", "program", "folder"),
        [tuple(str(value) for value in _row(each).values()) for each in entries],
    )


def _row(entry: "Entry") -> dict[str, Any]:
    manifest = entry.manifest
    replicates = manifest.get("replicates", [])
    return {
        "kind": entry.kind,
        "name": entry.name,
        "replicates": len(replicates) if isinstance(replicates, list) else replicates,
        "worlds": f"{len(manifest.get('worlds', []))} of {len(entry.keys)}",
        "status": entry.status,
        "program": PROGRAMS[entry.program],
        "folder": entry.folder.as_posix(),
    }


@app.command("show", short_help="Print what a run is.")
def show(
    run: Annotated[str, typer.Argument(help="Folder of a run, its short hash, or the name of its scenario.")],
    out: options.Out = options.RESULTS,
    json: options.Json = False,
) -> None:
    """Print what a run asked for, how far it came, how long it took, and what it takes on the disk."""
    from sim.cli.screen import answers
    from sim.results.catalogue import find_run, size_of

    entry = find_run(out, run)
    size = size_of(entry.folder.parents[1], entry)
    told = {**_row(entry), **_more(entry), "megabytes of worlds": round(size / 1e6, 1)}
    if json:
        typer.echo(json_text.dumps(told, indent=2, ensure_ascii=False))
        return
    for name, value in told.items():
        answers().print(f"{name:20} {value}", markup=False, soft_wrap=True)


def _more(entry: "Entry") -> dict[str, Any]:
    known = ("title", "engine", "seconds", "workers", "worlds_found", "failed")
    arms = {"arms": ", ".join(entry.manifest["arms"])} if "arms" in entry.manifest else {}
    contents = {
        name: ", ".join(sorted(path.name for path in (entry.folder / name).glob("*")))
        for name in ("tables", "figures")
    }  # fmt: skip
    return {**{name: entry.manifest[name] for name in known if name in entry.manifest}, **arms, **contents}


@app.command("why", short_help="Say why a run was not reused.")
def why(
    asked: Annotated[str, typer.Argument(help="A scenario, or a run by its folder or short hash.")],
    overrides: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter; may be repeated.")
    ] = None,
    replicate: Annotated[int, typer.Option(min=0, help="Replicate that is looked up.")] = 0,
    engine: Annotated[str | None, typer.Option(help="Engine of a scenario, as for `run`: numba or plain.")] = None,
    out: options.Out = options.RESULTS,
    json: options.Json = False,
) -> None:
    """Say of each world whether it is in the store, and else in what the nearest one that is there differs."""
    from sim.cli.screen import answers
    from sim.results.catalogue import STORE
    from sim.results.keys import key_of
    from sim.results.reuse import nearest_world, stored_parts, what_differs
    from sim.results.store import Store

    store = Store(out / STORE)
    wanted = _wanted(asked, overrides or [], engine, replicate, out)
    known = stored_parts(store)
    told: dict[str, Any] = {}
    for arm, parts in wanted.items():
        nearest = None if store.has(key_of(parts)) else nearest_world(parts, known)
        differences = what_differs(store, nearest, parts) if nearest else []
        told[arm] = {"there": store.has(key_of(parts)), "differs_from_the_nearest": differences}
    if json:
        typer.echo(json_text.dumps(told, indent=2, ensure_ascii=False))
        return
    for arm, each in told.items():
        answers().print(f"{arm}, replicate {replicate}: {_in_words(each)}", markup=False, soft_wrap=True)
        for line in each["differs_from_the_nearest"]:
            answers().print(f"  * {line}", markup=False, soft_wrap=True)


def _wanted(
    asked: str, overrides: list[str], engine: str | None, replicate: int, out: Path
) -> "dict[str, Parts]":
    """Give what each world of a request is made from, as the present program would make it."""
    from sim.basis.errors import HinterlandError
    from sim.experiments.engines import DEFAULT_ENGINE, check_engine
    from sim.experiments.requests import Request
    from sim.results.catalogue import find_run
    from sim.results.keys import world_parts
    from sim.scenario.lookup import find_scenario
    from sim.scenario.reading import read_scenario

    if not Path(asked).is_dir() and find_scenario(asked) is not None:
        check_engine(engine or DEFAULT_ENGINE)
        request = Request(read_scenario(asked, overrides), (replicate,), out, engine or DEFAULT_ENGINE)
        return {arm: request.parts(arm, replicate) for arm in request.arms}
    entry = find_run(out, asked)
    if "arms" not in entry.manifest:
        raise HinterlandError(f"{entry.folder} is a {entry.kind}: name one of its runs, or a scenario.")
    if overrides:
        raise HinterlandError("--set goes with a scenario; a run has its settings already.")
    if engine is not None:
        raise HinterlandError("--engine goes with a scenario; a run was made by one engine already.")
    rows = [row for row in entry.manifest["worlds"] if row["replicate"] == replicate]
    made = {row["arm"]: _made_from(out, row["key"]) for row in rows}
    if not made:
        raise HinterlandError(f"{entry.folder} has no finished world of replicate {replicate}.")
    return {
        arm: world_parts(
            json_text.dumps(parts["scenario"]), seed=parts["seed"], replicate=replicate, engine=parts["engine"]
        )
        for arm, parts in made.items()
    }


def _made_from(out: Path, key: str) -> "Parts":
    from sim.basis.errors import HinterlandError
    from sim.results.catalogue import STORE
    from sim.results.store import Store

    parts = Store(out / STORE).read(key).made_from
    if not parts:
        raise HinterlandError(f"World {key} was written before worlds said what they were made from.")
    return parts


def _in_words(found: dict[str, Any]) -> str:
    if found["there"]:
        return "is in the store and will not be run again."
    if not found["differs_from_the_nearest"]:
        return "is not in the store, and nothing there is like it."
    return "is not in the store. The nearest that is there differs in"


@app.command("gc", short_help="Take away what serves nobody.")
def collect(
    out: options.Out = options.RESULTS,
    unlisted: Annotated[bool, typer.Option("--unlisted", help="Also worlds that no run or sweep asks for.")] = False,
    burn_ins: Annotated[bool, typer.Option("--burn-ins", help="Also all burn-ins; they are made again.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Compare every world with its checksums.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken away.")] = False,
) -> None:
    """Take away what a crash left half written, damaged worlds, and burn-ins of another version of the model."""
    from sim.cli.screen import answers
    from sim.results.collecting import find_garbage

    found = find_garbage(out, unlisted=unlisted, kept_burn_ins=burn_ins, verify=verify)
    size = sum(each.bytes for each in found)
    for each in found:
        answers().print(f"{each.path.as_posix()}: {each.why}", markup=False, soft_wrap=True)
        if not dry_run:
            each.take_away()
    verb = "would be taken away" if dry_run else "taken away"
    answers().print(f"{len(found)} {verb}, {size / 1e6:.1f} MB.", markup=False)


def _print_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table

    from sim.cli.screen import answers

    table = Table(*heads)
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    answers().print(table)
