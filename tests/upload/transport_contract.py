"""What every transport must keep to, whatever it speaks. How it is used: `pbgdpl_cli/upload/transports/README.md`.

Each test sends a material nobody sent before, so that the portal may be a site that outlives the tests.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from package_factory import make_package, noise

from pbgdpl_cli.upload.afterwards.undoing import UNDONE, undo_batch
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.delivery.outcomes import UploadItem, UploadOutcome
from pbgdpl_cli.upload.http_connection import HttpConnection
from pbgdpl_cli.upload.ledger import Ledger, Transfer
from pbgdpl_cli.upload.parcel import Parcel, open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.protocol import Capabilities, PortalTransport, TransportSettings
from validators.packages.package import find_packages
from validators.problems import Problem

ARRIVED = {UploadOutcome.SENT, UploadOutcome.UPDATED, UploadOutcome.UNCHANGED}
_READING = ("GET", "HEAD", "OPTIONS")
_CALLS = ("check", "find_record", "has_file", "send_file", "send_record")


@dataclass(frozen=True)
class PortalUnderTest:
    """How a test reaches the portal.

    Attributes:
        opened: Opens a fresh transport to it, as a new run of the program would.
        nowhere: Opens a transport to a place where no portal is.
    """

    opened: Callable[[], PortalTransport]
    nowhere: Callable[[], PortalTransport]


def hasty_settings(environ: dict[str, str] | None = None) -> TransportSettings:
    """No limits, and little patience: a test shall not wait for minutes."""
    patience = Patience(reach=1.0, stuck=20.0, first_wait=0.01, longest_wait=0.1, connect=2.0, answer=20.0)
    return TransportSettings(Bandwidth(), patience, environ or {})


class Notes:
    """A transfer's notes, in memory."""

    def __init__(self) -> None:
        self.transfer: Transfer | None = None

    def load(self) -> Transfer | None:
        return self.transfer

    def save(self, transfer: Transfer) -> None:
        self.transfer = transfer

    def forget(self) -> None:
        self.transfer = None


class SuddenEnd(BaseException):
    """As a power cut: nothing may catch it."""


class EndsSuddenly:
    """A transport that dies at its first call of one kind, before the portal was asked or after it had done it."""

    def __init__(self, inner: PortalTransport, call: str, *, after: bool) -> None:
        self._inner, self._call, self._after = inner, call, after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name != self._call:
            return found

        def die(*arguments: Any) -> None:
            if self._after:
                found(*arguments)
            raise SuddenEnd

        return die


def dying_after_writes(number: int) -> Callable[..., Any]:
    """In the place of `HttpConnection.once`: the portal does what that many requests ask, and then nobody asks on."""
    once, left = HttpConnection.once, [number]

    def through(connection: HttpConnection, method: str, *arguments: Any, **named: Any) -> Any:
        response = once(connection, method, *arguments, **named)
        left[0] -= method not in _READING
        if left[0] == 0:
            raise SuddenEnd
        return response

    return through


