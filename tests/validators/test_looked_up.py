"""What the office's register knows of acts goes along with what is exported, and a later look of a person stays."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from converters.exports.material import Mark, marks_of
from pbgdpl_cli.runs.export import ExportChoice, run
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from tests.each import each
from tests.upload.package_factory import APPROVED, make_package
from validators.citations.register import Register, WrongRegister
from validators.rules.current.looked_up import looked_up
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import Citation, Record

TODAY = dt.date(2026, 11, 30)
LIST = """number,title,date,in_force_from,expired_on,source,looked_at
8101/2024/NĐ-CP,Nghị định một,2024-01-05,2024-03-01,,Sổ mẫu,2026-10-02
8102/2020/NĐ-CP,Nghị định hai,2020-01-05,2020-03-01,2026-11-15,Sổ mẫu,2026-10-02
8103/2026/NĐ-CP,Nghị định ba,2026-11-01,2027-01-01,,,2026-11-20
8104/2026/NĐ-CP,Nghị định bốn,2026-01-05,,,Sổ mẫu,2026-10-02
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "so.csv"
    path.write_text(LIST, "utf-8")
    return path


def citation(number: str, **changed: Any) -> dict[str, Any]:
    return {"text": f"Nghị định số {number}", "act": {"type": "nghi-dinh", "number": number}, **changed}


def record_of(*basis: dict[str, Any]) -> Record:
    return Record.model_validate({
        "schema_version": "1.1", "identifier": "urn:uuid:9fd513f7-af16-532d-8e3a-2a717e8da9da", "title": "Mẫu",
        "kind": "to-gap", "language": "vi", "content": [{"type": "paragraph", "text": "Chữ."}],
        "legal_basis": list(basis),
    })  # fmt: skip


def told(path: Path, basis: dict[str, Any], day: dt.date = TODAY) -> Citation:
    (one,) = looked_up(record_of(basis), Register.open(path), day).legal_basis
    return one


@each(("number", "state", "as_of", "source"), [
    ("8101/2024/NĐ-CP", "in-force", dt.date(2026, 10, 2), "Sổ mẫu"),
    ("8102/2020/NĐ-CP", "expired", dt.date(2026, 11, 15), "Sổ mẫu"),  # after it was looked at
    ("8103/2026/NĐ-CP", "not-yet-in-force", dt.date(2026, 11, 20), None),
    ("8104/2026/NĐ-CP", "unknown", None, None),  # the register does not know either
    ("9999/2026/NĐ-CP", "unknown", None, None),
])  # fmt: skip
def test_what_the_register_knows_is_told(
    number: str, state: str, as_of: dt.date | None, source: str | None, listed: Path
) -> None:
    validity = told(listed, citation(number)).validity
    assert (validity.state, validity.as_of, validity.source) == (state, as_of, source)


@each(("as_of", "kept"), [("2026-11-01", True), ("2026-10-01", False), (None, False)])
def test_a_later_look_of_a_person_stays(as_of: str | None, kept: bool, listed: Path) -> None:
    own = {"state": "partly-expired", "as_of": as_of, "source": "người tra"}
    validity = told(listed, citation("8101/2024/NĐ-CP", validity=own)).validity
    assert (validity.source == "người tra") is kept


def test_another_day_changes_nothing_where_the_law_has_not_changed(listed: Path) -> None:
    basis = citation("8101/2024/NĐ-CP")
    assert told(listed, basis, TODAY) == told(listed, basis, TODAY + dt.timedelta(days=40))


def test_the_record_stays_and_what_it_says_has_the_fingerprint_it_had(listed: Path) -> None:
    record = record_of(citation("8101/2024/NĐ-CP"))
    given = looked_up(record, Register.open(listed), TODAY)
    assert record.legal_basis[0].validity.state == "unknown"
    assert content_fingerprint(given) == content_fingerprint(record)
    assert looked_up(given, Register.open(listed), TODAY) is given


def test_an_end_the_register_knows_marks_the_material_from_its_day(listed: Path) -> None:
    record, register = record_of(citation("8102/2020/NĐ-CP", role="basis")), Register.open(listed)
    days = {day: looked_up(record, register, day) for day in (dt.date(2026, 11, 14), dt.date(2026, 11, 15))}
    found = [Mark.EXPIRED in marks_of(one, day, personal=False) for day, one in days.items()]
    assert found == [False, True]


def exported(tmp_path: Path, *, register: Path | None) -> list[dict[str, Any]]:
    settings = Settings(language="vi", json=True, verbosity=0, chosen_home=tmp_path / "home")
    session = Session(Console(settings, io.StringIO(), io.StringIO()))
    target = tmp_path / "doan.jsonl"
    run(session, ExportChoice("chunks", (tmp_path / "goi",), target, register=register))
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


@pytest.mark.real
def test_the_register_named_or_the_offices_own_is_asked(
    tmp_path: Path, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = [{"type": "paragraph", "text": "Theo Nghị định số 8101/2024/NĐ-CP thì phạt."}]
    make_package(tmp_path / "goi", "a", content=content, legal_basis=[citation("8101/2024/NĐ-CP")], **APPROVED)
    monkeypatch.chdir(tmp_path)

    def states(register: Path | None) -> list[str]:
        return [
            one["validity"]["state"] for chunk in exported(tmp_path, register=register) for one in chunk["citations"]
        ]

    assert states(None) == ["unknown"]
    assert states(listed) == ["in-force"]
    (tmp_path / "pbgdpl.toml").write_text('[validate]\nregister = "so.csv"\n', "utf-8")
    assert states(None) == ["in-force"]
    with pytest.raises(WrongRegister):
        exported(tmp_path, register=tmp_path / "khong-co.csv")
