"""Words of legal texts: cutting, numbers, conditions, columns of tables; what they say is decided elsewhere."""

from __future__ import annotations
