"""Sweeps: many points of a design, each a scenario with its twins, all under the same luck.

`reading` opens a sweep file, `sweep` is what it asks for, `designs` places the points, `carrying` lives through them.
"""
