"""A portal that shows what it did not keep: nothing is called done on that, and it is told when it is asked about."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from memory_portal import MemoryPortal, outcomes

from pbgdpl_cli.upload.afterwards.drift import Drift, drift_of
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome
from pbgdpl_cli.upload.ledger import ItemState, Ledger
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.plone.transport import PloneTransport
from pbgdpl_cli.upload.transports.protocol import RemoteRecord, SentRecord
from validators.packages.package import find_packages
from validators.problems import say

HASTY = Patience(reach=0.05, stuck=1, first_wait=0.005, longest_wait=0.01, connect=1, answer=2)
SENT = SentRecord("urn:x", "r", "goi", {"source/a.pdf": "0" * 64})


@dataclass
class Forgetful(MemoryPortal):
    """One that may show what it has not kept."""

    keeps: bool = True

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        return self.records.get(sent.identifier)

    def withdraw(self, sent: SentRecord) -> None:
        raise NotImplementedError

    held = restore = withdraw

    def assure(self, sent: SentRecord) -> None:
        self._ask("assure")
        if not self.keeps:
            raise PortalRefused(say("Plone does not say the same twice: it shows what it could not write."))


Send = Callable[..., UploadOutcome]


@pytest.fixture
def forgetful() -> Forgetful:
    return Forgetful()


@pytest.fixture
def send(package: Callable[..., Path], home: Path, forgetful: Forgetful) -> Send:
    place = package()

    def sent(**options: bool) -> UploadOutcome:
        report = upload_packages(find_packages([place]), forgetful, home, options=UploadOptions(**options))
        return outcomes(report)[0]

    return sent


def state(home: Path) -> ItemState:
    with closing(Ledger(home)) as ledger:
        return ledger.items()[-1].state


def test_what_is_read_back_but_not_kept_is_not_called_done(send: Send, home: Path, forgetful: Forgetful) -> None:
    forgetful.keeps = False
    assert send() is UploadOutcome.REFUSED
    assert state(home) is ItemState.REFUSED


def test_what_another_run_left_shown_is_not_called_done(send: Send, home: Path, forgetful: Forgetful) -> None:
    """The run that sent it got an error, or was killed; this one finds it there."""
    forgetful.keeps = False
    send()
    assert send() is UploadOutcome.REFUSED
    assert state(home) is ItemState.REFUSED
    forgetful.keeps = True
    assert send() is UploadOutcome.UNCHANGED
    assert state(home) is ItemState.CONFIRMED


def test_what_was_confirmed_costs_no_second_look(send: Send, forgetful: Forgetful) -> None:
    send()
    forgetful.asked.clear()
    assert send() is UploadOutcome.UNCHANGED
    assert "assure" not in forgetful.asked


def test_it_is_told_when_it_is_asked_about(
    send: Send, home: Path, forgetful: Forgetful, package: Callable[..., Path]
) -> None:
    send()
    identifier = open_parcel(package()).identifier
    assert drift_of(forgetful, home, [identifier])[identifier].drift is Drift.SAME
    forgetful.keeps = False
    assert drift_of(forgetful, home, [identifier])[identifier].drift is Drift.NOT_KEPT


class Threads(ThreadingHTTPServer):
    """A Plone of which some answers differ from the others; one in so many, so many times."""

    daemon_threads = True
    request_queue_size = 64  # eight ask at once; five is what it else lets wait
    one_in = 4
    left = 0
    asked = 0
    lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Threads)
        with self.server.lock:
            self.server.asked += 1
            shows = self.server.left > 0 and self.server.asked % self.server.one_in == 0
            self.server.left -= shows
        body = json.dumps({"title": "Trang", "file": {"size": 3}} if shows else {"title": "Khác"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def threads() -> Iterator[Threads]:
    server = Threads(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def opened(threads: Threads, patience: Patience = HASTY) -> PloneTransport:
    return PloneTransport(f"http://127.0.0.1:{threads.server_address[1]}", None, patience=patience)


def test_one_thread_that_says_something_else_is_enough(threads: Threads) -> None:
    threads.left = 1_000_000
    with closing(opened(threads)) as plone, pytest.raises(PortalRefused) as refused:
        plone.assure(SENT)
    assert "same twice" in str(refused.value.message)
    assert "begin Plone anew" in str(refused.value.hint)


def test_threads_that_agree_are_believed(threads: Threads) -> None:
    with closing(opened(threads)) as plone:
        plone.assure(SENT)
    assert threads.asked == 16  # the page, and a file that this run did not make


def test_what_is_written_at_this_very_moment_is_asked_again(threads: Threads) -> None:
    threads.left = 1
    with closing(opened(threads, replace(HASTY, reach=20))) as plone:
        plone.assure(SENT)
    assert threads.asked == 24
