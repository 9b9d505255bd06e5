"""The kinds of derivative, a folder each; a kind knows no other kind."""

from __future__ import annotations
