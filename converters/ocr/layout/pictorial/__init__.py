"""What posters have and papers have not: headlines many times as large as the text, panels, icons."""

from __future__ import annotations
