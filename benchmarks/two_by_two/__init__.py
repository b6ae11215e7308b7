"""The two by two of openness and coordination, as differences of twin differences."""
