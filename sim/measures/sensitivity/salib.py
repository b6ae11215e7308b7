"""The one door to SALib, which belongs to the `lab` extra and may be absent."""

import warnings
from importlib import import_module
from typing import Any

from sim.basis.errors import HinterlandError


def salib(module: str) -> Any:
    """Load a module of SALib: `analyze.sobol`, `analyze.morris`.

    Raises:
        HinterlandError: Where SALib is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what SALib itself imports is nothing that a user can mend
            return import_module(f"SALib.{module}")
    except ImportError as error:
        raise HinterlandError(
            "Sensitivity indices need the package `SALib`, which is not installed. Install the extra `lab` "
            "(pip install 'hinterland[lab]') or the package itself."
        ) from error
