"""Options that several commands share, each declared once with its help."""

from __future__ import annotations
