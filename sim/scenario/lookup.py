"""Where scenarios are found: a path, a name in `./scenarios`, or one that ships with the package."""

from pathlib import Path

from sim.scenario.wording import nearest

FOLDER = "scenarios"

PACKAGE = Path(__file__).resolve().parents[1]
"""Folder of the package `sim`."""


def shipped_folder() -> Path:
    """Give the folder of shipped scenarios: within an installed package, or beside it in a checkout."""
    installed = PACKAGE / "shipped_scenarios"
    return installed if installed.is_dir() else PACKAGE.parent / FOLDER


def find_scenario(name: str, *, asked_by: Path | None = None) -> Path | None:
    """Find the file of a scenario.

    Args:
        name: A path, or a name without folder and ending.
        asked_by: File of the scenario that extends this one: looked up beside it first, and itself last of all,
            so that a scenario of your own may extend the shipped one of the same name.
    """
    beside = asked_by.parent if asked_by is not None else None
    given = Path(name).expanduser()
    folders = [folder for folder in (beside, Path()) if folder is not None]
    if given.suffix in {".yaml", ".yml"}:
        candidates = [folder / given for folder in folders]
    else:
        candidates = [folder / f"{name}.yaml" for folder in (*folders[:-1], Path(FOLDER), shipped_folder())]
        candidates.append(Path(f"{name}.yaml"))
    found = [path for path in candidates if path.is_file()]
    others = [path for path in found if asked_by is None or path.resolve() != asked_by.resolve()]
    return next(iter(others + found), None)


def known_names() -> list[str]:
    """List the names under which a scenario is found, in alphabetical order."""
    folders = (Path(FOLDER), shipped_folder())
    return sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")})


def not_found(name: str) -> str:
    """Say that there is no such scenario, and which there are."""
    if Path(name).suffix in {".yaml", ".yml"}:
        return f"there is no file `{name}`; give a path from here, or one of the names {', '.join(known_names())}"
    hint = nearest(name, known_names())
    return f"there is no scenario `{name}`.{hint} Known here: {', '.join(known_names()) or 'none'}; or give a path"


def shown(path: Path) -> str:
    """Write a path for messages: from here where it lies below, else by its place in the package, else in full."""
    resolved = path.resolve()
    if resolved.is_relative_to(Path.cwd().resolve()):
        return str(resolved.relative_to(Path.cwd().resolve()).as_posix())
    if resolved.is_relative_to(shipped_folder().resolve()):
        return f"{FOLDER}/{resolved.name} (shipped)"
    return str(path)
