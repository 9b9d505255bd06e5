"""Searchable PDF: the page as it was, with its text hidden exactly over the words (PDF/A-2b)."""

from __future__ import annotations
