"""What editors of a WordPress or a Plone change is theirs: it is told, not taken for what was sent, not taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from package_factory import make_package, noise
from transport_contract import hasty_settings
from wordpress_site import Site

from pbgdpl_cli.upload.afterwards.drift import Drift, drift_of
from pbgdpl_cli.upload.afterwards.undoing import UndoOutcome, undo_batch
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome
from pbgdpl_cli.upload.ledger import Ledger
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.plone.transport import open_transport as open_plone
from pbgdpl_cli.upload.transports.slugs import record_slug
from pbgdpl_cli.upload.transports.wordpress.transport import open_transport as open_wordpress
from validators.packages.package import find_packages

pytestmark = pytest.mark.real
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

    def drift(self) -> Drift:
        identifier = open_parcel(self.package).identifier
        with closing(self.opened()) as transport:
            return drift_of(transport, self.home, [identifier])[identifier].drift

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

    def _page(self) -> str:
        return f"/{record_slug(open_parcel(self.package).identifier)}/noi-dung"


@pytest.fixture(params=["wordpress", "plone"])
def office(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Iterator[Office]:
    site: Site = request.getfixturevalue(request.param)
    user, _, password = site.login.partition(":")
    name = uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    content = b"%PDF-1.7 " + name.encode() + noise(500, 1)
    title = f'Đất & "nhà" < 3 ha: {name} 😀'
    package = make_package(tmp_path, files={"source/a.pdf": content}, title=title, description="Một  dòng\nvà một.")
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
