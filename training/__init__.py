"""How the two models are made. Not in the wheel."""

from __future__ import annotations
