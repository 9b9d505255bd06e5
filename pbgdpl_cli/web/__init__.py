"""What servers and their pages share: who may ask, sockets, safe markup, the visitor's language, a record as text."""

from __future__ import annotations
