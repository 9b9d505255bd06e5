"""How to get there: one form into another, without printing, without argv, without globals."""

from __future__ import annotations
