"""A Document into a Record: kind, metadata, citations, structure, questions and answers."""

from __future__ import annotations
