"""Typesets the example materials: texts are data, drawing is code, wear and tear is seeded."""

from __future__ import annotations
