"""Durable: what is renamed into place must be on the disk before, or a power cut leaves a name without content."""

import os
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Where the system cannot be asked to settle a folder (Windows), it keeps its names safe by itself.
    """
    if path.is_dir() and os.name == "nt":
        return
    # Windows settles only what is open for writing.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settle_whole(folder: Path) -> None:
    """Wait until a folder of files, and the files in it, are on the disk."""
    for path in sorted(folder.iterdir()):
        settle(path)
    settle(folder)
