"""`register build`, `show` and `check`: from lists and packages to who is touched by a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from examples.validation_examples import base, changed, dumped
from pbgdpl_cli.app import run

pytestmark = pytest.mark.real  # every test runs commands, one after the other

LIST = """number,date,in_force_from,expired_on,replaced_by,amended_on,amended_by,scope
82/2020/NĐ-CP,2020-07-15,2020-09-01,,,2027-01-01,9/2026/NĐ-CP,Điều 58
67/2015/NĐ-CP,2015-08-14,2015-10-01,2020-09-01,82/2020/NĐ-CP,,,
12/2020/NĐ-CP,2020-02-30,,,,,,
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PBGDPL_HOME", str(tmp_path / "home"))
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "goi").mkdir()
    (tmp_path / "goi" / "a.json").write_bytes(dumped(base()))
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = run(["--json", "--lang", "en", "register", *words])
    return code, json.loads(capsys.readouterr().out)


def act_package(folder: Path, **changes: Any) -> None:
    """A decree as a record: what it is, from when it holds, what it replaces."""
    steps = [{"state": "draft", "at": "2026-03-03T08:00:00+07:00"},
             {"state": "compared", "at": "2026-03-05T09:30:00+07:00", "by": "Lê Văn Mẫu"}]  # fmt: skip
    document = {
        "schema_version": "1.1", "identifier": "urn:uuid:5a4c5f1e-2f0e-4a3c-9c59-0a6f9d1b7e99",
        "title": "Nghị định mẫu",
        "kind": "van-ban-quy-pham", "number": "33/2024/NĐ-CP", "date_issued": "2024-03-01",
        "publisher": {"name": "Chính phủ"},
        "content": [
            {"type": "article", "label": "1", "title": "Phạm vi", "text": "Nghị định này quy định việc mẫu."},
            {"type": "article", "label": "2", "title": "Sửa đổi khoản 2 Điều 5 Nghị định số 32/2016/NĐ-CP",
             "text": "Sửa đổi, bổ sung như sau: việc mẫu theo Nghị định số 30/2013/NĐ-CP được bãi bỏ."},
            {"type": "article", "label": "3", "title": "Hiệu lực thi hành", "children": [
                {"type": "clause", "label": "1",
                 "text": "Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2024, trừ khoản 2 Điều này."},
                {"type": "clause", "label": "2",
                 "text": "Quy định tại Điều 1 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2024."},
                {"type": "clause", "label": "3", "text": "Nghị định này thay thế Nghị định số 31/2014/NĐ-CP."},
                {"type": "clause", "label": "4", "text": "Bãi bỏ khoản 3 Điều 9 Luật Trẻ em."},
            ]},
        ],
        "workflow": {"state": "compared", "events": steps}, **changes,
    }  # fmt: skip
    (folder / "act.json").write_bytes(dumped(document))


def test_a_list_becomes_a_register_and_refused_rows_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, body = answer(capsys, "build", "list.csv")
    assert (code, body["status"], body["data"]["acts"], body["data"]["rows"]) == (1, "partial", 2, 2)
    assert body["data"]["entered"] == 2
    (refused,) = body["data"]["refused"]
    assert (refused["line"], refused["name"]) == (4, "12/2020/NĐ-CP")
    assert "there is no day “2020-02-30”" in body["errors"][0]["message"]
    assert answer(capsys, "build", "list.csv")[1]["data"]["acts"] == 2


@pytest.mark.parametrize("name", ["r.csv", "r.json", "r.sqlite"])
def test_every_form_of_register_can_be_looked_into(capsys: pytest.CaptureFixture[str], name: str) -> None:
    answer(capsys, "build", "list.csv", "--with-shipped", "-o", name)
    code, body = answer(capsys, "show", "67/2015/NĐ-CP", "--register", name)
    assert (code, body["data"]["state"], body["data"]["replaced_by"]) == (0, "expired", ["82/2020/NĐ-CP"])
    assert answer(capsys, "show", "Luật Trợ giúp pháp lý", "--register", name)[1]["data"]["number"] == "11/2017/QH14"


def test_a_compared_act_gives_its_beginning_and_what_it_changes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    act_package(tmp_path / "goi")
    code, body = answer(capsys, "build", "goi")
    assert (code, body["data"]["acts"]) == (0, 3)
    assert any("Luật Trẻ em” was not taken" in note for note in body["data"]["notes"])
    act = answer(capsys, "show", "33/2024/NĐ-CP")[1]["data"]
    assert (act["in_force_from"], act["articles"], act["organ"]) == ("2024-04-15", 3, "Chính phủ")
    assert [(one["date"], one["scope"]) for one in act["events"][1:]] == [("2024-04-15", ""), ("2024-06-01", "Điều 1")]
    old = answer(capsys, "show", "31/2014/NĐ-CP")[1]["data"]
    assert (old["expires_on"], old["replaced_by"]) == ("2024-04-15", ["33/2024/NĐ-CP"])
    (change,) = answer(capsys, "show", "32/2016/NĐ-CP")[1]["data"]["events"]
    assert (change["kind"], change["scope"], change["by"]) == ("amended", "khoản 2 Điều 5", "33/2024/NĐ-CP")


