"""Materials a newcomer can run, written and typeset by this project."""

from __future__ import annotations
