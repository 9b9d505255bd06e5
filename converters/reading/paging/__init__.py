"""What readers of all kinds of file share about pages: order of folded sheets, running heads, signs of headings."""

from __future__ import annotations
