"""What kind of material a document is, and why."""

from __future__ import annotations
