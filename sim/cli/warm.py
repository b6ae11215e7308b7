"""`hinterland warm`: compile everything before it is needed."""

from typing import Annotated

import typer


def warm(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something fails.")] = False,
) -> None:
    """Compile all kernels and build the font cache, so that the next run starts at once."""
    from sim.cli.screen import remark
    from sim.experiments.compiling import settle_cache
    from sim.experiments.warming import warm as compile_all

    cache = settle_cache()
    if not quiet and not cache.compiled():
        remark(cache.sentence())
    compile_all()
    _build_font_cache()
    if quiet:
        return
    if cache.lasting:
        remark(f"Everything is compiled; kernels are kept in {cache.folder}.")
    else:
        remark("Everything compiles, but no folder can keep it: set NUMBA_CACHE_DIR to a folder of yours.")


def _build_font_cache() -> None:
    """Let the list of the machine's fonts be made, which takes seconds the first time."""
    from sim.figures.style import drawing_in

    with drawing_in("en"):
        pass
