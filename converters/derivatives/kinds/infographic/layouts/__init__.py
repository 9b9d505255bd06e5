"""Layouts of an infographic: how points of one sort are set out, chosen by what they say."""

from __future__ import annotations
