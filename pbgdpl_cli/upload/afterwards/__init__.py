"""What comes after sending: taking a run back, and seeing what was changed on the portal meanwhile."""

from __future__ import annotations
