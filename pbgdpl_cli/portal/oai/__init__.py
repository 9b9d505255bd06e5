"""The portal for harvesters: OAI-PMH 2.0."""

from __future__ import annotations
