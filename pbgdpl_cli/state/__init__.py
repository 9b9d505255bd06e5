"""What the program remembers between runs, and what it tells of it."""

from __future__ import annotations