def test_an_act_nobody_compared_gives_no_days(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    act_package(tmp_path / "goi", workflow={"state": "draft", "events": []})
    body = answer(capsys, "build", "goi")[1]
    assert body["data"]["acts"] == 1
    assert any("nobody has compared" in note for note in body["data"]["notes"])
    assert answer(capsys, "show", "33/2024/NĐ-CP")[1]["data"]["state"] == "unknown"


def test_show_names_who_cites_the_act(capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "build", "list.csv")
    data = answer(capsys, "show", "82/2020/NĐ-CP", "--in", "goi", "--as-of", "2026-11-29")[1]["data"]
    assert (data["state"], data["amended_by"]) == ("in-force", ["9/2026/NĐ-CP"])
    assert [(one["pointer"], Path(one["path"]).name) for one in data["cited_in"]] == [("/legal_basis/1", "a.json")]


@pytest.mark.parametrize(("asked", "says"), [("99/2020/NĐ-CP", "does not know"), ("12/2020/NĐ-CP", "was refused")])
def test_an_act_that_is_not_there_is_unknown(capsys: pytest.CaptureFixture[str], asked: str, says: str) -> None:
    code, body = answer(capsys, "show", asked, "--register", "list.csv")
    assert (code, body["errors"][0]["code"]) == (4, "unknown-act")
    assert says in body["errors"][0]["message"]


def test_check_lists_what_a_change_touches(capsys: pytest.CaptureFixture[str]) -> None:
    code, body = answer(capsys, "check", "goi", "--register", "list.csv", "--as-of", "2026-11-29")
    ((touched,),) = [material["changes"] for material in body["data"]["materials"]]
    assert (code, touched["change"], touched["days"], touched["by"]) == (0, "will-amended", 33, "9/2026/NĐ-CP")
    assert body["data"]["unknown"] == ["52/2014/QH13"]
    assert len(body["data"]["refused"]) == 1
    code, body = answer(capsys, "check", "goi", "--register", "list.csv", "--as-of", "2026-11-29", "--within", "32")
    assert (code, body["data"]["materials"]) == (0, [])


def test_resting_on_what_has_ended_fails_the_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ended = {
        "text": "Điều 3 Nghị định số 67/2015/NĐ-CP",
        "act": {"number": "67/2015/NĐ-CP"},
        "locator": {"article": "3"},
    }
    (tmp_path / "goi" / "a.json").write_bytes(dumped(changed(base(), {"/legal_basis/1": ended})))
    code, body = answer(capsys, "check", "goi", "--register", "list.csv")
    assert (code, body["data"]["materials"][0]["changes"][0]["change"]) == (5, "expired")
    ended["role"] = "replaced"
    (tmp_path / "goi" / "a.json").write_bytes(dumped(changed(base(), {"/legal_basis/1": ended})))
    assert answer(capsys, "check", "goi", "--register", "list.csv")[0] == 0


def test_nothing_to_enter_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, body = answer(capsys, "build", "goi", "-o", "new.sqlite")
    assert (code, body["errors"][0]["code"], body["data"]["acts"]) == (4, "unreadable", 0)
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    code, body = answer(capsys, "build", "empty.csv", "-o", "new.sqlite")
    assert (code, body["errors"][0]["code"]) == (4, "wrong-register")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "goi", "list.csv"]


def test_wrong_forms_are_usage_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "build", "list.csv", "-o", "r.docx")[0] == 2
    assert answer(capsys, "check", "goi", "--as-of", "hôm nay")[0] == 2
    assert answer(capsys, "check", "goi", "--register", "none.csv")[0] == 4


class TestTexts:
    """What places of acts say: from packages somebody compared, shown place by place, missing ones said to miss."""

    def test_a_compared_package_gives_its_text(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        act_package(here / "goi")
        answer(capsys, "build", "goi", "-o", "r.sqlite")
        code, body = answer(
            capsys,
            "show",
            "33/2024/NĐ-CP",
            "--place",
            "khoản 3 Điều 3",
            "--register",
            "r.sqlite",
            "--as-of",
            "2024-07-01",
        )
        assert (code, body["data"]["texts"], body["data"]["place_state"]) == (0, 7, "in-force")
        assert body["data"]["text"]["above"] == ["Điều 3. Hiệu lực thi hành"]
        assert body["data"]["text"]["lines"] == ["3. Nghị định này thay thế Nghị định số 31/2014/NĐ-CP."]

    def test_one_that_nobody_compared_gives_none(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        act_package(here / "goi", workflow={"state": "draft"})
        notes = answer(capsys, "build", "goi", "-o", "r.sqlite")[1]["data"]["notes"]
        assert any("days, changes and text were not taken" in note for note in notes)
        body = answer(capsys, "show", "33/2024/NĐ-CP", "--place", "Điều 1", "--register", "r.sqlite")[1]
        assert (body["data"]["texts"], body["data"]["text"]) == (0, None)

    def test_what_is_missing_is_said(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        act_package(here / "goi")
        answer(capsys, "build", "goi", "-o", "r.sqlite")
        run(["--lang", "en", "register", "show", "33/2024/NĐ-CP", "--place", "Điều 9", "--register", "r.sqlite"])
        assert "does not have the text of Điều 9" in capsys.readouterr().out
        run(["--lang", "en", "register", "show", "31/2014/NĐ-CP", "--register", "r.sqlite"])
        assert "does not have the text of this act" in capsys.readouterr().out

    def test_a_place_that_is_none_is_told(self, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
        act_package(here / "goi")
        answer(capsys, "build", "goi", "-o", "r.sqlite")
        assert answer(capsys, "show", "33/2024/NĐ-CP", "--place", "kia", "--register", "r.sqlite")[0] == 2
