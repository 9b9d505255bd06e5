"""Language models of others; none comes along. What one writes is held against the passages it names."""

from __future__ import annotations
