"""The content of a record: a tree of divisions, paragraphs, lists, tables, questions."""

from __future__ import annotations
