"""Pages read by several computers that share a folder and nothing else: no server, no port, no common clock."""

from __future__ import annotations
