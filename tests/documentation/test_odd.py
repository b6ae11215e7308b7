"""Laws of the ODD page: it says all that the code declares, and the page that is kept is what the program writes."""

from dataclasses import fields
from pathlib import Path

import pytest

from sim.cli import main as program
from sim.documentation import tables
from sim.documentation.declared import fields_of, purposes
from sim.documentation.odd import MARKER, odd_page, passages
from sim.measures.headline import list_measures
from sim.model.schedule import SCHEDULE
from sim.results.panel_columns import COLUMNS
from sim.scenario.registering import register_of_parameters
from sim.world.facts import read_table
from sim.world.firms import Firms
from sim.world.geography import Geography
from sim.world.levels import Levels
from sim.world.world import Regions, WorldMarket, Zones

PAGE = Path(__file__).parents[2] / "docs" / "odd.md"
PREFIXES = ("cell_", "region_", "zone_", "lot_")


def test_the_page_and_the_code_have_not_parted() -> None:
    assert PAGE.read_text(encoding="utf-8") == odd_page(), "write it anew: hinterland odd --out docs/odd.md"


def test_every_table_stands_on_the_page_once_and_no_marker_is_left() -> None:
    assert sorted(found["name"] for found in MARKER.finditer(passages())) == sorted(tables.GENERATED)
    assert "<!-- table" not in odd_page()


def test_the_page_names_every_parameter_process_purpose_measure_column_and_fact() -> None:
    page = odd_page()
    for record in register_of_parameters():
        assert f"| `{record.name}` | " in page
        assert record.meaning.replace("|", "\\|") in page
    for process in SCHEDULE:
        assert process.what in page
    for sentence in [sentence for _, sentence in purposes()]:
        assert sentence in page
    names = [measure.name for measure in list_measures()] + list(COLUMNS)
    assert all(f"| `{name}` | " in page for name in names)
    assert all(f"| {row['id']} | " in page for row in read_table("facts.csv"))


def test_every_state_variable_says_what_it_means() -> None:
    fixed = [field for field in fields_of(Geography) if field.name.startswith(PREFIXES)]
    state = [field for declared in (Firms, Regions, Zones, WorldMarket, Levels) for field in fields_of(declared)]
    assert not [field.name for field in [*fixed, *state] if not field.meaning]
    assert {field.name for field in fields_of(Firms)} == {field.name for field in fields(Firms)}


def test_purposes_are_those_of_the_source_each_once() -> None:
    sentences = [sentence for _, sentence in purposes()]
    assert len(set(sentences)) == len(sentences)
    folders = [Path(tables.__file__).parents[1] / floor for floor in ("economy", "world")]
    text = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.py"))
    assert text.count('= Purpose("') == len(sentences)


def test_every_table_of_facts_has_its_source_on_the_page() -> None:
    told = tables.data_files()
    files = (Path(tables.__file__).parents[1] / "data").glob("*.csv")
    assert not [path.name for path in files if f"`{path.name}`" not in told]


def test_rows_of_tables_have_as_many_cells_as_their_heads() -> None:
    for write in tables.GENERATED.values():
        for block in write().split("\n\n"):
            lines = [line.replace("\\|", "") for line in block.splitlines() if line.startswith("|")]
            assert len({line.count("|") for line in lines}) <= 1


def test_the_command_prints_the_page_or_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.main(("odd",))
    assert capsys.readouterr().out == odd_page()
    with pytest.raises(SystemExit):
        program.main(("odd", "--out", str(tmp_path / "odd.md")))
    assert (tmp_path / "odd.md").read_text(encoding="utf-8") == odd_page()
    capsys.readouterr()
    with pytest.raises(SystemExit) as caught:
        program.main(("odd", "--out", str(tmp_path / "nowhere" / "odd.md")))
    assert caught.value.code == 2
    assert "cannot be written" in capsys.readouterr().err
