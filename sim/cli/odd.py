"""`hinterland odd`: the complete description of the model by the ODD+D protocol."""

from pathlib import Path
from typing import Annotated

import typer


def odd(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Write it into this file, and print its name.")
    ] = None,
) -> None:
    """Describe the model by the ODD+D protocol: tables as the code declares them, passages written by hand."""
    from sim.basis.errors import HinterlandError
    from sim.documentation.odd import odd_page

    page = odd_page()
    if out is None:
        typer.echo(page, nl=False)
        return
    try:
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        hint = "Name a file in a folder that exists."
        raise HinterlandError(f"{out} cannot be written: {error.strerror}. {hint}") from error
    typer.echo(out.as_posix())
