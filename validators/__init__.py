"""What is right: written Vietnamese, citations, the sharing schema, rules, packages and reports."""

from __future__ import annotations
