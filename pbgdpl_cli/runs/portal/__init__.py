"""What `pbgdpl portal` does: serving, who may write, the log, backups and checks."""

from __future__ import annotations
