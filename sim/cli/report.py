"""`hinterland report`: one file that a reader can be sent."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options


def report(
    named: Annotated[
        str,
        typer.Argument(
            help="Folder of a run, comparison or sweep, its short hash, or the name of a scenario or sweep."
        ),
    ],
    lang: Annotated[options.Language, typer.Option(help="Language of the report.")] = options.Language.EN,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File to write; by default report.LANG.html in the folder.")
    ] = None,
    results: options.Out = options.RESULTS,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only where the report is.")] = False,
) -> None:
    """Write what was found as one HTML file: question, answer, figures, tables, facts, method, provenance."""
    from sim.report.report import write_report

    written = write_report(named, language=lang.value, to=out, out=results)
    if quiet:
        typer.echo(written.path.as_posix())
    else:
        _print(written.page.title, [each.text for each in written.page.answer.sentences], written.path)
    sys.stdout.flush()


def _print(title: str, sentences: list[str], path: Path) -> None:
    from rich.markup import escape

    from sim.cli.screen import answers

    answers().print(f"\n[bold]{escape(title)}[/bold]")
    for sentence in sentences:
        answers().print(f"  {sentence}", markup=False, soft_wrap=True)
    size = path.stat().st_size / 1e6
    answers().print(f"\nReport: {path.as_posix()} ({size:.1f} MB)", markup=False, soft_wrap=True)
