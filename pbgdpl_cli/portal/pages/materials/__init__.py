"""One material: what it is, what it rests on, what there is to watch, hear and read."""

from __future__ import annotations
