"""What readers are told of the law a material rests on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pbgdpl_cli.portal.pages.materials.law_changes import changes_of
from tests.upload.package_factory import make_record
from validators.citations.register import Register

TODAY = dt.date(2026, 3, 1)
HEAD = "number,in_force_from,expired_on,amended_on,amended_by,replaced_by\n"


def told(tmp_path: Path, row: str, **values: Any) -> list[tuple[str, str, str]]:
    path = tmp_path / "acts.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    number = row.partition(",")[0]
    basis = {"text": f"Nghị định số {number}", "act": {"number": number}, **values.pop("cited", {})}
    record = make_record(legal_basis=[basis], **{"date_issued": "2024-06-01", **values})
    register = Register.open(path)
    return [(one.words.text, str(one.date or ""), one.by) for one in changes_of(record, register, TODAY)]


def test_an_act_in_force_is_not_spoken_of(tmp_path: Path) -> None:
    assert told(tmp_path, "901/2019/NĐ-CP,2019-06-01,,,,") == []


def test_an_ended_act_is_told_with_its_successor(tmp_path: Path) -> None:
    found = told(tmp_path, "901/2019/NĐ-CP,2019-06-01,2025-01-01,,,902/2024/NĐ-CP")
    assert found == [("has ended since", "2025-01-01", "902/2024/NĐ-CP")]


def test_an_amendment_after_the_material_came_out_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "901/2019/NĐ-CP,2019-06-01,,2025-07-01,903/2025/NĐ-CP,")
    assert found == [("was amended on", "2025-07-01", "903/2025/NĐ-CP")]


def test_an_amendment_before_it_came_out_is_not(tmp_path: Path) -> None:
    assert told(tmp_path, "901/2019/NĐ-CP,2019-06-01,,2022-07-01,903/2022/NĐ-CP,") == []


def test_nor_one_before_somebody_looked_again(tmp_path: Path) -> None:
    row = "901/2019/NĐ-CP,2019-06-01,,2025-07-01,903/2025/NĐ-CP,"
    assert told(tmp_path, row, reviewed_on="2025-08-01") == []


def test_an_act_not_yet_in_force_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "901/2026/NĐ-CP,2026-07-01,,,,")
    assert found == [("comes into force on", "2026-07-01", "")]


@pytest.mark.parametrize(("day", "spoken_of"), [("2026-04-15", True), ("2026-12-01", False)])
def test_what_is_to_come_is_told_within_three_months(tmp_path: Path, day: str, spoken_of: bool) -> None:
    found = told(tmp_path, f"901/2019/NĐ-CP,2019-06-01,{day},,,904/2026/NĐ-CP")
    assert found == ([("will end on", day, "904/2026/NĐ-CP")] if spoken_of else [])


def test_an_act_cited_as_replaced_is_known_to_have_ended(tmp_path: Path) -> None:
    row = "901/2019/NĐ-CP,2019-06-01,2025-01-01,,,902/2024/NĐ-CP"
    assert told(tmp_path, row, cited={"role": "replaced"}) == []


def test_an_act_the_register_does_not_know_is_not_spoken_of(tmp_path: Path) -> None:
    register = Register.empty()
    record = make_record(legal_basis=[{"text": "Luật A", "act": {"number": "9/2019/QH14"}}])
    assert list(changes_of(record, register, TODAY)) == []
