"""Slides for the rapporteur."""

from __future__ import annotations
