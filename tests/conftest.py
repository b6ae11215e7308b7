"""What holds for every test: no display, no deadline, examples that are the same on every machine."""

import os

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")

# The first example may compile a kernel, so time says nothing about a law.
settings.register_profile("laws", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("laws")
