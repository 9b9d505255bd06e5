"""What the program remembers between runs: SQLite files, durable and migrated in order."""

from __future__ import annotations
