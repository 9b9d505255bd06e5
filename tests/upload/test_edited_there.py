"""What editors of a WordPress or a Plone change is theirs: it is told, not taken for what was sent, not taken back."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from package_factory import APPROVED, make_package, noise
from test_wordpress import whole_pdf
from transport_contract import hasty_settings
from wordpress_site import Site

from pbgdpl_cli.upload.afterwards.drift import Drift, DriftItem, drift_of
from pbgdpl_cli.upload.afterwards.undoing import UndoOutcome, undo_batch
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome
from pbgdpl_cli.upload.ledger import Ledger
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.plone.transport import open_transport as open_plone
from pbgdpl_cli.upload.transports.slugs import file_slug, record_slug
from pbgdpl_cli.upload.transports.wordpress.transport import open_transport as open_wordpress
from validators.packages.package import find_packages

pytestmark = pytest.mark.real
_PDF = "source/a.pdf"
OPENING = {"wordpress": open_wordpress, "plone": open_plone}


@dataclass
class Office:
    """One that sends to a site, and an editor of that site."""

    kind: str
    site: Site
    home: Path
    package: Path
    web: httpx2.Client

    def opened(self) -> Any:
        settings = hasty_settings({"PBGDPL_PORTAL_TOKEN": self.site.login})
        return OPENING[self.kind](f"{self.kind}+{self.site.address}", settings)

    def upload(self, *, replace: bool = False) -> UploadOutcome:
        options = UploadOptions(allowed=("DU2",), replace=replace)
        with closing(self.opened()) as transport:
            return (
                upload_packages(find_packages([self.package]), transport, self.home, options=options).items[0].outcome
            )

    def undo_last(self) -> UndoOutcome:
        with closing(Ledger(self.home)) as ledger:
            batch = ledger.batches()[0]
        with closing(self.opened()) as transport:
            return undo_batch(batch, transport, self.home)[0].outcome

    def drift(self, *, reading: bool = False) -> Drift:
        return self.told(reading=reading).drift

    def told(self, *, reading: bool = False) -> DriftItem:
        identifier = open_parcel(self.package).identifier
        with closing(self.opened()) as transport:
            return drift_of(transport, self.home, [identifier], reading=reading)[identifier]

    def hide(self) -> None:
        """Take from everybody's sight what stands under the address that was told."""
        if self.kind == "wordpress":
            place = f"/wp-json/wp/v2/posts/{self._post()['id']}"
            assert self.web.post(place, json={"status": "draft"}).is_success
        else:
            assert self.web.post(f"{self._folder()}/@workflow/retract").is_success

    def delete(self) -> None:
        """Delete the record for good."""
        place = f"/wp-json/wp/v2/posts/{self._post()['id']}?force=true" if self.kind == "wordpress" else self._folder()
        assert self.web.delete(place).is_success

    def delete_file(self) -> None:
        """Delete its file, and nothing else."""
        assert self.web.delete(self._file()).is_success

    def replace_file(self, content: bytes) -> None:
        """Put another file under its name."""
        if self.kind == "wordpress":
            self.delete_file()
            headers = {"Content-Disposition": f'attachment; filename="{self._slug()}.pdf"',
                       "Content-Type": "application/pdf"}  # fmt: skip
            place = f"/wp-json/wp/v2/media?slug={self._slug()}"
            assert self.web.post(place, headers=headers, content=content).json()["slug"] == self._slug()
            return
        data = {"data": base64.b64encode(content).decode(), "encoding": "base64", "filename": f"{self._slug()}.pdf",
                "content-type": "application/pdf"}  # fmt: skip
        assert self.web.patch(self._file(), json={"file": data}).is_success

    def text(self) -> str:
        """What the site's editor has before him."""
        if self.kind == "wordpress":
            return str(self._post()["content"]["raw"])
        return str(self.web.get(self._page()).json()["text"]["data"])

    def edit(self, *, old: str, new: str) -> None:
        """Change a word of the text, as the site's own editor does: all else stays as it is, the mark too."""
        text = self.text().replace(old, new)
        if self.kind == "wordpress":
            place = f"/wp-json/wp/v2/posts/{self._post()['id']}"
            assert self.web.post(place, json={"content": text}).is_success
        else:
            values = {"text": {"data": text, "content-type": "text/html"}}
            assert self.web.patch(self._page(), json=values).is_success

    def publish(self) -> None:
        """Show to everybody what was sent as a draft."""
        if self.kind == "wordpress":
            place = f"/wp-json/wp/v2/posts/{self._post()['id']}"
            assert self.web.post(place, json={"status": "publish"}).is_success
        else:
            assert self.web.post(f"{self._page()}/@workflow/publish").is_success

    def _post(self) -> Any:
        slug = record_slug(open_parcel(self.package).identifier)
        found = self.web.get("/wp-json/wp/v2/posts", params={"slug": slug, "status": "any", "context": "edit"})
        return found.json()[0]

    def _folder(self) -> str:
        return f"/{record_slug(open_parcel(self.package).identifier)}"

    def _page(self) -> str:
        return f"{self._folder()}/noi-dung"

    def _slug(self) -> str:
        (file,) = (file for file in open_parcel(self.package).files if file.name == _PDF)
        return file_slug(file.sha256)

    def _file(self) -> str:
        if self.kind == "plone":
            return f"{self._folder()}/{self._slug()}.pdf"
        (found,) = self.web.get("/wp-json/wp/v2/media", params={"slug": self._slug(), "context": "edit"}).json()
        return f"/wp-json/wp/v2/media/{found['id']}?force=true"


