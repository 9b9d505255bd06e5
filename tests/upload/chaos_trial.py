"""One seed: everything goes wrong until it is enough, and at the end each package is there exactly once.

At no time is anything called done that is not: neither by a sender at its end nor by the ledger of one that was killed.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bad_lines import Line
from chaos_portals import Portal, copies
from chaos_senders import Job, Sender, Senders
from chaos_trouble import Trouble
from package_factory import make_package, noise
from wordpress_site import own_disk

from pbgdpl_cli.upload.delivery.lint import opened as opened_package
from pbgdpl_cli.upload.ledger import LEDGER_FILE, ItemState, Ledger
from pbgdpl_cli.upload.parcel import Parcel
from pbgdpl_cli.upload.transports.protocol import PortalTransport, SentRecord
from validators.packages.package import find_packages

MOST_ROUNDS = 40
_HOME_MEGABYTES = 8
_SECOND_OFFICER = 4  # one seed in so many
_CORRECTED = 2  # one seed in so many


@dataclass
class Trial:
    """One seed at one portal.

    Attributes:
        portal: That all is sent to.
        senders: Who begin processes that send.
        seed: Of the dice.
        place: A folder for this run alone.
        seen: What went wrong how often, and how often the command was given.
    """

    portal: Portal
    senders: Senders
    seed: int
    place: Path
    seen: Counter[str] = field(default_factory=Counter)
    trouble: Trouble = field(init=False)
    _dice: random.Random = field(init=False)  # of its own, so that what else goes wrong stays as it was
    _line: Line = field(init=False)
    _alive: list[Sender] = field(default_factory=list)

    def run(self) -> Counter[str]:
        """All of it; what went wrong how often. Raises AssertionError where a promise is broken."""
        chance = random.Random(self.seed)  # noqa: S311
        self._dice = random.Random(-self.seed - 1)  # noqa: S311
        with ExitStack() as stack:
            homes = [self.place / "home"]
            disk = own_disk(homes[0], _HOME_MEGABYTES, stack)
            disks = {"portal's disk full": self.portal.disk, "sender's disk full": disk}
            there = {what: place for what, place in disks.items() if place is not None}
            self.trouble = Trouble(chance, there, seen=self.seen)
            self.trouble.most = {
                "swallowed": 2, "portal killed": self.portal.most_cuts if self.portal.cut_power else 0
            }  # fmt: skip
            self.trouble.kill_sender = self._kill_one
            self._line = stack.enter_context(Line(int(self.portal.address.rpartition(":")[2].partition("/")[0])))
            self._line.sending, self._line.answering = self.trouble.on_the_line, self.trouble.on_an_answer
            if chance.randrange(_SECOND_OFFICER) == 0:
                homes.append(self.place / "home-2")
                self.seen["two officers"] = 1
            paths = packages(self.place / "packages", self.seed)
            self._until_all_say_so(homes, paths)
            self._look_at_all(paths)
            if chance.randrange(_CORRECTED) == 0:
                self.seen["corrected"] = 1
                self._correct(chance, homes[:1], paths)
            self._until_all_say_so(homes, ())
            self._assert_gone(paths)
        return self.seen

    def _correct(self, chance: random.Random, homes: Sequence[Path], paths: Sequence[Path]) -> None:
        """One package says something else and has a file more."""
        self.trouble.left += 6
        corrected = list(paths)
        correct(self.place / "packages", chance.choice(("g0", "g1")), self.seed)
        self._until_all_say_so(homes, corrected)
        self._look_at_all(corrected)

    def _kill_one(self, seconds: float) -> None:
        if self._alive:
            sender = self.trouble.chance.choice(self._alive)
            sender.kill_in(seconds) if seconds else sender.kill()

    def _until_all_say_so(self, homes: Sequence[Path], paths: Sequence[Path]) -> None:
        path = self.portal.address.partition("://")[2].partition("/")[2]
        address = f"{self._line.address}/{path}".rstrip("/")
        left = [Job(self.portal.kind, address, self.portal.login, home, tuple(paths)) for home in homes]
        said: Any = None
        for _ in range(MOST_ROUNDS):
            self.seen["rounds"] += 1
            fulls_before = self.seen["portal's disk full"]
            self._alive = [self.senders.begin(job) for job in left]
            ended = [(job, sender.said(self._restart_if_due)) for job, sender in zip(left, self._alive, strict=True)]
            self._alive = []
            fulls = self.seen["portal's disk full"] - fulls_before
            self.trouble.relent()
            self._restart_if_due()
            self._restart_if_broken(ended, was_full=fulls > 0)
            self._assert_true(ended, homes)
            left = [job for job, said in ended if said is None or not said["all"]]
            said = [said for _, said in ended if said is not None] or said
            if not left:
                return
        raise AssertionError(f"it never came to an end: {said}")

    def _restart_if_due(self) -> None:
        if self.trouble.portal_is_to_die and self.portal.cut_power is not None:
            self.trouble.relent()  # no disk is filled while it begins: whoever begins a portal sees to that
            self.portal.cut_power()
            self.trouble.portal_is_to_die = False

    def _restart_if_broken(self, ended: Sequence[tuple[Job, dict[str, Any] | None]], *, was_full: bool) -> None:
        """Plone does not always get over a full disk: then its administrator begins it again.

        Whatever it is, now and then it is begun again after a full disk before what was called done is looked for:
        what only its memory knows is gone then.
        """
        told = [said["said"] for _, said in ended if said is not None]
        is_broken = any(words in one for one in told for words in ("HTTP 500", "same twice"))
        is_broken = (is_broken and self.seen["portal's disk full"] > 0) or (was_full and self._dice.randrange(2) == 0)
        if is_broken and self.portal.cut_power is not None:
            self.portal.cut_power()
            self.seen["begun again"] += 1

    def _assert_true(self, ended: Sequence[tuple[Job, dict[str, Any] | None]], homes: Sequence[Path]) -> None:
        """What was called done, by a sender or by a ledger, is there, seen past the bad line."""
        with self.portal.looked_into() as direct:
            for _, said in ended:
                for parcel in opened_parcels([Path(path) for path in (said or {"done": ()})["done"]], self.place):
                    assert_there(direct, parcel)
            for home in homes:
                self._assert_ledger_true(direct, home)

    def _assert_ledger_true(self, direct: Any, home: Path) -> None:
        if not (home / LEDGER_FILE).exists():
            return
        with closing(Ledger(home)) as ledger:
            items = ledger.items()
        last = {item.identifier: item for item in items if item.state is ItemState.CONFIRMED}
        for item in last.values():
            sent = SentRecord(item.identifier, item.revision, item.path, item.files)
            present = direct.standing(sent)
            known = {one.revision for one in items if one.identifier == item.identifier}
            # A later revision of ours is no lie of this ledger, and what another officer does meanwhile is not its own.
            is_true = present is not None and not present.withdrawn and present.revision in known
            assert is_true or self.seen["two officers"], f"{item} is said to be there"

    def _look_at_all(self, paths: Sequence[Path]) -> None:
        """Each exactly once, and every byte as it is here."""
        parcels = opened_parcels(paths, self.place)
        with self.portal.looked_into() as direct:
            for parcel in parcels:
                assert_there(direct, parcel)
                _assert_equal(direct, parcel)
            wrong = [count for count in copies(self.portal, parcels, direct) if count[1] != count[2]]
            assert not wrong, f"(what, found, wanted): {wrong}"

    def _assert_gone(self, paths: Sequence[Path]) -> None:
        with self.portal.looked_into() as direct:
            for parcel in opened_parcels(paths, self.place):
                present = direct.find_record(parcel)
                assert present is None or present.withdrawn, f"{parcel.path} was taken back and is there"


def packages(place: Path, seed: int) -> list[Path]:
    """Five packages: two share a file, one is a zip, one is large. New every time, for the sites outlive a run."""
    letters = uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    name = f"{seed} {letters}"
    start = b"%PDF-1.7 " + name.encode()
    shared = start + noise(3000, seed)
    made = [
        make_package(place, f"g{n}", {"source/a.pdf": start + noise(900 + n, n), "source/c.pdf": shared},
                     title=f"{n} {name}")
        for n in range(4)
    ]  # fmt: skip
    zipped = shutil.make_archive(str(place.parent / "zips" / "g3"), "zip", place, "g3")
    shutil.rmtree(made.pop())
    made.append(Path(zipped))
    made.append(make_package(place, "lon", {"source/a.pdf": start + noise(1_300_000, seed)}, title=f"Lớn {name}"))
    return made


def correct(place: Path, name: str, seed: int) -> None:
    """The package says more, and has a file more."""
    (found,) = find_packages([place / name])
    with opened_package(found) as parcel:
        files = {file.name: file.source.read_bytes() for file in parcel.files}
        title = parcel.record.title
    files["source/d.pdf"] = b"%PDF-1.7 " + title.encode() + noise(700, seed + 1)
    make_package(place, name, files, title=title, description="Đã sửa.")


def opened_parcels(paths: Sequence[Path], place: Path) -> list[Parcel]:
    """Packages, open; a zip as the folder it holds."""
    opened: list[Parcel] = []
    for path in paths:
        folder = path
        if path.suffix == ".zip":
            folder = place / "unzipped" / path.stem
            if not folder.exists():
                shutil.unpack_archive(path, folder.parent)
        (found,) = find_packages([folder])
        with opened_package(found) as parcel:
            opened.append(parcel)
    return opened


def assert_there(direct: PortalTransport, parcel: Parcel) -> None:
    present = direct.find_record(parcel)
    assert present is not None, f"{parcel.path} is called done and is not there"
    assert (present.revision, present.withdrawn) == (parcel.revision, False), f"{parcel.path}: {present}"
    for file in direct.files_of(parcel):
        assert direct.has_file(parcel, file), f"{parcel.path} is called done without {file.name}"


def _assert_equal(direct: Any, parcel: Parcel) -> None:
    files = {file.name: file.sha256 for file in parcel.files}
    sent = SentRecord(parcel.identifier, parcel.revision, str(parcel.path), files)
    for name, sha256 in files.items():
        assert hashlib.sha256(b"".join(direct.contents(sent, name))).hexdigest() == sha256, f"{parcel.path}: {name}"
