"""A portal is found by what it left in its folder, and only when it is that very portal."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pbgdpl_cli.errors import PortalProblem
from pbgdpl_cli.web.running_portal import ADDRESS_FILE, PORTAL_FOLDER, PORTAL_KIND, announced, running_address
from pbgdpl_cli.web.serving import in_background, server_for
from pbgdpl_cli.web.sockets import address_of, listening

OURS = json.dumps({"name": PORTAL_KIND, "portal": "p"})


@contextmanager
def answering(body: str, status: int = 200) -> Iterator[str]:
    """A real server that says this at /portal.json; its address."""

    async def about(_: Any) -> Response:
        return PlainTextResponse(body, status)

    application = Starlette(routes=[Route("/portal.json", about)])
    with listening("127.0.0.1", 0) as listener, in_background(server_for(application), listener):
        yield address_of("127.0.0.1", listener)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's own folder, with a portal's in it."""
    (tmp_path / PORTAL_FOLDER).mkdir()
    return tmp_path


def leave_word(home: Path, text: str) -> None:
    (home / PORTAL_FOLDER / ADDRESS_FILE).write_text(text, encoding="utf-8")


def test_a_portal_that_runs_is_found_and_its_word_goes_with_it(home: Path) -> None:
    with answering(OURS) as address:
        with announced(home, address, "p"):
            assert running_address(home) == address
        assert running_address(home) is None
    assert not (home / PORTAL_FOLDER / ADDRESS_FILE).exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (json.dumps({"name": PORTAL_KIND, "portal": "another"}), 200),
        (json.dumps({"name": "something else", "portal": "p"}), 200),
        (OURS, 404),
        ("<html>", 200),
        ("[]", 200),
    ],
)
def test_something_else_on_the_old_port_is_not_taken_for_it(home: Path, body: str, status: int) -> None:
    with answering(body, status) as address, announced(home, address, "p"):
        assert running_address(home) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"address": 7, "portal": "p"}',
        '{"portal": "p"}',
        '{"address": "file:///etc/passwd", "portal": "p"}',
        '{"address": "http://127.0.0.1:9", "portal": "p"}',
    ],
)
def test_a_spoilt_or_stale_word_is_no_portal(home: Path, text: str) -> None:
    leave_word(home, text)
    assert running_address(home) is None


def test_no_word_is_no_portal_and_is_waited_for_only_as_long_as_asked(home: Path) -> None:
    started = time.monotonic()
    assert running_address(home, patience=0.15) is None
    assert time.monotonic() - started >= 0.15


def test_a_server_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    broken: Callable[..., None] = lambda **_: None  # noqa: E731  (ends at once)
    server = server_for(Starlette())
    monkeypatch.setattr(server, "run", broken)
    with listening("127.0.0.1", 0) as listener, pytest.raises(PortalProblem), in_background(server, listener):
        pass
