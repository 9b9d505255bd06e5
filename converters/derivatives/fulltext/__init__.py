"""The whole text of a record as a tree that becomes XHTML or HTML, its citations linked to what they name."""

from __future__ import annotations
