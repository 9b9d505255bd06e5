"""Which acts a material cites, where each citation stands, and what bare places mean."""

from __future__ import annotations
