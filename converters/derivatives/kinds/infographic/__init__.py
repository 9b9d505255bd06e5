"""The infographic: one picture of cards."""

from __future__ import annotations
