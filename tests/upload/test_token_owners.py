"""A token goes to the portal it was made for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.upload.transports.token_owners import environ_for

TOKEN = "PBGDPL_PORTAL_TOKEN"
ENVIRON = {TOKEN: "0123456789abcdef", "LANG": "vi"}


def seen(target: str, home: Path, environ: dict[str, str] = ENVIRON, *, own_portal: bool = False) -> str | None:
    return environ_for(target, home, environ, own_portal=own_portal).get(TOKEN)


def test_it_belongs_to_where_it_was_used_first(home: Path) -> None:
    for target in ("https://a.example", "https://A.example/", "https://a.example/vi"):
        assert seen(target, home) == ENVIRON[TOKEN]
    for target in ("https://b.example", "https://a.example:8443", "wordpress+https://b.example/x"):
        with pytest.raises(WrongUsage) as caught:
            seen(target, home)
        assert "https://a.example" in str(caught.value)
    assert ENVIRON[TOKEN] not in (home / "token-owners.json").read_text(encoding="utf-8")


def test_another_token_is_another_matter(home: Path) -> None:
    assert seen("https://a.example", home)
    assert seen("https://b.example", home, {TOKEN: "fedcba9876543210"})


def test_on_this_machine_it_is_left_out(home: Path) -> None:
    assert seen("https://a.example", home)
    assert seen("http://127.0.0.1:8734", home) is None
    assert seen("http://127.0.0.1:8734", home, own_portal=True) is None


def test_two_portals_of_this_machine_do_not_share_it(home: Path) -> None:
    assert seen("http://127.0.0.1:1111", home)
    assert seen("http://127.0.0.1:2222", home) is None
    assert seen("http://127.0.0.1:1111", home)


def test_the_portal_of_this_computer_may_change_its_port(home: Path) -> None:
    assert seen("http://127.0.0.1:1111", home, own_portal=True)
    assert seen("http://127.0.0.1:2222", home, own_portal=True)


def test_from_this_machine_it_may_move_out_once(home: Path) -> None:
    assert seen("http://127.0.0.1:1111", home)
    assert seen("https://a.example", home)
    with pytest.raises(WrongUsage):
        seen("https://b.example", home)


def test_whose_it_is_can_be_said(home: Path) -> None:
    named = ENVIRON | {f"{TOKEN}_FOR": "https://b.example/"}
    assert seen("https://b.example", home, named)
    with pytest.raises(WrongUsage):
        seen("https://a.example", home, named)
    assert not (home / "token-owners.json").exists()


@pytest.mark.parametrize("target", ["folder:x", "D:/x", "odd://x", "x"])
def test_what_is_no_web_address_is_not_its_matter(home: Path, target: str) -> None:
    assert environ_for(target, home, ENVIRON, own_portal=False) is ENVIRON
