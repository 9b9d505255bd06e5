"""The log of who wrote: it cannot be changed unseen, and tells who, when, what, from where, and how it ended."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.portal.trust.roles import Role
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import make_record


@pytest.fixture
def log(stores: PortalStores) -> Audit:
    return Audit(stores.database)


def rows(log: Audit) -> list[tuple[str, str, str, str, str]]:
    return [(row.who, row.office, row.action, row.what, row.result) for row in log.last(100)]


def test_what_is_written_is_logged_and_what_is_read_is_not(stores: PortalStores, log: Audit) -> None:
    token, secret = Tokens(stores.database).add("Sở A", Role.UPLOADER, dt.timedelta(days=1))
    record = make_record()
    place = f"/records/{record.identifier}"
    headers = {"Authorization": f"Bearer {secret}"}
    application = build_application(stores, Access(wrong_token_seconds=0))
    with TestClient(application, base_url="http://127.0.0.1", headers=headers, client=("203.0.113.9", 1)) as client:
        client.put(place, content=record.model_dump_json())
        client.get(place)
        client.delete(place)
        client.get("/metrics")
        client.put("/records/x", content=b"{")
    assert rows(log) == [
        (token.id, "Sở A", "put-record", record.identifier, "201"),
        (token.id, "Sở A", "withdraw-record", record.identifier, "204"),
        (token.id, "Sở A", "see-figures", "metrics", "403"),
        (token.id, "Sở A", "put-record", "x", "422"),
    ]
    assert {row.address for row in log.last(9)} == {"203.0.113.9"}
    assert secret not in str(log.last(9))


def test_a_token_that_has_ended_is_logged_with_its_office_and_nobody_at_all_is_not(
    stores: PortalStores, log: Audit
) -> None:
    token, secret = Tokens(stores.database).add("Sở A", Role.UPLOADER, dt.timedelta(days=-1))
    application = build_application(stores, Access(wrong_token_seconds=0))
    with TestClient(application, base_url="http://127.0.0.1") as client:
        for _ in range(5):
            client.delete("/records/x")
        client.delete("/records/x", headers={"Authorization": f"Bearer {secret}"})
        client.delete("/records/x", headers={"Authorization": "Bearer sai"})
    assert rows(log) == [
        (token.id, "Sở A", "withdraw-record", "x", "401"),
        ("-", "", "withdraw-record", "x", "401"),
    ]


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE 1"])
def test_rows_are_only_added(stores: PortalStores, log: Audit, statement: str) -> None:
    log.write(who="a", action="b", what="c", result="ok")
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        stores.database.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("SELECT 1", None),
        ("UPDATE audit SET what = 'x' WHERE number = 2", 2),
        ("UPDATE audit SET at = '2000' WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 2", 3),
        ("DELETE FROM audit WHERE number = 1", 2),
    ],
)
def test_a_change_made_past_the_triggers_shows(
    stores: PortalStores, log: Audit, statement: str, broken: int | None
) -> None:
    for number in range(3):
        log.write(who="a", action="b", what=str(number), result="ok")
    for name in ("update", "delete"):
        stores.database.execute(f"DROP TRIGGER audit_no_{name}")
    stores.database.execute(statement)
    assert log.first_broken() == broken


def test_a_name_a_stranger_chose_is_kept_short(log: Audit) -> None:
    log.write(who="a", action="b", what="x" * 100_000, result="ok")
    assert len(log.last(1)[0].what) == 300


def test_the_newest_rows_and_those_since_a_day(stores: PortalStores, log: Audit) -> None:
    for number in range(5):
        log.write(who="a", action="b", what=str(number), result="ok")
    assert [row.what for row in log.last(2)] == ["3", "4"]
    assert log.last(9, "2999-01-01") == []
    assert len(log.last(9, "2020-01-01")) == 5


@pytest.mark.parametrize(
    "asked", ["", "?last=2", "?last=-1", "?last=%F0%9F%98%80", "?last=99999999999999", "?since=%00"]
)
def test_an_administrator_reads_it_from_afar(stores: PortalStores, log: Audit, asked: str) -> None:
    for _ in range(3):
        log.write(who="a", action="b", what="c", result="ok")
    application = build_application(stores, Access(token="t" * 16))
    headers = {"Authorization": "Bearer " + "t" * 16}
    with TestClient(application, base_url="http://127.0.0.1", headers=headers) as client:
        entries = client.get(f"/audit{asked}").json()["entries"]
    assert len(entries) == (2 if asked == "?last=2" else 3)
