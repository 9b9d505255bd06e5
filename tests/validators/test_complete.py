"""What must be there: approval, steps, descriptions, files, answers."""

from __future__ import annotations

from typing import Any

import pytest
from rule_hits import hits, places

from examples.validation_cases import REMOVE
from tests.each import each

DRAFT = {"/workflow": {"state": "draft", "events": []}, "/approval": {}}


def steps(*states: str) -> dict[str, Any]:
    events = [{"state": state, "at": f"2026-03-0{day}T08:00:00+07:00"} for day, state in enumerate(states, start=1)]
    return {"/workflow": {"state": states[-1], "events": events}}


@each(
    ("changes", "found"),
    [
        ({}, []),
        ({"/approval": {}}, ["/approval"]),
        (DRAFT, ["/approval"]),
        ({"/approval": {"state": "rejected"}}, ["/approval/state"]),
        ({"/approval/text_sha256": "0" * 64}, []),  # edited: DUNG142 says so
        ({"/approval": {}, "/workflow/state": "withdrawn"}, []),
    ],
)
def test_approval(changes: dict[str, Any], found: list[str]) -> None:
    assert places("DU220", changes) == found


@each(
    ("approval", "fields"),
    [
        ({"state": "approved", "by": "A", "date": "2026-03-10"}, []),
        ({"state": "approved"}, ["who approved", "the day"]),
        ({"state": "rejected", "by": "", "date": "2026-03-10"}, ["who approved"]),
        ({"position": "Giám đốc"}, []),
    ],
)
def test_a_decision_names_who_and_when(approval: dict[str, Any], fields: list[str]) -> None:
    assert [str(found.values["field"]) for found in hits("DU221", {"/approval": approval})] == fields


@each(
    ("changes", "missing"),
    [
        (steps("draft", "compared", "approved"), []),
        (steps("draft", "approved"), ["compared"]),
        (steps("approved", "draft", "compared", "approved"), []),
        (steps("compared", "approved", "draft", "published"), ["compared", "approved"]),
        ({**steps("draft"), "/approval": {}}, []),
    ],
)
def test_steps_of_finished_material(changes: dict[str, Any], missing: list[str]) -> None:
    assert [str(found.values["state"]) for found in hits("DU222", changes)] == missing


def test_every_step_but_the_first_draft_names_a_person() -> None:
    assert places("DU223", steps("draft", "compared")) == ["/workflow/events/1/by"]
    assert places("DU223", steps("draft", "compared", "draft")) == []  # what came before counts no more


@each(
    ("code", "name"),
    [
        ("DU201", "creator"), ("DU202", "publisher"), ("DU203", "date_issued"), ("DU204", "description"),
        ("DU211", "level"),
    ],
)  # fmt: skip
def test_the_mandatory_elements(code: str, name: str) -> None:
    assert places(code) == []
    assert places(code, {f"/{name}": REMOVE}) == [""]


@each("blank", ["   ", "…", ". . .", "\u00a0", "---"])
def test_what_is_given_says_something(blank: str) -> None:
    assert "/description" in places("DU205", {"/description": blank})


def test_cells_of_tables_may_be_empty() -> None:
    table = {"type": "table", "rows": [["Hành vi", ""], ["", "Mức phạt"]]}
    assert places("DU205", {"/content/1": table}) == []


@pytest.mark.parametrize(
    ("description", "thin"),
    [("Tờ gấp kết hôn", True), ("Giúp người dân biết điều kiện kết hôn", False), ("Một hai ba bốn năm", False)],
)
def test_a_description_says_what_for(description: str, thin: bool) -> None:
    assert bool(places("DU206", {"/description": description})) is thin


def test_the_title_again_is_no_description() -> None:
    title = "Kết hôn đúng luật: những điều cần biết"
    assert places("DU206", {"/title": title, "/description": title.upper()}) == ["/description"]


@each(("kind", "needs"), [("to-gap", True), ("hoi-dap", True), ("tieu-pham", False), ("van-ban-hanh-chinh", False)])
def test_which_kinds_need_a_legal_basis(kind: str, needs: bool) -> None:
    assert bool(places("DU208", {"/kind": kind, "/legal_basis": []})) is needs


