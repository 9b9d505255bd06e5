"""What is told by ear of a record: points and whole texts; nothing is said that the record does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.saying import words
from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.key_points import choose_key_points
from converters.derivatives.telling.bulletin import bulletin
from converters.derivatives.telling.points import Manner, chapter_title, ended, point_sections, said_of, told_points
from converters.derivatives.telling.section import Section
from converters.derivatives.telling.station import Station, WrongStation, read_station
from converters.derivatives.telling.whole_text import told_whole
from converters.derivatives.wording.conditions import Condition
from converters.derivatives.wording.emphasis import Emphasis, money
from tests.each import each
from validators.sharing.record import Record

RECORDS = [alcohol_record(), mediation_record(), bookshelf_record()]


def printed(sections: tuple[Section, ...]) -> str:
    return "\n".join(section.printed for section in sections)


@pytest.mark.parametrize("record", RECORDS)
def test_every_point_is_told_with_its_provision(record: Record) -> None:
    points = choose_key_points(record).points
    sections = told_points(record, points, Manner())
    assert [section.passages[-1].pointer for section in sections[1:-1]] == [point.pointer for point in points]
    for section, point in zip(sections[1:-1], points, strict=True):
        assert point.text.rstrip(".") in section.printed
        assert f"{words.BASIS}: {point.citation}" in section.printed
        if point.emphasis:
            assert point.unsaid_figure in section.printed
            assert all(number in section.printed for number in re.findall(r"\d[\d.]*\d|\d", point.emphasis.full))


def test_conditions_are_told_where_they_change() -> None:
    content = [
        {"type": "heading", "level": 2, "text": "Mức phạt (Điều 7 Nghị định số 168/2024/NĐ-CP)"},
        {"type": "paragraph", "text": "Mức phạt nêu trên áp dụng đối với cá nhân."},
        {"type": "list", "items": ["Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng khi đi xe vào đường cấm.",
                                   "Phạt tiền từ 3.000.000 đồng đến 4.000.000 đồng khi đi xe trên vỉa hè."]},
    ]  # fmt: skip
    record = alcohol_record(content=content)
    points = choose_key_points(record).points
    assert points
    assert all(point.conditions for point in points)
    told = printed(told_points(record, points, Manner()))
    assert told.count("áp dụng đối với cá nhân") == 1
    assert told.index("vỉa hè") < told.index("áp dụng đối với cá nhân"), "“nêu trên” is said behind what it is of"


@each(
    ("condition", "after"),
    [("Mức phạt nêu trên áp dụng với cá nhân.", True), ("Tổ chức vi phạm bị phạt gấp đôi.", False)],
)
def test_what_speaks_of_the_points_above_is_said_behind_the_last_of_them(condition: str, after: bool) -> None:
    held = (Condition("/content/9", condition, "/content"),)
    points = [replace(point, conditions=held) for point in choose_key_points(alcohol_record()).points[:2]]
    told = [[passage.text for passage in section.passages] for section in point_sections(points)]
    assert told[-1 if after else 0][-1 if after else 0] == condition
    assert sum(condition in texts for texts in told) == 1


@each(
    ("text", "figure", "said"),
    [
        ("Phạt từ 1.000.000 đồng đến 3.000.000 đồng.", money((1_000_000, 3_000_000)), True),
        ("Thả vịt ra đường.", money((1_000_000, 3_000_000)), False),
        ("Ít nhất 3 năm một lần, 5 người.", Emphasis("3 – 5", "triệu đồng", is_money=True), False),
        ("Phạt 11.000.000 đồng.", money((1_000_000,)), False),
    ],
)
def test_a_number_is_not_told_twice(text: str, figure: Emphasis, said: bool) -> None:
    point = replace(choose_key_points(alcohol_record()).points[0], text=text, emphasis=figure)
    assert (point.unsaid_figure == "") is said
    assert said_of(point).startswith(f"{point.heading}: {text if said else figure.full}")


@each("draft", [False, True])
@each("synthetic", [False, True])
def test_drafts_and_synthetic_voices_say_so(draft: bool, synthetic: bool) -> None:
    record = mediation_record()
    for sections in (
        told_points(record, choose_key_points(record).points, Manner(draft, synthetic)),
        told_whole(record, Manner(draft, synthetic)).sections,
    ):
        assert (words.DRAFT_BANNER in sections[0].printed) == draft == (words.DRAFT_BANNER in sections[-1].printed)
        assert (words.SYNTHETIC_VOICE_SAID in sections[0].printed) == synthetic


def test_generated_text_is_said_to_be() -> None:
    sections = told_whole(mediation_record(ai={"generated": True}), Manner()).sections
    assert words.AI_NOTICE in sections[0].printed


@pytest.mark.parametrize("record", RECORDS)
def test_the_whole_text_is_told_and_accounted_for(record: Record) -> None:
    whole = told_whole(record, Manner())
    told = printed(whole.sections).casefold()
    for block in record.content:
        for text in (getattr(block, "text", None), *getattr(block, "items", ())):
            assert text is None or text.casefold() in told
    assert not whole.account.left_out


def test_what_is_no_text_is_not_told() -> None:
    content = [
        {"type": "letterhead", "lines": ["ỦY BAN NHÂN DÂN XÃ BÌNH SƠN"]},
        {"type": "paragraph", "text": "Mọi người được biết."},
        {"type": "furniture", "text": "Trang 1", "pages": [1]},
        {"type": "aside", "of": "notes", "page": 1, "content": [{"type": "paragraph", "text": "Nhớ hỏi lại."}]},
        {"type": "closing", "lines": ["Nơi nhận: như trên"]},
    ]
    whole = told_whole(mediation_record(content=content), Manner())
    told = printed(whole.sections)
    assert "Mọi người được biết." in told
    for words_of_paper in ("BÌNH SƠN", "Trang 1", "Nhớ hỏi lại", "Nơi nhận"):
        assert words_of_paper not in told
    reasons = {one.pointer: one.reason for one in whole.account.left_out}
    assert reasons["/content/0"] is Reason.NO_STATEMENT
    assert reasons["/content/3"] is Reason.ASIDE


def test_a_table_is_told_row_by_row_under_the_names_of_its_columns() -> None:
    content = [
        {
            "type": "table", "header_rows": 1, "caption": "Bảng mức phạt",
            "rows": [["Hành vi", "Mức phạt"], ["Đi vào đường cấm", "1.000.000 đồng"], ["Không đội mũ", ""]],
        }
    ]  # fmt: skip
    told = printed(told_whole(mediation_record(content=content), Manner()).sections)
    assert "Bảng mức phạt.\nHành vi: Đi vào đường cấm; Mức phạt: 1.000.000 đồng.\nHành vi: Không đội mũ." in told


def test_articles_open_chapters_and_keep_their_numbers() -> None:
    clause = {"type": "clause", "label": "1", "marker": "1.", "text": "Mọi người có quyền được biết."}
    article = {"type": "article", "label": "5", "marker": "Điều 5.", "title": "Quyền", "children": [clause]}
    sections = told_whole(mediation_record(content=[article]), Manner()).sections
    assert [section.title for section in sections][1:-1] == ["Điều 5. Quyền"]
    assert sections[1].printed == "Điều 5. Quyền.\n1. Mọi người có quyền được biết."


@each(
    ("text", "said"), [("Cấm", "Cấm."), ("Gồm:", "Gồm:"), ("Được không?", "Được không?"), ("(khoản 2)", "(khoản 2).")]
)
def test_a_sentence_ends(text: str, said: str) -> None:
    assert ended(text) == said


def test_a_title_is_cut_between_words() -> None:
    title = chapter_title("Đề cương giới thiệu " * 10)
    assert len(title) <= 81
    assert title.endswith(("thiệu…", "cương…", "giới…"))


def test_a_sum_is_said_once() -> None:
    (point, *_) = choose_key_points(bookshelf_record()).points[2:]
    assert point.emphasis
    assert said_of(point).count("3 triệu đồng") <= 2


def lengths(sections: object) -> float:
    return sum(len(section.printed) for section in sections) / 15  # type: ignore[attr-defined]


def test_a_bulletin_is_read_twice_between_the_words_of_the_station() -> None:
    record = mediation_record()
    station = Station(opening="Đây là Đài xã Bình Sơn", closing="Chào tạm biệt.", minutes=30)
    told = bulletin(record, choose_key_points(record), station, Manner(), lengths)
    text = printed(told.sections)
    assert text.startswith("Đây là Đài xã Bình Sơn.\n")
    assert text.endswith("Chào tạm biệt.")
    assert text.count(words.ONCE_MORE) == 1
    for point in told.points.points:
        assert text.count(f"{words.BASIS}: {point.citation}.") == 2


def test_a_short_bulletin_leaves_the_least_out_and_says_so() -> None:
    record = mediation_record()
    points = choose_key_points(record)
    told = bulletin(record, points, Station(minutes=1.2), Manner(), lengths)
    assert len(told.points.points) < len(points.points)
    assert told.points.account.left_out != points.account.left_out
    assert told.seconds <= 1.2 * 60 or len(told.points.points) == points.fewest


def test_no_fine_is_left_out_for_want_of_time() -> None:
    record = alcohol_record()
    told = bulletin(record, choose_key_points(record), Station(minutes=0.5), Manner(), lengths)
    assert len(told.points.points) == 6
    assert told.seconds > 30


def test_a_profile_of_a_station(tmp_path: Path) -> None:
    profile = tmp_path / "station.toml"
    profile.write_text('name = "Đài xã Bình Sơn"\nminutes = 3\nreadings = 1\nloudness = "podcast"\n', encoding="utf-8")
    station = read_station(profile)
    assert (station.name, station.minutes, station.readings, station.loudness) == ("Đài xã Bình Sơn", 3, 1, "podcast")


@each(
    "written",
    ["name = ", 'size = "large"', "minutes = 0", "minutes = 900", "readings = 9", "name = 5", 'loudness = "loud"',
     'minutes = "5"'],
)  # fmt: skip
def test_a_profile_that_cannot_be(written: str, tmp_path: Path) -> None:
    profile = tmp_path / "station.toml"
    profile.write_text(written, encoding="utf-8")
    with pytest.raises(WrongStation):
        read_station(profile)
