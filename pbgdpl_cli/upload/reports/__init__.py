"""Lists people hand in and get back: which packages are to go, what became of them, and receipts for good."""

from __future__ import annotations
