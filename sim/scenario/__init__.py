"""What a scenario file may say; reading, overriding, explaining it, and the arms of its experiment.

`reading.read_scenario` opens a file, `arms.arms` lists the twins, `levels.policy_path` says what policy holds when.
"""
