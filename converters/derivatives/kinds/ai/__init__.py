"""Texts a language model drafted: a summary, the material in easy words. Marked as AI; a person reads them first."""

from __future__ import annotations
