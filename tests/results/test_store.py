"""Laws of the store: a world is there whole or not at all, and its columns say what they are."""

from pathlib import Path

import pandas as pd
import pytest

from sim.basis.errors import ResultsError
from sim.results import Store
from sim.results.panel_columns import COLUMNS, PANELS
from sim.results.parquet import describe_panel
from tests.synthetic import Recipe, line_map, panels


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return panels(Recipe(line_map(), years=3), arm="base")


def test_what_is_written_is_read(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    world = store.write("k", tables, {"replicate": 3})
    assert world.tables == tuple(tables)
    assert world.manifest["replicate"] == 3
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(world.table(name), frame.reset_index(drop=True), check_dtype=False)
    world.verify()


def test_columns_are_read_by_name(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    world = store.write("k", tables, {})
    assert list(world.table("cells", ["step", "real_gdp"]).columns) == ["step", "real_gdp"]
    with pytest.raises(ResultsError, match="no column happiness"):
        world.table("cells", ["happiness"])
    with pytest.raises(ResultsError, match="no table `weather`"):
        world.table("weather")


def test_every_stored_column_carries_its_unit_and_meaning(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    world = store.write("k", tables, {})
    for name in tables:
        told = describe_panel(world.folder / f"{name}.parquet")
        assert (told["unit"].str.len() > 0).all()
        assert (told["meaning"].str.len() > 0).all()


def test_every_registered_panel_is_made_of_registered_columns() -> None:
    for panel in PANELS.values():
        assert set(panel.keys) <= set(panel.columns) <= set(COLUMNS), panel.name
    assert {name for panel in PANELS.values() for name in panel.columns} == set(COLUMNS)


def test_unregistered_tables_and_columns_are_refused_all_at_once(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    wrong = {"cells": tables["cells"].assign(happiness=1.0).drop(columns="cell"), "weather": tables["nation"]}
    with pytest.raises(ResultsError) as refused:
        store.write("k", wrong, {})
    for part in ("`cells.happiness`", "`cells.cell` is missing", "`weather` is not a registered table"):
        assert part in str(refused.value)
    assert not store.has("k")


def test_equal_worlds_have_equal_bytes(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    one, other = store.write("a", tables, {}), store.write("b", tables, {})
    assert one.manifest["tables"] == other.manifest["tables"]


def test_a_write_that_fails_leaves_nothing(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(TypeError):
        store.write("k", tables, {"impossible": object()})
    assert list(store.root.iterdir()) == []


def test_a_second_write_of_a_key_keeps_the_first(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    store.write("k", tables, {"order": 1})
    assert store.write("k", tables, {"order": 2}).manifest["order"] == 1


def test_a_damaged_world_counts_as_absent_and_is_made_anew(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    world = store.write("k", tables, {})
    (world.folder / "cells.parquet").write_bytes(b"PAR1")
    assert not store.has("k")
    with pytest.raises(ResultsError, match="cells are missing or cut short"):
        store.read("k")
    assert len(store.write("k", tables, {}).table("cells"))


def test_corrupt_bytes_of_the_right_length_are_named(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    path = store.write("k", tables, {}).folder / "cells.parquet"
    path.write_bytes(b"\0" * path.stat().st_size)
    world = store.read("k")
    with pytest.raises(ResultsError, match=r"cells\.parquet cannot be read as a Parquet table"):
        world.table("cells")
    with pytest.raises(ResultsError, match="tables cells differ"):
        world.verify()


def test_unknown_and_unfinished_worlds_are_not_there(store: Store, tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(ResultsError, match="has no world k"):
        store.read("k")
    folder = store.write("k", tables, {}).folder
    (folder / "manifest.json").unlink()
    with pytest.raises(ResultsError, match="manifest of a world"):
        store.read("k")
    (store.root / ".unfinished-x").mkdir()
    assert store.keys() == ("k",)
