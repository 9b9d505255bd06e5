"""đủ: is everything there that the law and the reader need?"""

from __future__ import annotations
