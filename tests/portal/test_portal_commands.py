"""The commands as a person or a script meets them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from openpyxl import load_workbook

from pbgdpl_cli.app import run
from pbgdpl_cli.portal.server import serve, start_background
from pbgdpl_cli.result import ExitCode
from pbgdpl_cli.upload.delivery import lint
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.running_portal import running_address
from tests.upload.package_factory import APPROVED
from validators.packages.locking import AlreadyRunning
from validators.problems import say

Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PBGDPL_HOME", str(home))
    monkeypatch.delenv("PBGDPL_PORTAL_TOKEN", raising=False)


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    with start_background(home) as portal:
        assert portal.ours
        yield portal.address


class Told:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        code = run(["--json", *map(str, arguments)])
        return code, json.loads(self.capsys.readouterr().out)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


@pytest.mark.real
def test_upload_to_the_portal_that_runs_here(package: Make, address: str, told: Told) -> None:
    place = package()
    code, first = told("upload", "--drafts", place)
    assert code == 0
    (item,) = first["data"]["items"]
    assert set(item) == {"path", "identifier", "state", "remote", "bytes_sent", "bytes_due", "findings"}
    assert (item["path"], item["state"]) == (str(place), "sent")
    assert item["remote"].startswith(address + "/materials/")
    code, second = told("upload", "--drafts", place)
    assert (code, second["data"]["items"][0]["state"], second["data"]["items"][0]["bytes_sent"]) == (0, "unchanged", 0)


@pytest.mark.real
def test_a_second_run_says_that_there_is_nothing_to_do(package: Make, address: str, capsys) -> None:  # type: ignore[no-untyped-def]
    place = package()
    run(["upload", "--drafts", str(place)])
    capsys.readouterr()
    assert run(["--lang", "vi", "upload", "--drafts", str(place)]) == 0
    assert "Không có gì để gửi" in capsys.readouterr().out


@pytest.mark.real
def test_a_rerun_reads_only_what_changed_and_asks_the_portal_once(
    package: Make, home: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [package(name=name, title=name, files={"source/a.md": name.encode()}) for name in "abc"]
    opened: list[Path] = []
    monkeypatch.setattr(lint, "open_parcel", lambda path, *rest: opened.append(path) or open_parcel(path, *rest))
    with start_background(home) as portal:
        told("upload", "--drafts", *places)
        opened.clear()
        states = [item["state"] for item in told("upload", "--drafts", *places)[1]["data"]["items"]]
        assert (states, opened) == (["unchanged"] * 3, [])
        for method, place in (("DELETE", places[0]), ("TOUCH", places[1])):
            if method == "TOUCH":
                (place / "data" / "source" / "a.md").touch()
            else:
                identifier = open_parcel(place).identifier
                httpx2.delete(f"{portal.address}/records/{identifier}", trust_env=False).raise_for_status()
        states = [item["state"] for item in told("upload", "--drafts", *places)[1]["data"]["items"]]
    assert (states, opened) == (["refused", "unchanged", "unchanged"], places[:2])


@pytest.mark.real
def test_a_withdrawn_one_comes_back_when_it_is_asked_for(package: Make, home: Path, told: Told) -> None:
    place = package()
    with start_background(home) as portal:
        told("upload", "--drafts", place)
        identifier = open_parcel(place).identifier
        httpx2.delete(f"{portal.address}/records/{identifier}", trust_env=False).raise_for_status()
        assert told("upload", "--drafts", place)[1]["data"]["items"][0]["state"] == "refused"
        assert told("upload", "--drafts", place, "--replace")[1]["data"]["items"][0]["state"] == "updated"


@pytest.mark.real
def test_a_portal_that_runs_already_is_used_not_started_twice(home: Path, address: str) -> None:
    with start_background(home) as second:
        assert (second.address, second.ours) == (address, False)


@pytest.mark.real
def test_a_failure_inside_the_block_is_the_callers_own(home: Path) -> None:
    with pytest.raises(AlreadyRunning), start_background(home):
        raise AlreadyRunning(say("Something else."))
    with start_background(home) as again:
        assert again.ours


@pytest.mark.real
def test_another_portal_on_the_old_port_is_not_taken_for_ours(home: Path, tmp_path: Path) -> None:
    with start_background(home) as portal:
        left_behind = (home / "portal" / "address.json").read_text(encoding="utf-8")
    with start_background(tmp_path / "other", int(portal.address.rpartition(":")[2])):
        (home / "portal" / "address.json").write_text(left_behind, encoding="utf-8")
        assert running_address(home) is None


@pytest.mark.real
def test_the_portal_keeps_what_it_got(package: Make, home: Path, told: Told) -> None:
    place = package()
    with start_background(home):
        told("upload", "--drafts", place)
    with start_background(home):
        assert told("upload", "--drafts", place)[1]["data"]["items"][0]["state"] == "unchanged"


@pytest.mark.real
def test_a_token_opens_the_door(package: Make, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    place = package()
    with start_background(tmp_path / "guarded", access=Access(token="bi-mat")) as portal:
        code, answer = told("upload", "--drafts", place, "--to", portal.address)
        assert (code, answer["errors"][0]["code"]) == (6, "portal-refused")
        assert "PBGDPL_PORTAL_TOKEN" in answer["errors"][0]["hint"]
        monkeypatch.setenv("PBGDPL_PORTAL_TOKEN", "bi-mat")
        assert told("upload", "--drafts", place, "--to", portal.address)[0] == 0


def test_without_a_portal_it_is_told_how_to_start_one(package: Make, told: Told) -> None:
    code, answer = told("upload", "--drafts", package())
    assert (code, answer["status"], answer["errors"][0]["code"]) == (6, "error", "portal")


@pytest.mark.real
def test_a_folder_and_receipts(package: Make, told: Told, tmp_path: Path) -> None:
    package(name="a", title="=Một")
    package(name="b", title="Hai")
    for name in ("bien-nhan.csv", "bien-nhan.json", "bien-nhan.xlsx"):
        code, _ = told(
            "upload", "--drafts", tmp_path / "packages", "--to", tmp_path / "usb", "--receipts", tmp_path / name
        )
        assert code == 0
    text = (tmp_path / "bien-nhan.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["title"], row["state"]) for row in rows] == [("'=Một", "arrived"), ("Hai", "arrived")]
    items = json.loads((tmp_path / "bien-nhan.json").read_text(encoding="utf-8"))
    assert [(len(item["revision"]), list(item["files"]), item["allowed"]) for item in items] == [
        (64, ["source/goc.pdf"], []),
        (64, ["source/goc.pdf"], []),
    ]
    sheet = list(load_workbook(tmp_path / "bien-nhan.xlsx").active.iter_rows(values_only=True))
    assert [row[sheet[0].index("Title")] for row in sheet[1:]] == ["=Một", "Hai"]
    assert load_workbook(tmp_path / "bien-nhan.xlsx").active["E2"].data_type == "s"


@pytest.mark.real
def test_receipts_of_a_rerun_tell_of_the_sending(package: Make, told: Told, tmp_path: Path) -> None:
    place, receipts = package(title="Kín", content=[{"type": "paragraph", "text": "MẬT"}]), tmp_path / "bien-nhan.json"
    arguments = ("upload", "--drafts", place, "--to", tmp_path / "usb", "--receipts", receipts)
    told(*arguments, "--allow", "SACH310")
    first = json.loads(receipts.read_text(encoding="utf-8"))
    told(*arguments)
    told(*arguments, "--dry-run")
    assert json.loads(receipts.read_text(encoding="utf-8")) == first
    assert (first[0]["allowed"], bool(first[0]["sent_at"]), bool(first[0]["remote"])) == (["SACH310"], True, True)


@pytest.mark.parametrize("name", ["x.doc", "nowhere/x.csv"])
def test_receipts_that_cannot_be_written_are_told_before_anything_is_sent(
    package: Make, told: Told, tmp_path: Path, name: str
) -> None:
    code, _ = told("upload", "--drafts", package(), "--to", tmp_path / "usb", "--receipts", tmp_path / name)
    assert code == ExitCode.USAGE
    assert not (tmp_path / "usb").exists()


def test_findings_are_told_with_their_package(package: Make, told: Told, tmp_path: Path) -> None:
    bad, _ = package(name="hong", title="Hỏng"), package(name="tot", title="Tốt")
    (bad / "data" / "la.txt").write_text("lạ", encoding="utf-8")
    code, answer = told("upload", "--drafts", tmp_path / "packages", "--to", tmp_path / "usb")
    (found,) = next(item for item in answer["data"]["items"] if item["path"] == str(bad))["findings"]
    assert (code, found["code"], found["path"].startswith(str(bad))) == (ExitCode.SOME_FAILED, "DUNG072", True)


@pytest.mark.real
def test_part_done_is_exit_one(package: Make, told: Told, tmp_path: Path) -> None:
    package(name="tot", title="Tốt")
    (package(name="hong", title="Hỏng") / "data" / "record.json").write_text("{", encoding="utf-8")
    code, answer = told("upload", "--drafts", tmp_path / "packages", "--to", tmp_path / "usb")
    assert (code, answer["status"]) == (ExitCode.SOME_FAILED, "partial")
    assert sorted(item["state"] for item in answer["data"]["items"]) == ["failed", "sent"]


def test_a_dry_run(package: Make, told: Told, tmp_path: Path) -> None:
    code, answer = told("upload", "--drafts", package(), "--to", tmp_path / "usb", "--dry-run")
    assert (code, answer["data"]["items"][0]["state"]) == (0, "planned")
    assert not list((tmp_path / "usb").iterdir())


@pytest.mark.parametrize(
    "options",
    [["--limit-rate", "fast"], ["--between", "never"], ["--to", "ftp://x"], ["--receipts", "x.doc"], ["--unknown"]],
)
def test_wrong_options_are_usage_errors(package: Make, told: Told, tmp_path: Path, options: list[str]) -> None:
    target = [] if "--to" in options else ["--to", str(tmp_path / "usb")]
    assert told("upload", "--drafts", package(), *target, *options)[0] == ExitCode.USAGE


@pytest.mark.parametrize("name", ["none", "empty"])
def test_nothing_to_send(tmp_path: Path, told: Told, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert told("upload", "--drafts", tmp_path / name, "--to", tmp_path / "usb")[0] == ExitCode.UNREADABLE


class TestStatus:
    @pytest.mark.real
    def test_before_and_after(self, package: Make, told: Told, tmp_path: Path) -> None:
        place = package(**APPROVED)
        code, answer = told("status", place)
        (found,) = answer["data"]["packages"]
        assert (code, found["state"], found["uploads"], found["derived"]) == (0, "approved", [], [])
        told(
            "upload", "--drafts", place, "--to", tmp_path / "usb", "--allow", "DU2", "--allow", "SACH361"
        )  # its PDF is none
        (upload,) = told("status", place)[1]["data"]["packages"][0]["uploads"]
        assert (upload["state"], upload["current"]) == ("confirmed", True)
        package(**APPROVED, description="Đã sửa.")
        (upload,) = told("status", place)[1]["data"]["packages"][0]["uploads"]
        assert (upload["state"], upload["current"]) == ("confirmed", False)

    def test_the_table_speaks_vietnamese(self, package: Make, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
        package()
        assert run(["--lang", "vi", "status", str(tmp_path)]) == 0
        assert "Hỏi – đáp pháp luật" in capsys.readouterr().out

    def test_one_bad_package_is_an_error_beside_the_others(self, package: Make, told: Told, tmp_path: Path) -> None:
        package(name="tot", title="Tốt")
        (package(name="hong", title="Hỏng") / "data" / "record.json").write_text("{", encoding="utf-8")
        code, answer = told("status", tmp_path / "packages")
        assert (code, answer["status"], len(answer["data"]["packages"])) == (1, "partial", 1)

    def test_an_empty_folder(self, tmp_path: Path, told: Told) -> None:
        assert told("status", tmp_path)[1]["data"] == {"packages": []}


class TestServe:
    def test_a_short_token_is_refused(self, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PBGDPL_PORTAL_TOKEN", "fifteen-letters")
        code, answer = told("portal", "serve", "--port", "0")
        assert (code, "16" in answer["errors"][0]["message"]) == (ExitCode.USAGE, True)

    def test_another_bind_needs_leave_and_a_token(self, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
        assert told("portal", "serve", "--host", "0.0.0.0")[0] == ExitCode.USAGE  # noqa: S104
        assert told("portal", "serve", "--host", "0.0.0.0", "--allow-others")[0] == ExitCode.USAGE  # noqa: S104

    @pytest.mark.real
    def test_a_taken_port_is_told(self, home: Path, tmp_path: Path, told: Told) -> None:
        with start_background(tmp_path / "other") as portal:
            code, answer = told("portal", "serve", "--port", portal.address.rpartition(":")[2])
        assert (code, answer["errors"][0]["code"]) == (6, "portal")

    def test_a_portal_that_runs_is_not_started_twice(self, home: Path, told: Told) -> None:
        with start_background(home):
            code, answer = told("portal", "serve", "--port", "0")
        assert answer["errors"][0]["code"] == "already-running"
        assert code == 1

    def test_serve_tells_its_address_once_it_listens(self, home: Path) -> None:
        class Enough(Exception):
            pass

        def started(address: str) -> None:
            assert address.startswith("http://127.0.0.1:")
            raise Enough

        with pytest.raises(Enough):
            serve(home, started=started)