class TransportContract:
    """Inherit from it, give it the fixture `portal`."""

    @pytest.fixture
    def portal(self) -> PortalUnderTest:
        raise NotImplementedError

    @pytest.fixture
    def material(self, tmp_path: Path) -> Callable[..., Path]:
        """Makes a package nobody has seen; with other values, another revision of the same."""
        # Letters alone: twelve digits of a chance name would be a citizen's number, and nothing of the kind is sent.
        name, seed = uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop")), uuid.uuid4().int
        title = f"Tài liệu {name}"
        files = {
            "source/goc.pdf": b"%PDF-1.4 " + noise(9000, seed),
            "source/phu.pdf": b"%PDF-1.4 " + noise(700, seed + 1),
        }

        def make(**values: Any) -> Path:
            return make_package(tmp_path / "packages", f"goi-{name[:8]}", files, **{"title": title, **values})

        return make

    @pytest.fixture
    def parcel(self, material: Callable[..., Path]) -> Parcel:
        return open_parcel(material())

    @pytest.fixture
    def transport(self, portal: PortalUnderTest) -> Iterator[PortalTransport]:
        with closing(portal.opened()) as opened:
            opened.check()
            yield opened

    def send_files(self, transport: PortalTransport, parcel: Parcel) -> int:
        """Every file the portal lacks; returns the bytes that were told of."""
        told: list[int] = []
        for file in transport.files_of(parcel):
            if not transport.has_file(parcel, file):
                transport.send_file(parcel, file, Notes(), told.append)
        return sum(told)

    def upload(self, portal: PortalUnderTest, package: Path, home: Path) -> UploadItem:
        with closing(portal.opened()) as transport:
            (item,) = upload_packages(find_packages([package]), transport, home).items
        return item

    def test_its_name_in_the_ledger_is_the_same_on_another_day(self, portal: PortalUnderTest) -> None:
        names = []
        for _ in range(2):
            with closing(portal.opened()) as transport:
                transport.check()
                names.append(transport.target)
        assert names[0] == names[1] != ""

    def test_it_says_what_the_portal_can_do(self, transport: PortalTransport) -> None:
        assert isinstance(transport.capabilities, Capabilities)

    def test_where_no_portal_is_a_sentence_says_so(self, portal: PortalUnderTest) -> None:
        with closing(portal.nowhere()) as transport, pytest.raises(Problem):
            transport.check()

    def test_it_may_be_closed_twice(self, portal: PortalUnderTest) -> None:
        transport = portal.opened()
        transport.close()
        transport.close()

    def test_before_anything_is_sent_nothing_is_there(self, transport: PortalTransport, parcel: Parcel) -> None:
        assert transport.find_record(parcel) is None
        assert not any(transport.has_file(parcel, file) for file in transport.files_of(parcel))

    def test_files_are_listed_small_ones_first(self, transport: PortalTransport, parcel: Parcel) -> None:
        files = transport.files_of(parcel)
        assert [file.bytes for file in files] == sorted(file.bytes for file in files) != []
        assert all(file.source.stat().st_size == file.bytes for file in files)

    def test_a_file_arrives_and_its_bytes_are_told_of(self, transport: PortalTransport, parcel: Parcel) -> None:
        told = self.send_files(transport, parcel)
        assert told >= sum(file.bytes for file in transport.files_of(parcel))
        assert all(transport.has_file(parcel, file) for file in transport.files_of(parcel))

    def test_a_file_sent_again_does_no_harm(self, transport: PortalTransport, parcel: Parcel) -> None:
        file = transport.files_of(parcel)[0]
        for _ in range(2):
            transport.send_file(parcel, file, Notes(), lambda count: None)
            assert transport.has_file(parcel, file)

    def test_a_record_without_its_files_is_not_taken(self, transport: PortalTransport, parcel: Parcel) -> None:
        missing = transport.send_record(parcel, None)
        assert set(missing) == {file.sha256 for file in transport.files_of(parcel)}
        assert transport.find_record(parcel) is None

    def test_a_record_comes_back_in_the_revision_sent(self, transport: PortalTransport, parcel: Parcel) -> None:
        self.send_files(transport, parcel)
        assert transport.send_record(parcel, None) == ()
        found = transport.find_record(parcel)
        assert found is not None
        assert (found.revision, found.withdrawn, bool(found.address)) == (parcel.revision, False, True)

    def test_what_is_sent_once_is_there_on_another_day(
        self, portal: PortalUnderTest, material: Callable[..., Path], tmp_path: Path
    ) -> None:
        package = material()
        first = self.upload(portal, package, tmp_path / "home")
        assert (first.outcome, first.problem) == (UploadOutcome.SENT, None)
        again = self.upload(portal, package, tmp_path / "home")
        assert (again.outcome, again.bytes_sent, again.remote) == (UploadOutcome.UNCHANGED, 0, first.remote)
        # Another officer, whose ledger knows nothing of it.
        assert self.upload(portal, package, tmp_path / "other").outcome is UploadOutcome.UNCHANGED

    def test_a_correction_takes_the_place_of_what_was_sent_from_here(
        self, portal: PortalUnderTest, material: Callable[..., Path], tmp_path: Path
    ) -> None:
        home = tmp_path / "home"
        self.upload(portal, material(), home)
        corrected = material(description="Đã sửa.")
        assert self.upload(portal, corrected, home).outcome is UploadOutcome.UPDATED
        assert self.upload(portal, corrected, home).outcome is UploadOutcome.UNCHANGED

    def test_what_came_from_elsewhere_is_left_alone(
        self, portal: PortalUnderTest, material: Callable[..., Path], tmp_path: Path
    ) -> None:
        self.upload(portal, material(description="Của người khác."), tmp_path / "theirs")
        item = self.upload(portal, material(description="Của ta."), tmp_path / "ours")
        assert item.outcome is UploadOutcome.CONFLICT

    @pytest.mark.real
    @pytest.mark.parametrize("call", _CALLS)
    @pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
    def test_a_sudden_end_is_made_good_by_the_same_command(
        self, portal: PortalUnderTest, material: Callable[..., Path], tmp_path: Path, call: str, after: bool
    ) -> None:
        package, home = material(), tmp_path / "home"
        dying: Any = EndsSuddenly(portal.opened(), call, after=after)
        with closing(dying), pytest.raises(SuddenEnd):
            upload_packages(find_packages([package]), dying, home)
        assert self.upload(portal, package, home).outcome in ARRIVED
        assert self.upload(portal, package, home).outcome is UploadOutcome.UNCHANGED

    def died_after(self, portal: PortalUnderTest, package: Path, home: Path, writes: int) -> bool:
        """Whether sending was ended after so many requests that write; it may need fewer."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(HttpConnection, "once", dying_after_writes(writes))
            try:
                self.upload(portal, package, home)
            except SuddenEnd:
                return True
        return False

    @pytest.mark.real
    def test_a_sudden_end_after_any_of_its_writes_is_made_good(
        self, portal: PortalUnderTest, material: Callable[..., Path], tmp_path: Path
    ) -> None:
        home, died, writes = tmp_path / "home", True, 0
        while died:
            writes += 1
            package = material(title=f"Tài liệu {'mộtlần' * writes} {uuid.uuid4().hex[:4]}")
            died = self.died_after(portal, package, home, writes)
            assert self.upload(portal, package, home).outcome in ARRIVED, writes
            assert self.upload(portal, package, home).outcome is UploadOutcome.UNCHANGED, writes

    @pytest.mark.real
    def test_what_a_sudden_end_left_half_done_is_taken_back(
        self, portal: PortalUnderTest, material: Callable[..., Path], tmp_path: Path
    ) -> None:
        with closing(portal.opened()) as transport:
            if not transport.capabilities.withdraw:
                pytest.skip("what it takes is not taken back")
        died, writes = True, 0
        while died:
            writes += 1
            package, home = (
                material(title=f"Tài liệu {'hailần' * writes} {uuid.uuid4().hex[:4]}"),
                tmp_path / f"{writes}",
            )
            died = self.died_after(portal, package, home, writes)
            with closing(Ledger(home)) as ledger:
                batches = ledger.batches()
            with closing(portal.opened()) as transport:
                items = [item for batch in batches for item in undo_batch(batch, transport, home)]
                assert all(item.outcome in UNDONE for item in items), writes
                present = transport.find_record(open_parcel(package))
                assert present is None or present.withdrawn or not batches, writes
