"""Many sources at once on few cores: batches, page readers, and the pool of worker processes."""

from __future__ import annotations
