"""`portal token`, `audit`, `backup`, `restore` and `check`, as a keeper or a script meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pbgdpl_cli.app import run
from pbgdpl_cli.portal.server import start_background
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.result import ExitCode
from tests.upload.package_factory import make_record

Told = Callable[..., tuple[int, dict[str, Any]]]
OFFICE = "Sở Tư pháp tỉnh Mẫu"


@pytest.fixture
def told(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command with --json in a fresh home; its exit code and envelope."""
    monkeypatch.setenv("PBGDPL_HOME", str(home))
    monkeypatch.delenv("PBGDPL_PORTAL_TOKEN", raising=False)

    def run_it(*words: object) -> tuple[int, dict[str, Any]]:
        code = run(["--json", "--lang", "en", *map(str, words)])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, json.loads(printed.out)

    return run_it


def test_a_token_is_shown_once_listed_and_revoked(told: Told) -> None:
    code, added = told("portal", "token", "add", "--office", f"  {OFFICE} ")
    assert (code, added["command"], set(added["data"])) == (0, "portal token add", {"token", "secret"})
    token, secret = added["data"]["token"], added["data"]["secret"]
    assert (token["office"], token["role"], token["state"]) == (OFFICE, "uploader", "valid")
    listed = told("portal", "token", "list")[1]
    assert listed["data"]["tokens"] == [token]
    assert secret not in json.dumps(listed)
    code, revoked = told("portal", "token", "revoke", token["id"])
    assert (code, revoked["data"]["token"]["state"]) == (0, "token-revoked")
    entries = told("portal", "audit")[1]["data"]["entries"]
    assert [(entry["who"], entry["action"], entry["what"]) for entry in entries] == [
        ("keeper", "token-add", token["id"]),
        ("keeper", "token-revoke", token["id"]),
    ]


def test_people_see_the_token_and_what_to_do_with_it(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "vi", "portal", "token", "add", "--office", OFFICE]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("pbgdpl_")
    assert "chỉ hiện một lần" in printed
    assert run(["--lang", "vi", "portal", "token", "list"]) == 0
    assert "còn hiệu lực" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["token", "add"], ["token", "add", "--office", "  "], ["token", "add", "--office", "A", "--role", "king"],
        ["token", "add", "--office", "A", "--days", "0"], ["token", "add", "--office", "A\x07"],
        ["serve", "--certificate", "a.pem"], ["serve", "--quota", "much"], ["serve", "--address", "http://a.example"],
        ["serve", "--host", "0.0.0.0", "--allow-others"],  # noqa: S104  (refused)
        ["serve", "--host", "0.0.0.0", "--allow-others", "--address", "https://a.example"],  # noqa: S104
    ],
)  # fmt: skip
def test_wrong_usage(told: Told, words: list[str]) -> None:
    assert told("portal", *words)[0] == ExitCode.USAGE


def test_a_token_nobody_has(told: Told) -> None:
    code, answer = told("portal", "token", "revoke", "000000000000")
    assert (code, answer["errors"][0]["code"]) == (ExitCode.UNREADABLE, "unknown-token")


@pytest.mark.real
def test_what_is_revoked_on_the_command_line_is_refused_by_the_running_portal(
    told: Told, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: Callable[..., Path]
) -> None:
    with start_background(home) as portal:
        added = told("portal", "token", "add", "--office", OFFICE)[1]["data"]
        assert told("upload", "--drafts", package(), "--to", portal.address)[0] == ExitCode.REFUSED
        monkeypatch.setenv("PBGDPL_PORTAL_TOKEN", added["secret"])
        assert told("upload", "--drafts", package(), "--to", portal.address)[0] == 0
        told("portal", "token", "revoke", added["token"]["id"])
        other = package(name="khac", title="Khác")
        code, answer = told("upload", "--drafts", other, "--to", portal.address)
    assert (code, "401" in answer["errors"][0]["message"]) == (ExitCode.REFUSED, True)


def test_backup_restore_and_check(told: Told, home: Path, tmp_path: Path) -> None:
    with PortalStores(home) as stores:
        stores.records.put(make_record())
        code, backed_up = told("portal", "backup", tmp_path / "b")
    assert (code, backed_up["data"]["manifest"]["records"]) == (0, 1)
    code, again = told("portal", "restore", tmp_path / "b")
    assert (code, again["errors"][0]["code"]) == (ExitCode.SOME_FAILED, "portal-in-the-way")
    code, restored = told("portal", "restore", tmp_path / "b", "--home", tmp_path / "new")
    assert (code, restored["data"]["aside"]) == (0, None)
    code, checked = told("portal", "check", "--home", tmp_path / "new", "--every-byte")
    assert (code, checked["data"]["findings"], checked["data"]["records"]) == (0, [], 1)
    assert told("portal", "audit", "--home", tmp_path / "new")[1]["data"]["entries"][-1]["action"] == "restore"


def test_check_says_what_stays_wrong(told: Told, home: Path) -> None:
    with PortalStores(home) as stores:
        stores.database.execute("INSERT INTO blobs (sha256, bytes, stored_at) VALUES ('ab', 1, '2999')")
    code, answer = told("portal", "check")
    (finding,) = answer["data"]["findings"]
    assert (code, set(finding), finding["code"]) == (5, {"code", "what", "message", "mended"}, "file-missing")
    assert finding["mended"] is False


@pytest.mark.parametrize(("words", "code"), [(["check"], 4), (["backup", "b"], 4), (["restore", "b"], 4)])
def test_without_a_portal_or_a_backup(told: Told, tmp_path: Path, words: list[str], code: int) -> None:
    words = [str(tmp_path / word) if word == "b" else word for word in words]
    assert told("portal", *words)[0] == code
