"""Uploads over lines that break, to portals that die: each time exactly one copy, equal byte by byte."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bad_lines import Cut, Line, PortalProcess, cuts_at_random, wait_until
from package_factory import make_package, noise

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome, UploadReport
from pbgdpl_cli.upload.ledger import Ledger
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from validators.packages.package import find_packages

pytestmark = pytest.mark.real

IMPATIENT = Patience(reach=60, stuck=60, first_wait=0.01, longest_wait=0.1, connect=5, answer=10)
BIG = noise(6_000_000, 11)
# Bytes: heads of requests, the record, and the small files of the package.
AROUND = 100_000


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalProcess]:
    with PortalProcess(tmp_path / "portal-home") as running:
        yield running


@pytest.fixture
def line(portal: PortalProcess) -> Iterator[Line]:
    with Line(portal.port) as opened:
        yield opened


@pytest.fixture
def big(tmp_path: Path) -> Path:
    return make_package(tmp_path / "packages", files={"source/a.pdf": BIG, "source/b.png": noise(3000, 12)})


def send(
    address: str, package: Path, home: Path, patience: Patience = IMPATIENT, rate: float | None = None
) -> UploadReport:
    transport = EmbeddedTransport(address, patience=patience, bandwidth=Bandwidth(rate))
    try:
        return upload_packages(find_packages([package]), transport, home)
    finally:
        transport.close()


def assert_one_copy(portal: PortalProcess, package: Path) -> None:
    """Files on the portal are those of the package, once each; no leftovers; one record."""
    folder = portal.home / "portal"
    wanted = {
        hashlib.sha256(place.read_bytes()).hexdigest(): place.read_bytes()
        for place in (package / "data" / "source").iterdir()
    }
    stored = {place.name: place.read_bytes() for place in folder.glob("blobs/??/*")}
    assert stored == wanted
    connection = sqlite3.connect(folder / "portal.sqlite3")
    try:
        assert connection.execute("SELECT count(*) FROM records").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM blobs").fetchone() == (len(wanted),)
    finally:
        connection.close()


def parts(portal: PortalProcess) -> list[Path]:
    return list((portal.home / "portal" / "parts").iterdir())


def received(portal: PortalProcess) -> int:
    """Bytes the portal kept of uploads that broke off; how many were lost in the pipes depends on the load."""
    return sum(place.stat().st_size for place in parts(portal))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_line_that_breaks_at_random_bytes(portal, line, big, home, seed: int) -> None:  # type: ignore[no-untyped-def]
    line.sending = cuts_at_random(seed, most=20, largest=600_000)
    assert send(line.address, big, home).items[0].outcome is UploadOutcome.SENT
    assert line.connections > 10
    assert_one_copy(portal, big)
    assert not parts(portal)
    # What the portal acknowledged is not sent again: only what was in the pipes when the line broke.
    assert line.sent < 1.6 * len(BIG)


@pytest.mark.parametrize("seed", [4, 5])
def test_answers_that_are_lost_at_random(portal, line, big, home, seed: int) -> None:  # type: ignore[no-untyped-def]
    line.answering = cuts_at_random(seed, most=15, largest=900)
    assert send(line.address, big, home).items[0].outcome is UploadOutcome.SENT
    assert_one_copy(portal, big)


@pytest.mark.parametrize("number", range(1, 12))
def test_the_answer_to_each_request_is_lost_once(portal, line, tmp_path, home, number: int) -> None:  # type: ignore[no-untyped-def]
    package = make_package(tmp_path / "packages")
    answers = []

    def lose_one(connection: int, block: bytes) -> bytes:
        if block.startswith(b"HTTP/1.1"):
            answers.append(block)
            if len(answers) == number:
                raise Cut
        return block

    line.answering = lose_one
    assert send(line.address, package, home).items[0].outcome in (UploadOutcome.SENT, UploadOutcome.UNCHANGED)
    assert_one_copy(portal, package)
    assert send(line.address, package, home).items[0].outcome is UploadOutcome.UNCHANGED


@pytest.mark.parametrize("seed", [6, 7])
def test_the_portal_is_killed_at_random_moments(portal, line, big, home, seed: int) -> None:  # type: ignore[no-untyped-def]
    chance = random.Random(seed)  # noqa: S311
    reports: list[UploadReport] = []
    sender = threading.Thread(target=lambda: reports.append(send(line.address, big, home, rate=3_000_000)))
    sender.start()
    for _ in range(3):
        target = line.sent + chance.randrange(100_000, 900_000)
        wait_until(lambda: line.sent > target or not sender.is_alive())  # noqa: B023
        portal.kill()
        portal.start()
    sender.join(60)
    assert reports[0].items[0].outcome is UploadOutcome.SENT
    assert_one_copy(portal, big)
    assert line.sent < 1.8 * len(BIG)


@pytest.mark.parametrize("seed", [8, 9])
def test_the_sender_is_killed_at_random_moments(portal, line, big, home, seed: int) -> None:  # type: ignore[no-untyped-def]
    chance = random.Random(seed)  # noqa: S311
    command = [sys.executable, "-m", "pbgdpl_cli", "--json", "upload", "--drafts", str(big), "--to", line.address]
    environment = {"PBGDPL_HOME": str(home), "PATH": "", "PYTHONPATH": str(Path(__file__).parents[2])}
    for _ in range(3):
        sender = subprocess.Popen([*command, "--limit-rate", "3M"], env=environment, stdout=subprocess.DEVNULL)
        target = line.sent + chance.randrange(300_000, 1_500_000)
        wait_until(lambda: line.sent > target or sender.poll() is not None)  # noqa: B023
        sender.kill()
        sender.wait()
    last = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert last.returncode == 0, last.stdout + last.stderr
    assert_one_copy(portal, big)
    assert line.sent < 1.8 * len(BIG)
    again = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert '"unchanged"' in again.stdout


def test_both_are_killed(portal, line, big, home) -> None:  # type: ignore[no-untyped-def]
    """The sender dies, then the portal; the next day both are there again."""
    line.sending = cuts_at_random(10, most=10**6, largest=700_000)
    hasty = Patience(reach=5, stuck=0.3, first_wait=0.01, longest_wait=0.02, connect=1, answer=1)
    outcomes = []
    for _ in range(40):
        outcomes.append(send(line.address, big, home, hasty).items[0].outcome)
        if outcomes[-1] is not UploadOutcome.WAITING:
            break
        portal.kill()
        portal.start()
    assert outcomes[-1] in (UploadOutcome.SENT, UploadOutcome.UNCHANGED)
    assert_one_copy(portal, big)


def cut_after(count: int) -> Callable[[int, bytes], bytes]:
    passed = [0]

    def through(connection: int, block: bytes) -> bytes:
        passed[0] += len(block)
        if passed[0] > count:
            raise Cut
        return block

    return through


def test_an_upload_that_expired_meanwhile_begins_anew(portal, line, big, home) -> None:  # type: ignore[no-untyped-def]
    hasty = Patience(reach=5, stuck=0.3, first_wait=0.01, longest_wait=0.02, connect=1, answer=1)
    line.sending = cut_after(2_500_000)
    assert send(line.address, big, home, hasty).items[0].outcome is UploadOutcome.WAITING
    assert any(place.stat().st_size > 1_000_000 for place in parts(portal))
    connection = sqlite3.connect(portal.home / "portal" / "portal.sqlite3")
    connection.execute("UPDATE uploads SET expires = 1")
    connection.commit()
    connection.close()
    line.sending = lambda connection, block: block
    assert send(line.address, big, home).items[0].outcome is UploadOutcome.SENT
    assert_one_copy(portal, big)
    assert not parts(portal)


def test_it_goes_on_from_the_acknowledged_byte_on_another_day(portal, line, big, home) -> None:  # type: ignore[no-untyped-def]
    hasty = Patience(reach=5, stuck=0.3, first_wait=0.01, longest_wait=0.02, connect=1, answer=1)
    line.sending = cut_after(4_000_000)
    assert send(line.address, big, home, hasty).items[0].outcome is UploadOutcome.WAITING
    line.sending = lambda connection, block: block
    line.sent = 0
    kept = received(portal)
    assert kept > 1_000_000
    assert send(line.address, big, home).items[0].outcome is UploadOutcome.SENT
    assert line.sent < len(BIG) - kept + AROUND
    assert_one_copy(portal, big)


def test_a_byte_changed_on_the_way_is_noticed_and_sent_again(portal, line, big, home) -> None:  # type: ignore[no-untyped-def]
    changed = []

    def change_once(connection: int, block: bytes) -> bytes:
        if not changed and len(block) == 8192 and line.sent > 1_000_000:
            changed.append(1)
            return block[:4000] + bytes([block[4000] ^ 1]) + block[4001:]
        return block

    line.sending = change_once
    assert send(line.address, big, home).items[0].outcome is UploadOutcome.SENT
    assert changed
    assert_one_copy(portal, big)


def test_a_line_that_always_changes_bytes_is_told(portal, line, big, home) -> None:  # type: ignore[no-untyped-def]
    def change(connection: int, block: bytes) -> bytes:
        return block[:4000] + bytes([block[4000] ^ 1]) + block[4001:] if len(block) == 8192 else block

    line.sending = change
    hasty = Patience(reach=5, stuck=5, first_wait=0.01, longest_wait=0.02, connect=1, answer=5)
    item = send(line.address, big, home, hasty).items[0]
    assert item.outcome in (UploadOutcome.REFUSED, UploadOutcome.WAITING)
    assert not list((portal.home / "portal").glob("blobs/??/" + hashlib.sha256(BIG).hexdigest()))


def test_two_senders_of_one_package_make_one_copy(portal, line, big, tmp_path) -> None:  # type: ignore[no-untyped-def]
    reports: list[UploadReport] = []
    senders = [
        threading.Thread(target=lambda n=number: reports.append(send(line.address, big, tmp_path / f"home{n}")))
        for number in range(3)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
    outcomes = sorted(report.items[0].outcome for report in reports)
    assert len(outcomes) == 3
    assert set(outcomes) <= {UploadOutcome.SENT, UploadOutcome.UNCHANGED}
    assert_one_copy(portal, big)


def test_the_portal_has_another_port_on_another_day(portal, big, home) -> None:  # type: ignore[no-untyped-def]
    hasty = Patience(reach=5, stuck=0.3, first_wait=0.01, longest_wait=0.02, connect=1, answer=1)
    with Line(portal.port) as first:
        first.sending = cut_after(3_000_000)
        assert send(first.address, big, home, hasty).items[0].outcome is UploadOutcome.WAITING
    with Line(portal.port) as second:
        kept = received(portal)
        assert kept > 1_000_000
        assert send(second.address, big, home).items[0].outcome is UploadOutcome.SENT
        assert second.sent < len(BIG) - kept + AROUND
    assert_one_copy(portal, big)
    ledger = Ledger(home)
    assert len({item.target for item in ledger.items()}) == 1
    ledger.close()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small file system of its own")
def test_a_full_disk_refuses_the_large_and_takes_the_small(tmp_path: Path, home: Path) -> None:
    small = tmp_path / "small-disk"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount")
    try:
        with PortalProcess(small) as portal:
            packages = tmp_path / "packages"
            make_package(packages, "lon", {"source/a.pdf": noise(9_000_000, 1)}, title="Lớn")
            make_package(packages, "nho", {"source/b.pdf": noise(9_000, 2)}, title="Nhỏ")
            items = send(portal.address, packages, home).items
            assert [item.outcome for item in items] == [UploadOutcome.REFUSED, UploadOutcome.SENT]
            assert "507" in str(items[0].problem)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small file system of its own")
def test_a_disk_that_fills_up_on_the_way_keeps_what_it_acknowledged(tmp_path: Path, big: Path, home: Path) -> None:
    small = tmp_path / "small-disk"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=30m", "none", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no right to mount")
    try:
        with PortalProcess(small) as portal, Line(portal.port) as line:
            filler = small / "filler"

            def fill(connection: int, block: bytes) -> bytes:
                if line.sent > 2_000_000 and not filler.exists():
                    with pytest.raises(OSError), filler.open("wb") as stream:  # noqa: PT011, PT012
                        while True:
                            stream.write(bytes(1 << 16))
                            stream.flush()
                return block

            line.sending = fill
            assert send(line.address, big, home).items[0].outcome is UploadOutcome.REFUSED
            line.sending = lambda connection, block: block
            filler.unlink()
            assert send(line.address, big, home).items[0].outcome is UploadOutcome.SENT
            assert_one_copy(portal, big)
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_ctrl_c_stops_the_portal_in_order(portal: PortalProcess) -> None:
    assert portal.stop() in (0, 130)
    assert not (portal.home / "portal" / "address.json").exists()
    started = time.monotonic()
    portal.start()
    assert time.monotonic() - started < 30
