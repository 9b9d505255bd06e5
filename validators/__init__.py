"""What is right: written Vietnamese, citations, the sharing schema, rules, packages and reports."""

from __future__ import annotations

PART_OF = "pbgdpl-cli"
"""Tells these packages from others of the same name (see `pbgdpl_cli.namesakes`)."""
