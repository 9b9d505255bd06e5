"""Tests and checks."""

from __future__ import annotations
