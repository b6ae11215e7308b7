"""The memory of a sweep stays flat: a thousand twins take the program that hands them out no more than a hundred."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_up import sweep_text

ROOT = Path(__file__).parents[2]

PROGRAM = """
import resource
import sys
from pathlib import Path
from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.sweeps.telling import Quiet
from sim.measures.sweeping import sweep
from tests.made_up import simulate


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform == "linux" else 1024)


class Weighing(Quiet):
    worlds = 0

    def finished(self, label, worlds):
        self.worlds += worlds
        if self.worlds in (200, 2000):
            print(self.worlds // 2, peak(), flush=True)


if __name__ == "__main__":
    asked = read_sweep_text(Path(sys.argv[2]).read_text(), name="many")
    found = sweep(asked, out=sys.argv[1], workers=2, progress=Weighing(), simulate=simulate)
    print("measured", peak(), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="asks the system as POSIX does")
@pytest.mark.parametrize("points", [1, 250], ids=["of one point", "of many points"])
def test_a_thousand_twins_take_the_parent_less_than_fifty_megabytes_more_than_a_hundred(
    tmp_path: Path, points: int
) -> None:
    coordination = tuple(round(0.1 + 0.8 * number / points, 4) for number in range(points))
    text = sweep_text(replicates=1000 // points, openness=(0.8,), coordination=coordination)
    (tmp_path / "sweep.yaml").write_text(text)
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py"), str(tmp_path / "results"), str(tmp_path / "sweep.yaml")],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kilobytes = {words[0]: int(words[1]) for words in map(str.split, done.stdout.splitlines())}
    assert set(kilobytes) == {"100", "1000", "measured"}
    assert kilobytes["1000"] - kilobytes["100"] < 50_000
    assert kilobytes["measured"] - kilobytes["100"] < 100_000
