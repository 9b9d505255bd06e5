"""Who asks the portal, by address, header and token; and which row of the table of rights judges a request."""

from __future__ import annotations

import datetime as dt
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.offices import office_key
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.counting import TIME_CLASSES, Counts
from pbgdpl_cli.portal.trust.rates import asker_of
from pbgdpl_cli.portal.trust.roles import RIGHTS, Role, right_for
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.portal.trust.visitors import Visitor, as_published, came_from, identified
from pbgdpl_cli.web.access import Access

PUBLIC = Access(public="https://tusach.example:8443")
DAY = dt.timedelta(days=1)


def came(peer: str, access: Access, **headers: str) -> Visitor:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return came_from({"type": "http", "client": (peer, 5000)}, Headers(named), access)


@pytest.mark.parametrize(
    ("peer", "headers", "address", "local"),
    [
        ("127.0.0.1", {}, "127.0.0.1", True),
        ("127.9.9.9", {}, "127.9.9.9", True),
        ("::1", {}, "::1", True),
        ("203.0.113.9", {}, "203.0.113.9", False),
        ("203.0.113.9", {"x_forwarded_for": "127.0.0.1"}, "203.0.113.9", False),
        ("127.0.0.1", {"via": "1.1 proxy"}, "127.0.0.1", False),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}, "127.0.0.1", False),
        ("127.0.0.1", {"x_real_ip": ""}, "127.0.0.1", False),
    ],
)
def test_without_a_public_address_nobody_is_believed_about_an_address(
    peer: str, headers: dict[str, str], address: str, local: bool
) -> None:
    visitor = came(peer, Access(), **headers)
    assert (visitor.address, visitor.local, visitor.role) == (address, local, None)


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"),  # what the sender wrote itself comes first
        ("127.0.0.1", "203.0.113.9 , 198.51.100.7 ", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9,", "127.0.0.1"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),  # no proxy of this machine
    ],
)
def test_a_proxy_of_this_machine_is_believed_and_nobody_behind_it_is_local(peer: str, told: str, address: str) -> None:
    visitor = came(peer, PUBLIC, x_forwarded_for=told)
    assert (visitor.address, visitor.local) == (address, False)


@pytest.mark.parametrize(
    ("host", "seen"),
    [
        (b"tusach.example", b"tusach.example:8443"),
        (b"TUSACH.example:80", b"tusach.example:8443"),
        (b"127.0.0.1:9000", b"127.0.0.1:9000"),
        (b"tusach.example.xau.example", b"tusach.example.xau.example"),
        (b"", b""),
    ],
)
def test_addresses_in_answers_begin_with_the_public_name(host: bytes, seen: bytes) -> None:
    scope: dict[str, Any] = {"type": "http", "scheme": "http", "headers": [(b"accept", b"*/*"), (b"host", host)]}
    made = as_published(scope, PUBLIC)
    assert dict(made["headers"]) == {b"accept": b"*/*", b"host": seen}
    assert made["scheme"] == ("https" if seen != host else "http")
    assert as_published(scope, Access()) is scope


class TestIdentified:
    """What a presented token makes of a visitor."""

    FROM = Visitor("203.0.113.9", local=False)

    def who(self, stores: PortalStores, access: Access, authorization: str | None) -> Visitor:
        headers = Headers({} if authorization is None else {"authorization": authorization})
        return identified(headers, access, Tokens(stores.database), self.FROM)

    @pytest.mark.parametrize("role", Role)
    def test_a_token_brings_its_office_and_role(self, stores: PortalStores, role: Role) -> None:
        token, secret = Tokens(stores.database).add("Sở A", role, DAY)
        found = self.who(stores, Access(), f"Bearer {secret}")
        assert (found.who, found.office, found.role, found.problem) == (token.id, "Sở A", role, "")
        assert found.address == self.FROM.address
        assert found.only_office == ("Sở A" if role < Role.EDITOR else None)

    def test_an_ended_token_has_a_name_and_no_role(self, stores: PortalStores) -> None:
        token, secret = Tokens(stores.database).add("Sở A", Role.EDITOR, -DAY)
        found = self.who(stores, Access(), f"Bearer {secret}")
        assert (found.who, found.office, found.role, found.problem) == (token.id, "Sở A", None, "token-ended")

    @pytest.mark.parametrize("said", ["Bearer sai", "Basic abc", "Bearer", "khac", "Bearer  dai-mat-khau-that"])
    @pytest.mark.parametrize("access", [PUBLIC, Access(token="dai-mat-khau-that")])
    def test_what_is_no_token_is_unknown(self, stores: PortalStores, access: Access, said: str) -> None:
        found = self.who(stores, access, said)
        assert (found.who, found.role, found.problem) == ("-", None, "unknown-token")

    @pytest.mark.parametrize(
        ("access", "role"),
        [(Access(), Role.ADMINISTRATOR), (PUBLIC, None), (Access(token="dai-mat-khau-that"), None)],
    )
    def test_without_tokens_only_a_private_portal_is_open(
        self, stores: PortalStores, access: Access, role: Role | None
    ) -> None:
        assert self.who(stores, access, None).role is role
        Tokens(stores.database).add("Sở A", Role.READER, -DAY)
        assert self.who(stores, access, None).role is None


