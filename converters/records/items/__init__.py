"""Typed items drawn from the text: sanctions, rights and duties, deadlines, procedures."""

from __future__ import annotations
