"""sạch: the text itself, personal data, secrecy, duplicates."""

from __future__ import annotations
