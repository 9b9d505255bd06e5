"""Laws, codes and ordinances, which are named by title."""

from __future__ import annotations
