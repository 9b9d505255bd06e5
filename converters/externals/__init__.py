"""One file an outside program: a frozen probe and pure run functions."""

from __future__ import annotations
