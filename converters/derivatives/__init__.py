"""A Record into what people look at, listen to and pass on."""

from __future__ import annotations
