"""Office files: Word, PowerPoint, Excel and RTF, read from their own XML so that nothing in them is skipped."""

from __future__ import annotations
