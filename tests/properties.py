"""How many examples a property is tried with: those of the profile in use (`tests/conftest.py`), or fewer."""

from __future__ import annotations

from hypothesis import settings


def at_most(many: int) -> int:
    """The profile's number of examples, but no more than this: for properties whose examples take long."""
    return min(many, settings().max_examples)
