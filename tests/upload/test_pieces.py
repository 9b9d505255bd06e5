"""Pieces of a file: as large as the way to the portal takes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from loopback import QuietHandler, served_by
from package_factory import noise
from transport_contract import Notes

from pbgdpl_cli.upload.http_connection import HttpConnection
from pbgdpl_cli.upload.parcel import ParcelFile
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.transports.tus_sender import PieceSize, TusSender

HASTY = Patience(reach=1.0, stuck=5.0, first_wait=0.01, longest_wait=0.05, connect=1, answer=5)
SMALLEST = 128 << 10


@dataclass
class NarrowWay:
    """A tus portal behind something that takes requests up to `most` bytes, and keeps nothing of a larger one."""

    most: int
    whole: bytearray = field(default_factory=bytearray)
    taken: list[int] = field(default_factory=list)
    turned_away: list[int] = field(default_factory=list)

    def took(self, offset: int, body: bytes) -> int:
        if len(body) > self.most:
            self.turned_away.append(len(body))
            return 413
        if offset != len(self.whole):
            return 409
        self.whole += body
        self.taken.append(len(body))
        return 204


@contextmanager
def served(way: NarrowWay) -> Iterator[str]:
    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": "0", "Upload-Offset": str(len(way.whole)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def _post(self) -> None:
            self._answer(201, Location="/files/1")

        def _head(self) -> None:
            self._answer(200)

        def _patch(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(way.took(int(self.headers["Upload-Offset"]), body))

        do_POST, do_HEAD, do_PATCH = _post, _head, _patch  # noqa: N815

    with served_by(Handler) as address:
        yield address


def sent(way: NarrowWay, place: Path, content: bytes) -> None:
    place.write_bytes(content)
    file = ParcelFile(place, "source/a.pdf", hashlib.sha256(content).hexdigest(), len(content), "application/pdf")
    with served(way) as address, closing(HttpConnection(address, patience=HASTY)) as connection:
        TusSender(connection, "/files").send(file, Notes(), lambda _: None)


@pytest.mark.real
def test_what_is_too_large_for_a_proxy_goes_in_smaller_pieces(tmp_path: Path) -> None:
    way, content = NarrowWay(300_000), noise(1_500_000, 1)
    sent(way, tmp_path / "a.pdf", content)
    assert bytes(way.whole) == content
    assert way.turned_away == [1 << 20, 1 << 19]
    assert max(way.taken) <= 1 << 18  # never again as large as what was turned away


@pytest.mark.real
def test_a_way_that_takes_no_piece_at_all_is_told(tmp_path: Path) -> None:
    way = NarrowWay(1000)
    with pytest.raises(PortalRefused) as caught:
        sent(way, tmp_path / "a.pdf", noise(400_000, 2))
    assert "413" in str(caught.value)
    assert not way.whole
    assert min(way.turned_away) == SMALLEST


class TestSize:
    def test_it_grows_while_all_is_well_and_never_beyond_its_bound(self) -> None:
        size = PieceSize(1 << 20, 4 << 20)
        for _ in range(5):
            size.quick(1.0)
        assert size.bytes == 4 << 20

    def test_what_goes_through_at_once_is_followed_by_a_much_larger_one(self) -> None:
        size = PieceSize(1 << 20)
        size.quick(0.01)
        assert size.bytes == 32 << 20
        size.quick(1.0)
        assert size.bytes == 64 << 20

    def test_after_a_break_a_large_one_is_small_again(self) -> None:
        size = PieceSize(1 << 30)
        size.broken()
        assert size.bytes == 8 << 20

    def test_a_break_halves_it_and_leaves_the_bound(self) -> None:
        size = PieceSize(1 << 20, 4 << 20)
        size.broken()
        assert (size.bytes, size.largest) == (1 << 19, 4 << 20)
        for _ in range(20):
            size.broken()
        assert size.bytes == SMALLEST

    def test_a_refusal_lowers_the_bound_for_good(self) -> None:
        size = PieceSize(1 << 20, 4 << 20)
        assert size.refused(1 << 20)
        size.quick(0.01)
        assert size.bytes == 1 << 19

    def test_the_end_of_a_file_may_be_what_is_too_large(self) -> None:
        size = PieceSize(4 << 20, 4 << 20)
        assert size.refused(300_000)
        assert size.bytes == 150_000

    def test_below_the_smallest_there_is_nothing_to_try(self) -> None:
        assert not PieceSize(SMALLEST).refused(SMALLEST)
        assert not PieceSize(1 << 20).refused(10)
