"""What decides, beside its text, whether a derivative may stand: the law it rests on, and the program that made it."""

from __future__ import annotations