@pytest.fixture(params=["wordpress", "plone"])
def office(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Iterator[Office]:
    site: Site = request.getfixturevalue(request.param)
    user, _, password = site.login.partition(":")
    name = uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    content = b"%PDF-1.7 " + name.encode() + noise(500, 1)
    title = f'Đất & "nhà" < 3 ha: {name} 😀'
    # The second one no WordPress takes.
    files = {_PDF: content, "ocr/a.xml": b"<x/>"}
    package = make_package(tmp_path, files=files, title=title, description="Một  dòng\nvà một.")
    headers = {"Accept": "application/json"}
    with httpx2.Client(base_url=site.address, auth=(user, password), headers=headers, trust_env=False) as web:
        yield Office(request.param, site, home, package, web)


Change = Callable[[Office], None]
CHANGES: dict[str, Change] = {
    "a word": lambda office: office.edit(old="quyền được cấp", new="quyền xin cấp"),
    "shown to everybody": lambda office: office.publish(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_there_is_told_and_left(office: Office, what: str) -> None:
    assert office.upload() is UploadOutcome.SENT
    assert (office.upload(), office.drift()) == (UploadOutcome.UNCHANGED, Drift.SAME)
    CHANGES[what](office)
    assert office.drift() is Drift.CHANGED
    assert office.upload() is UploadOutcome.CONFLICT
    assert office.undo_last() is UndoOutcome.CONFLICT


def test_what_was_replaced_comes_back_as_it_was(office: Office) -> None:
    office.upload()
    office.edit(old="quyền được cấp", new="quyền xin cấp")
    assert office.upload(replace=True) is UploadOutcome.UPDATED
    assert office.drift() is Drift.SAME
    assert "quyền xin cấp" not in office.text()
    assert office.undo_last() is UndoOutcome.RESTORED
    assert "quyền xin cấp" in office.text()
    assert office.upload() is UploadOutcome.CONFLICT


def test_what_was_deleted_there_is_told_and_goes_again(office: Office) -> None:
    office.upload()
    office.delete()
    assert office.drift() is Drift.MISSING
    assert office.upload() is UploadOutcome.SENT
    assert office.drift(reading=True) is Drift.SAME


def test_a_file_deleted_there_is_named_and_goes_again(office: Office) -> None:
    office.upload()
    assert office.drift(reading=True) is Drift.SAME
    office.delete_file()
    assert (office.drift(), office.told().detail) == (Drift.FILE_MISSING, _PDF)
    assert office.upload() is UploadOutcome.UPDATED
    assert office.drift(reading=True) is Drift.SAME


@pytest.mark.parametrize("more", [0, 7])
def test_a_file_replaced_there_is_named(office: Office, more: int) -> None:
    """One of the same length only reading tells."""
    office.upload()
    (before,) = (file for file in open_parcel(office.package).files if file.name == _PDF)
    office.replace_file(b"%PDF-1.7 " + noise(before.bytes - 9 + more, 5))
    told = office.told(reading=not more)
    assert (told.drift, told.detail) == (Drift.DAMAGED_THERE if not more else Drift.FILE_CHANGED, _PDF)


def test_what_was_hidden_there_is_told(office: Office, tmp_path: Path) -> None:
    record = open_parcel(office.package).record
    files = {file.name: file.source.read_bytes() for file in open_parcel(office.package).files if file.name != _PDF}
    office.package = make_package(
        tmp_path, "b", {**files, _PDF: whole_pdf(record.title)}, title=record.title, **APPROVED
    )
    assert office.upload() is UploadOutcome.SENT
    assert office.drift() is Drift.SAME
    office.hide()
    assert office.drift() is Drift.CHANGED


def test_what_was_corrected_here_is_no_damage(office: Office, tmp_path: Path) -> None:
    office.upload()
    title = open_parcel(office.package).record.title
    again = make_package(office.package.parent, office.package.name, {_PDF: b"%PDF-1.7 moi"}, title=title)
    assert again == office.package
    assert office.drift(reading=True) is Drift.SAME
