"""Checks that CI runs besides the tests."""

from __future__ import annotations
