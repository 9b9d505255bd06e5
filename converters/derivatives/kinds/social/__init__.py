"""Posts and messages: texts for Facebook, Zalo, the notice board and SMS."""

from __future__ import annotations
