"""sống: is it still true today?"""

from __future__ import annotations
