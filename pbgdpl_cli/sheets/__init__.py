"""Metadata as an XLSX sheet and back: officers fill in tables, not forms."""

from __future__ import annotations
