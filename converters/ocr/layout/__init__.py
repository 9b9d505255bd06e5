"""Layout: from the components of a prepared page to lines of text in reading order."""

from __future__ import annotations
