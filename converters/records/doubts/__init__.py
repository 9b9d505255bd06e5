"""What a person should look at, ordered by the harm a mistake would do."""

from __future__ import annotations
