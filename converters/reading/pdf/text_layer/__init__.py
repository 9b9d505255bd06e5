"""A PDF's own text: its words, lines and blocks, and whether it is to be believed."""

from __future__ import annotations
