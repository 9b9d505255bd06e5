"""How to get there: one form into another, without printing, without argv, without globals."""

from __future__ import annotations

PART_OF = "pbgdpl-cli"
"""Tells these packages from others of the same name (see `pbgdpl_cli.namesakes`)."""
