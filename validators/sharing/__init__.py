"""The Record model, which is the sharing schema; vocabularies with dates of validity; schema export."""

from __future__ import annotations
