"""What a material is and who it is from: kind, title, number, date, organ, place, subjects."""

from __future__ import annotations