@each(
    ("level", "place", "found"),
    [
        ("commune", REMOVE, ["/level"]), ("province", REMOVE, ["/level"]), ("central", REMOVE, []),
        ("commune", {"name": "Xã Mẫu"}, []),
    ],
)  # fmt: skip
def test_local_material_names_its_place(level: str, place: Any, found: list[str]) -> None:
    assert places("DU212", {"/level": level, "/place": place}) == found


@pytest.mark.parametrize(
    ("media_type", "needs"),
    [
        ("application/pdf", True), ("image/jpeg", True),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
    ],
)  # fmt: skip
def test_scans_need_a_searchable_copy(media_type: str, needs: bool) -> None:
    changes = {"/files/0/media_type": media_type, "/files/1/role": "content"}
    assert bool(places("DU231", changes)) is needs


def test_pictures_have_words_for_those_who_cannot_see_them() -> None:
    figure = {"type": "figure", "alt": "Hai người trước Ủy ban nhân dân xã"}
    assert places("DU240", {"/content/1": figure}) == []
    assert places("DU240", {"/content/1": {**figure, "alt": "  "}}) == ["/content/1/alt"]
    poster = {
        "path": "derivatives/a.png",
        "role": "infographic",
        "media_type": "image/png",
        "sha256": "0" * 64,
        "bytes": 4,
    }
    assert places("DU240", {"/files/1": poster}) == ["/files/1"]
    for name in ("derivatives/a.png", "data/derivatives/a.png"):
        assert places("DU240", {"/files/1": poster, "/accessibility": {"alt_texts": {name: "Đồ họa"}}}) == []


@pytest.mark.parametrize(
    ("code", "role", "helps"),
    [
        ("DU241", "video", {"captions": ["derivatives/a.vtt"]}), ("DU242", "audio", {"transcript": "Lời đọc"}),
        ("DU242", "video", {"transcript": "Lời đọc"}),
    ],
)  # fmt: skip
def test_sound_has_words(code: str, role: str, helps: dict[str, Any]) -> None:
    medium = {"path": "derivatives/a.bin", "role": role, "media_type": "video/mp4", "sha256": "0" * 64, "bytes": 4}
    assert places(code, {"/files/1": medium}) == ["/files/1"]
    assert places(code, {"/files/1": medium, "/accessibility": helps}) == []


def test_evidence_of_a_part_covers_the_whole() -> None:
    witness = [{"text": "x", "method": "ocr"}]
    assert places("DU252", {"/evidence": {"/title/0": witness, "/number": witness, "/date_issued": witness}}) == []
    assert places("DU252", {"/evidence": {"/titles": witness, "/number": witness, "/date_issued": witness}}) == [
        "/title"
    ]
    assert places("DU252", {"/evidence": {}}) == []  # typed by a person


@pytest.mark.parametrize(
    ("fine", "found"),
    [
        ({"amount_min": 1, "amount_max": None}, []), ({"amount_min": None, "amount_max": None}, ["/content/1"]),
        ({"other": "Cảnh cáo"}, []),
    ],
)  # fmt: skip
def test_a_sanction_says_how_much_or_what(fine: dict[str, Any], found: list[str]) -> None:
    block = {"type": "sanction", "behaviour": "Tảo hôn", "basis": 0, **fine}
    assert places("DU263", {"/content/1": block}) == found


@pytest.mark.parametrize(
    ("code", "block", "pointer"),
    [
        ("DU260", {"type": "question", "text": "Hỏi?"}, "/content/1/answer"),
        ("DU261", {"type": "situation", "text": "Anh A"}, "/content/1/solution"),
        ("DU262", {"type": "sanction", "behaviour": "Tảo hôn"}, "/content/1"),
    ],
)
def test_blocks_are_whole(code: str, block: dict[str, Any], pointer: str) -> None:
    assert places(code, {"/content/1": block}) == [pointer]
    inside = {"type": "clause", "label": "1", "children": [block]}
    assert places(code, {"/content/1": inside}) == [pointer.replace("/content/1", "/content/1/children/0")]


@pytest.mark.parametrize(("language", "speaks"), [("vi", True), ("hmn", False)])
def test_material_for_minorities_in_their_language(language: str, speaks: bool) -> None:
    changes = {"/audiences": ["ethnic-minorities-and-remote"], "/language": language}
    assert bool(places("DU270", changes)) is speaks
