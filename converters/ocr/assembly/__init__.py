"""From the engine's words back to a page: lines and blocks, without what is no print."""

from __future__ import annotations
