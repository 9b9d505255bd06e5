"""What of a passage is told together: sentences that belong to each other, steps of a procedure."""

from __future__ import annotations
