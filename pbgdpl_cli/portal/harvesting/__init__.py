"""Taking the records of another portal of ours: what it changed, its files by hash, and where all came from."""

from __future__ import annotations
