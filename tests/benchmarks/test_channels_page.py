"""Laws of the page of channels: every sentence follows from sign and clearness of what was measured."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.channel_words import NAMES, interactions_in_words, parts_in_words, reading, whole_in_words
from benchmarks.channels_page import PAGE, parts, write_page
from benchmarks.pages import markers
from sim.experiments.channels import ChannelRequest
from sim.experiments.twins import run_request
from sim.measures.channels import ChannelEffects, open_channels
from sim.results.run import Run
from sim.scenario.reading import read_scenario
from tests.cli.test_channels import made_up


def effects(replicates: int = 3, noise: float = 0.001, **lifts: float) -> ChannelEffects:
    """Make up what channels lift, in log points; `market` is there always, `chain_policy` where both are open."""
    chance = np.random.default_rng(5).normal(size=(16, replicates, 2, 2)) * noise
    shape = np.arange(2)[None, None, :, None] * np.ones((16, replicates, 2, 2))
    size = []
    for number in range(16):
        open_ = open_channels(number)
        together = lifts.get("chain_policy", 0.0) * ({"chain", "policy"} <= {*open_})
        size.append(lifts.get("market", 0.0) + together + sum(lifts.get(each, 0.0) for each in open_))
    outcomes = shape * (np.array(size)[:, None, None, None] + chance)
    years = pd.DataFrame({"step": [0, 4], "date": ["2010-01", "2011-01"], "year": [0, 1]})
    return ChannelEffects(column="real_gdp", rings=("0km+", "all"), years=years, outcomes=outcomes)


def test_parts_are_told_by_sign_and_only_where_they_are_clear() -> None:
    text = parts_in_words(effects(policy=0.2, mobility=-0.1))
    above, below, unclear = (text.index(words) for words in ("Above zero", "Below zero", "Not clear"))
    assert above < text.index(NAMES["policy"]) < below < text.index(NAMES["mobility"]) < unclear
    assert unclear < text.index(NAMES["learning"])
    share = int(text.partition("The largest part, rules that spread, is ")[2].partition(" %")[0])
    # Twenty of ten in all, but for the noise.
    assert share == pytest.approx(200, abs=5)


def test_a_whole_that_is_not_clear_is_not_said_to_be_anything() -> None:
    assert "the zones add to all that is outside" in whole_in_words(effects(market=0.1))
    assert "the zones take from all that is outside" in whole_in_words(effects(market=-0.1))
    nothing = effects(noise=0.1)
    assert "not clear of zero" in whole_in_words(nothing)
    assert "largest part" not in parts_in_words(nothing)


def test_channels_work_through_one_another_or_stand_in_for_one_another() -> None:
    assert "The chain and rules that spread work through" in interactions_in_words(effects(chain_policy=0.2))
    assert "The chain and rules that spread stand in for" in interactions_in_words(effects(chain_policy=-0.2))
    assert interactions_in_words(effects(noise=0.1)).startswith("No two channels")


def test_one_replicate_has_nothing_that_is_clear() -> None:
    text = reading(effects(replicates=1, policy=0.2))
    assert "Above zero" not in text
    assert "no part is clear of zero" in text


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    request = ChannelRequest(read_scenario("tiny"), (0, 1), tmp_path_factory.mktemp("results"))
    return run_request(request, workers=1, simulate=made_up)


def test_the_page_is_filled_and_the_figure_lies_beside_it(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "channels.md"
    page.write_text(PAGE.read_text(encoding="utf-8") + "\n".join(markers("tiny")), encoding="utf-8")
    write_page(run, page=page, figures=tmp_path / "figures")
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"tiny.{name}.{kind}" for name in ("channels", "channel_interactions") for kind in ("png", "svg", "csv")
    }
    begin, end = markers("tiny")
    text = page.read_text(encoding="utf-8").partition(begin)[2].partition(end)[0]
    assert "2 replicates of 32 worlds, 5 years, against `no_zones`" in text
    assert "(figures/tiny.channels.png)" in text
    assert "(figures/tiny.channel_interactions.png)" in text
    assert text.count("| all outside |") == 1
    assert "**0-30km**" in text


def test_tables_have_a_row_for_every_part_and_every_pair() -> None:
    one, two = parts(effects(policy=0.2)).values()
    assert len(one.splitlines()) == 2 + 6
    assert len(two.splitlines()) == 2 + 6
    policy = next(line for line in one.splitlines() if NAMES["policy"] in line)
    assert policy.count("**") == 4
