"""What the portal keeps: files by content, records with their history and their search index."""

from __future__ import annotations
