"""Forms that are read, and answers that are sent: what every route needs of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pbgdpl_cli.review.pictures import JPEG_MEDIA_TYPE, PlacePicture
from validators.problems import Message, Problem, say

KEPT_A_WHILE = {"Cache-Control": "private, max-age=600"}
_LARGEST_FORM = 64 << 10  # bytes; the longest line of a page has a few thousand


def not_found() -> NoReturn:
    """There is nothing at this address.

    Raises:
        HTTPException: 404.
    """
    raise HTTPException(404)


def html(text: str, status: int = 200) -> HTMLResponse:
    """A page, which no browser keeps."""
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


def to(path: str) -> RedirectResponse:
    """The browser is sent on: "back" leads to what was looked at, not to a form sent again."""
    return RedirectResponse(path, 303)


async def jpeg(draw: Callable[..., PlacePicture], *of: object) -> Response:
    """A picture, drawn beside other requests; where the page cannot be drawn any more, there is none."""
    try:
        picture = await run_in_threadpool(draw, *of)
    except (Problem, OSError):
        not_found()
    return Response(picture.content, media_type=JPEG_MEDIA_TYPE, headers=KEPT_A_WHILE)


async def fields_of(request: Request, largest: int = _LARGEST_FORM) -> Mapping[str, str]:
    """The fields of a form that were sent, the first of each name.

    Args:
        request: The request.
        largest: Bytes it may have.

    Raises:
        HTTPException: 413 for more than a person types.
    """
    return {name: values[0] for name, values in (await all_fields_of(request, largest)).items()}


async def all_fields_of(request: Request, largest: int = _LARGEST_FORM) -> Mapping[str, Sequence[str]]:
    """The fields of a form that were sent, all of each name.

    Args:
        request: The request.
        largest: Bytes it may have.

    Raises:
        HTTPException: 413 for more than a person types.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise HTTPException(413)
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)


def not_kept(error: OSError) -> Message:
    """What is said when the disk refused an answer."""
    return say("The answer could not be kept: {reason}.", reason=error.strerror or str(error))
