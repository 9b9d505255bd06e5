"""Everything goes wrong in an order a seed decides: lines, answers, portal and sender.

At the end each package is there exactly once, byte by byte; at no time was anything called done that was not.

PBGDPL_CHAOS_RUNS says how many seeds, PBGDPL_CHAOS_FIRST from which on.
"""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from bad_lines import Cut, ForkedPortal, Line, Nursery
from package_factory import make_package, noise
from wordpress_site import Site

from pbgdpl_cli.upload.afterwards.undoing import UNDONE, undo_batch
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.delivery.outcomes import DONE, UploadOptions, UploadReport
from pbgdpl_cli.upload.ledger import Ledger
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from pbgdpl_cli.upload.transports.plone.transport import open_transport as open_plone
from pbgdpl_cli.upload.transports.protocol import PortalTransport, SentRecord, TransportSettings
from pbgdpl_cli.upload.transports.slugs import record_slug
from pbgdpl_cli.upload.transports.wordpress.transport import open_transport as open_wordpress
from validators.packages.package import find_packages
from validators.problems import Problem

pytestmark = pytest.mark.real
HASTY = Patience(reach=3, stuck=3, first_wait=0.01, longest_wait=0.1, connect=2, answer=2.5, settle=0.5)
FIRST = int(os.environ.get("PBGDPL_CHAOS_FIRST", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("PBGDPL_CHAOS_RUNS", "2")))
CALLS = ("find_record", "has_file", "send_file", "send_record", "send_bundle", "find_records")
MOST_RUNS = 25
MOST_SWALLOWED = 2  # each costs the sender all its patience with an answer


class SuddenEnd(BaseException):
    """The sender dies here."""


@dataclass
class Case:
    """A portal that can be reached by an address, and what can be done to it.

    Attributes:
        opened: Opens a fresh transport to an address.
        address: The portal's own.
        kill: Ends it as a power cut does, and begins it again.
        disk: A disk of its own that can be filled up.
    """

    opened: Callable[[str], PortalTransport]
    address: str
    kill: Callable[[], None] | None = None
    disk: Path | None = None


def embedded(stack: ExitStack, tmp_path: Path, nursery: Nursery) -> Case:
    disk = tmp_path / "portal-home"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(disk)], capture_output=True)
    if mounted.returncode == 0:
        stack.callback(subprocess.run, ["umount", "-l", str(disk)], check=True)
    process = stack.enter_context(ForkedPortal(disk, nursery))

    def kill() -> None:
        process.kill()
        process.start()

    case = Case(lambda address: EmbeddedTransport(address, patience=HASTY), process.address, kill)
    case.disk = None if mounted.returncode else disk
    return case


def settings(site: Site) -> TransportSettings:
    return TransportSettings(Bandwidth(), HASTY, {"PBGDPL_PORTAL_TOKEN": site.login})


def wordpress_case(site: Site) -> Case:
    return Case(lambda address: open_wordpress(f"wordpress+{address}", settings(site)), site.address)


def plone_case(site: Site) -> Case:
    return Case(lambda address: open_plone(f"plone+{address}", settings(site)), site.address)


@dataclass
class Trouble:
    """What goes wrong, as a seed decides, until it is enough.

    Attributes:
        chance: Decides.
        disk: The portal's, to fill up; None where that cannot be done.
        left: How much is still to go wrong.
        seen: What went wrong how often.
    """

    chance: random.Random
    disk: Path | None = None
    left: int = 14
    seen: Counter[str] = field(default_factory=Counter)
    _swallowed: set[int] = field(default_factory=set)

    def now(self, what: str, one_in: int) -> bool:
        if self.left > 0 and self.chance.randrange(one_in) == 0:
            self.left -= 1
            self.seen[what] += 1
            return True
        return False

    def on_the_line(self, connection: int, block: bytes) -> bytes:
        if self.now("line cut", 40):
            raise Cut
        if self.seen["swallowed"] < MOST_SWALLOWED and self.now("swallowed", 80):
            self._swallowed.add(connection)  # the line stands and nothing arrives any more
        if self.disk is not None and not self._filler.exists() and self.now("disk full", 60):
            fill(self._filler)
        return b"" if connection in self._swallowed else block

    def on_an_answer(self, connection: int, block: bytes) -> bytes:
        if self.now("answer lost", 25):
            raise Cut
        return b"" if connection in self._swallowed else block

    def relent(self) -> None:
        """There is room again."""
        if self.disk is not None:
            self._filler.unlink(missing_ok=True)

    @property
    def _filler(self) -> Path:
        assert self.disk is not None
        return self.disk / "filler"

    def in_the_sender(self, transport: Any) -> None:
        for name in CALLS:
            if hasattr(transport, name):
                setattr(transport, name, self._deadly(getattr(transport, name)))

    def _deadly(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def through(*arguments: Any) -> Any:
            if self.now("sender died", 40):
                raise SuddenEnd
            result = call(*arguments)
            if self.now("sender died", 40):
                raise SuddenEnd
            return result

        return through


def fill(filler: Path) -> None:
    """Leave no byte on the disk."""
    with suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(1 << 16))


