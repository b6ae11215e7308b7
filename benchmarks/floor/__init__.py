"""The floor: the same loops in C, on the arguments of a real step."""
