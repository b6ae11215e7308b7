"""The step in order, recording, and the one door to Mesa."""
