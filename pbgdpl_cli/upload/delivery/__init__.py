"""What sending is made of: how it ends, what is checked before the first byte, and many small packages at once."""

from __future__ import annotations
