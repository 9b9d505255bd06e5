"""After-reading: what the engine read is weighed against how legal Vietnamese is written."""

from __future__ import annotations
