"""A portal with a chunk protocol that is not tus: begin, append at an offset, finish; it knows an upload by a key.

Office document stores and wikis speak like that. Held to the contract of every transport.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

import pytest
from transport_contract import PortalUnderTest, TransportContract

from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.problems import PortalUnreachable
from pbgdpl_cli.upload.transports.protocol import BytesSent, Capabilities, RemoteRecord, TransferNotes
from validators.problems import say

PIECE = 4000  # bytes


@dataclass
class ChunkServer:
    """What the other side keeps."""

    stash: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    appended: int = 0

    def begin(self) -> str:
        key = f"key-{len(self.stash)}"
        self.stash[key] = b""
        return key

    def append(self, key: str, offset: int, piece: bytes) -> int:
        assert offset == len(self.stash[key])
        self.stash[key] += piece
        self.appended += len(piece)
        return len(self.stash[key])

    def finish(self, key: str) -> None:
        content = self.stash.pop(key)
        self.files[hashlib.sha256(content).hexdigest()] = content


@dataclass
class ChunkTransport:
    """Speaks to it; the key an upload is known by is what the notes keep."""

    server: ChunkServer | None
    cut_after: int | None = None
    capabilities = Capabilities("piece", find_by_key=True, atomic_create=True, verify="sha256")
    target = "chunks:a"

    @property
    def there(self) -> ChunkServer:
        if self.server is None:
            raise PortalUnreachable(say("Nobody."))
        return self.server

    def check(self) -> None:
        assert self.there

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        return parcel.files

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        revision = self.there.records.get(parcel.identifier)
        return RemoteRecord(revision, "chunks:1") if revision else None

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        return file.sha256 in self.there.files

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        transfer = notes.load()
        if transfer is None or transfer.address not in self.there.stash:
            transfer = Transfer(self.there.begin(), 0, done=False)
            notes.save(transfer)
        key = str(transfer.address)
        offset = len(self.there.stash[key])
        content = file.source.read_bytes()
        while offset < len(content):
            if self.cut_after is not None and self.there.appended >= self.cut_after:
                raise PortalUnreachable(say("Cut."))
            piece = content[offset : offset + PIECE]
            offset = self.there.append(key, offset, piece)
            sent(len(piece))
            notes.save(replace(transfer, sent=offset))
        self.there.finish(key)

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        missing = tuple(file.sha256 for file in parcel.files if file.sha256 not in self.there.files)
        if not missing:
            self.there.records[parcel.identifier] = parcel.revision
        return missing

    def close(self) -> None:
        pass


class TestChunks(TransportContract):
    @pytest.fixture
    def portal(self) -> PortalUnderTest:
        server = ChunkServer()
        return PortalUnderTest(opened=lambda: ChunkTransport(server), nowhere=lambda: ChunkTransport(None))


def test_another_run_goes_on_where_the_chunks_ended(package, home) -> None:  # type: ignore[no-untyped-def]
    from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome
    from pbgdpl_cli.upload.sending import upload_packages
    from validators.packages.package import find_packages

    place = package(files={"source/a.pdf": b"%PDF-1.7 " + bytes(20_000)})
    server = ChunkServer()
    cut = upload_packages(find_packages([place]), ChunkTransport(server, cut_after=9000), home)
    assert cut.items[0].outcome is UploadOutcome.WAITING
    done = upload_packages(find_packages([place]), ChunkTransport(server), home)
    assert done.items[0].outcome is UploadOutcome.SENT
    assert server.appended == 20_009
