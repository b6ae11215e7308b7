"""`hinterland scenario`: list, show, check and begin scenarios; export their schema for editors."""

import json as json_text
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List, show, check and begin scenarios.")

Overrides = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter; may be repeated.")
]


@app.command("list", short_help="List the scenarios that a name finds.")
def list_scenarios(json: options.Json = False) -> None:
    """List the scenarios that a name finds, with what each of them is."""
    from sim.scenario.lookup import find_scenario, known_names, shown

    rows = [{"name": name, "title": _title(name), "file": _shown(find_scenario(name), shown)} for name in known_names()]
    if json:
        typer.echo(json_text.dumps(rows, indent=2, ensure_ascii=False))
        return
    _print_table(("name", "what it is", "file"), [tuple(row.values()) for row in rows])


@app.command("show", short_help="Print a scenario as it resolves.")
def show(
    scenario: Annotated[str, typer.Argument(help="Name or path of a scenario.")],
    overrides: Overrides = None,
    origins: Annotated[
        bool, typer.Option("--origins", help="Print a table with where each value comes from, and its unit.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Print a scenario as it resolves: what it extends, what it sets, and every default."""
    from sim.cli.screen import answers
    from sim.scenario.arms import plain
    from sim.scenario.explaining import explain, resolved_yaml
    from sim.scenario.reading import read_scenario

    resolved = read_scenario(scenario, overrides or ())
    if json:
        typer.echo(json_text.dumps(plain(resolved), indent=2, ensure_ascii=False))
    elif origins:
        rows = [(each.key, each.value, each.unit, each.origin) for each in explain(resolved)]
        _print_table(("key", "value", "unit", "where it comes from"), rows)
    else:
        answers().print(resolved_yaml(resolved).rstrip(), markup=False, soft_wrap=True)


@app.command("check", short_help="Say what scenarios would run, or what is wrong.")
def check(
    scenarios: Annotated[list[str], typer.Argument(help="Names or paths of scenarios.")],
    overrides: Overrides = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing of scenarios that can be run.")] = False,
) -> None:
    """Read scenarios and say what each would run, or everything that is wrong with it."""
    from sim.basis.errors import HinterlandError
    from sim.cli.exits import ExitCode
    from sim.cli.screen import complain

    wrong = 0
    for name in scenarios:
        try:
            _check_one(name, overrides or [], quiet=quiet)
        except HinterlandError as error:
            complain(str(error))
            wrong += 1
    if wrong:
        raise typer.Exit(ExitCode.USER)


@app.command("new", short_help="Write a short file to begin from.")
def new(
    name: Annotated[str, typer.Argument(help="Name of the new scenario, which is also that of its file.")],
    extends: Annotated[str, typer.Option("--extends", help="Scenario to begin from.")] = "baseline",
    folder: Annotated[Path, typer.Option("--folder", help="Where to write it.")] = Path("scenarios"),
) -> None:
    """Begin a scenario: write a short file that extends another and can be run at once."""
    from sim.basis.errors import HinterlandError
    from sim.cli.screen import remark
    from sim.scenario.reading import read_scenario
    from sim.scenario.shipping import new_from

    read_scenario(extends)
    if not name.replace("_", "").replace("-", "").isalnum():
        raise HinterlandError(
            f"'{name}' cannot be the name of a scenario: use letters, digits, '_' and '-', as in my_{extends}."
        )
    path = folder / f"{name}.yaml"
    if path.exists():
        raise HinterlandError(f"{path.as_posix()} is there already, and was left as it is. Choose another name.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(new_from(extends, name), encoding="utf-8", newline="\n")
    remark(f"Wrote {path.as_posix()}. Edit it, then: hinterland scenario check {name}; hinterland run {name}")


@app.command("schema", short_help="Export the JSON Schema for editors.")
def schema(
    out: Annotated[Path | None, typer.Option("--out", help="File to write; without it the schema is printed.")] = None,
) -> None:
    """Export the JSON Schema of scenario files, so that an editor completes and checks keys."""
    from sim.cli.screen import remark
    from sim.scenario.exporting import schema_text

    text = schema_text()
    if out is None:
        typer.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8", newline="\n")
    remark(f"Wrote {out.as_posix()}. An editor reads it from the first line of a scenario file:")
    remark(f"# yaml-language-server: $schema={out.resolve().as_uri()}")


def _title(name: str) -> str:
    from sim.basis.errors import HinterlandError
    from sim.scenario.reading import read_scenario

    try:
        return read_scenario(name).title
    except HinterlandError:
        return f"(cannot be read: hinterland scenario check {name})"


def _shown(path: Path | None, shown: Any) -> str:
    return shown(path) if path is not None else ""


def _check_one(name: str, overrides: list[str], *, quiet: bool) -> None:
    from sim.cli.screen import answers
    from sim.scenario.arms import arms
    from sim.scenario.reading import read_scenario

    scenario = read_scenario(name, overrides)
    twins = arms(scenario)
    if quiet:
        return
    answers().print(f"{name} can be run: {_in_words(scenario)}", markup=False)
    for arm, twin in twins.items():
        if arm != "base":
            answers().print(f"  against {arm}: {_difference_in_words(scenario, twin)}", markup=False)


def _in_words(scenario: "Scenario") -> str:
    from sim.world.known import known_places

    places = known_places(scenario.geography, scenario.zones)
    zones, regions = len(places.zones), f"{len(places.regions)} regions"
    if scenario.geography.kind == "china" and scenario.geography.rest_of_country:
        regions = f"{len(places.regions) - 1} regions and the rest of the country"
    return (
        f"{regions}, {zones} {'zone' if zones == 1 else 'zones'}, policy date {scenario.policy_date}, "
        f"{scenario.years} years in {scenario.steps_per_year} steps each, {scenario.replicates} replicates."
    )


def _difference_in_words(scenario: "Scenario", twin: "Scenario") -> str:
    from sim.cli.differences import in_words

    return in_words(scenario, twin)


def _print_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table

    from sim.cli.screen import answers

    table = Table(*heads)
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    answers().print(table)
