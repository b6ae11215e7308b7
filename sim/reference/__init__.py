"""The plain engine: the same economics as an ordinary Mesa model, to be read and to be checked against."""
