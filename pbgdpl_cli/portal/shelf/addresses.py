"""Addresses of the shelf as others see them, and the office's settings of the shelf a request was sent to."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from starlette.requests import Request

from pbgdpl_cli.portal.shelf.settings import ShelfSettings
from validators.sharing.short_links import short_path


def shelf_of(request: Request) -> ShelfSettings:
    """The settings of the shelf a request was sent to; `build_application` put them there."""
    return cast("ShelfSettings", request.app.state.shelf)


def base_of(request: Request) -> str:
    """The portal's address as people know it, without a slash at the end."""
    return shelf_of(request).address or f"{request.url.scheme}://{request.url.netloc}"


def material_path(identifier: str) -> str:
    """The page of a material."""
    return f"/materials/{quote(identifier, safe=':')}"


def file_path(identifier: str, path: str) -> str:
    """A file of a material, for a browser."""
    return f"/files/{quote(identifier, safe=':')}/{quote(path)}"


def short_address(base: str, identifier: str) -> str:
    """The address of a material to be passed on and printed."""
    return f"{base}/{short_path(identifier)}"
