"""Rich Text Format: a small reader of our own (RTF 1.9.1), because the fonts it names are the key to old encodings."""

from __future__ import annotations
