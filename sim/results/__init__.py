"""What a run leaves: panel tables, worlds in a store, runs that list them."""

from sim.results.run import Run, Twin, open_results
from sim.results.store import Store, World

__all__ = ["Run", "Store", "Twin", "World", "open_results"]
