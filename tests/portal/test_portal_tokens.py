"""Tokens: shown once, kept as hashes, scoped to an office, ended by day or by hand, also in mid-upload."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust import doorkeeper
from pbgdpl_cli.portal.trust.roles import Role
from pbgdpl_cli.portal.trust.tokens import Tokens, TokenState
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import make_record, noise
from validators.sharing.fingerprint import revision_of
from validators.sharing.record import Record

DAY = dt.timedelta(days=1)
TUS = {"Tus-Resumable": "1.0.0"}
CONTENT = noise(4000, 3)
Client = Callable[[str | None], TestClient]


@pytest.fixture
def tokens(stores: PortalStores) -> Tokens:
    return Tokens(stores.database)


@pytest.fixture
def client(stores: PortalStores) -> Client:
    application = build_application(stores, Access(wrong_token_seconds=0))

    def with_token(token: str | None) -> TestClient:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return TestClient(application, base_url="http://127.0.0.1", headers=headers)

    return with_token


def put(client: TestClient, record: Record, **headers: str) -> Any:
    return client.put(f"/records/{record.identifier}", content=record.model_dump_json(), headers=headers)


def record_of(office: str, **values: Any) -> Record:
    return make_record(publisher={"name": office}, **values)


def test_the_secret_is_nowhere_in_the_portals_folder(stores: PortalStores, tokens: Tokens, home: Path) -> None:
    token, secret = tokens.add("Sở A", Role.UPLOADER, DAY)
    assert tokens.find(secret) == (token, TokenState.VALID)
    written = b"".join(place.read_bytes() for place in (home / "portal").rglob("*") if place.is_file())
    assert token.id.encode() in written
    assert secret.rpartition("_")[2].encode() not in written


def test_two_tokens_are_never_alike(tokens: Tokens) -> None:
    made = [tokens.add("Sở A", Role.UPLOADER, DAY) for _ in range(20)]
    assert len({token.id for token, _ in made}) == len({secret for _, secret in made}) == 20


@pytest.mark.parametrize(
    "presented",
    [
        "",
        "x",
        "pbgdpl_",
        "pbgdpl_000000000000_" + "A" * 43,
        "pbgdpl_' OR 1=1 --_" + "A" * 43,
        "pbgdpl_" + "A" * 9000,
        "ậ",
    ],
)
def test_what_is_no_token(tokens: Tokens, presented: str) -> None:
    tokens.add("Sở A", Role.UPLOADER, DAY)
    assert tokens.find(presented) == (None, TokenState.UNKNOWN)


def test_an_id_with_another_secret_tells_nothing(tokens: Tokens) -> None:
    token, secret = tokens.add("Sở A", Role.UPLOADER, -DAY)
    other = secret[:-4] + ("AAAA" if not secret.endswith("AAAA") else "BBBB")
    assert tokens.find(secret)[1] is TokenState.ENDED
    assert tokens.find(other) == (None, TokenState.UNKNOWN)
    assert token.state is TokenState.ENDED


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda tokens: None, "no-token"),
        (lambda tokens: "pbgdpl_000000000000_" + "A" * 43, "unknown-token"),
        (lambda tokens: tokens.add("Sở A", Role.UPLOADER, -DAY)[1], "token-ended"),
        (lambda tokens: revoked_secret(tokens), "token-revoked"),  # noqa: PLW0108  (defined below)
    ],
)
def test_why_a_token_is_refused_is_a_word_for_programs(tokens: Tokens, client: Client, prepare: Any, code: str) -> None:
    tokens.add("Sở A", Role.READER, DAY)  # from the first token on, nobody writes without one
    reply = put(client(prepare(tokens)), make_record())
    assert (reply.status_code, reply.json()["error"]) == (401, code)
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")
    assert (code in reply.headers["WWW-Authenticate"]) is (code != "no-token")


def revoked_secret(tokens: Tokens) -> str:
    token, secret = tokens.add("Sở A", Role.UPLOADER, DAY)
    assert tokens.revoke(token.id)
    assert tokens.revoke(token.id)
    return secret


def test_revoking_what_is_not_there(tokens: Tokens) -> None:
    assert not tokens.revoke("000000000000")


def test_without_tokens_programs_of_this_machine_write_and_with_the_first_one_no_more(
    tokens: Tokens, client: Client
) -> None:
    assert put(client(None), make_record(title="A")).status_code == 201
    token, _ = tokens.add("Sở A", Role.READER, DAY)
    assert put(client(None), make_record(title="B")).status_code == 401
    tokens.revoke(token.id)
    assert put(client(None), make_record(title="B")).status_code == 401


def test_through_a_proxy_nobody_is_a_program_of_this_machine(client: Client) -> None:
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        assert put(client(None), make_record(), **{name: "203.0.113.9"}).status_code == 401


def test_an_upload_goes_on_at_the_same_offset_with_a_new_token(
    stores: PortalStores, tokens: Tokens, client: Client
) -> None:
    """What a client does: 401 `token-ended`, take the new token, ask the offset, go on."""
    old, secret = tokens.add("Sở A", Role.UPLOADER, DAY)
    place = client(secret).post("/uploads", headers=TUS | {"Upload-Length": "4000"}).headers["Location"]
    piece = TUS | {"Content-Type": "application/offset+octet-stream"}
    first = client(secret).patch(place, content=CONTENT[:1500], headers=piece | {"Upload-Offset": "0"})
    assert first.headers["Upload-Offset"] == "1500"
    stores.database.execute("UPDATE tokens SET ends_at = '2026-01-01T00:00:00+00:00' WHERE id = ?", (old.id,))
    for answer in (
        client(secret).patch(place, content=CONTENT[1500:], headers=piece | {"Upload-Offset": "1500"}),
        client(secret).head(place, headers=TUS),
    ):
        assert answer.status_code == 401
        assert 'error_description="token-ended"' in answer.headers["WWW-Authenticate"]
    _, renewed = tokens.add("sở  a", Role.UPLOADER, DAY)  # the same office, written otherwise
    assert client(renewed).head(place, headers=TUS).headers["Upload-Offset"] == "1500"
    last = client(renewed).patch(place, content=CONTENT[1500:], headers=piece | {"Upload-Offset": "1500"})
    assert last.headers["Content-Location"] == f"/blobs/{hashlib.sha256(CONTENT).hexdigest()}"


def test_an_upload_is_its_offices(tokens: Tokens, client: Client) -> None:
    ours, theirs, editor = (
        tokens.add(office, role, DAY)[1]
        for office, role in (("Sở A", Role.UPLOADER), ("Sở B", Role.UPLOADER), ("Cục C", Role.EDITOR))
    )
    place = client(ours).post("/uploads", headers=TUS | {"Upload-Length": "4000"}).headers["Location"]
    assert client(theirs).head(place, headers=TUS).status_code == 403
    assert client(theirs).delete(place, headers=TUS).status_code == 403
    assert client(editor).head(place, headers=TUS).status_code == 200
    assert client(ours).delete(place, headers=TUS).status_code == 204


def test_a_record_is_its_offices(stores: PortalStores, tokens: Tokens, client: Client) -> None:
    ours, theirs, editor = (
        client(tokens.add(office, role, DAY)[1])
        for office, role in (("Sở A", Role.UPLOADER), ("Sở B", Role.UPLOADER), ("Cục C", Role.EDITOR))
    )
    old, new = record_of("Phòng của Sở A"), record_of("Phòng của Sở A", description="Sửa.")
    assert put(ours, old).status_code == 201
    match = {"If-Match": f'"{revision_of(old)}"'}
    for refused in (put(theirs, old), put(theirs, new, **match), theirs.delete(f"/records/{old.identifier}")):
        assert (refused.status_code, refused.json()["error"]) == (403, "other-office")
    assert put(editor, new, **match).status_code == 200
    # The editor's correction did not take it away from its office.
    assert put(ours, old, **{"If-Match": f'"{revision_of(new)}"'}).status_code == 200
    assert ours.delete(f"/records/{old.identifier}").status_code == 204
    # A withdrawn one is its office's still.
    assert put(theirs, old, **match).status_code == 403


def test_nobody_writes_in_another_offices_name(tokens: Tokens, client: Client) -> None:
    ours = client(tokens.add("Sở A", Role.UPLOADER, DAY)[1])
    tokens.add("Sở B", Role.UPLOADER, DAY)
    assert put(ours, record_of("SỞ  B")).json()["error"] == "other-office"
    assert put(ours, record_of("Một cơ quan khác")).status_code == 201


def test_what_came_before_there_were_tokens_is_its_publishers(
    stores: PortalStores, tokens: Tokens, client: Client
) -> None:
    named, nameless = record_of("Sở A", title="Một"), make_record(title="Hai", publisher=None)
    for record in (named, nameless):
        stores.records.put(record)
    ours = client(tokens.add("Sở A", Role.UPLOADER, DAY)[1])
    theirs = client(tokens.add("Sở B", Role.UPLOADER, DAY)[1])
    assert theirs.delete(f"/records/{named.identifier}").status_code == 403
    assert ours.delete(f"/records/{nameless.identifier}").status_code == 403
    assert ours.delete(f"/records/{named.identifier}").status_code == 204


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_the_portal_was_started_with_may_do_everything(stores: PortalStores, scheme: str) -> None:
    application = build_application(stores, Access(token="mat-khau-rat-dai", wrong_token_seconds=0))
    headers = {"Authorization": f"{scheme} mat-khau-rat-dai"}
    with TestClient(application, base_url="http://127.0.0.1", headers=headers) as client:
        assert put(client, make_record()).status_code == 201
        assert client.get("/audit").status_code == 200


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer sai", "Basic mat-khau-rat-dai", "mat-khau-rat-dai"])
def test_writing_needs_the_token_the_portal_was_started_with(stores: PortalStores, value: str) -> None:
    application = build_application(stores, Access(token="mat-khau-rat-dai", wrong_token_seconds=0))
    with TestClient(application, base_url="http://127.0.0.1") as client:
        assert put(client, make_record(), Authorization=value).status_code == 401
        assert client.get("/", headers={"Authorization": value}).status_code == 200


def test_wrong_tokens_wait_for_each_other_and_the_right_one_for_nobody(stores: PortalStores) -> None:
    """Three wrong ones and the right one at once: the right one is answered first, the wrong ones one by one."""
    application = build_application(stores, Access(token="geheim", hosts=(), wrong_token_seconds=0.02))
    answered: list[str] = []

    async def ask(token: str) -> float:
        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answered.append(f"{token} {message['status']}")

        async def receive() -> Any:
            return {"type": "http.request", "body": b"{}", "more_body": False}

        headers = [(b"authorization", f"Bearer {token}".encode())]
        scope = {"type": "http", "method": "PUT", "path": "/records/x", "query_string": b"", "headers": headers}
        await application(scope, receive, send)
        return asyncio.get_running_loop().time()

    async def all_at_once() -> list[float]:
        started = asyncio.get_running_loop().time()
        ended = await asyncio.gather(ask("a"), ask("b"), ask("c"), ask("geheim"))
        return [moment - started for moment in ended]

    ended = asyncio.run(all_at_once())
    assert sorted(answered) == ["a 401", "b 401", "c 401", "geheim 422"]
    assert max(ended) >= 3 * 0.02  # never less, however fast the machine


def test_too_many_wrong_tokens_are_turned_away_at_once(stores: PortalStores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeper, "_MOST_WAITING", 0)
    application = build_application(stores, Access(token="geheim", wrong_token_seconds=60))
    with TestClient(application, base_url="http://127.0.0.1") as client:
        reply = put(client, make_record(), Authorization="Bearer sai")
    assert (reply.status_code, reply.json()["error"]) == (429, "too-many-tokens")
