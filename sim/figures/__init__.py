"""Figures a person would put in a report: one a file, each with the table of its numbers."""
