"""What may be said: key points of a record, each tied to its provision, never beyond the text."""

from __future__ import annotations
