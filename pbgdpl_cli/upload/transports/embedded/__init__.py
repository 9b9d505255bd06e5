"""The portal that comes with this program: files by tus, records by PUT."""

from __future__ import annotations
