"""Burn-ins: states of the economy at the fork, kept under their own key, from which worlds fork.

A state is a compressed file `<store>/.burn_ins/<version>/<key>` that begins with its checksum and its size, where the
version is that of the model's code. It can be made again at any time, so a file that is damaged counts as absent, and
nobody waits until it is on the disk.
"""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from sim.results.keys import code_hash
from sim.results.store import UNFINISHED, Store

FOLDER = ".burn_ins"
CODEC = "zstd"


@dataclass(frozen=True)
class BurnIns:
    """The burn-ins of a store."""

    root: Path

    @classmethod
    def of(cls, store: Store) -> "BurnIns":
        """Give the burn-ins of the present program that lie beside a store's worlds."""
        return cls(store.root / FOLDER / version())

    def has(self, key: str) -> bool:
        """Say whether a burn-in is there and whole."""
        return self.read(key) is not None

    def read(self, key: str) -> bytes | None:
        """Give a burn-in's state, or None where it is not there or is damaged."""
        try:
            content = (self.root / key).read_bytes()
        except OSError:
            return None
        said, size, packed = content[:64], content[64:80], content[80:]
        if said != _checksum(size + packed):
            return None
        return pa.decompress(packed, decompressed_size=int(size), codec=CODEC, asbytes=True)

    def write(self, key: str, state: bytes) -> None:
        """Keep a burn-in's state, whole or not at all."""
        self.root.mkdir(parents=True, exist_ok=True)
        draft = self.root / f"{UNFINISHED}{uuid.uuid4().hex}"
        try:
            rest = f"{len(state):016d}".encode() + pa.compress(state, codec=CODEC, asbytes=True)
            draft.write_bytes(_checksum(rest) + rest)
            draft.replace(self.root / key)
        finally:
            draft.unlink(missing_ok=True)


def version() -> str:
    """Name the version of the model whose burn-ins can be forked from."""
    return code_hash()[:16]


def _checksum(state: bytes) -> bytes:
    return hashlib.sha256(state).hexdigest().encode()
