"""Laws of the floor: C does what kernels do, on what a real step hands to them, and a difference is noticed."""

import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks.floor import __main__ as floor
from benchmarks.floor import in_c
from benchmarks.floor.calls import Call, calls_of_a_step
from benchmarks.floor.contest import AnotherResultError, check_same, contest, written_arrays
from benchmarks.floor.in_c import InC, NoCompilerError, found_compiler, header
from benchmarks.worlds import scenario_with, world_at_the_fork
from sim.economy import chain
from sim.kernels.searching import search_suppliers

MAPS = {"plane": ("baseline", ()), "sphere": ("yangtze_delta", ()), "torus": ("baseline", ("geography.torus=true",))}


def has_compiler() -> bool:
    try:
        found_compiler()
    except NoCompilerError:
        return False
    return True


needs_compiler = pytest.mark.skipif(not has_compiler(), reason="this machine has no C compiler")


@pytest.fixture(scope="module", params=MAPS)
def calls(request: pytest.FixtureRequest) -> dict[str, list[Call]]:
    scenario, more = MAPS[request.param]
    return calls_of_a_step(world_at_the_fork(scenario_with(1200, more, scenario=scenario), steps=1), floor.MODULES)


@needs_compiler
def test_c_writes_what_every_kernel_writes_bit_for_bit(calls: dict[str, list[Call]], tmp_path: Path) -> None:
    compiled = InC(calls, tmp_path)
    assert set(calls) == {name for names in floor.PROCESSES.values() for name in names}
    for each in calls.values():
        for call in each:
            ours, theirs = call.copy(), call.copy()
            ours.run()
            compiled.prepared(theirs)()
            for name, array in ours.leaves().items():
                np.testing.assert_array_equal(array, theirs.leaves()[name], err_msg=f"{call.name}: {name}")
        assert contest(compiled, each, rounds=1).ratio > 0.0


@needs_compiler
def test_c_finds_the_first_suppliers_as_the_kernel_does(calls: dict[str, list[Call]], tmp_path: Path) -> None:
    (kept,) = calls["search_suppliers"]
    start, stop, _, *rest = kept.arguments
    first = Call(search_suppliers, (start, stop, True, *rest))
    assert contest(InC(calls | {first.name: [first]}, tmp_path), [first], rounds=1).ratio > 0.0


def test_keeping_calls_changes_no_kernel_and_no_call(calls: dict[str, list[Call]]) -> None:
    assert chain.search_suppliers is search_suppliers
    (call,) = calls["search_suppliers"]
    before = call.copy()
    call.copy().run()
    assert not written_arrays(before, call)


def test_arguments_are_named_by_where_they_stand(calls: dict[str, list[Call]]) -> None:
    leaves = calls["search_suppliers"][0].leaves()
    assert leaves["terrain_plane_torus"] in {True, False}
    assert leaves["buckets_row"].dtype == np.int32
    text = header([calls["search_suppliers"][0]])
    assert "    int32_t *suppliers;\n    int64_t suppliers_0;\n    int64_t suppliers_1;" in text
    assert "    double search_chance;" in text


def test_another_decision_is_refused_and_so_is_a_number_that_is_off(calls: dict[str, list[Call]]) -> None:
    (call,) = calls["search_suppliers"]
    for name, change in (("suppliers", 1), ("price", 1e-9)):
        other = call.copy()
        other.leaves()[name].flat[7] += change
        with pytest.raises(AnotherResultError, match=f"another `{name}`"):
            check_same(call, other)


def test_a_rounding_of_the_last_digits_is_the_same_number(calls: dict[str, list[Call]]) -> None:
    (call,) = calls["search_suppliers"]
    other = call.copy()
    other.leaves()["price"][...] *= 1.0 + 1e-15
    check_same(call, other)


def test_without_a_compiler_the_command_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(in_c, "COMPILERS", ())
    floor.main(["--quick", "--firms", "300"])
    assert capsys.readouterr().out.startswith("There is no C compiler here")


@needs_compiler
def test_the_command_holds_three_processes_against_their_target(capsys: pytest.CaptureFixture[str]) -> None:
    floor.main(["--firms", "500", "--rounds", "1"])
    said = capsys.readouterr().out
    assert all(name in said for name in floor.MODULES)
    for process in floor.PROCESSES:
        assert re.search(rf"^{process}, over C, 500 firms: .* times \(at most 1.5 times\)", said, re.MULTILINE)
