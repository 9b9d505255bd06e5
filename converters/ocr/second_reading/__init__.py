"""Second reading: what matters most is read again from its own crop, and doubt becomes a flag."""

from __future__ import annotations
