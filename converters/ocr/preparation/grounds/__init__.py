"""What letters stand on besides the paper: smooth areas, panels, discs."""

from __future__ import annotations
