"""Sends a file by tus 1.0.0 over connections that break: small pieces, offsets kept, nothing sent twice on purpose."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

import httpx2

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import HttpConnection, TemporaryFailure, refusal
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import PackageChanged, ParcelFile
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.transports.protocol import BytesSent, TransferNotes
from validators.packages.digests import sha256_of
from validators.problems import say

_SMALLEST_PIECE = 128 << 10
# At the end of each piece nothing travels until the portal's disk has all of it and that is answered.
_LARGEST_PIECE = 1 << 30
_LARGEST_AFTER_BREAK = 8 << 20
_FIRST_PIECE = 1 << 20
_BLOCK = 256 << 10  # bytes read at a time; with a limit less, so that it is kept evenly
_QUICK_BLOCK = 1 << 20  # where one leaves in so many seconds, which is then shown often enough
_BLOCK_SECONDS = 0.02
_LIMITED_BLOCK = 32 << 10
_QUICK_SECONDS = 2.0
_AT_ONCE_SECONDS = 0.25
_LEAP = 32  # the next one then takes eight seconds at most

_DAMAGED = 460
_TOO_LARGE = 413
# Plone answers programs only if they say that they are one.
_TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


class UploadLost(Exception):
    """The portal does not know the upload: it expired, or it was finished and put away."""


class PieceRefused(Exception):
    """Something on the way takes no request as large as this piece; nobody knows what arrived of it."""


class UploadDamaged(Exception):
    """The portal found the bytes to be others than those sent."""


@dataclass(slots=True)
class PieceSize:
    """Bytes a request: more while they arrive quickly, fewer when connections break."""

    bytes: int = _FIRST_PIECE
    largest: int = _LARGEST_PIECE

    def quick(self, seconds: float) -> None:
        """A piece went through in so many seconds, which were few: the quicker, the larger the next one."""
        self.bytes = min(self.bytes * (_LEAP if seconds < _AT_ONCE_SECONDS else 2), self.largest)

    def broken(self) -> None:
        """A piece broke off."""
        self.bytes = max(min(self.bytes // 2, _LARGEST_AFTER_BREAK), _SMALLEST_PIECE)

    def refused(self, length: int) -> bool:
        """A piece of this length was too large for whatever stands before the portal; whether a smaller one may do."""
        if length <= _SMALLEST_PIECE:
            return False
        self.bytes = self.largest = max(length // 2, _SMALLEST_PIECE)
        return True


class TusSender:
    """Sends files to one tus address of one portal.

    Args:
        connection: To the portal.
        place: Where uploads are announced.
        bandwidth: How fast.
        largest_piece: Bytes of a request at most; few where the portal keeps nothing of a request that breaks off.
        names: What the portal shall call a file; its path in the package where not given.
    """

    def __init__(
        self,
        connection: HttpConnection,
        place: str,
        bandwidth: Bandwidth | None = None,
        *,
        largest_piece: int = _LARGEST_PIECE,
        names: Callable[[ParcelFile], str] | None = None,
    ) -> None:
        self._connection = connection
        self._place = place
        self._bandwidth = bandwidth or Bandwidth()
        self._piece = PieceSize(min(_FIRST_PIECE, largest_piece), largest_piece)
        self._names = names or (lambda file: file.name)

    def send(self, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Send a file, going on from what `notes` hold.

        Raises:
            UploadLost: The portal forgot the upload; whether it has the file must be asked in another way.
            Problem: PortalUnreachable, refused, damaged on the way twice, or changed here meanwhile.
        """
        try:
            self._send(file, notes, sent, with_checksums=False)
        except UploadDamaged:
            notes.forget()
            try:
                # Once more from the start, with every piece checked on arrival.
                self._send(file, notes, sent, with_checksums=self._offers_checksums())
            except UploadDamaged:
                notes.forget()
                if sha256_of(file.source) != file.sha256:
                    raise _changed(file) from None
                raise PortalRefused(
                    say("The file “{name}” arrives damaged at the portal.", name=file.name),
                    hint=say("Something on the way changes the bytes; try another network."),
                    path=file.source,
                ) from None

    def _send(self, file: ParcelFile, notes: TransferNotes, sent: BytesSent, *, with_checksums: bool) -> None:
        transfer = notes.load()
        # An offset from an earlier run is a memory, not knowledge: the portal is asked first.
        known = False
        if transfer is None or transfer.address is None:
            transfer, known = self._begin(file), True
            notes.save(transfer)
        step = _Step(self, file, transfer, sent, with_checksums=with_checksums, known=known)
        while not step.finished:
            self._bandwidth.wait_for_hours()
            for attempt in self._connection.tries():
                with attempt:
                    step.take()
            notes.save(step.transfer)

    def _begin(self, file: ParcelFile) -> Transfer:
        kind = file.media_type
        metadata = {"filename": self._names(file), "filetype": kind, "content-type": kind, "sha256": file.sha256}
        encoded = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in metadata.items())
        headers = _TUS | {"Upload-Length": str(file.bytes), "Upload-Metadata": encoded}
        response = self._connection.ask("POST", self._place, headers)
        address = response.headers.get("Location", "")
        if response.status_code != httpx2.codes.CREATED or not address:
            raise refusal(response, self._connection.address)
        # Kept without the host where it is ours: an embedded portal changes its port from day to day.
        place = self._connection.url(address).removeprefix(self._connection.address)
        return Transfer(place, 0, done=False, expires=_expiry(response))

    def _offers_checksums(self) -> bool:
        response = self._connection.ask("OPTIONS", self._place)
        return "checksum" in response.headers.get("Tus-Extension", "") and "sha256" in response.headers.get(
            "Tus-Checksum-Algorithm", ""
        )

    def offset_of(self, transfer: Transfer) -> int:
        """The offset the portal has. Raises `UploadLost` when it does not know the upload."""
        response = self._connection.once("HEAD", transfer.address or "", _TUS)
        if response.status_code in (404, 410, 403):
            self._connection.after_missing()
            raise UploadLost
        if response.status_code == _DAMAGED:
            raise UploadDamaged
        offset = response.headers.get("Upload-Offset", "")
        if not response.is_success or not offset.isdecimal():
            raise refusal(response, self._connection.address)
        return int(offset)

    def send_piece(self, file: ParcelFile, transfer: Transfer, sent: BytesSent, *, with_checksum: bool) -> Transfer:
        """One PATCH from the transfer's offset on.

        Raises:
            TemporaryFailure: It broke off; the offset is not known now.
            PieceRefused: It was too large; the next one is smaller.
        """
        length = min(self._piece.bytes, file.bytes - transfer.sent)
        headers = _TUS | {
            "Upload-Offset": str(transfer.sent),
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(length),
        }
        if with_checksum:
            headers["Upload-Checksum"] = _checksum(file, transfer.sent, length)
        started = time.monotonic()
        try:
            response = self._connection.once(
                "PATCH", transfer.address or "", headers, self._blocks(file, transfer.sent, length, sent)
            )
        except TemporaryFailure:
            self._piece.broken()
            raise
        moved = self._moved(response, transfer, length)
        if (seconds := time.monotonic() - started) < _QUICK_SECONDS:
            self._piece.quick(seconds)
        return moved

    def _moved(self, response: httpx2.Response, transfer: Transfer, length: int) -> Transfer:
        if response.status_code == _DAMAGED:
            raise UploadDamaged
        if response.status_code == httpx2.codes.CONFLICT:
            raise TemporaryFailure("HTTP 409: another offset")
        if response.status_code in (404, 410):
            self._connection.after_missing()
            raise UploadLost
        if response.status_code == _TOO_LARGE and self._piece.refused(length):
            raise PieceRefused
        offset = response.headers.get("Upload-Offset", "")
        if not response.is_success or not offset.isdecimal():
            raise refusal(response, self._connection.address)
        if int(offset) > transfer.sent + length:
            raise TemporaryFailure("the portal counts more bytes than were sent")
        return replace(transfer, sent=int(offset), expires=_expiry(response) or transfer.expires)

    def _blocks(self, file: ParcelFile, offset: int, length: int, sent: BytesSent) -> Iterator[bytes]:
        most = slow = _BLOCK if self._bandwidth.rate is None else _LIMITED_BLOCK
        with file.source.open("rb") as stream:
            stream.seek(offset)
            left = length
            while left:
                block = stream.read(min(most, left))
                if not block:
                    raise _changed(file)
                self._bandwidth.spend(len(block))
                started = time.monotonic()
                yield block
                quick = self._bandwidth.rate is None and time.monotonic() - started < _BLOCK_SECONDS
                most = _QUICK_BLOCK if quick else slow
                sent(len(block))
                left -= len(block)


