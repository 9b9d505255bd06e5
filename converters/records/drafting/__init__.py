"""The values of a record, put together step by step with their evidence and doubts."""

from __future__ import annotations
