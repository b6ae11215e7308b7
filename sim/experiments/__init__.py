"""Experiments: twins over replicates, and who carries the runs out."""
