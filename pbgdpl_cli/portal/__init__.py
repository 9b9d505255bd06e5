"""The embedded portal: store, what programs ask (api), what harvesters ask (oai), what people see (pages)."""

from __future__ import annotations
