"""Sensitivity: from the worlds of a study to what a headline number hangs on.

`values` reads one number of every point and replicate; `tornado`, `screening`, `indices` and `luck` are arrays in,
tables out; `study` carries the stages out one after another.
"""
