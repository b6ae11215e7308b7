"""The same calls in C: sources of `benchmarks/c`, compiled by the system's compiler when they are needed.

A header with the arguments of every kernel is written from a call as it is, so that names, types and shapes in C are
those of the arrays. Arithmetic is that of NumPy: nothing is contracted or reordered.
"""

import ctypes
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.floor.calls import Call

SOURCES = Path(__file__).parents[1] / "c"
COMPILERS = ("cc", "gcc", "clang")
FLAGS = ("-O3", "-march=native", "-std=gnu17", "-fPIC", "-shared", "-ffp-contract=off", "-fno-math-errno",
         "-fno-trapping-math", "-Wall", "-Wextra", "-Wno-unused-function")  # fmt: skip
TYPES = {
    "bool": (ctypes.c_uint8, "uint8_t"), "int8": (ctypes.c_int8, "int8_t"), "uint8": (ctypes.c_uint8, "uint8_t"),
    "int16": (ctypes.c_int16, "int16_t"), "uint16": (ctypes.c_uint16, "uint16_t"),
    "int32": (ctypes.c_int32, "int32_t"), "uint32": (ctypes.c_uint32, "uint32_t"),
    "int64": (ctypes.c_int64, "int64_t"), "uint64": (ctypes.c_uint64, "uint64_t"),
    "float32": (ctypes.c_float, "float"), "float64": (ctypes.c_double, "double"),
}  # fmt: skip


class NoCompilerError(RuntimeError):
    """There is no C compiler."""


class InC:
    """Kernels in C, ready to be called with the arguments of calls of the same shape."""

    def __init__(self, calls: Mapping[str, Sequence[Call]], folder: Path, compiler: str | None = None) -> None:
        """Compile.

        Args:
            calls: Calls of each kernel; the first of each says what its arguments are.
            folder: Where the library is put.
            compiler: C compiler; by default the system's.

        Raises:
            NoCompilerError: There is none, or it refused.
        """
        self.compiler = compiler or found_compiler()
        self.flags = FLAGS[:2]
        firsts = [each[0] for each in calls.values()]
        (folder / "arguments.h").write_text(header(firsts), encoding="utf-8")
        library = folder / "kernels.so"
        sources = sorted(str(path) for path in SOURCES.glob("*.c"))
        command = [self.compiler, *FLAGS, f"-I{folder}", f"-I{SOURCES}", *sources, "-o", str(library), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoCompilerError(f"`{' '.join(command)}` ended with code {done.returncode}:\n{done.stderr}")
        self._library = ctypes.CDLL(str(library))
        self._structures = {call.name: _structure(call) for call in firsts}

    def prepared(self, call: Call) -> Any:
        """Lay the arguments of a call out for C; its arrays are written to in place. Give what runs it."""
        structure = self._structures[call.name]()
        for name, value in call.leaves().items():
            if isinstance(value, np.ndarray):
                setattr(structure, name, value.ctypes.data)
                for axis, size in enumerate(value.shape):
                    setattr(structure, f"{name}_{axis}", size)
            else:
                setattr(structure, name, value.item() if isinstance(value, np.generic) else value)
        function = self._library[f"run_{call.name}"]
        function.restype = None
        reference = ctypes.byref(structure)
        return lambda: function(reference)


def found_compiler() -> str:
    """Give the system's C compiler.

    Raises:
        NoCompilerError: There is none.
    """
    for name in COMPILERS:
        if shutil.which(name):
            return name
    raise NoCompilerError(
        f"There is no C compiler here (looked for {', '.join(COMPILERS)}), so kernels are held against no floor."
    )


def header(calls: Sequence[Call]) -> str:
    """Write the arguments of kernels as structures of C."""
    lines = ["#ifndef ARGUMENTS_H", "#define ARGUMENTS_H", "", "#include <stdint.h>"]
    for call in calls:
        lines += ["", f"struct {call.name} {{"]
        for name, value in call.leaves().items():
            if isinstance(value, np.ndarray):
                lines.append(f"    {TYPES[value.dtype.name][1]} *{name};")
                lines += [f"    int64_t {name}_{axis};" for axis in range(value.ndim)]
            else:
                lines.append(f"    {TYPES[_kind(value)][1]} {name};")
        lines.append("};")
    return "\n".join([*lines, "", "#endif", ""])


def _structure(call: Call) -> type[ctypes.Structure]:
    fields: list[tuple[str, Any]] = []
    for name, value in call.leaves().items():
        if isinstance(value, np.ndarray):
            fields.append((name, ctypes.c_void_p))
            fields += [(f"{name}_{axis}", ctypes.c_int64) for axis in range(value.ndim)]
        else:
            fields.append((name, TYPES[_kind(value)][0]))
    return type(call.name, (ctypes.Structure,), {"_fields_": fields})


def _kind(value: Any) -> str:
    if isinstance(value, np.generic):
        return value.dtype.name
    return {bool: "bool", int: "int64", float: "float64"}[type(value)]
