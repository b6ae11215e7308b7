"""Laws of telling: one of three ways, and a document is JSON that any program reads."""

import json
import math
from pathlib import Path

import pytest
import typer

from sim.cli.options import said
from sim.cli.telling import document, tell


@pytest.mark.parametrize(
    ("quiet", "wants_json", "told"),
    [(False, False, "in words\n"), (True, False, "results/x\n"), (False, True, "{}\n"), (True, True, "{}\n")],
)
def test_answers_are_told_in_one_way_and_json_wins(
    quiet: bool, wants_json: bool, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(
        Path("results/x"), as_json=lambda: "{}", in_words=lambda: typer.echo("in words"), quiet=quiet, json=wants_json
    )  # fmt: skip
    assert capsys.readouterr().out == told


def test_a_document_never_holds_what_is_no_number() -> None:
    assert json.loads(document({"虹吸": 0.5})) == {"虹吸": 0.5}
    assert "虹吸" in document({"虹吸": 0.5})
    with pytest.raises(ValueError, match="not JSON compliant"):
        document({"value": math.nan})


def test_an_option_of_its_own_wins_over_set() -> None:
    assert said(["seed=1", "openness=0.5"], seed=2, years=None) == ["seed=1", "openness=0.5", "seed=2"]
    assert said(None, years=3) == ["years=3"]
