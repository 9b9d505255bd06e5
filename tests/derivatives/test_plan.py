"""Plans: what a person pins, orders, leaves out and says in other words, and what a plan may not do."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record, mediation_record
from openpyxl import load_workbook
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.planned import REWORDED, planned_key_points, rows_of
from converters.derivatives.wording.plan import Plan, PlanRow, Show, WrongPlan, read_plan, written
from pbgdpl_cli.app import run
from tests.each import each
from validators.packages.package import open_package
from validators.sharing.record import Record


def plan_of(record: Record, **changed: dict[str, Any]) -> Plan:
    """The record's own plan, with changes by the words a row begins with."""
    rows = [
        next((replace(row, **values) for words, values in changed.items() if row.text.startswith(words)), row)
        for row in rows_of(record)
    ]
    return read_plan(written(rows))


def test_a_plan_is_read_as_it_was_written() -> None:
    rows = rows_of(alcohol_record())
    assert read_plan(written(rows)).rows == tuple(rows)
    assert [row.show for row in rows] == [Show.YES] * 6
    assert rows[0].citation.startswith("Điểm a khoản 6 Điều 7")


def test_an_untouched_plan_shows_what_the_program_chose() -> None:
    record = mediation_record()
    shown = planned_key_points(record, plan_of(record), draft=False).points
    assert [point.text for point in shown] == [row.text for row in rows_of(record) if row.show is Show.YES]


def test_rows_are_left_out_ordered_and_reworded() -> None:
    record = mediation_record()
    reworded = {"rewording": "Tổ có ít nhất 03 người, có nữ.", "approved_by": "Lê Văn Mẫu", "order": 0.5}
    plan = plan_of(record, **{"Mỗi tổ": reworded, "Trong thời hạn": {"show": Show.NO}})
    chosen = planned_key_points(record, plan, draft=False)
    assert chosen.points[0].text == "Tổ có ít nhất 03 người, có nữ."
    assert chosen.points[0].citation.endswith(REWORDED)
    assert not any("Trong thời hạn" in point.text for point in chosen.points)
    assert [one.pointer for one in chosen.account.left_out if one.reason is Reason.EXCLUDED] == ["/content/2/answer/0"]


def test_a_rewording_needs_a_name_unless_it_is_a_draft() -> None:
    record = mediation_record()
    plan = plan_of(record, **{"Mỗi tổ": {"rewording": "Tổ có nữ."}})
    with pytest.raises(WrongPlan, match="Tổ có nữ"):
        planned_key_points(record, plan, draft=False)
    assert any(point.text == "Tổ có nữ." for point in planned_key_points(record, plan, draft=True).points)


def test_a_rewording_brings_in_no_number() -> None:
    with pytest.raises(WrongPlan, match="05"):
        plan_of(mediation_record(), **{"Mỗi tổ": {"rewording": "Tổ có 05 người.", "approved_by": "Lê Văn Mẫu"}})


def test_a_plan_for_another_text_is_refused() -> None:
    with pytest.raises(WrongPlan, match="does not fit"):
        planned_key_points(mediation_record(), plan_of(alcohol_record()), draft=False)


def test_what_names_no_provision_cannot_be_chosen() -> None:
    content = [
        *mediation_record().model_dump(mode="json")["content"],
        {"type": "paragraph", "text": "Hãy gọi tổ trưởng."},
    ]
    record = mediation_record(content=content)
    with pytest.raises(WrongPlan, match="cannot be shown"):
        planned_key_points(record, plan_of(record, **{"Hãy gọi": {"show": Show.PINNED}}), draft=False)


_LONG = f"Tổ viên được {'bồi dưỡng nghiệp vụ hằng năm, ' * 15}theo Điều 15 Luật Hòa giải ở cơ sở."
_TORN = ["Được mời họp", "", "Điều 15 Luật Hòa giải ở cơ sở"]
_BELOW = [
    {"type": "paragraph", "text": _LONG},
    {"type": "heading", "level": 2, "text": "Họp tổ"},
    {"type": "paragraph", "text": "Những người đó phải báo tổ trưởng (Điều 15 Luật Hòa giải ở cơ sở)."},
    {"type": "table", "header_rows": 1, "rows": [["Việc", "Ai mời", "Căn cứ"], _TORN]},
]


