"""The accounting identities: what must add up in every step, and by how much it misses."""

import numpy as np

from sim.basis.errors import IdentityError
from sim.world.world import World

TOLERANCE = 1e-9
"""Relative error beyond which an identity does not hold."""


def account_errors(world: World) -> dict[str, float]:
    """Give the relative errors of the accounting identities of the last step (model design, section 3)."""
    books = world.books
    added = float(books.value_added.sum())
    exports = float(books.exports.sum())
    imported_inputs = float(books.imported_inputs.sum())
    final_imports = float(books.region_final_imports.sum())
    pairs = {
        "value added = wages + profits": (added, books.wages + books.profits),
        "value added = domestic final sales + exports - imported inputs": (
            added,
            books.final_sales + exports - imported_inputs,
        ),
        "expenditure = income of the step before - profits repatriated": (
            books.expenditure,
            books.income_before - books.repatriation,
        ),
        "expenditure = domestic final sales + final imports": (books.expenditure, books.final_sales + final_imports),
        "orders placed = orders received": (books.orders_placed, books.orders_received),
        "exports = imports + repatriation": (exports, imported_inputs + final_imports + books.repatriation),
        "income is constant": (added, books.income_before),
    }
    return {name: _miss(*pair) for name, pair in pairs.items()}


def check_accounts(world: World) -> float:
    """Give the largest relative error of the identities.

    Raises:
        IdentityError: An identity misses by more than 1e-9.
    """
    errors = account_errors(world)
    worst = max(errors, key=lambda name: errors[name])
    if not errors[worst] <= TOLERANCE:
        raise IdentityError(f"The identity '{worst}' misses by {errors[worst]:.2e}, more than {TOLERANCE:.0e}.")
    return errors[worst]


def _miss(a: float, b: float) -> float:
    return abs(a - b) / max(abs(a), abs(b), np.finfo(float).tiny)
