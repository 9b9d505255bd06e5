"""Word files: their text and notes, styles and numbering, and what their tables set."""

from __future__ import annotations