@pytest.mark.parametrize(
    ("method", "path", "action", "least"),
    [
        ("PUT", "/records/urn:uuid:1", "put-record", Role.UPLOADER),
        ("PUT", "/records/a/b", "other", Role.ADMINISTRATOR),
        ("PUT", "/records/", "other", Role.ADMINISTRATOR),
        ("DELETE", "/records/x", "withdraw-record", Role.UPLOADER),
        ("POST", "/bundles", "put-bundle", Role.UPLOADER),
        ("POST", "/bundles/", "other", Role.ADMINISTRATOR),
        ("GET", "/bundles", "read", None),
        ("GET", "/metrics", "see-figures", Role.ADMINISTRATOR),
        ("HEAD", "/audit", "see-log", Role.ADMINISTRATOR),
        ("POST", "/audit", "other", Role.ADMINISTRATOR),
        ("get", "/", "other", Role.ADMINISTRATOR),
        ("PROPFIND", "/", "other", Role.ADMINISTRATOR),
        ("POST", "/oai", "harvest", None),
        ("POST", "/feedback", "say-what-is-wrong", None),
        ("POST", "/", "other", Role.ADMINISTRATOR),
        ("GET", "/a\nb", "other", Role.ADMINISTRATOR),
        ("GET", "/audit\n", "other", Role.ADMINISTRATOR),
        ("POST", "/a\nb", "other", Role.ADMINISTRATOR),
    ],
)
def test_one_row_judges_a_request(method: str, path: str, action: str, least: Role | None) -> None:
    right = right_for(method, path)
    assert (right.action, right.least) == (action, least)


@given(
    st.sampled_from(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "X"]),
    st.text("/abcé%.\n\r\x00", max_size=12),
)
def test_every_request_has_a_row_and_none_that_writes_is_open(method: str, path: str) -> None:
    right = right_for(method, "/" + path)
    assert right in RIGHTS
    if method not in ("GET", "HEAD", "OPTIONS") and right.least is None:
        assert (method, path) in {("POST", "oai"), ("POST", "feedback")}


@pytest.mark.parametrize("path", ["/a%0Ab", "/%0A", "/materials/%0A", "/m/%0D%0A", "/audit%0A", "/metrics%0A"])
def test_an_address_with_the_end_of_a_line_is_closed_and_no_defect(stores: PortalStores, path: str) -> None:
    """A route ends with `$`, which takes "/audit" and the end of a line for "/audit"."""
    secret = Tokens(stores.database).add("Sở A", Role.EDITOR, DAY)[1]
    client = TestClient(build_application(stores), base_url="http://127.0.0.1", client=("203.0.113.9", 9))
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Authorization": f"Bearer {secret}"}).status_code == 403


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sở Tư pháp tỉnh An Lạc", "SỞ TƯ PHÁP  TỈNH AN LẠC ", True),
        ("Sở Tư pháp", "So\u031b\u0309 Tu\u031b pha\u0301p", True),
        ("Sở Tư pháp", "Sở\u00a0Tư\tpháp\n", True),
        ("Sở Tư pháp", "Sớ Tư pháp", False),
        ("Sở Tư pháp", "SởTư pháp", False),
        ("Phòng Tư pháp", "Phòng Tư pháp xã Mẫu", False),
    ],
)
def test_capitals_blanks_and_encoding_make_no_other_office(one: str, other: str, same: bool) -> None:
    assert (office_key(one) == office_key(other)) is same


@given(st.text("aăâđêôơưÁẢĐ \t\u0301\u0323\u00a0", max_size=12))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert office_key(office_key(name)) == office_key(name) == office_key(f" {name}\n")


@given(st.ip_addresses(v=4), st.ip_addresses(v=4), st.integers(1, 2**64 - 1))
def test_a_subscriber_is_one_asker_and_two_old_addresses_are_two(one: Any, other: Any, host: int) -> None:
    network = "2001:db8:1:2::"
    assert asker_of(str(ip_address(int(ip_address(network)) + host))) == asker_of(network)
    for form in ("{}", "::ffff:{}"):
        assert (asker_of(form.format(one)) == asker_of(form.format(other))) is (one == other)


@given(st.lists(st.tuples(st.integers(100, 599), st.floats(0, 20)), max_size=20))
def test_every_answer_is_counted_once_in_a_class_of_status_and_of_time(answers: list[tuple[int, float]]) -> None:
    counts = Counts()
    for status, seconds in answers:
        counts.note("read", status, seconds)
    assert sum(counts.answers.values()) == sum(counts.times.values()) + counts.slow == len(answers)
    assert counts.slow == sum(seconds > TIME_CLASSES[-1] for _, seconds in answers)
    assert all(
        counts.answers["read", f"{n}xx"] == sum(status // 100 == n for status, _ in answers) for n in range(1, 6)
    )
