"""Upload (ledger, transports) and the embedded portal."""

from __future__ import annotations
