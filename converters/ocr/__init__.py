"""A page image into text: preparation, layout, engine, after-reading, second reading."""

from __future__ import annotations
