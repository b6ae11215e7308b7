"""The command line: words in, words out, nothing else.

Modules of this floor import nothing heavy at their top, so that `hinterland --help` answers at once.
"""