class _Step:
    """What is known between two requests of one transfer."""

    def __init__(
        self,
        sender: TusSender,
        file: ParcelFile,
        transfer: Transfer,
        sent: BytesSent,
        *,
        with_checksums: bool,
        known: bool,
    ) -> None:
        self._sender = sender
        self._file = file
        self._sent = sent
        self._with_checksums = with_checksums
        self._known = known
        self.transfer = transfer
        self._seen = file.source.stat()

    @property
    def finished(self) -> bool:
        """Whether the portal said that it has every byte."""
        return self._known and self.transfer.sent >= self._file.bytes

    def take(self) -> None:
        """Learn the offset if it is not known, else send a piece; either is progress or raises."""
        if not self._known:
            offset = self._sender.offset_of(self.transfer)
            if offset > self._file.bytes:
                raise UploadLost
            moved = offset > self.transfer.sent
            self.transfer = replace(self.transfer, sent=offset)
            self._known = True
            if moved or self.finished:
                return
        self._check_unchanged()
        # Until this one is answered nobody knows how much of it arrives.
        self._known = False
        with suppress(PieceRefused):
            self.transfer = self._sender.send_piece(
                self._file, self.transfer, self._sent, with_checksum=self._with_checksums
            )
            self._known = True

    def _check_unchanged(self) -> None:
        present = self._file.source.stat()
        if (present.st_size, present.st_mtime_ns) != (self._seen.st_size, self._seen.st_mtime_ns):
            raise _changed(self._file)


def _changed(file: ParcelFile) -> PackageChanged:
    return PackageChanged(
        say("The file “{name}” changed while it was being sent.", name=file.name),
        hint=say("Run the same command again when nobody is changing the package."),
        path=file.source,
    )


def _checksum(file: ParcelFile, offset: int, length: int) -> str:
    with file.source.open("rb") as stream:
        stream.seek(offset)
        digest = hashlib.sha256(stream.read(length)).digest()
    return "sha256 " + base64.b64encode(digest).decode()


def _expiry(response: httpx2.Response) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(response.headers.get("Upload-Expires", ""))
    except ValueError:
        return None
