"""Calibration: free parameters moved, within bounds that have a reason, until chosen facts come out.

`reading` opens a calibration file, `request` is what it asks for, `study` searches, `adopting` writes what was found
into the scenario, and `record` keeps what was done and what facts it used.
"""
