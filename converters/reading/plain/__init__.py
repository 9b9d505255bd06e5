"""Plain text, HTML and Markdown, in whatever encoding they were saved."""

from __future__ import annotations
