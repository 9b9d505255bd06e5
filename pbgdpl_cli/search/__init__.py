"""Finding materials by words: one library for the portal, the command line and other shelves."""

from __future__ import annotations
