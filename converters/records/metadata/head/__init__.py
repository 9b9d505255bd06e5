"""The head of an official paper: organ, number, place and date, type and summary of contents."""

from __future__ import annotations
