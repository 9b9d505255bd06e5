"""How much, how often and how slowly one asker may ask."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pbgdpl_cli.portal.api import records
from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.limits import PortalLimits
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.rates import Rates, TooMany, TooOften, asker_of
from pbgdpl_cli.portal.trust.roles import Role
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import make_record

TUS = {"Tus-Resumable": "1.0.0"}


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class TestRates:
    def test_a_burst_then_a_steady_flow(self) -> None:
        clock = Clock()
        rates = Rates(PortalLimits(requests_a_second=2, requests_in_a_burst=3), clock)
        for _ in range(3):
            rates.spend("a")
        with pytest.raises(TooOften) as refused:
            rates.spend("a")
        assert refused.value.wait == pytest.approx(0.5)
        rates.spend("b")
        clock.now += 0.5
        rates.spend("a")
        with pytest.raises(TooOften):
            rates.spend("a")
        clock.now += 1000
        for _ in range(3):
            rates.spend("a")
        with pytest.raises(TooOften):
            rates.spend("a")

    def test_who_goes_on_asking_in_vain_is_not_kept_out_for_longer(self) -> None:
        clock = Clock()
        rates = Rates(PortalLimits(requests_a_second=1, requests_in_a_burst=1), clock)
        rates.spend("a")
        for _ in range(50):
            clock.now += 0.019
            with pytest.raises(TooOften):
                rates.spend("a")
        clock.now += 0.06
        rates.spend("a")

    def test_strangers_fill_no_memory(self) -> None:
        rates = Rates(PortalLimits())
        for number in range(10_500):
            rates.spend(str(number))
        assert len(rates._buckets) == 10_000

    def test_requests_at_once(self) -> None:
        rates = Rates(PortalLimits(writing_at_once=2, asked_at_once=1))
        with rates.being_served("a", writes=True):
            with pytest.raises(TooMany), rates.being_served("a", writes=False):
                pass
            with rates.being_served("b", writes=True), pytest.raises(TooMany), rates.being_served(None, writes=True):
                pass
        with rates.being_served("a", writes=True):
            pass
        assert not rates._asking

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("203.0.113.9", "203.0.113.10", False),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
            ("no-address", "no-address", True),
        ],
    )
    def test_whom_an_address_stands_for(self, one: str, other: str, same: bool) -> None:
        assert (asker_of(one) == asker_of(other)) is same


def application_with(home: Path, limits: PortalLimits, access: Access | None = None) -> Any:
    return build_application(PortalStores(home, limits), access or Access(wrong_token_seconds=0))


def test_an_address_that_asks_too_often_is_told_when_to_come_back(home: Path) -> None:
    application = application_with(home, PortalLimits(requests_a_second=0.1, requests_in_a_burst=2))
    with TestClient(application, base_url="http://127.0.0.1", client=("203.0.113.9", 1)) as client:
        answers = [client.get("/portal.json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2].json()["error"], answers[2].headers["Retry-After"]) == ("too-many-requests", "10")
    with TestClient(application, base_url="http://127.0.0.1", client=("203.0.113.10", 1)) as other:
        assert other.get("/portal.json").status_code == 200


def test_a_reader_with_a_token_has_a_share_of_its_own(home: Path) -> None:
    limits = PortalLimits(requests_a_second=0.1, requests_in_a_burst=1)
    stores = PortalStores(home, limits)
    _, secret = Tokens(stores.database).add("Cổng khác", Role.READER, dt.timedelta(days=1))
    application = build_application(stores, Access(wrong_token_seconds=0))
    with TestClient(application, base_url="http://127.0.0.1", client=("203.0.113.9", 1)) as client:
        assert [client.get("/oai").status_code for _ in range(2)] == [200, 429]
        assert client.get("/oai", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
        # A wrong token is no way around the limit.
        assert client.get("/oai", headers={"Authorization": "Bearer sai"}).status_code == 429


def test_programs_of_this_machine_have_no_limit_and_those_behind_its_proxy_have(home: Path) -> None:
    limits = PortalLimits(requests_a_second=0.1, requests_in_a_burst=1)
    access = Access(hosts=("127.0.0.1", "tusach.example"), public="https://tusach.example", wrong_token_seconds=0)
    client = TestClient(application_with(home, limits), base_url="http://127.0.0.1", client=("127.0.0.1", 1))
    assert [client.get("/health").status_code for _ in range(5)] == [200] * 5
    behind = TestClient(
        application_with(home / "other", limits, access), base_url="http://tusach.example", client=("127.0.0.1", 1)
    )
    for forged in ("203.0.113.9", "198.51.100.1, 203.0.113.9"):  # only the proxy's own entry, the last, counts
        status = behind.get("/health", headers={"X-Forwarded-For": forged}).status_code
        assert status == (200 if forged == "203.0.113.9" else 429)
    assert behind.get("/health", headers={"X-Forwarded-For": "203.0.113.10"}).status_code == 200


def test_an_office_over_its_share_is_told_so(home: Path) -> None:
    stores = PortalStores(home, PortalLimits(office_bytes=1000))
    _, secret = Tokens(stores.database).add("Sở A", Role.UPLOADER, dt.timedelta(days=1))
    headers = TUS | {"Authorization": f"Bearer {secret}", "Upload-Length": "600"}
    with TestClient(build_application(stores), base_url="http://127.0.0.1", headers=headers) as client:
        assert client.post("/uploads").status_code == 201
        refused = client.post("/uploads")
    assert refused.status_code == 507
    assert "share" in refused.text


async def _ask(application: Any, method: str, path: str, pieces: list[tuple[float, bytes]]) -> int:
    """The status of a request whose body comes in pieces, each after so many seconds; then nothing comes."""
    status = 0

    async def receive() -> Any:
        if not pieces:
            await asyncio.sleep(3600)
        wait, block = pieces.pop(0)
        await asyncio.sleep(wait)
        return {"type": "http.request", "body": block, "more_body": True}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)

    headers = [(b"host", b"127.0.0.1")]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": headers}
    await application(scope, receive, send)
    return status


@pytest.mark.parametrize(("method", "path", "answer"), [("PUT", "/records/x", 413), ("POST", "/oai", 408)])
def test_a_sender_who_falls_silent_is_not_waited_for(home: Path, method: str, path: str, answer: int) -> None:
    application = application_with(home, PortalLimits(stall_seconds=0.02))
    status = asyncio.run(asyncio.wait_for(_ask(application, method, path, [(0, b"{"), (0, b"x")]), 20))
    assert status == answer


def test_a_record_that_only_trickles_is_given_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_FIRST_SECONDS", 0.0)
    application = application_with(home, PortalLimits(stall_seconds=5, slow_bytes_a_second=1_000_000))
    status = asyncio.run(asyncio.wait_for(_ask(application, "PUT", "/records/x", [(0.01, b"x")] * 1000), 20))
    assert status == 413


def test_a_record_above_the_limit_is_not_read_to_its_end(home: Path) -> None:
    application = application_with(home, PortalLimits(most_record_bytes=1000))
    record = make_record(description="x" * 2000)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        assert client.put(f"/records/{record.identifier}", content=record.model_dump_json()).status_code == 413
