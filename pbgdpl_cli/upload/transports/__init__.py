"""How packages are carried: one module a kind of portal behind one protocol."""

from __future__ import annotations
