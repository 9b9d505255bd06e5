"""Written Vietnamese: NFC, syllables, tone placement, numbers in words and digits."""

from __future__ import annotations
