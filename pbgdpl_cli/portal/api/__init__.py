"""The portal for programs: files by tus 1.0.0, records by address."""

from __future__ import annotations
