"""How kernels are compiled: kept on disk, without the interpreter's lock, with the arithmetic of NumPy.

Numba renews what it has kept of a kernel when the kernel's own file changes, but not when a kernel that it calls
does. So all that is kept is forgotten whenever any file of this folder has changed.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba import njit

HERE = Path(__file__).parent


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function that Python calls; keep it on disk, and let other threads run while it does."""
    return njit(cache=True, nogil=True, error_model="numpy")(function)


def part(function: Callable[..., Any]) -> Any:
    """Compile a function that only kernels call."""
    return njit(nogil=True, error_model="numpy")(function)


def inlined(function: Callable[..., Any]) -> Any:
    """Write a function's body into the kernels that call it, so that their loops become vector code."""
    return njit(forceinline=True, nogil=True, error_model="numpy")(function)


def forget_stale_kernels() -> None:
    """Delete what is kept of kernels if any file of this folder has changed since."""
    digest = hashlib.sha256()
    sources = sorted(HERE.glob("*.py"))
    for source in sources:
        digest.update(source.read_bytes())
    for folder in {HERE / "__pycache__", Path(os.environ.get("NUMBA_CACHE_DIR", HERE / "__pycache__"))}:
        mark = folder / "kernels-of.txt"
        with contextlib.suppress(OSError):
            if mark.exists() and mark.read_text(encoding="utf-8") == digest.hexdigest():
                continue
            for source in sources:
                for kept in folder.rglob(f"{source.stem}.*.nb[ic]"):
                    kept.unlink()
            folder.mkdir(parents=True, exist_ok=True)
            mark.write_text(digest.hexdigest(), encoding="utf-8")


forget_stale_kernels()
