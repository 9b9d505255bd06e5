"""WordPress by its own REST API: files into the media library, a record as a post."""

from __future__ import annotations
