"""From what a person names to files to read: walking, unpacking, telling what a file really is."""

from __future__ import annotations
