"""Sensitivity: which worlds tell what a headline number hangs on; each stage is a sweep under shared luck.

`ranges` says what varies and how far, `designs` places the points, `stages` makes sweeps of them. What the worlds say
is read by `sim.measures.sensitivity`.
"""
