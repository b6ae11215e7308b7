"""The command `hinterland`: its subcommands, and how it ends."""

import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from sim.basis.errors import HinterlandError, IdentityError
from sim.cli import (
    calibrate,
    channels,
    coherence,
    compare,
    diffusion,
    giving,
    ledger,
    measures,
    odd,
    parameters,
    radiation,
    report,
    run,
    runs,
    scenario,
    schedule,
    sensitivity,
    sweep,
    validate,
    warm,
)
from sim.cli.exits import ExitCode

ISSUES = "the project's issue tracker"

app = typer.Typer(
    name="hinterland",
    help="How far does a development zone radiate? Run a regional economy with and without its zones, and compare.",
    no_args_is_help=True,
    add_completion=False,
    # Boxes around the help would load half of rich and cost more than everything else together.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(name="run", short_help="Run a scenario against its counterfactuals.")(run.run)
app.command(name="radiation", short_help="Tell how far zones radiate, in any column.")(radiation.radiation)
app.command(name="ledger", short_help="Tell what zones create from what they draw.")(ledger.ledger)
app.command(name="channels", short_help="Take the radiation of zones apart by channel.")(channels.channels)
app.command(name="diffusion", short_help="Tell how rules spread, and who copied whom.")(diffusion.diffusion)
app.command(name="coherence", short_help="Tell mechanism from noise between the twins.")(coherence.coherence)
app.command(name="giving", short_help="Tell what each zone gives, to which region.")(giving.giving)
app.command(name="sensitivity", short_help="Tell what a number hangs on, and what is luck.")(
    sensitivity.sensitivity
)
app.command(name="validate", short_help="Hold the simulation against known facts.")(validate.validate)
app.command(name="sweep", short_help="Run a design of many scenarios.")(sweep.sweep)
app.command(name="calibrate", short_help="Move parameters until chosen facts come out.")(calibrate.calibrate)
app.command(name="compare", short_help="Set runs or scenarios beside each other.")(compare.compare)
app.command(name="report", short_help="Write a report that can be sent.")(report.report)
app.add_typer(runs.app, name="runs")
app.add_typer(scenario.app, name="scenario")
app.command(name="parameters", short_help="List every parameter with unit and source.")(parameters.parameters)
app.command(name="schedule", short_help="Print the order of a step.")(schedule.schedule)
app.command(name="measures", short_help="List every headline number with its unit.")(measures.measures)
app.command(name="odd", short_help="Describe the model by the ODD+D protocol.")(odd.odd)
app.command(name="warm", short_help="Compile everything ahead of time.")(warm.warm)


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
        app(args=arguments, prog_name="hinterland")
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
