"""A quiz: multiple choice from fines, time limits and answers."""

from __future__ import annotations
