"""Execute the notebooks from clean and write their outputs: `python -m benchmarks.notebooks [NAME ...]`.

Each runs in an empty folder of its own with a fresh kernel, so that nothing is found that it did not make. What would
differ from one execution to the next (times, counters, identities of widgets) is taken out; what is left must be clean:
no warning, no path of this machine.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
BESIDE = ("docs/figures/phase_diagram.csv",)
"""Committed files that notebooks read, as seen from the checkout."""

MOST_SECONDS = 600
"""Seconds after which a single cell is given up."""

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What a committed notebook says of itself: nothing of the machine that executed it."""

WIDGET = "application/vnd.jupyter.widget-view+json"
ABSOLUTE = re.compile(r"(?<![\w.~$}\]/:])/(?:[a-z]+)/[\w.-]+")
DIRTY = (
    (re.compile(r"Warning\b"), "a warning"),
    (ABSOLUTE, "a path of one machine"),
    (re.compile(r"\d s left|\b\d{2}:\d{2}:\d{2}\b"), "a time"),
    (re.compile(r" at 0x[0-9a-f]{6,}"), "an address"),
)
"""What must not stand in an output, and what it is."""


def notebooks(names: list[str] | None = None) -> list[Path]:
    """List the notebooks, all of them or those whose names begin as given."""
    found = sorted(FOLDER.glob("[0-9]*.ipynb"))
    return [path for path in found if not names or any(path.stem.startswith(name) for name in names)]


def execute(path: Path) -> Any:
    """Execute a notebook in an empty folder, with a fresh kernel; give it with its outputs, tidied."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(prefix="hinterland-", ignore_cleanup_errors=True) as folder:
        here = Path(folder) / FOLDER.name
        here.mkdir()
        for name in BESIDE:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, Path(folder) / name)
        client = NotebookClient(
            notebook, timeout=MOST_SECONDS, kernel_name="python3", store_widget_state=False,
            record_timing=False, coalesce_streams=True, resources={"metadata": {"path": str(here)}},
        )  # fmt: skip
        client.execute(env=_environment(folder))
    return tidied(notebook, path.stem)


def _environment(folder: str) -> dict[str, str]:
    """Give the surroundings of a kernel: this checkout, no settings of whoever executes it."""
    kept = {key: value for key, value in os.environ.items() if key not in {"MPLBACKEND", "PYTHONDONTWRITEBYTECODE"}}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "IPYTHONDIR": str(Path(folder) / ".ipython")}


def tidied(notebook: Any, stem: str) -> Any:
    """Take out what differs from one execution to the next."""
    notebook.metadata = nbformat.from_dict(METADATA)
    count = 0
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"{stem[:2]}-{number:02d}"
        cell.metadata = nbformat.from_dict({})
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = [output for output in cell.outputs if WIDGET not in output.get("data", {})]
        for output in cell.outputs:
            output.pop("transient", None)
            if "execution_count" in output:
                output.execution_count = count
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return notebook


def unclean(notebook: Any) -> Iterator[str]:
    """Say what in the outputs of a notebook has no place there."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr" or output.output_type == "error":
                yield f"cell {cell.id}: {output.get('text') or output.get('evalue')}"
            for text in texts(output):
                yield from (f"cell {cell.id}: {what}: {text[:200]}" for pattern, what in DIRTY if pattern.search(text))


def texts(output: Any) -> Iterator[str]:
    """Give the texts of an output, pictures apart."""
    if "text" in output:
        yield output.text
    for kind, content in sorted(output.get("data", {}).items()):
        if kind.startswith("text/"):
            yield re.sub(r"base64,[\w+/=]+", "base64,", content)


def write(notebook: Any, path: Path) -> None:
    """Write a notebook; an equal one is an equal file."""
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Execute and write notebooks; give 1 where one is not clean."""
    problems: list[str] = []
    for path in notebooks(names):
        began = time.monotonic()
        notebook = execute(path)
        problems += [f"{path.name}, {each}" for each in unclean(notebook)]
        write(notebook, path)
        print(f"{path.name}: {time.monotonic() - began:.0f} s")
    print(*problems, sep="\n", end="")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