def packages(place: Path, seed: int) -> list[Path]:
    name = f"{seed} {uuid.uuid4()}"
    # Content is new every time: the sites outlive the tests. Two packages share a file, one is large.
    start = b"%PDF-1.7 " + name.encode()
    shared = start + noise(3000, seed)
    made = [
        make_package(
            place, f"g{n}", {"source/a.pdf": start + noise(900 + n, n), "source/c.pdf": shared}, title=f"{n} {name}"
        )
        for n in range(4)
    ]
    made.append(make_package(place, "lon", {"source/a.pdf": start + noise(1_300_000, seed)}, title=f"Lớn {name}"))
    return made


def assert_there(case: Case, report: UploadReport, places: list[Path]) -> None:
    """What was called done is there, seen past the bad line."""
    done = {item.path for item in report.items if item.outcome in DONE}
    with closing(case.opened(case.address)) as direct:
        direct.check()
        for place in (place for place in places if place in done):
            parcel = open_parcel(place)
            present = direct.find_record(parcel)
            assert present is not None, place
            assert (present.revision, present.withdrawn) == (parcel.revision, False)
            assert all(direct.has_file(parcel, file) for file in direct.files_of(parcel))


def assert_bytes_equal(case: Case, places: list[Path]) -> None:
    with closing(case.opened(case.address)) as direct:
        direct.check()
        reads: Any = direct
        for place in places:
            parcel = open_parcel(place)
            files = {file.name: file.sha256 for file in parcel.files}
            sent = SentRecord(parcel.identifier, parcel.revision, str(place), files)
            for name, sha256 in files.items():
                assert hashlib.sha256(b"".join(reads.contents(sent, name))).hexdigest() == sha256


def assert_once(case: Case, places: list[Path], tmp_path: Path) -> None:
    with closing(case.opened(case.address)) as direct:
        direct.check()
        transport: Any = direct
        identifiers = [open_parcel(place).identifier for place in places]
        if isinstance(direct, EmbeddedTransport):
            database = sqlite3.connect(tmp_path / "portal-home" / "portal" / "portal.sqlite3")
            assert database.execute("SELECT count(*) FROM records").fetchone() == (len(places),)
            assert database.execute("SELECT count(*) FROM blobs").fetchone() == (6,)
            database.close()
            return
        for identifier in identifiers:
            slug = record_slug(identifier)
            if hasattr(transport, "_listed"):
                asked = "/wp-json/wp/v2/posts?status=any&context=edit&slug="
                named = [len(transport._listed(f"{asked}{slug}{twin}")) for twin in ("", "-2", "-3")]
                assert named == [1, 0, 0]
            else:
                listing = transport._item(f"/{slug}?b_size=100&metadata_fields=id")
                names = [str(item.get("id") or item["@id"].rpartition("/")[2]) for item in listing["items"]]
                wanted = len(open_parcel(places[identifiers.index(identifier)]).files) + 1
                assert len(names) == wanted, names


def take_back_all(case: Case, address: str, home: Path, trouble: Trouble) -> None:
    """Undo every run, the last first; one that was refused, as by a full disk, is asked for again."""
    with closing(Ledger(home)) as ledger:
        batches = ledger.batches()
    for batch in batches:
        for _ in range(MOST_RUNS):
            with closing(case.opened(address)) as transport:
                items = undo_batch(batch, transport, home)
            trouble.relent()
            if all(item.outcome in UNDONE for item in items):
                break
        else:
            pytest.fail(f"{batch.name} cannot be taken back")


def assert_gone(case: Case, places: list[Path]) -> None:
    with closing(case.opened(case.address)) as direct:
        direct.check()
        for place in places:
            present = direct.find_record(open_parcel(place))
            assert present is None or present.withdrawn, place


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with closing(Nursery()) as opened:
        yield opened


@pytest.fixture(params=["embedded", "wordpress", "plone"])
def case(request: pytest.FixtureRequest, stack: ExitStack, tmp_path: Path, nursery: Nursery) -> Case:
    if request.param == "embedded":
        return embedded(stack, tmp_path, nursery)
    made = {"wordpress": wordpress_case, "plone": plone_case}[request.param]
    return made(request.getfixturevalue(request.param))


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_goes_wrong_each_is_there_once(
    case: Case, seed: int, stack: ExitStack, tmp_path: Path, home: Path
) -> None:
    trouble = Trouble(random.Random(seed), case.disk)  # noqa: S311
    places = packages(tmp_path / "packages", seed)
    host, _, path = case.address.partition("://")[2].partition("/")
    line = stack.enter_context(Line(int(host.rpartition(":")[2])))
    line.sending, line.answering = trouble.on_the_line, trouble.on_an_answer
    address = f"{line.address}/{path}".rstrip("/")
    for _ in range(MOST_RUNS):
        transport: Any = case.opened(address)
        trouble.in_the_sender(transport)
        with closing(transport), suppress(SuddenEnd, Problem):
            report = upload_packages(find_packages(places), transport, home, options=UploadOptions(allowed=("DU2",)))
            assert_there(case, report, places)
            if all(item.outcome in DONE for item in report.items):
                break
        trouble.relent()
        if case.kill is not None and trouble.now("portal killed", 2):
            case.kill()
    else:
        pytest.fail("it never came to an end")
    print(f"seed {seed}: {dict(trouble.seen)}")  # noqa: T201  (shown by -rP)
    trouble.relent()
    assert_bytes_equal(case, places)
    assert_once(case, places, tmp_path)
    take_back_all(case, address, home, trouble)
    assert_gone(case, places)
