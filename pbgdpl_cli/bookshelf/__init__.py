"""The bookshelf that needs no server: a folder of pages for a USB stick, searched as `pbgdpl search` searches."""

from __future__ import annotations
