"""What the portal's keeper does beside serving: backing up, restoring, checking."""

from __future__ import annotations
