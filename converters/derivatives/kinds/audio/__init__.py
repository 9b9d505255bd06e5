"""The audio book: key points or the whole text, with chapters, as MP3 and Opus, and its transcript."""

from __future__ import annotations
