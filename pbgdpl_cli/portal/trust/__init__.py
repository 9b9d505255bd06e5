"""Who may write on the portal: roles, tokens, limits, and the log of what was done."""

from __future__ import annotations