@each(
    ("words", "said"),
    [
        ("Tổ viên được", "Tổ viên được bồi dưỡng."),
        ("Những người đó", "Tổ viên phải báo."),
        ("Được mời họp", "Được mời."),
    ],
)
def test_what_is_too_long_torn_or_leans_is_shown_in_other_words(words: str, said: str) -> None:
    record = mediation_record(content=[*mediation_record().model_dump(mode="json")["content"], *_BELOW])
    row = next(row for row in rows_of(record) if row.text.startswith(words))
    assert row.show is Show.NO
    assert row.citation.startswith("Điều 15 Luật Hòa giải")
    assert row.reason.endswith("it can be shown in other words")
    with pytest.raises(WrongPlan, match="in other words only"):
        planned_key_points(record, plan_of(record, **{words: {"show": Show.YES}}), draft=False)
    reworded = {"show": Show.PINNED, "rewording": said, "approved_by": "Lê Văn Mẫu", "order": 1}
    chosen = planned_key_points(record, plan_of(record, **{words: reworded}), draft=False)
    point = next(point for point in chosen.points if point.text == said)
    assert point.pinned
    assert point.citation == f"{row.citation} · {REWORDED}"
    assert row.pointer in chosen.account.shown
    assert row.pointer not in {one.pointer for one in chosen.account.left_out}


def test_a_new_plan_counts_what_can_only_be_reworded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = mediation_record(content=[*mediation_record().model_dump(mode="json")["content"], *_BELOW])
    root = package(tmp_path / "material", record)
    assert run(["--lang", "en", "--json", "derive", "plan", str(root), "-o", str(tmp_path / "plan.xlsx")]) == 0
    made = json.loads(capsys.readouterr().out)["data"]
    assert (made["shown"], made["possible"], made["only_reworded"], made["not_possible"]) == (4, 0, 3, 0)


def test_what_is_left_out_stays_so_until_a_plan_shows_it() -> None:
    record = mediation_record(content=[*mediation_record().model_dump(mode="json")["content"], *_BELOW])
    untouched = planned_key_points(record, plan_of(record), draft=False)
    reworded = {"rewording": "Tổ viên được bồi dưỡng.", "approved_by": "Lê Văn Mẫu"}
    excluded = planned_key_points(record, plan_of(record, **{"Tổ viên được": reworded}), draft=False)
    assert untouched.points == excluded.points
    assert [one.text for one in untouched.points] == [row.text for row in rows_of(record) if row.show is Show.YES]
    assert {one.reason for one in excluded.account.left_out} >= {Reason.TOO_LONG, Reason.LEANS, Reason.UNCLEAR}


def test_a_note_beside_the_text_is_shown_only_when_a_plan_chooses_it() -> None:
    note = {"type": "paragraph", "text": "Tổ trưởng lập biên bản (Điều 15 Luật Hòa giải ở cơ sở)."}
    aside = {"type": "aside", "of": "notes", "page": 1, "content": [note]}
    record = mediation_record(content=[*mediation_record().model_dump(mode="json")["content"], aside])
    untouched = planned_key_points(record, plan_of(record), draft=False)
    assert not any("lập biên bản" in point.text for point in untouched.points)
    chosen = planned_key_points(record, plan_of(record, **{"Tổ trưởng lập": {"show": Show.YES}}), draft=False)
    assert any("lập biên bản" in point.text for point in chosen.points)


@each(
    ("row", "word"),
    [
        (["nhé", None, "/content/0", "x"], "nhé"),
        (["có", "đầu", "/content/0", "x"], "đầu"),
    ],
)
def test_a_row_that_cannot_be_followed_is_named(row: list[Any], word: str) -> None:
    book = load_workbook(io.BytesIO(written([PlanRow("/content/0", "x")])))
    for column, value in enumerate(row, 1):
        book.worksheets[0].cell(2, column).value = value
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(WrongPlan, match=word):
        read_plan(stream.getvalue())


@each("content", [b"", b"rubbish", b"PK\x03\x04"])
def test_what_is_no_plan_is_refused(content: bytes) -> None:
    with pytest.raises(WrongPlan):
        read_plan(content)


def test_words_that_look_like_formulas_stay_words() -> None:
    (row,) = read_plan(written([PlanRow("/content/0", "=1+1")])).rows
    assert row.text == "=1+1"


def all_of(made: Derived) -> str:
    return " ".join((made.alt_text or "", *(page.alt_text for page in made.further)))


@pytest.mark.real
def test_the_package_keeps_its_plan_and_another_plan_makes_pictures_anew(tmp_path: Path) -> None:
    record = mediation_record()
    root = package(tmp_path / "material", record)
    plan = plan_of(record, **{"Mỗi tổ": {"show": Show.NO}})
    (made,) = derive_package(root, ["infographic"], DeriveOptions(plan=plan))
    assert "Mỗi tổ" not in all_of(made)
    assert open_package(root).file("derivatives/plan.xlsx").read_bytes() == plan.content
    (again,) = derive_package(root, ["infographic"], DeriveOptions())
    assert again.state == "unchanged", "the plan the package keeps holds"
    (other,) = derive_package(root, ["infographic"], DeriveOptions(plan=plan_of(record)))
    assert other.state == "made"
    assert "Mỗi tổ" in all_of(other)
