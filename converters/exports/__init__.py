"""What records are given to others as: passages for search and question answering, other standards, a whole shelf."""

from __future__ import annotations
