"""A Record and its Document into files: searchable PDF, text, ALTO, Markdown, the package."""

from __future__ import annotations
