"""Pages are read by a Dask cluster: many computers that a scheduler knows, spoken to over TLS."""

from __future__ import annotations
