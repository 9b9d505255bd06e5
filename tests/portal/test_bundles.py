"""Many small packages in one request: what cannot be taken is left out, what is spoilt takes nothing with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.portal.trust.roles import Role
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.running_portal import BUNDLE_TYPE
from tests.upload.package_factory import entry, make_record, noise
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

Sent = tuple[Record, str | None]
Client = Callable[..., TestClient]


@pytest.fixture
def client(stores: PortalStores) -> Client:
    """A client of the portal with the token of a new uploader of an office, or another role's."""
    return lambda office, role=Role.UPLOADER: client_of(stores, office, role)


def client_of(stores: PortalStores, office: str, role: Role = Role.UPLOADER) -> TestClient:
    secret = Tokens(stores.database).add(office, role, dt.timedelta(days=1))[1]
    application = build_application(stores, Access(wrong_token_seconds=0))
    return TestClient(application, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {secret}"})


def form(records: Sequence[Sent], files: Sequence[bytes] = ()) -> bytes:
    bodies = [record.model_dump_json(exclude_none=True).encode() for record, _ in records]
    head = {
        "records": [
            {"bytes": len(body), "replaces": replaces} for body, (_, replaces) in zip(bodies, records, strict=True)
        ],
        "files": [{"bytes": len(file), "sha256": hashlib.sha256(file).hexdigest()} for file in files],
    }
    return b"\n".join((json.dumps(head).encode(), b"".join((*bodies, *files))))


def post(client: TestClient, body: bytes, kind: str = BUNDLE_TYPE) -> Any:
    return client.post("/bundles", content=body, headers={"Content-Type": kind})


def taken(client: TestClient, records: Sequence[Sent], files: Sequence[bytes] = ()) -> list[str]:
    reply = post(client, form(records, files))
    assert reply.status_code == 200, reply.text
    return list(reply.json()["taken"])


def record_of(title: str, *files: tuple[str, bytes], office: str = "Sở A", **values: Any) -> Record:
    return make_record([entry(*file) for file in files], title=title, publisher={"name": office}, **values)


def test_records_and_their_files_come_in_one_request(stores: PortalStores, client: Client) -> None:
    content = noise(300, 1)
    one, two = record_of("Một", ("source/a.pdf", content)), record_of("Hai")
    assert taken(client("Sở A"), [(one, None), (two, None)], [content]) == [one.identifier, two.identifier]
    assert stores.blobs.path_of(one.files[0].sha256).read_bytes() == content
    assert stores.records.held([one.identifier, two.identifier]) == {r.identifier: revision_of(r) for r in (one, two)}


def test_what_is_here_already_counts_as_taken_and_changes_nothing(stores: PortalStores, client: Client) -> None:
    record, ours = record_of("Một"), client("Sở A")
    assert taken(ours, [(record, None)]) == taken(ours, [(record, None)]) == [record.identifier]
    assert stores.records.former(record.identifier, revision_of(record)) is None


def test_a_record_of_another_office_is_left_out_and_the_others_are_taken(stores: PortalStores, client: Client) -> None:
    theirs, ours = record_of("Của B", office="Sở B"), record_of("Của A")
    assert taken(client("Sở B"), [(theirs, None)]) == [theirs.identifier]
    changed = theirs.model_copy(update={"description": "Sửa bởi A."})
    mine = client("Sở A")
    assert taken(mine, [(changed, revision_of(theirs)), (ours, None)]) == [ours.identifier]
    assert stores.records.known([theirs.identifier]) == {theirs.identifier: revision_of(theirs)}
    assert taken(client("Cục C", Role.EDITOR), [(changed, revision_of(theirs))]) == [theirs.identifier]


def test_nobody_brings_a_bundle_in_another_offices_name(stores: PortalStores, client: Client) -> None:
    client("Sở B")
    ours = client("Sở A")
    assert taken(ours, [(record_of("Giả danh", office="sở  B"), None)]) == []
    assert stores.catalogue.count(()) == 0


@pytest.mark.parametrize(
    "path",
    [
        "../x.pdf",
        "source/../../x.pdf",
        "/etc/x.pdf",
        "C:/x.pdf",
        "source\\..\\..\\x.pdf",
        "\\\\may-chu\\x.pdf",
        "~/x.pdf",
        "source/\u202efdp.exe",
        "source/x\x07.pdf",
        "source/x\n.pdf",
    ],
)
def test_a_record_with_an_unsafe_path_is_left_out_and_the_others_are_taken(
    stores: PortalStores, client: Client, path: str
) -> None:
    content = b"%PDF-1.7 x"
    good = record_of("Tốt", ("source/x.pdf", content))
    bad = record_of("Xấu").model_copy(update={"files": [entry(path, content)]})
    assert taken(client("Sở A"), [(bad, None), (good, None)], [content]) == [good.identifier]
    assert stores.records.find(bad.identifier) is None


def test_a_record_without_its_files_waits_for_them(client: Client) -> None:
    content, ours = noise(50, 2), client("Sở A")
    record, other = record_of("Thiếu tệp", ("source/a.pdf", content)), record_of("Đủ")
    assert taken(ours, [(record, None), (other, None)]) == [other.identifier]
    assert taken(ours, [(record, None)], [content]) == [record.identifier]


@pytest.mark.parametrize("replaces", [None, "0" * 64, ""])
def test_a_correction_names_what_it_replaces_in_a_bundle_too(
    stores: PortalStores, client: Client, replaces: str | None
) -> None:
    old, ours = record_of("Một"), client("Sở A")
    new = old.model_copy(update={"description": "Sửa."})
    taken(ours, [(old, None)])
    assert taken(ours, [(new, replaces)]) == []
    assert taken(ours, [(new, revision_of(old))]) == [new.identifier]
    assert stores.records.former(old.identifier, revision_of(old)) is not None


def test_a_withdrawn_record_does_not_come_back_by_a_bundle(stores: PortalStores, client: Client) -> None:
    record, ours = record_of("Đã gỡ"), client("Sở A")
    taken(ours, [(record, None)])
    stores.records.withdraw(record.identifier)
    assert taken(ours, [(record, None)]) == []
    assert taken(ours, [(record, revision_of(record))]) == [record.identifier]


def test_of_two_corrections_of_one_revision_the_first_is_taken(stores: PortalStores, client: Client) -> None:
    old, ours = record_of("Một"), client("Sở A")
    taken(ours, [(old, None)])
    both = [(old.model_copy(update={"description": words}), revision_of(old)) for words in ("Đầu.", "Sau.")]
    assert taken(ours, both) == [old.identifier]
    stored = stores.records.find(old.identifier)
    assert stored is not None
    assert stored.record.description == "Đầu."


@pytest.mark.parametrize(
    ("spoil", "status"),
    [
        (lambda body: body + b"x", 400),
        (lambda body: body[:-1], 400),
        (lambda body: body.replace(b"\n", b" ", 1), 422),
        (lambda body: b"", 422),
        (lambda body: b"[]\n", 422),
        (lambda body: b'{"records": [], "files": [{"bytes": -1, "sha256": "%s"}]}\n' % (b"0" * 64), 422),
        (lambda body: b'{"records": [], "files": [{"bytes": 0, "sha256": "../x"}]}\n', 422),
        (lambda body: b'{"records": [], "files": [{"bytes": 0, "sha256": "../%s"}]}\n' % (b"0" * 64), 460),
        (lambda body: b'{"records": [{"bytes": 2}], "files": []}\n{}', 422),
        (lambda body: b'{"records": [{"bytes": 2}], "files": []}\n\xff\xfe', 422),
        (lambda body: body[:-4] + b"nope", 460),  # the last file is not what its hash says
    ],
)
def test_of_a_spoilt_bundle_nothing_is_taken(
    stores: PortalStores, client: Client, spoil: Callable[[bytes], bytes], status: int
) -> None:
    content = noise(64, 4)
    record = record_of("Một", ("source/a.pdf", content))
    reply = post(client("Sở A"), spoil(form([(record, None)], [content])))
    assert (reply.status_code, reply.json()["error"]) == (status, "bundle")
    assert stores.catalogue.count(()) == 0
    assert stores.blobs.size_of(record.files[0].sha256) is None


def test_an_identifier_that_could_be_a_path_is_refused(stores: PortalStores, client: Client) -> None:
    record = record_of("Lạ").model_copy(update={"identifier": "../../x"})
    assert post(client("Sở A"), form([(record, None), (record_of("Tốt"), None)])).status_code == 400
    assert stores.catalogue.count(()) == 0


@pytest.mark.parametrize("kind", ["application/json", "application/octet-stream", BUNDLE_TYPE + "x"])
def test_another_type_is_no_bundle(client: Client, kind: str) -> None:
    assert post(client("Sở A"), form([(record_of("Một"), None)]), kind).status_code == 415


def test_a_bundle_is_an_uploaders_and_stands_in_the_log(stores: PortalStores, client: Client) -> None:
    body = form([(record_of("Một"), None)])
    assert post(client("Sở A", Role.READER), body).status_code == 403
    assert post(client("Sở A"), body).status_code == 200
    told = [(one.office, one.action, one.result) for one in Audit(stores.database).last(9)]
    assert told == [("Sở A", "put-bundle", "403"), ("Sở A", "put-bundle", "200")]


class TestQuota:
    """What an office may have here at most, in bundles."""

    CONTENTS = (noise(600, 5), noise(600, 6))

    def sent(self, portal: PortalStores, office: str, title: str, *files: bytes) -> int:
        record = record_of(title, *((f"source/{n}.pdf", file) for n, file in enumerate(files)), office=office)
        return int(post(client_of(portal, office), form([(record, None)], files)).status_code)

    def test_an_office_over_its_share_is_refused_and_others_are_not(self, tmp_path: Path) -> None:
        one, two = self.CONTENTS
        with PortalStores(tmp_path, PortalLimits(office_bytes=1000)) as portal:
            assert self.sent(portal, "Sở A", "Một", one) == 200
            assert self.sent(portal, "Sở A", "Hai", two) == 507
            assert portal.blobs.size_of(hashlib.sha256(two).hexdigest()) is None
            assert portal.blobs.used_by("Sở A") == 600
            assert self.sent(portal, "Sở B", "Ba", two) == 200

    def test_what_is_here_already_costs_no_share(self, tmp_path: Path) -> None:
        one, _ = self.CONTENTS
        with PortalStores(tmp_path, PortalLimits(office_bytes=1000)) as portal:
            assert [self.sent(portal, "Sở A", title, one) for title in ("Một", "Hai", "Ba")] == [200] * 3
            assert self.sent(portal, "Sở B", "Bốn", one) == 200
            assert (portal.blobs.used_by("Sở A"), portal.blobs.used_by("Sở B")) == (600, 0)

    def test_one_file_sent_twice_in_a_bundle_costs_once(self, tmp_path: Path) -> None:
        one, _ = self.CONTENTS
        with PortalStores(tmp_path, PortalLimits(office_bytes=1000)) as portal:
            assert self.sent(portal, "Sở A", "Một", one, one) == 200
            assert portal.blobs.used_by("Sở A") == 600

    def test_withdrawing_gives_the_share_back(self, tmp_path: Path) -> None:
        one, two = self.CONTENTS
        with PortalStores(tmp_path, PortalLimits(office_bytes=1000)) as portal:
            assert self.sent(portal, "Sở A", "Một", one) == 200
            portal.records.withdraw(record_of("Một").identifier)
            assert portal.blobs.used_by("Sở A") == 0
            assert self.sent(portal, "Sở A", "Hai", two) == 200
