"""What server pages share: safe markup, the visitor's tongue, a record's content as HTML."""

from __future__ import annotations
