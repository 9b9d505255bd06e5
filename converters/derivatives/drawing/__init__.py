"""How it is drawn: fonts, colours, icons, text set and shapes placed, then painted."""

from __future__ import annotations
