"""What each command does: one module a verb, from typed choices to an `OperationResult`."""

from __future__ import annotations
