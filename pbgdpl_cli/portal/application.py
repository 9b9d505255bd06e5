"""The portal as one ASGI application: upload protocol, record addresses, pages, and the guards around them."""

from __future__ import annotations

import sqlite3

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse

from pbgdpl_cli.portal import pages
from pbgdpl_cli.portal.api import bundles, reading, tus
from pbgdpl_cli.portal.api import records as record_api
from pbgdpl_cli.portal.oai import verbs as oai
from pbgdpl_cli.portal.pages import feedback
from pbgdpl_cli.portal.pages.feedback_box import Feedback
from pbgdpl_cli.portal.shelf.settings import read_settings
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.guard import Guard


def build_application(stores: PortalStores, access: Access | None = None) -> Starlette:
    """The application over one portal folder.

    Args:
        stores: What the portal holds; closing it stays with the caller.
        access: Who may ask; by default every program on this machine.
    """
    application = Starlette(
        routes=[
            *tus.routes(),
            *bundles.routes(),
            *record_api.routes(),
            *reading.routes(),
            *oai.routes(),
            *pages.routes(),
        ],
        exception_handlers={404: pages.not_found, 500: pages.defect, sqlite3.OperationalError: _database_unavailable},
    )
    application.state.stores = stores
    application.state.shelf = read_settings(stores.folder)
    application.state.feedback = Feedback(stores.folder)
    # A harvester may send its question as a POST, and whoever reads may say what is wrong: neither needs a token.
    application.add_middleware(Guard, access=access or Access(), questions=frozenset({oai.PATH, feedback.PATH}))
    return application


async def _database_unavailable(request: Request, error: Exception) -> JSONResponse:
    """SQLite cannot go on: the disk is full, or another process holds the file for too long."""
    del request
    if "full" in str(error):
        return JSONResponse({"error": "portal-full", "message": "The portal's disk is full"}, 507)
    return JSONResponse({"error": "busy", "message": "The portal is busy"}, 503, {"Retry-After": "5"})
