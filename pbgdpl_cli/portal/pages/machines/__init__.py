"""What other programs find the shelf by: feeds, site map, search description."""

from __future__ import annotations
