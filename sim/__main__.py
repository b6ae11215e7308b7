"""`python -m sim` is `hinterland`."""

from sim.cli.main import main

if __name__ == "__main__":
    main()
