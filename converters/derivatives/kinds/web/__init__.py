"""A web page: one file that needs nothing else."""

from __future__ import annotations
