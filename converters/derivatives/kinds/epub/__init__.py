"""An e-book: EPUB 3 of the whole text."""

from __future__ import annotations
