"""Legal Vietnamese as it is said aloud: every figure, sign and abbreviation in words, each word with its source."""

from __future__ import annotations
