"""Prefetching: ask memory for an element some time before it is read, so that waits overlap."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

AHEAD = 16
"""Rows ahead of which what they will read is asked for."""


def _prefetch(typing_context: Any, array: Any, index: Any) -> Any:  # noqa: ARG001  # numba hands in its context
    """Ask for the cache line of array[index], a one-dimensional array; it is an error to ask beyond its end."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array_type, _ = signature.args
        data = context.make_array(array_type)(context, builder, arguments[0]).data
        pointer = builder.bitcast(builder.gep(data, [arguments[1]]), ir.IntType(8).as_pointer())
        word = ir.IntType(32)
        function = cgutils.get_or_insert_function(
            builder.module,
            ir.FunctionType(ir.VoidType(), [pointer.type, word, word, word]),
            "llvm.prefetch.p0i8",
        )
        # To be read, wanted in all caches, data.
        builder.call(function, [pointer, word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(array, types.uint64), generate


prefetch: Any = intrinsic(_prefetch)
