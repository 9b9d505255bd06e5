"""Sending packages so that they arrive, once: ledger, sending, transports. Knows nothing of the server's rooms."""

from __future__ import annotations
