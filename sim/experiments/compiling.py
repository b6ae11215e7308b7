"""Compiling: where compiled kernels are kept, and whether they are there already.

Kernels are compiled once on a machine and kept beside their source, or else in the user's cache folder, or where
`NUMBA_CACHE_DIR` says. Where none of these can be written, they are compiled into a temporary folder, which the
workers of one run share and which is gone afterwards.
"""

import atexit
import contextlib
import hashlib
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

KERNELS = Path(__file__).parents[1] / "kernels"


@dataclass(frozen=True)
class KernelCache:
    """Where compiled kernels are kept."""

    folder: Path
    lasting: bool
    """Whether the folder outlives this run."""

    def compiled(self) -> bool:
        """Tell whether the kernels were compiled into this folder as they now stand."""
        try:
            return self._mark.read_text(encoding="utf-8") == _fingerprint()
        except OSError:
            return False

    def mark_compiled(self) -> None:
        """Write down that every kernel has been compiled into this folder as it now stands."""
        with contextlib.suppress(OSError):
            self._mark.write_text(_fingerprint(), encoding="utf-8")

    @property
    def _mark(self) -> Path:
        return self.folder / "hinterland-kernels.txt"

    def sentence(self) -> str:
        """Say in one sentence what compiling is about to happen."""
        if not self.lasting:
            return (
                "No folder for compiled kernels can be written, so this run compiles them for itself alone (about 30 "
                "seconds); set NUMBA_CACHE_DIR to a folder of yours to keep them."
            )
        return "Compiling the model's kernels, once on this machine (about 30 seconds)."


def settle_cache() -> KernelCache:
    """Find a folder that can keep compiled kernels; where there is none, make a temporary one for this run.

    Changes `NUMBA_CACHE_DIR` in the environment in that last case; call it before numba is imported.
    """
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        folder = Path(chosen)
        return KernelCache(folder, lasting=True) if _writable(folder) else _temporary()
    for folder in (KERNELS / "__pycache__", _user_cache()):
        if _writable(folder):
            return KernelCache(folder, lasting=True)
    return _temporary()


def _temporary() -> KernelCache:
    folder = Path(tempfile.mkdtemp(prefix="hinterland-kernels-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    if "numba" in sys.modules:
        from numba.core import config

        config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
    return KernelCache(folder, lasting=False)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _user_cache() -> Path:
    # The same folder as numba's own, so that what is found here is what numba will find.
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Numba" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "numba"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "numba"


def _fingerprint() -> str:
    """Give a hash of the kernels' sources and of what compiles them."""
    digest = hashlib.sha256(f"{version('numba')} {version('llvmlite')} {sys.version} {platform.machine()}".encode())
    for source in sorted(KERNELS.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
