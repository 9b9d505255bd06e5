"""Voices: words in, sound out; what is said is put together, brought to its loudness and written with its chapters."""

from __future__ import annotations
