"""Panels as Parquet files whose columns carry their unit and meaning."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.basis.errors import ResultsError
from sim.results.panel_columns import COLUMNS, PANELS


def check_panels(panels: Mapping[str, pd.DataFrame]) -> None:
    """Refuse tables and columns that the register does not know, and tables without their key columns.

    Raises:
        ResultsError: Naming every such table and column at once.
    """
    problems = [problem for name, frame in panels.items() for problem in _problems(name, frame)]
    if problems:
        lines = "\n".join(f"  * {problem}" for problem in problems)
        raise ResultsError(f"These panels cannot be stored:\n{lines}\nRegister them in sim/results/panel_columns.py.")


def _problems(name: str, frame: pd.DataFrame) -> list[str]:
    panel = PANELS.get(name)
    if panel is None:
        return [f"`{name}` is not a registered table; registered are {', '.join(PANELS)}."]
    unknown = [str(column) for column in frame.columns if column not in panel.columns]
    missing = [key for key in panel.keys if key not in frame.columns]
    return [
        *(f"`{name}.{column}` is not a registered column: it needs a unit and a meaning." for column in unknown),
        *(f"`{name}.{key}` is missing, a key column: {COLUMNS[key].meaning}." for key in missing),
    ]


def write_panel(path: Path, name: str, frame: pd.DataFrame) -> None:
    """Write one checked panel; equal frames give equal bytes."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    fields = [field.with_metadata(_metadata(field.name)) for field in table.schema]
    table = table.cast(pa.schema(fields, metadata={"table": name, "meaning": PANELS[name].meaning}))
    pq.write_table(table, path, compression="zstd")


def _metadata(column: str) -> dict[str, str]:
    return {"unit": COLUMNS[column].unit, "meaning": COLUMNS[column].meaning}


def read_panel(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read a panel, or some of its columns.

    Raises:
        ResultsError: Where the file is missing, is not whole, or lacks a column.
    """
    try:
        schema = pq.read_schema(path)
        lacking = [column for column in columns or () if column not in schema.names]
        if lacking:
            raise ResultsError(f"{path} has no column {', '.join(lacking)}; it has {', '.join(schema.names)}.")
        table = pq.read_table(path, columns=None if columns is None else list(columns))
    except (pa.ArrowException, OSError) as error:
        raise ResultsError(
            f"{path} cannot be read as a Parquet table ({error}). Delete the folder {path.parent} and run the "
            "scenario again: only this world is made anew."
        ) from error
    return table.to_pandas()


def describe_panel(path: Path) -> pd.DataFrame:
    """List the columns of a stored panel with the unit and meaning that the file itself carries."""
    schema = pq.read_schema(path)
    rows = [(field.name, _text(field, "unit"), _text(field, "meaning")) for field in schema]
    return pd.DataFrame(rows, columns=["column", "unit", "meaning"])


def _text(field: pa.Field, key: str) -> str:
    return (field.metadata or {}).get(key.encode(), b"").decode()
