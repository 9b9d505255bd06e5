"""The package on disk (BagIt, RFC 8493) and its integrity."""

from __future__ import annotations
