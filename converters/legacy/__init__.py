"""TCVN3, VNI, VPS and VISCII into Unicode."""

from __future__ import annotations
