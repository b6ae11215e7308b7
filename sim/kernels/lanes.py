"""Lanes: how rows are shared out where many rows add to one sum.

Blocks of rows belong to two lanes in turn. Within a lane rows are added in ascending order, then the lanes in theirs;
so two threads can add at once, and a sum is the same bit for bit however many threads there are.
"""

LANES = 2
"""Lanes that rows are shared out in."""

BLOCK = 4096
"""Rows that follow each other in one lane."""
