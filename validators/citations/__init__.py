"""Grammar and identity of legal acts and their parts; the offline register of acts."""

from __future__ import annotations
