"""What an act is named by: type, number, date, organ, and whether they fit together."""

from __future__ import annotations
