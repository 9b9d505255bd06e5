"""Four gates: correct, complete, clean, current. One rule, one code, one function."""

from __future__ import annotations
