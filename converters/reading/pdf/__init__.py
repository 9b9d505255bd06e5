"""PDF: opening, page geometry and rasters, the text layer and what it is worth."""

from __future__ import annotations
