"""Scaling: what a firm-step costs, and what a firm weighs, by firms, regions, industries and threads."""
