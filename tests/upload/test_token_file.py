"""A token in a file of one's own, and its renewal while a file is on its way."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bad_lines import Line
from package_factory import make_package, noise

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.roles import Role
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.delivery.outcomes import UploadItem, UploadOutcome
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.embedded.transport import open_transport
from pbgdpl_cli.upload.transports.protocol import TransportSettings
from pbgdpl_cli.upload.transports.token_file import token_in, without_token
from pbgdpl_cli.upload.transports.token_owners import environ_for
from validators.packages.package import find_packages

HASTY = Patience(reach=5, stuck=5, first_wait=0.01, longest_wait=0.05, connect=2, answer=10)
OFFICE = "Sở Tư pháp tỉnh Mẫu"
DAY = dt.timedelta(days=1)
# Bytes: the one piece that is turned away, for it is on its way before the answer is read; heads, the record.
AROUND = 3_300_000
BIG = noise(6_000_000, 5)
Then = Callable[[Tokens, Path], object]
Upload = Callable[[Then], tuple[UploadItem, int]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return written(tmp_path / "token", "pbgdpl_0123456789ab_secret")


def written(place: Path, token: str) -> Path:
    place.write_text(f"{token}\n", encoding="ascii")
    place.chmod(0o600)
    return place


def environ(place: Path, **more: str) -> dict[str, str]:
    return {"PBGDPL_PORTAL_TOKEN_FILE": str(place), "LANG": "vi", **more}


class TestFile:
    def test_it_is_read_without_the_end_of_the_line(self, place: Path) -> None:
        assert token_in(environ(place)) == "pbgdpl_0123456789ab_secret"

    def test_the_variable_goes_first(self, place: Path) -> None:
        assert token_in(environ(place, PBGDPL_PORTAL_TOKEN="of-the-variable")) == "of-the-variable"

    def test_without_either_there_is_none(self) -> None:
        assert token_in({}) is None

    @pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
    @pytest.mark.parametrize("rights", [0o640, 0o604, 0o620, 0o644])
    def test_what_others_may_read_is_refused(self, place: Path, rights: int) -> None:
        place.chmod(rights)
        with pytest.raises(WrongUsage) as caught:
            token_in(environ(place))
        assert "chmod 600" in str(caught.value.hint)
        assert "secret" not in str(caught.value)

    def test_a_file_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(WrongUsage):
            token_in(environ(tmp_path / "none"))

    def test_what_is_no_text_is_told(self, place: Path) -> None:
        place.write_bytes(b"\xff\xfe")
        with pytest.raises(WrongUsage):
            token_in(environ(place))

    @pytest.mark.parametrize("token", ["", " ", "x" * 5000])
    def test_nothing_and_whole_books_are_no_token(self, place: Path, token: str) -> None:
        assert token_in(environ(written(place, token))) is None

    def test_it_goes_only_to_the_portal_it_was_made_for(self, place: Path, home: Path) -> None:
        variables = environ(place)
        assert environ_for("https://a.example", home, variables, own_portal=False) == variables
        with pytest.raises(WrongUsage):
            environ_for("https://b.example", home, variables, own_portal=False)
        here = environ_for("http://127.0.0.1:8734", home, variables, own_portal=False)
        assert here == without_token(variables) == {"LANG": "vi"}

    def test_a_folder_needs_none(self, tmp_path: Path, home: Path) -> None:
        variables = environ(tmp_path / "none")
        assert environ_for("folder:/media/usb", home, variables, own_portal=False) == variables


@pytest.fixture
def revoked_midway(tmp_path: Path) -> Upload:
    """Upload a large file; after two megabytes its token is revoked, and something done. The end, and bytes sent."""

    def run(then: Then) -> tuple[UploadItem, int]:
        package = make_package(tmp_path / "packages", files={"source/a.pdf": BIG}, publisher={"name": OFFICE})
        with PortalStores(tmp_path / "portal") as stores:
            token, secret = Tokens(stores.database).add(OFFICE, Role.UPLOADER, DAY)
        place = written(tmp_path / "token", secret)
        settings = TransportSettings(Bandwidth(), HASTY, environ(place))
        with (
            start_background(tmp_path / "portal") as portal,
            Line(int(portal.address.rpartition(":")[2])) as line,
            PortalStores(tmp_path / "portal", beside=True) as stores,
        ):
            tokens, news = Tokens(stores.database), [then]

            def sending(connection: int, block: bytes) -> bytes:
                if line.sent > 2_000_000 and news:
                    tokens.revoke(token.id)
                    news.pop()(tokens, place)
                return block

            line.sending = sending
            with closing(open_transport(line.address, settings)) as transport:
                (item,) = upload_packages(find_packages([package]), transport, tmp_path / "home").items
            return item, line.sent

    return run


@pytest.mark.real
def test_a_token_renewed_in_mid_upload_loses_no_byte(revoked_midway: Upload, tmp_path: Path) -> None:
    item, travelled = revoked_midway(lambda tokens, place: written(place, tokens.add(OFFICE, Role.UPLOADER, DAY)[1]))
    assert item.outcome is UploadOutcome.SENT, item.problem
    assert travelled < len(BIG) + AROUND
    (stored,) = (tmp_path / "portal" / "portal" / "blobs").glob("??/*")
    assert stored.read_bytes() == BIG
    with PortalStores(tmp_path / "portal", beside=True) as stores:
        assert len(stores.database.rows("SELECT id FROM uploads")) == 1  # it went on, and did not begin anew


@pytest.mark.real
def test_without_another_one_it_is_refused_and_told(
    revoked_midway: Upload,
) -> None:
    item, travelled = revoked_midway(lambda tokens, place: None)
    assert item.outcome is UploadOutcome.REFUSED
    assert "401" in str(item.problem)
    assert travelled < len(BIG) + AROUND
