"""What a person sees of a command: results, progress, help, and how usage errors are worded."""

from __future__ import annotations
