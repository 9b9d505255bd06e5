"""The bookshelf as web pages: made on the server, no script, nothing from elsewhere."""

from __future__ import annotations

from pbgdpl_cli.portal.pages.routing import defect, not_found, routes

__all__ = ["defect", "not_found", "routes"]
