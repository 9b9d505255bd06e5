"""How long a server of ours waits for the head of a request, and how many such heads at once.

uvicorn waits for ever for the rest of a half-sent head. Whoever opens a thousand of them keeps every other reader out
(the attack is known as Slowloris); here each is given up after a while, and the oldest at once when there are too many.
A sender who is in the middle of a body is never touched: only heads are counted.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0  # a weak link sends a head of a few hundred bytes in one packet
MOST_HEADS = 256  # connections that have not sent a whole head yet

_waiting: dict[PatientProtocol, None] = {}  # oldest first


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that does not wait for ever for the head of a request."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A connection was opened: its first head is waited for."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Bytes came: the wait ends with a whole head, and begins with the first bytes of the next one."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and (self.conn.trailing_data[0] or self.cycle is None):
            if self._timer is None:
                self._wait()
        else:
            self._wait_no_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, and with it the wait."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)
        _waiting[self] = None
        if len(_waiting) > MOST_HEADS:
            next(iter(_waiting))._give_up()

    def _wait_no_more(self) -> None:
        _waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._wait_no_more()
        self.transport.close()
