"""What a finished record is made of, as others take it up: passages, texts attached to an act, sentences."""

from __future__ import annotations
