"""Laws of fingerprints: what changes what a process does changes its hash, what does not leaves it."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from sim.basis.errors import ScheduleError
from sim.experiments.fingerprints import fingerprint
from sim.model.schedule import SCHEDULE, Moment, Schedule

PREAMBLE = "import numpy as np\nrate = 0.1\ntable = np.arange(3.0)\ndef gap(x):\n    return x - rate\n"
RULE = "def rule(moment, share=0.5):\n    return gap(table.sum()) * share\n"


def rule(text: str = RULE, preamble: str = PREAMBLE) -> Callable[[Moment], None]:
    """Give a process as a notebook would define it."""
    space: dict[str, Any] = {"__name__": "__main__"}
    exec(preamble + text, space)
    return space["rule"]


def told(run: Callable[..., Any]) -> str:
    return fingerprint(SCHEDULE.replaced("learning", run))


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        ("share=0.5", "share=0.6"),
        ("rate = 0.1", "rate = 0.2"),
        ("np.arange(3.0)", "np.arange(3.0) + 1.0"),
        ("x - rate", "x + rate"),
        ("* share", "/ share"),
        ("table.sum()", "table.max()"),
    ],
)
def test_whatever_changes_what_a_process_does_changes_its_fingerprint(found: str, instead: str) -> None:
    changed = (PREAMBLE + RULE).replace(found, instead)
    assert changed != PREAMBLE + RULE
    assert told(rule(changed, "")) != told(rule())


def test_comments_docstrings_and_what_a_process_does_not_name_change_nothing() -> None:
    said = RULE.replace("0.5):\n", "0.5):\n    '''Say what it does.'''\n    # and why\n")
    assert told(rule(said, PREAMBLE + "unused = 7\n")) == told(rule())


def test_an_attribute_that_has_the_name_of_a_global_is_another() -> None:
    text = "def rule(moment):\n    return moment.world\n"
    assert told(rule(text, "world = (x for x in range(3))\n")) == told(rule(text, "world = 1\n"))


def test_a_function_within_a_process_counts_with_what_it_names() -> None:
    text = "def rule(moment):\n    return [rate * x for x in (lambda: moment)()]\n"
    assert told(rule(text)) != told(rule(text, PREAMBLE.replace("0.1", "0.2")))


def test_what_a_process_closes_over_or_is_given_counts() -> None:
    def made(rate: float) -> Callable[[Moment], None]:
        return lambda moment: moment.world.regions.wage.__imul__(rate)  # type: ignore[return-value]

    def given(moment: Moment, rate: float) -> None:
        moment.world.regions.wage *= rate

    assert told(made(1.0)) != told(made(2.0))
    assert told(made(1.0)) == told(made(1.0))
    assert told(partial(given, rate=1.0)) != told(partial(given, rate=2.0))


def test_two_values_that_are_swapped_are_told_apart() -> None:
    text = "a, b = np.zeros(2), np.ones(2)\nseen = [a, b, {}]\ndef rule(moment):\n    return seen\n"
    assert told(rule(text.format("a"), "import numpy as np\n")) != told(rule(text.format("b"), "import numpy as np\n"))


def test_order_and_names_count() -> None:
    assert fingerprint(SCHEDULE.without("policy")) != fingerprint(SCHEDULE)
    assert fingerprint(Schedule(reversed(SCHEDULE))) != fingerprint(SCHEDULE)


def test_a_file_of_the_users_own_counts_by_its_text(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    found = []
    for factor in ("2.0", "3.0"):
        tmp_path.joinpath("my_own_rules.py").write_text(f"def times(x):\n    return {factor} * x\n")
        sys.modules.pop("my_own_rules", None)
        found.append(told(rule("import my_own_rules\ndef rule(moment):\n    return my_own_rules.times(1.0)\n")))
    assert found[0] != found[1]


def test_what_cannot_be_told_is_refused_with_its_name() -> None:
    with pytest.raises(ScheduleError, match=r"`learning` reaches `hidden`, which is a generator"):
        told(rule("hidden = (x for x in range(3))\ndef rule(moment):\n    return next(hidden)\n"))


def test_the_fingerprint_is_the_same_in_another_process() -> None:
    program = (
        "from tests.experiments.test_fingerprints import told, rule, SCHEDULE, fingerprint\n"
        "print(told(rule()), fingerprint(SCHEDULE))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [told(rule()), fingerprint(SCHEDULE)]
    assert np.unique(done.stdout.split()).size == 2
