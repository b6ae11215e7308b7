"""The command `hinterland`: its subcommands, and how it ends."""

import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from sim.basis.errors import HinterlandError, IdentityError
from sim.cli import measures, parameters, run, scenario, schedule, warm
from sim.cli.exits import ExitCode

ISSUES = "the project's issue tracker"

app = typer.Typer(
    name="hinterland",
    help="How far does a development zone radiate? Run a regional economy with and without its zones, and compare.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(name="run")(run.run)
app.add_typer(scenario.app, name="scenario")
app.command(name="parameters")(parameters.parameters)
app.command(name="schedule")(schedule.schedule)
app.command(name="measures")(measures.measures)
app.command(name="warm")(warm.warm)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hinterland {version('hinterland')}")
        raise typer.Exit


@app.callback()
def hinterland(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Find a folder for compiled kernels before any of them is loaded."""
    from sim.experiments.compiling import settle_cache

    settle_cache()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with one of `ExitCode`."""
    from sim.cli.screen import complain

    try:
        app(args=arguments)
    except IdentityError as error:
        complain(f"{error}\nThis is a defect of the model, not of your scenario. Please report it on {ISSUES}.")
        sys.exit(ExitCode.DEFECT)
    except HinterlandError as error:
        complain(str(error))
        sys.exit(ExitCode.USER)
    except Exception:
        complain(traceback.format_exc())
        complain(f"This is a defect of hinterland, not of your doing. Please report it, with the above, on {ISSUES}.")
        sys.exit(ExitCode.DEFECT)
