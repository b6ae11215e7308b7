"""A search in a process of its own, which a test kills on the way: `python killed_search.py FOLDER`."""

import sys
import time
from pathlib import Path

from sim.experiments.calibration.study import search
from tests.measures.calibrating.made_up_model import Simulated, request

MIDDLES = (1.2, 0.5, 0.9, 0.3)
BUDGET = {"trials": 40, "start": 12, "together": 8}


class Slow(Simulated):
    """Takes its time over each batch, and says so."""

    def __call__(self, tried):  # type: ignore[no-untyped-def]
        sys.stdout.write("batch\n")
        sys.stdout.flush()
        time.sleep(0.2)
        return super().__call__(tried)


if __name__ == "__main__":
    asked = request(MIDDLES, **BUDGET)
    search(asked, Path(sys.argv[1]), Slow(asked))
