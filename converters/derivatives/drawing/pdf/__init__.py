"""Scenes as PDF pages for print: letters as letters, shapes as shapes, with room to be cut."""

from __future__ import annotations
