"""OpenDocument files and electronic books, read from their own XML."""

from __future__ import annotations
