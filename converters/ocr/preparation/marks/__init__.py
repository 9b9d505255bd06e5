"""Stamps, seals and signatures: found and looked through before the page is read."""

from __future__ import annotations
