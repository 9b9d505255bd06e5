"""What runs inside a Dask worker: functions of this module, called by name, given JSON.

Pages are read in child processes of the worker (`LocalPool`), as on any computer: one that hangs is killed there after
its own time limit, and costs its page alone.
"""

from __future__ import annotations

import multiprocessing
import platform
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from converters.reading.document import Page
from converters.work.cluster.sheaves import Placed, SheafRead, decoded_sheaf, encoded_read
from converters.work.failures import not_there
from converters.work.local_pool import LocalPool
from converters.work.page_reader import PageWorkers
from converters.work.page_tasks import failed_page
from validators.packages.digests import sha256_of

_KNOWN = 256  # sources whose content was checked
_opening = threading.Lock()


def meet(about: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
    """What this worker tells of itself; a process that may have no children cannot read."""
    return {**about(), "childless": bool(multiprocessing.current_process().daemon)}


def read_sheaf(content: bytes) -> bytes:
    """Read pages one after the other (`sheaves`). Never raises for a page."""
    begun = time.monotonic()
    pages = tuple(map(_read, decoded_sheaf(content)))
    return encoded_read(SheafRead(time.monotonic() - begun, pages))


def _read(placed: Placed) -> Page:
    number = placed.task.number
    try:
        facts = placed.path.stat()
        there = _sha256(placed.path, facts.st_size, facts.st_mtime_ns) == placed.task.sha256
    except OSError:
        there = False
    if not there:
        return failed_page(number, not_there(number, platform.node(), placed.path))
    with _opening:
        workers = open_pool()
    return workers.submit(placed.task.at(placed.path)).result()


@lru_cache(_KNOWN)
def _sha256(path: Path, size: int, changed_ns: int) -> str:
    """Of the content; asked again when the file has changed."""
    del size, changed_ns
    return sha256_of(path)


@lru_cache(1)
def open_pool() -> PageWorkers:
    """As many child processes as the Dask worker has threads; they stay with the worker."""
    from distributed import get_worker

    worker = get_worker()
    place = Path(tempfile.mkdtemp(prefix="pbgdpl-", dir=worker.local_directory))
    return LocalPool(worker.state.nthreads, place)
