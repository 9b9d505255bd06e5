"""Recognition engines behind one small protocol; any installed package can add its own.

An entry point in the group `pbgdpl.engines` names a function `open_engine() -> Engine`.
"""

from __future__ import annotations
