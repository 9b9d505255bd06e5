"""What a derivative for the ear says, section by section: text as printed, with the place it was taken from."""

from __future__ import annotations
