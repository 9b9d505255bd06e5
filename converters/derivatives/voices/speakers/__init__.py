"""Who speaks: programs and people, found by entry points; each gives the sound of words, which is kept."""

from __future__ import annotations
