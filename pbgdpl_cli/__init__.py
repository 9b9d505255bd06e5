"""The program: commands compute a frozen result, one renderer prints it."""

from __future__ import annotations
