"""Many sources at once on few cores: batches, the reading of pages as futures, and a pool of worker processes."""

from __future__ import annotations
