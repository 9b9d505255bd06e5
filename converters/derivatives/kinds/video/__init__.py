"""The short video: cards with captions, a caption file and a transcript."""

from __future__ import annotations
