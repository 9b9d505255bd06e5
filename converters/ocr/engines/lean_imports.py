"""Import a library without one that it loads wherever it is installed, and that nobody here asks it for."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType


def imported_without(unwanted: str, name: str) -> ModuleType:
    """The module `name`, which finds no `unwanted` while it is imported; later imports of `unwanted` find it as ever.

    Args:
        unwanted: Of a library that `name` can do without. Where it is loaded already it stays, and costs nothing.
        name: Of the module.

    Raises:
        ModuleNotFoundError: There is no module of that name.
    """
    if unwanted in sys.modules:
        return importlib.import_module(name)
    sys.modules[unwanted] = None  # type: ignore[assignment]  # how Python is told that there is none
    try:
        return importlib.import_module(name)
    finally:
        del sys.modules[unwanted]
