"""The example of `examples/wiki` against a real MediaWiki: pieces that are not tus, errors that come with HTTP 200."""

from __future__ import annotations

import importlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bad_lines import Cut, Line
from package_factory import make_package, noise
from transport_contract import Notes, PortalUnderTest, TransportContract, hasty_settings
from wiki_site import is_installed, wiki_site
from wordpress_site import Site

from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome
from pbgdpl_cli.upload.ledger import Transfer
from pbgdpl_cli.upload.parcel import Parcel, open_parcel
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.protocol import PortalTransport
from validators.packages.package import find_packages

EXAMPLE = Path(__file__).parents[2] / "examples" / "wiki"
PIECE = 1 << 20
LARGE = 3 * PIECE + 500
pytestmark = pytest.mark.real
Opened = Callable[..., PortalTransport]


@pytest.fixture(scope="module")
def wiki() -> Iterator[Site]:
    if not is_installed():
        pytest.skip("not installed: MediaWiki (./run peers)")
    with wiki_site() as site:
        yield site


@pytest.fixture
def opened(wiki: Site, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.syspath_prepend(str(EXAMPLE))
    module: Any = importlib.import_module("pbgdpl_wiki")

    def through(address: str = wiki.address, login: str = wiki.login) -> PortalTransport:
        transport: PortalTransport = module.open_transport(
            f"wiki+{address}", hasty_settings({"PBGDPL_PORTAL_TOKEN": login})
        )
        return transport

    return through


class TestWiki(TransportContract):
    @pytest.fixture
    def portal(self, opened: Opened) -> PortalUnderTest:
        return PortalUnderTest(opened=opened, nowhere=lambda: opened("http://127.0.0.1:9"))


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    name = uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    content = b"%PDF-1.4 " + name.encode()
    content += noise(LARGE - len(content), 1)
    return open_parcel(make_package(tmp_path / "packages", files={"source/a.pdf": content}, title=f"Lớn {name}"))


def test_another_run_goes_on_from_the_piece_that_arrived_last(opened: Opened, parcel: Parcel) -> None:
    (file,), notes = parcel.files, Notes()
    passed: list[int] = []

    class SuddenEnd(BaseException):
        pass

    def second_ends(count: int) -> None:
        passed.append(count)
        if len(passed) == 2:
            raise SuddenEnd

    with closing(opened()) as first:
        first.check()
        with pytest.raises(SuddenEnd):
            first.send_file(parcel, file, notes, second_ends)
    assert (passed, notes.transfer and notes.transfer.sent) == ([PIECE, PIECE], PIECE)  # the second was not noted
    passed.clear()
    with closing(opened()) as second:
        second.check()
        second.send_file(parcel, file, notes, passed.append)
        assert second.has_file(parcel, file)
    assert passed == [PIECE, 500]  # and is not sent again: the wiki was asked where it is


def test_over_a_breaking_line_every_byte_arrives(
    wiki: Site, opened: Opened, parcel: Parcel, tmp_path: Path, home: Path
) -> None:
    cuts = iter((5, 40, 100, 160))
    cut_at, seen = [next(cuts)], [0]

    def on_the_line(connection: int, block: bytes) -> bytes:
        seen[0] += 1
        if seen[0] >= cut_at[0]:
            cut_at[0] = next(cuts, 1 << 60)
            raise Cut
        return block

    with Line(int(wiki.address.rpartition(":")[2])) as line:
        line.sending = on_the_line
        with closing(opened(line.address)) as transport:
            (item,) = upload_packages(find_packages([parcel.path]), transport, home).items
    assert (item.outcome, item.problem) == (UploadOutcome.SENT, None)
    with closing(opened()) as direct:
        direct.check()
        assert direct.has_file(parcel, parcel.files[0])  # by the SHA-1 the wiki tells
    assert seen[0] > 160


def test_a_wrong_password_and_a_lost_stash_are_told_and_made_good(opened: Opened, parcel: Parcel) -> None:
    with closing(opened(login="Canbo:sai")) as wrong, pytest.raises(PortalRefused):
        wrong.check()
    notes = Notes()
    notes.save(Transfer("1aaaaaaaaaaa.bbbbbb.1.pdf", PIECE, done=False))  # a key that expired
    with closing(opened()) as transport:
        transport.check()
        transport.send_file(parcel, parcel.files[0], notes, lambda count: None)
        assert transport.has_file(parcel, parcel.files[0])
