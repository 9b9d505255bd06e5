"""The portal as one ASGI application: upload protocol, record addresses, pages, and the guards around them."""

from __future__ import annotations

import sqlite3

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from pbgdpl_cli.portal import pages
from pbgdpl_cli.portal.api import bundles, health, reading, tus
from pbgdpl_cli.portal.api import records as record_api
from pbgdpl_cli.portal.oai import verbs as oai
from pbgdpl_cli.portal.pages import feedback
from pbgdpl_cli.portal.pages.feedback_box import Feedback
from pbgdpl_cli.portal.shelf.settings import read_settings
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.counting import Counts
from pbgdpl_cli.portal.trust.doorkeeper import Doorkeeper
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.guard import Guard


def build_application(stores: PortalStores, access: Access | None = None) -> Starlette:
    """The application over one portal folder.

    Args:
        stores: What the portal holds; closing it stays with the caller.
        access: By which names, and a token that may do everything; by default every program on this machine may write
            until a token is made (`pbgdpl_cli.portal.trust`).
    """
    application = Starlette(
        routes=[
            *tus.routes(),
            *bundles.routes(),
            *record_api.routes(),
            *reading.routes(),
            *health.routes(),
            *oai.routes(),
            *pages.routes(),
        ],
        exception_handlers={
            404: pages.not_found,
            500: pages.defect,
            sqlite3.OperationalError: _database_unavailable,
            ClientDisconnect: _broke_off,
        },
    )
    access = access or Access()
    application.state.stores = stores
    application.state.shelf = read_settings(stores.folder)
    application.state.feedback = Feedback(stores.folder)
    application.state.counts = Counts()
    application.add_middleware(Doorkeeper, access=access, stores=stores, counts=application.state.counts)
    # A harvester may send its question as a POST, and whoever reads may say what is wrong: neither needs a token.
    application.add_middleware(Guard, access=access, questions=frozenset({oai.PATH, feedback.PATH}))
    return application


async def _database_unavailable(request: Request, error: Exception) -> JSONResponse:
    """SQLite cannot go on: the disk is full, or another process holds the file for too long."""
    del request
    if "full" in str(error):
        return JSONResponse({"error": "portal-full", "message": "The portal's disk is full"}, 507)
    return JSONResponse({"error": "busy", "message": "The portal is busy"}, 503, {"Retry-After": "5"})


async def _broke_off(request: Request, error: Exception) -> JSONResponse:
    """The sender went away, or was silent for too long in the middle of its request."""
    del request, error
    return JSONResponse({"error": "broke-off", "message": "The request broke off"}, 408)
