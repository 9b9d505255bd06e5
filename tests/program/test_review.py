"""`pbgdpl review`: every step by its command, what an approval is refused for, and batches."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import settled_json, settled_now
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.app import run
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, SETTLED, open_package
from validators.packages.verification import verify
from validators.problems import say
from validators.sharing.record import Record
from validators.sharing.standing import Standing, was_edited_after_approval

VALID = Path(__file__).parents[2] / "examples" / "valid"
BY = ("--by", "Trần Thị Bình Minh")
DAY = "2026-03-12"  # after the last step of the example
DOUBT = Doubt("/title", 1, None, "Kết hôn", (), "title", say("{text}", text="mờ"), 48)
OTHER = Doubt("/publisher", 1, None, "", (), "publisher", say("{text}", text="mờ"), 45)

Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs `pbgdpl --json …` and gives exit code and envelope."""
    monkeypatch.setenv("PBGDPL_HOME", str(tmp_path / "home"))

    def asked(*words: object) -> tuple[int, dict[str, Any]]:
        code = run(["--json", "--lang", "en", *map(str, words)])
        return code, json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The valid published package, with the settings that name the day it is judged for."""
    shutil.copy(VALID / "pbgdpl.toml", tmp_path / "pbgdpl.toml")
    return Path(shutil.copytree(VALID / "goi", tmp_path / "to-gap"))


def record_of(package: Path) -> Record:
    return open_package(package).record()


def resealed(package: Path, name: str, content: bytes) -> None:
    """The package with another file, sealed as a whole."""
    with changing(package) as change:
        change.write(name, content)


@pytest.mark.real
def test_the_whole_way(ask: Ask, package: Path) -> None:
    way = [("reopen", "draft"), ("compare", "compared"), ("approve", "approved"), ("publish", "published"),
           ("withdraw", "withdrawn"), ("reopen", "draft"), ("reject", "rejected")]  # fmt: skip
    before = "published"
    for name, state in way:
        code, answer = ask("review", name, package, *BY, "--on", DAY, "--note", "Đợt 2")
        assert (code, answer["command"], answer["errors"]) == (0, f"review {name}", [])
        assert [(one["before"], one["state"]) for one in answer["data"]["packages"]] == [(before, state)]
        assert record_of(package).standing == state
        assert verify(package) == []
        before = state
    steps = record_of(package).workflow.events[4:]
    assert [(step.state, step.by, step.note, step.at.date().isoformat()) for step in steps] == [
        (state, "Trần Thị Bình Minh", "Đợt 2", DAY) for _, state in way
    ]


@pytest.mark.real
def test_an_approval_names_who_when_and_which_text(ask: Ask, package: Path) -> None:
    for name in ("reopen", "compare", "approve"):
        ask("review", name, package, *BY, "--on", DAY)
    approval = record_of(package).approval
    assert (approval.by, str(approval.date)) == ("Trần Thị Bình Minh", DAY)
    assert approval.text_sha256
    assert not was_edited_after_approval(record_of(package))


@pytest.mark.real
def test_a_step_out_of_turn_is_refused_with_the_right_one(ask: Ask, package: Path) -> None:
    ask("review", "reopen", package, *BY, "--on", DAY)
    before = (package / "data" / "record.json").read_bytes()
    code, answer = ask("review", "approve", package, *BY, "--on", DAY)
    assert (code, answer["status"], answer["errors"][0]["code"]) == (1, "error", "wrong-step")
    assert "pbgdpl review compare PACKAGE --by NAME" in answer["errors"][0]["hint"]
    assert (package / "data" / "record.json").read_bytes() == before


@pytest.mark.real
def test_open_doubts_stand_in_the_way_of_an_approval(ask: Ask, package: Path) -> None:
    resealed(package, NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, (DOUBT, DOUBT))))
    for name in ("reopen", "compare"):
        assert ask("review", name, package, *BY, "--on", DAY)[0] == 0
    code, answer = ask("review", "approve", package, *BY, "--on", DAY)
    assert (code, answer["errors"][0]["code"]) == (1, "needs-person")
    assert "2 places" in answer["errors"][0]["message"]
    assert record_of(package).standing is Standing.COMPARED
    settled = settled_now(DOUBT, "Lê Văn Khánh", dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC))
    resealed(package, SETTLED, settled_json([settled]))
    resealed(package, NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, (DOUBT, OTHER, OTHER))))
    code, answer = ask("review", "approve", package, *BY, "--on", DAY, "--despite-doubts", "--note", "Đã xem")
    assert code == 0
    account = answer["data"]["packages"][0]["account"]
    assert (account["settled"], account["corrected"], account["people"]) == (1, 0, ["Lê Văn Khánh"])
    note = record_of(package).workflow.events[-1].note
    assert note == "Đã xem; approved although 2 places still needed a person"


@pytest.mark.real
def test_errors_stand_in_the_way_of_an_approval(ask: Ask, package: Path) -> None:
    record = json.loads((package / "data" / "record.json").read_text("utf-8"))
    record["content"].append({"type": "paragraph", "text": "Tài liệu lưu hành nội bộ, không phổ biến"})
    resealed(package, "record.json", json.dumps(record, ensure_ascii=False).encode())
    for name in ("reopen", "compare"):
        assert ask("review", name, package, *BY, "--on", DAY)[0] == 0
    code, answer = ask("review", "approve", package, *BY, "--on", DAY)
    assert (code, answer["errors"][0]["code"]) == (1, "not-fit-for-readers")
    assert "SACH311" in answer["errors"][0]["message"]
    assert "--for publishing" in answer["errors"][0]["hint"]
    assert ask("review", "approve", package, *BY, "--on", DAY, "--allow", "sach311")[0] == 0
    assert "SACH311" in str(record_of(package).workflow.events[-1].note)


@pytest.mark.real
def test_one_bad_package_stops_no_other(ask: Ask, package: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(package, tmp_path / "hong")
    (broken / "data" / "source" / "to-gap.pdf").write_bytes(b"khac")
    zipped = shutil.copy(VALID / "goi-nen.zip", tmp_path / "nen.zip")
    nothing = tmp_path / "khong-co"
    code, answer = ask("review", "withdraw", broken, zipped, nothing, package, *BY)
    assert (code, answer["status"]) == (1, "partial")
    assert {Path(error["path"]).name: error["code"] for error in answer["errors"]} == {
        "hong": "package-damaged", "nen.zip": "cannot-write", "khong-co": "not-a-package",
    }  # fmt: skip
    assert [one["state"] for one in answer["data"]["packages"]] == ["withdrawn"]


def test_a_bare_record_takes_steps_too(ask: Ask, tmp_path: Path) -> None:
    path = Path(shutil.copy(VALID / "to-gap-hon-nhan.json", tmp_path))
    assert ask("review", "withdraw", path, *BY)[0] == 0
    assert Record.model_validate_json(path.read_bytes()).standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    "words",
    [("--by", " "), ("--by", "A", "--on", "12/3/2026"), ("--by", "A", "--on", "9999-01-01"), ()],
)  # fmt: skip
def test_wrong_usage(ask: Ask, package: Path, words: tuple[str, ...]) -> None:
    code, answer = ask("review", "withdraw", package, *words)
    assert (code, answer["errors"][0]["code"]) == (2, "usage")
    assert record_of(package).standing is Standing.PUBLISHED


@pytest.mark.real
def test_people_get_a_table_in_their_language(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "vi", "review", "withdraw", str(package), *BY]) == 0
    told = capsys.readouterr().out
    assert "Đã đăng tải" in told
    assert "Đã gỡ" in told


@pytest.mark.real
def test_a_derivative_of_an_earlier_text_does_not_hold_up_the_approval_it_waits_for(ask: Ask, package: Path) -> None:
    record = json.loads((package / "data" / "record.json").read_text("utf-8"))
    record["files"].append({
        "path": "derivatives/quiz.gift", "role": "quiz", "media_type": "text/plain", "bytes": 4,
        "sha256": hashlib.sha256(b"quiz").hexdigest(), "derived_from": "record.json", "derived_text_sha256": "0" * 64,
    })  # fmt: skip
    with changing(package) as change:
        change.write("derivatives/quiz.gift", b"quiz")
        change.write("record.json", json.dumps(record, ensure_ascii=False).encode())
    for name in ("reopen", "compare", "approve"):
        code, answer = ask("review", name, package, *BY, "--on", DAY)
        assert (code, answer["errors"]) == (0, [])
    findings = ask("validate", package, "--for", "publishing")[1]["data"]["findings"]
    assert "SONG440" in {one["code"] for one in findings}
