"""A source file into a Document: pages, blocks, lines, words."""

from __future__ import annotations
