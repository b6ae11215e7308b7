"""What things cost, how well luck is shared, and the pages of results: `python -m benchmarks.NAME`."""

from sim.experiments.compiling import settle_cache

# Kernels look for a folder to keep their compiled code in as soon as they are loaded.
settle_cache()
