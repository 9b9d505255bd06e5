"""The helping side: this computer becomes a worker of a Dask cluster, until a person stops it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from converters.work.cluster.address import Cluster
from validators.problems import Message, say

AGAIN = 2.0  # seconds between two tries to reach the scheduler
ANSWER = "30s"  # the scheduler has to take a worker in


def join(cluster: Cluster, slots: int, name: str, place: Path, tell: Callable[[Message], None]) -> None:
    """Work for a cluster; come back to it when its scheduler was gone. Ends by Ctrl-C alone.

    Args:
        cluster: The scheduler; checked.
        slots: Pages at a time.
        name: Nobody else's.
        place: A folder for temporary files.
        tell: Is told when the scheduler is gone and when it is back.
    """
    import dask

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    dask.config.set({"distributed.worker.http.routes": []})  # nothing is served but the work itself
    told = _Told(cluster.address, tell)
    while True:
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):  # the scheduler does not answer
            asyncio.run(_serve(cluster, slots, name, place, told.back))
        told.gone()
        time.sleep(AGAIN)


@dataclass(slots=True)
class _Told:
    """Says once that the scheduler is gone, and once that it is back."""

    address: str
    tell: Callable[[Message], None]
    away: bool = False

    def gone(self) -> None:
        if not self.away:
            self.tell(say("The scheduler at {address} does not answer. Waiting …", address=self.address))
        self.away = True

    def back(self) -> None:
        if self.away:
            self.tell(say("The scheduler at {address} is back; the work goes on.", address=self.address))
        self.away = False


async def _serve(cluster: Cluster, slots: int, name: str, place: Path, joined: Callable[[], None]) -> None:
    from distributed import Worker

    async with Worker(
        cluster.address, nthreads=slots, name=name, security=cluster.security(), local_directory=str(place),
        memory_limit=0, death_timeout=ANSWER, dashboard_address="127.0.0.1:0",
    ) as worker:  # fmt: skip
        joined()
        await worker.finished()
