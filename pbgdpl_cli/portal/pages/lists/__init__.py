"""The shelf as a list: what is found, what it is narrowed by, how it is sorted."""

from __future__ import annotations
