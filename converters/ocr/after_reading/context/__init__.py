"""Marks by context: how engines confuse letters, how legal Vietnamese goes on, and the search for the best reading."""

from __future__ import annotations
