"""Calibrating: search, posterior and profiles of a scenario's free parameters.

`calibrate` carries a calibration out, `regression` makes the posterior, `emulator` and `profile` say what the facts
cannot pin down, `outcome` is what was found.
"""
