"""What `convert` and `ocr` share: many sources, read here or by several computers, remembered in the ledger of work."""

from __future__ import annotations
