"""How packages are carried: one transport a kind of portal behind one protocol, found by the scheme of `--to`."""

from __future__ import annotations
