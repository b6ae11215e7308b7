"""Laws of `import sim`: it costs nothing, and every public name is there when it is asked for."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

import sim

HEAVY = ("numba", "numpy", "pandas", "mesa", "matplotlib", "pydantic")


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sim, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) & set(HEAVY) == set()


@pytest.mark.parametrize("name", sim.__all__)
def test_every_public_name_is_there(name: str) -> None:
    home = sim._HOMES[name]
    if home == "sim.model.region_model" and find_spec(home) is None:
        pytest.skip("the model is not there")
    assert getattr(sim, name).__doc__


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match="read_scenario"):
        sim.read_scenaro  # noqa: B018


def test_the_surface_is_some_two_dozen_names() -> None:
    assert len(sim.__all__) <= 24
    assert len(set(sim.__all__)) == len(sim.__all__)
    assert set(dir(sim)) == set(sim.__all__)
