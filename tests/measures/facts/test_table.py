"""Laws of tables of facts: what a researcher's own may say, and every mistake answered at once."""

from pathlib import Path

import pytest

from sim.measures.facts.register import MEASUREMENTS, dotted_names
from sim.measures.facts.table import FactsError, read_facts_file
from sim.scenario.reading import read_scenario
from tests.measures.facts.worlds import shipped

HEADER = "id,fact,low,high,unit,measure\n"


def read(path: Path, text: str):
    path.write_text(text, encoding="utf-8")
    return read_facts_file(path, MEASUREMENTS, dotted_names(read_scenario("tiny")))


def test_every_shipped_fact_has_a_measurement_that_says_how_it_differs() -> None:
    assert {fact.id for fact in shipped()} == set(MEASUREMENTS)
    for name, measurement in MEASUREMENTS.items():
        assert (measurement.read.__doc__ or "").startswith(f"{name}: ")


def test_a_fact_of_ones_own_is_measured_as_a_shipped_one_or_by_a_headline_number(tmp_path: Path) -> None:
    lines = "C6,host,0.1,,log points,\nmine,growth of hosts,0,1,log points,host.gdp.5y\nother,links,20,45,km,C12\n"
    facts = read(tmp_path / "mine.csv", HEADER + lines)
    assert [fact.measure for fact in facts] == ["C6", "host.gdp.5y", "C12"]
    assert facts[0].verdict(99.0) == "near"
    assert facts[0].verdict(0.05) == facts[1].verdict(1.5) == "far"
    assert facts[0].verdict(float("nan")) == "not measurable"


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = HEADER + (
        "C6,host,0.3,0.1,log points,\n"
        "C7,loss,low,1,log points,\n"
        "mine,growth,0,1,log points,\n"
        "yours,growth,0,1,log points,host.gdp.5\n"
        "C7,again,0,inf,log points,\n"
        ",nameless,0,1,km,C12\n"
    )
    with pytest.raises(FactsError) as caught:
        read(tmp_path / "mine.csv", text)
    told = str(caught.value)
    for words in (
        "line 2: `low` 0.3 is above `high` 0.1",
        "line 3: `low` is 'low', but must be a number in log points",
        "line 4: 'mine' is not the id of a fact with a measurement, so a column `measure` must name a headline number",
        "line 5: `measure` is 'host.gdp.5', which is neither",
        "Did you mean `host.gdp.5y`?",
        "line 6: `high` is 'inf'",
        "id 'C7' stands on 2 lines",
        "line 7: `id` is empty",
    ):
        assert words in told
    assert len(caught.value.problems) == 7


def test_a_file_that_is_none_says_what_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="no such file; give a CSV file with columns id, fact, low, high, unit"):
        read_facts_file(tmp_path / "absent.csv", MEASUREMENTS, ())
    with pytest.raises(FactsError, match=r"column `low` is missing(.|\n)*column `unit` is missing"):
        read(tmp_path / "short.csv", "id,fact,high\nC6,host,1\n")
    with pytest.raises(FactsError, match="a header but no fact"):
        read(tmp_path / "empty.csv", HEADER)
    with pytest.raises(FactsError, match="no CSV file in UTF-8"):
        read(tmp_path / "nothing.csv", "")
