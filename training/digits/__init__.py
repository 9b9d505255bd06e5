"""Trains the network that reads digits a second time."""

from __future__ import annotations
