"""A Document as passages: logical paragraphs that remember where they were read, head and end told apart."""

from __future__ import annotations
