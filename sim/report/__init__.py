"""The written report: one file that a reader can be sent, its words chosen by its numbers, in English or Chinese."""
