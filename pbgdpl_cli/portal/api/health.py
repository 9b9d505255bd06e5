"""What the portal's keeper and monitoring ask: does it run, can it take uploads, how busy is it, who wrote."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pbgdpl_cli.portal.store.blobs import SPARE_BYTES
from pbgdpl_cli.portal.store.stores import PortalStores, stores_of
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.portal.trust.counting import TIME_CLASSES, Counts

_MOST_ROWS = 1000
_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_NEVER_KEPT = {"Cache-Control": "no-store"}


def routes() -> list[Route]:
    """The addresses for keepers and monitoring."""
    return [
        Route("/health", _health, methods=["GET"]),
        Route("/ready", _ready, methods=["GET"]),
        Route("/metrics", _metrics, methods=["GET"]),
        Route("/audit", _audit, methods=["GET"]),
    ]


async def _health(request: Request) -> Response:
    """The process answers; nothing else is asked, so that a full disk restarts nothing."""
    del request
    return JSONResponse({"status": "ok"}, headers=_NEVER_KEPT)


async def _ready(request: Request) -> Response:
    problems = await run_in_threadpool(_problems, stores_of(request))
    status = {"status": "not-ready" if problems else "ready", "problems": problems}
    return JSONResponse(status, 503 if problems else 200, headers=_NEVER_KEPT)


def _problems(stores: PortalStores) -> list[str]:
    """Why no upload can be taken now; empty when one can."""
    problems = []
    try:
        with stores.database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES ('ready', '')")
    except sqlite3.Error:
        problems.append("database")
    if shutil.disk_usage(stores.folder).free < SPARE_BYTES:
        problems.append("disk-full")
    if not os.access(stores.blobs.spool, os.W_OK):
        problems.append("read-only")
    return problems


async def _audit(request: Request) -> Response:
    asked = request.query_params.get("last", "100")
    most = (
        min(int(asked), _MOST_ROWS)
        if asked.isascii() and asked.isdigit() and len(asked) <= len(str(_MOST_ROWS))
        else 100
    )
    since = request.query_params.get("since", "")
    rows = await run_in_threadpool(Audit(stores_of(request).database).last, most, since)
    entries = [{name: getattr(row, name) for name in row.__slots__} for row in rows]
    return JSONResponse({"entries": entries}, headers=_NEVER_KEPT)


async def _metrics(request: Request) -> Response:
    counts = cast("Counts", request.app.state.counts)
    stored = await run_in_threadpool(_of_the_store, stores_of(request))
    lines = [*stored, *_of_requests(counts)]
    return PlainTextResponse("\n".join(lines) + "\n", media_type=_METRICS_TYPE, headers=_NEVER_KEPT)


def _of_the_store(stores: PortalStores) -> list[str]:
    row = stores.database.row(
        "SELECT (SELECT count(*) FROM catalogue WHERE there = 1) AS records,"
        " (SELECT count(*) FROM catalogue WHERE there = 0) AS withdrawn,"
        " (SELECT count(*) FROM blobs) AS files, (SELECT coalesce(sum(bytes), 0) FROM blobs) AS bytes,"
        " (SELECT count(*) FROM blobs WHERE lost_at IS NOT NULL) AS lost"
    )
    assert row is not None  # noqa: S101  (counts always give a row)
    figures = {
        "records": ("Records that are online", row["records"]),
        "records_withdrawn": ("Records that were withdrawn", row["withdrawn"]),
        "files": ("Files", row["files"]),
        "files_bytes": ("Bytes of all files", row["bytes"]),
        "files_lost": ("Files whose bytes are gone or damaged", row["lost"]),
        "uploads_unfinished": ("Uploads on their way", stores.blobs.unfinished()),
        "disk_free_bytes": ("Bytes free on the portal's disk", shutil.disk_usage(stores.folder).free),
        "memory_bytes": ("Memory the process has taken", _memory()),
    }
    return [
        line
        for name, (told, value) in figures.items()
        for line in (f"# HELP pbgdpl_portal_{name} {told}.", f"# TYPE pbgdpl_portal_{name} gauge", _line(name, value))
    ]


def _of_requests(counts: Counts) -> Iterator[str]:
    yield "# HELP pbgdpl_portal_requests_total Requests by kind and class of answer."
    yield "# TYPE pbgdpl_portal_requests_total counter"
    for (action, status), many in sorted(counts.answers.items()):
        yield _line(f'requests_total{{action="{action}",status="{status}"}}', many)
    yield "# HELP pbgdpl_portal_request_seconds How long answers took."
    yield "# TYPE pbgdpl_portal_request_seconds histogram"
    so_far = 0
    for end in TIME_CLASSES:
        so_far += counts.times[end]
        yield _line(f'request_seconds_bucket{{le="{end}"}}', so_far)
    yield _line('request_seconds_bucket{le="+Inf"}', so_far + counts.slow)
    yield _line("request_seconds_sum", round(counts.seconds, 3))
    yield _line("request_seconds_count", so_far + counts.slow)


def _line(name: str, value: object) -> str:
    return f"pbgdpl_portal_{name} {value}"


def _memory() -> int:
    """Bytes of memory the process holds now; 0 where the system does not say (it does on Linux)."""
    if sys.platform != "linux":
        return 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
