"""Findings as text, JSON, SARIF, JUnit, HTML and GitHub annotations."""

from __future__ import annotations
