"""Files of a material for a browser: shown only when their type can do no harm, otherwise offered for saving."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pbgdpl_cli.portal.store.stores import stores_of

# The type is ours, never the sender's: a "picture" that is really a page must not be shown as a page.
_SHOWN = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".pdf": "application/pdf",
    ".md": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


def file_response(request: Request, identifier: str, path: str) -> Response | None:
    """The file a record lists under that path, with ranges; 304 when the asker has it, None when there is none."""
    stores = stores_of(request)
    row = stores.database.row(
        "SELECT sha256 FROM record_files JOIN records ON number = record"
        " WHERE identifier = ? AND path = ? AND withdrawn_at IS NULL",
        (identifier, path),
    )
    if row is None or stores.blobs.size_of(row["sha256"]) is None:
        return None
    name = PurePosixPath(path)
    shown = _SHOWN.get(name.suffix.lower())
    headers = {"ETag": f'"{row["sha256"]}"', "Cache-Control": "no-cache"}
    if shown != "application/pdf":
        # A browser's own PDF viewer does not start inside a sandbox; PDFs rely on the type and nosniff.
        headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'"
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        stores.blobs.path_of(row["sha256"]),
        media_type=shown or "application/octet-stream",
        filename=name.name,
        content_disposition_type="inline" if shown else "attachment",
        headers=headers,
    )
