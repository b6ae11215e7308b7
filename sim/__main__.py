"""`python -m sim` is `hinterland`."""

from sim.cli.app import main

if __name__ == "__main__":
    main()
