"""Who may do what, asked of every address the portal has: nothing that writes is open by being forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.trust.roles import RIGHTS, Role, right_for
from pbgdpl_cli.portal.trust.tokens import Tokens
from pbgdpl_cli.web.access import Access

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
WRITING = ("POST", "PUT", "PATCH", "DELETE")
# What needs a role; everything else on any address is everybody's if it reads, and the administrator's if it writes.
NEEDED = {
    ("HEAD", "/uploads/x"): Role.UPLOADER,
    ("POST", "/uploads"): Role.UPLOADER,
    ("PATCH", "/uploads/x"): Role.UPLOADER,
    ("DELETE", "/uploads/x"): Role.UPLOADER,
    ("POST", "/bundles"): Role.UPLOADER,
    ("PUT", "/records/x"): Role.UPLOADER,
    ("DELETE", "/records/x"): Role.UPLOADER,
    ("GET", "/metrics"): Role.ADMINISTRATOR,
    ("HEAD", "/metrics"): Role.ADMINISTRATOR,
    ("GET", "/audit"): Role.ADMINISTRATOR,
    ("HEAD", "/audit"): Role.ADMINISTRATOR,
    ("POST", "/oai"): None,
    ("POST", "/feedback"): None,
}


def addresses(application: Starlette) -> list[tuple[str, str]]:
    """Every method and address the portal answers, with something in the places of names."""
    found = []
    for route in application.routes:
        assert isinstance(route, Route)
        path = route.path.replace("{path:path}", "x")
        for name in ("identifier", "sha256", "short", "name"):
            path = path.replace(f"{{{name}}}", "x")
        found += [(method, path) for method in sorted(route.methods or ())]
    return found


@pytest.fixture
def clients(stores: PortalStores) -> dict[Role | None, TestClient]:
    """A client for every role, and one without a token."""
    application = build_application(stores, Access(wrong_token_seconds=0))
    tokens = Tokens(stores.database)
    made: dict[Role | None, TestClient] = {}
    for role in (None, *Role):
        headers = {}
        if role is not None:
            headers = {"Authorization": f"Bearer {tokens.add('Sở A', role, dt.timedelta(days=1))[1]}"}
        made[role] = TestClient(application, base_url="http://127.0.0.1", headers=headers, follow_redirects=False)
    return made


def test_every_address_lets_in_whom_the_table_names_and_nobody_else(
    stores: PortalStores, clients: dict[Role | None, TestClient]
) -> None:
    known = addresses(build_application(stores))
    assert set(NEEDED) <= set(known)
    for method, path in known:
        needed = NEEDED.get((method, path), Role.ADMINISTRATOR if method in WRITING else None)
        for role, client in clients.items():
            answer = client.request(method, path)
            let_in = needed is None or (role is not None and role >= needed)
            assert (answer.status_code in (401, 403)) is not let_in, (method, path, role, answer.text)


@pytest.mark.parametrize("method", WRITING)
@pytest.mark.parametrize("path", ["/", "/new-address", "/records", "/records/a/b", "/oai/", "/materials/x", "//oai"])
def test_what_no_row_names_is_the_administrators(method: str, path: str) -> None:
    assert right_for(method, path).least is Role.ADMINISTRATOR


@pytest.mark.parametrize("method", ["PROPFIND", "TRACE", "CONNECT", "get"])
def test_methods_nobody_knows_are_the_administrators(method: str) -> None:
    assert right_for(method, "/").least is Role.ADMINISTRATOR


def test_actions_have_names_of_their_own() -> None:
    names = [right.action for right in RIGHTS]
    assert len(set(names)) == len(names)


def test_figures_are_for_programs_of_this_machine_too(stores: PortalStores) -> None:
    Tokens(stores.database).add("Sở A", Role.READER, dt.timedelta(days=1))
    application = build_application(stores, Access(wrong_token_seconds=0))
    here = TestClient(application, base_url="http://127.0.0.1", client=("127.0.0.1", 9))
    assert here.get("/metrics").status_code == 200
    assert here.get("/audit").status_code == 401
    # What came through a proxy is no program of this machine.
    assert here.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401
