"""What an office settles about its shelf: collections, name, colours; and how titles are shown on it."""

from __future__ import annotations
