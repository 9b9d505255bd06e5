"""What is exported stands in the record, keeps its place, and changes only where the record changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from converters.exports import chunks
from converters.exports.chunks import LONGEST, chunks_of
from converters.exports.kinds import EXPORTS
from converters.exports.material import Mark, Material, marks_of
from converters.exports.questions import contest_item, questions_of, triple
from converters.progress import Silent
from converters.records.parts.passages import passages_of
from validators.sharing.record import Record

SENTENCE = "Người có hành vi này thì bị phạt tiền theo quy định của pháp luật. "


def record_of(*content: dict[str, Any], **changed: Any) -> Record:
    return Record.model_validate(
        {
            "schema_version": "1.1", "identifier": "urn:uuid:9fd513f7-af16-532d-8e3a-2a717e8da9da",
            "title": "Tài liệu mẫu", "kind": "to-gap", "language": "vi", "content": list(content), **changed,
        }
    )  # fmt: skip


def unit(
    kind: str, label: str, text: str | None = None, *children: dict[str, Any], title: str | None = None
) -> dict[str, Any]:
    return {"type": kind, "label": label, "title": title, "text": text, "children": list(children)}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def heading(text: str, level: int = 1) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": text}


ACT = (
    unit(
        "chapter", "I", None,
        unit("article", "1", "Nghị định này quy định:",
             unit("clause", "1", "Mức phạt:", unit("point", "a", "Phạt một."), unit("point", "b", "Phạt hai.")),
             unit("clause", "2", "Khoản hai."), title="Phạm vi"),
        unit("article", "2", "Điều hai nói theo khoản 1 Điều 1."),
        title="QUY ĐỊNH CHUNG",
    ),
)  # fmt: skip


def given_out(*content: dict[str, Any], **changed: Any) -> list[dict[str, Any]]:
    return list(chunks_of(Material(record_of(*content, **changed), Path("goi"))))


class TestChunks:
    def test_a_clause_stands_with_its_points_and_knows_its_place(self) -> None:
        found = given_out(*ACT)
        assert [(one["locator"], one["text"]) for one in found] == [
            ({"article": "1"}, "Điều 1. Phạm vi\nNghị định này quy định:"),
            ({"article": "1", "clause": "1"}, "1. Mức phạt:\na) Phạt một.\nb) Phạt hai."),
            ({"article": "1", "clause": "2"}, "2. Khoản hai."),
            ({"article": "2"}, "Điều 2. Điều hai nói theo khoản 1 Điều 1."),
        ]
        assert found[1]["headings"] == ["Chương I. QUY ĐỊNH CHUNG", "Điều 1. Phạm vi"]
        assert [one["parent"] for one in found] == [None, found[0]["id"], found[0]["id"], None]
        assert all((left["next"], right["previous"]) == (right["id"], left["id"]) for left, right in pairwise(found))

    def test_a_long_clause_is_cut_at_its_points_and_a_long_point_between_sentences(self) -> None:
        long = SENTENCE * (LONGEST // len(SENTENCE) + 3)
        found = given_out(unit("article", "5", None, unit("clause", "1", "Phạt:", unit("point", "a", long.strip()),
                                                          unit("point", "b", "Ngắn.")), title="Dài"))  # fmt: skip
        places = [(one["locator"].get("point"), one["part"]) for one in found]
        assert places == [(None, None), (None, None), ("a", [1, 2]), ("a", [2, 2]), ("b", None)]
        assert all(len(one["text"]) <= LONGEST for one in found)
        assert " ".join(one["text"] for one in found[2:4]) == f"a) {long.strip()}"
        assert len({one["id"] for one in found}) == len(found)

    def test_a_point_keeps_the_paragraphs_below_it(self) -> None:
        """Where its clause is too long for one, too."""
        point = unit("point", "a", "Hồ sơ gồm:", paragraph("Đơn." * 99), paragraph("Bản sao." * 60))
        clause = unit("clause", "2", "Làm thế này:", point, paragraph("Chung."), unit("point", "b", SENTENCE * 20))
        found = given_out(unit("article", "6", None, clause, title="Lệ phí"))
        assert [(one["locator"].get("point"), one["part"], one["text"][:10]) for one in found[1:]] == [
            (None, None, "2. Làm thế"), ("a", None, "a) Hồ sơ g"), (None, None, "Chung."), ("b", None, "b) Người c"),
        ]  # fmt: skip
        assert found[2]["text"].endswith("Bản sao.")
        assert [one["parent"] for one in found[1:]] == [found[0]["id"], *[found[1]["id"]] * 3]

    def test_a_long_unit_is_parted_between_its_paragraphs(self) -> None:
        held = [paragraph(f"{number}. {SENTENCE * 12}".strip()) for number in range(5)]
        found = given_out(unit("article", "1", None, unit("clause", "10", "Sửa như sau:", *held), title="Sửa đổi"))[1:]
        assert [one["part"] for one in found] == [[1, 3], [2, 3], [3, 3]]
        assert {tuple(one["locator"].items()) for one in found} == {(("article", "1"), ("clause", "10"))}
        assert all(line in {one["text"] for one in held} for chunk in found for line in chunk["text"].split("\n")[1:])
        assert "\n".join(one["text"] for one in found).count("\n") == len(held)

    def test_units_of_one_number_keep_what_is_theirs(self) -> None:
        twice = [unit("clause", "1", words, unit("point", "a", f"{words} a")) for words in ("Một", "Hai")]
        found = given_out(unit("article", "1", None, *twice, title="Hai lần"))
        assert [one["text"] for one in found[1:]] == ["1. Một\na) Một a", "1. Hai\na) Hai a"]

    @given(st.lists(st.integers(1, 700), min_size=1, max_size=40), st.integers(0, 39), st.integers(1, 500))
    @example([250] * 9, 0, 200)
    def test_words_put_right_change_no_chunk_but_their_own(self, sizes: list[int], place: int, more: int) -> None:
        """It may have to be divided; no border moves outside it."""
        held = [f"{place:03} {'x' * size}" for place, size in enumerate(sizes)]
        place %= len(held)
        before = given_out(heading("A"), *map(paragraph, held))
        longer = [*held[:place], f"{held[place]} {'y' * more}", *held[place + 1 :]]
        after = {one["id"]: one["text"] for one in given_out(heading("A"), *map(paragraph, longer))}
        others = [one for one in before if held[place] not in one["text"].split("\n")]
        assert len(others) == len(before) - 1
        assert all(after[one["id"]] == one["text"] for one in others)

    def test_a_heading_with_nothing_below_it_is_not_lost(self) -> None:
        found = given_out(heading("Phụ lục"), heading("I. Tình hình", 2), paragraph("Tốt."),
                          heading("II. Kiến nghị", 2), heading("Mẫu 2"), heading("Tên cơ quan", 3))  # fmt: skip
        assert [(one["kind"], one["headings"], one["text"]) for one in found] == [
            ("paragraph", ["Phụ lục", "I. Tình hình"], "Tốt."), ("heading", ["Phụ lục"], "II. Kiến nghị"),
            ("heading", ["Mẫu 2"], "Tên cơ quan"),
        ]  # fmt: skip

    def test_a_chapter_that_holds_nothing_is_not_lost(self) -> None:
        found = given_out(unit("part", "1", None, unit("chapter", "I", title="CHUNG")), unit("chapter", "II", "Lời."))
        assert [(one["kind"], one["headings"], one["text"]) for one in found] == [
            ("chapter", ["Phần 1"], "Chương I. CHUNG"), ("paragraph", ["Chương II"], "Lời."),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "put_right", ["II. QUYỀN CỦA DÂN", "II . Quyên cũa dan"], ids=["one word", "all its words and its sign"]
    )
    def test_a_heading_put_right_renames_no_chunk(self, put_right: str) -> None:
        """Neither those below it, nor, by their neighbours, those beside it."""

        def read(second: str, third: str) -> list[dict[str, Any]]:
            return given_out(heading("I. CHUNG"), paragraph("Một."), heading(second), heading("Lưu ý", 2),
                             paragraph("Hai."), heading(third, 2), paragraph("Ba."), heading("III. CUỐI"),
                             paragraph("Bốn."))  # fmt: skip

        before, after = read("II. QUYỀN CỦA DẦN", "Ghi nhở"), read(put_right, "Ghi nhớ")
        assert [one["id"] for one in after] == [one["id"] for one in before]
        changed = [left["text"] for left, right in zip(before, after, strict=True)
                   if {**left, "record_sha256": ""} != {**right, "record_sha256": ""}]  # fmt: skip
        assert changed == ["Hai.", "Ba."]

    def test_a_heading_taken_away_renames_none_below_a_number_of_its_own(self) -> None:
        content = (heading("Nhiễu"), heading("I. MỘT"), paragraph("Một."), heading("II. HAI"), paragraph("Hai."))
        before, after = given_out(*content), given_out(*content[1:])
        assert [one["id"] for one in after] == [one["id"] for one in before if one["kind"] != "heading"]

    def test_headings_of_one_number_have_chunks_of_their_own(self) -> None:
        found = given_out(*[one for _ in range(3) for one in (heading("1. Một", 2), paragraph("Chữ."), heading("A"))])
        assert len({one["id"] for one in found}) == len(found)

    def test_a_row_of_a_table_is_one_line_whatever_lines_its_cells_have(self) -> None:
        table = {"type": "table", "rows": [["Đơn\nvị", "Số"], ["", ""], ["Xã", "1\n2"]], "header_rows": 1}
        assert [one["text"] for one in given_out(table)] == ["Đơn vị | Số\nXã | 1 2"]

    @pytest.mark.parametrize(("marker", "line"), [("18.²", "18.² Cổng."), ("5¹²", "5¹². Cổng."), ("a)*", "a)* Cổng.")])
    def test_the_number_of_a_note_is_not_the_end_of_what_opens_a_clause(self, marker: str, line: str) -> None:
        found = given_out({**unit("clause", "18", "Cổng."), "marker": marker})
        assert [one["text"] for one in found] == [line]

    def test_paragraphs_of_one_heading_stand_together_and_of_two_do_not(self) -> None:
        found = given_out(heading("I. Chung"), paragraph("Một."), paragraph("Hai."), heading("1. Riêng", 2),
                          paragraph("Ba."), heading("II. Sau"), paragraph("Bốn."))  # fmt: skip
        assert [(one["headings"], one["text"]) for one in found] == [
            (["I. Chung"], "Một.\nHai."), (["I. Chung", "1. Riêng"], "Ba."), (["II. Sau"], "Bốn."),
        ]  # fmt: skip

    def test_what_the_paper_bears_and_what_was_made_of_the_text_is_not_given(self) -> None:
        found = given_out(
            {"type": "letterhead", "lines": ["ỦY BAN"]}, paragraph("Chữ."),
            {"type": "furniture", "text": "2", "pages": [2]},
            {"type": "sanction", "behaviour": "Đốt pháo", "amount_min": 1}, {"type": "right", "text": "Được"},
            {"type": "aside", "of": "notes", "content": [paragraph("Ghi chú.")]},
        )  # fmt: skip
        assert [(one["kind"], one["text"]) for one in found] == [("paragraph", "Chữ."), ("notes", "Ghi chú.")]

    def test_a_correction_changes_the_chunk_it_touches_and_no_other(self) -> None:
        before = given_out(*ACT)
        corrected = unit(
            "chapter", "I", None, *ACT[0]["children"][:1], unit("article", "2", "Đã sửa."), title="QUY ĐỊNH CHUNG"
        )
        after = given_out(corrected)
        assert [one["id"] for one in before] == [one["id"] for one in after]
        changed = [left["id"] for left, right in zip(before, after, strict=True)
                   if {**left, "record_sha256": ""} != {**right, "record_sha256": ""}]  # fmt: skip
        assert changed == [before[-1]["id"]]

    def test_acts_named_in_a_chunk_come_with_role_and_validity(self) -> None:
        basis = {
            "text": "Nghị định số 282/2025/NĐ-CP", "role": "mentioned",
            "act": {"type": "nghi-dinh", "number": "282/2025/NĐ-CP"},
            "validity": {"state": "in-force", "as_of": "2026-03-01", "source": "sổ của cơ quan"},
        }  # fmt: skip
        with_it, without = given_out(
            heading("A"), paragraph("Theo Nghị định số 282/2025/NĐ-CP thì phạt."), heading("B"), paragraph("Không."),
            legal_basis=[basis],
        )  # fmt: skip
        (cited,) = with_it["citations"]
        assert (cited["number"], cited["role"]) == ("282/2025/NĐ-CP", "mentioned")
        assert cited["validity"] == {"state": "in-force", "as_of": "2026-03-01", "source": "sổ của cơ quan"}
        assert without["citations"] == []

    def test_what_was_decided_of_the_record_comes_along(self) -> None:
        approval = {"state": "approved", "by": "Lê Thị Mẫu", "position": "Trưởng phòng", "date": "2026-03-10"}
        (chunk,) = given_out(paragraph("Chữ."), approval=approval)
        assert chunk["approval"] == {
            "state": "approved", "date": "2026-03-10", "position": "Trưởng phòng", "document": None,
        }  # fmt: skip
        assert given_out(paragraph("Chữ."))[0]["approval"] is None
        assert given_out(paragraph("Chữ."), approval={"by": "Lê Thị Mẫu"})[0]["approval"] is None

    def test_one_place_of_two_acts_is_told_by_the_page_or_not_at_all(self) -> None:
        acts = [{"text": "khoản 1 Điều 5", "act": {"number": number}} for number in ("1/2020/NĐ-CP", "2/2021/NĐ-CP")]

        def read_on(page: int) -> list[dict[str, Any]]:
            return [{"page": page, "text": "khoản 1 Điều 5", "method": "ocr"}]

        content = (
            heading("A"),
            paragraph("Phạt theo khoản 1 Điều 5."),
            heading("B"),
            paragraph("Cũng khoản 1 Điều 5."),
        )
        evidence = {
            "/content/1": read_on(1),
            "/content/3": read_on(2),
            "/legal_basis/0": read_on(1),
            "/legal_basis/1": read_on(2),
        }
        found = given_out(*content, legal_basis=acts, evidence=evidence)
        assert [[one["number"] for one in chunk["citations"]] for chunk in found] == [
            ["1/2020/NĐ-CP"],
            ["2/2021/NĐ-CP"],
        ]
        assert [chunk["pages"] for chunk in found] == [[1], [2]]
        assert all(chunk["citations"] == [] for chunk in given_out(*content, legal_basis=acts))

    @given(st.recursive(
        st.builds(paragraph, st.text("aăâđ. ;", min_size=1, max_size=3000).filter(str.strip)),
        lambda inner: st.builds(lambda kind, label, text, children: unit(kind, label, text, *children),
                                st.sampled_from(["article", "clause", "point"]), st.sampled_from("123"),
                                st.none() | st.text("aăâđ. ;", min_size=1, max_size=3000).filter(str.strip),
                                st.lists(inner, max_size=3)), max_leaves=8).map(lambda block: [block]))  # fmt: skip
    def test_every_line_stands_in_the_record_and_none_is_lost(self, content: list[dict[str, Any]]) -> None:
        record = record_of(*content)
        found = list(chunks_of(Material(record, Path("goi"))))
        whole = "\n".join(passage.text for passage in passages_of(record))
        letters = "".join(whole.split())
        assert "".join("".join(one["text"].split()) for one in found) == letters
        assert all(hashlib.sha256(one["text"].encode()).hexdigest() == one["text_sha256"] for one in found)
        assert len({one["id"] for one in found}) == len(found)


QUESTION = {
    "type": "question", "marker": "Câu 1.", "text": "Đốt pháo bị phạt bao nhiêu?", "answer": [
        paragraph("Theo khoản 1 Điều 5 Nghị định số 282/2025/NĐ-CP: phạt tiền."),
        {"type": "list", "items": ["- một;", "- hai."]},
    ],
}  # fmt: skip
BASIS = {"text": "khoản 1 Điều 5 Nghị định số 282/2025/NĐ-CP", "act": {"number": "282/2025/NĐ-CP"},
         "locator": {"article": "5", "clause": "1"}}  # fmt: skip


class TestQuestions:
    def test_a_question_has_its_answer_and_its_provision(self) -> None:
        material = Material(record_of(QUESTION, legal_basis=[BASIS]), Path("goi"), (Mark.DRAFT,))
        (asked,) = questions_of(material)
        item = contest_item(asked)
        assert item["question"] == "Đốt pháo bị phạt bao nhiêu?"
        assert item["relevant_articles"] == [{"law_id": "282/2025/NĐ-CP", "article_id": "5"}]
        told = triple(asked, material)
        assert told["answer"].endswith("- một;\n- hai.")
        assert (told["marks"], told["standing"]) == (["draft"], "draft")

    def test_a_question_without_answer_is_none(self) -> None:
        assert list(questions_of(Material(record_of({**QUESTION, "answer": []}), Path("goi")))) == []

    def test_words_that_mean_two_acts_name_none(self) -> None:
        twice = [BASIS, {**BASIS, "act": {"number": "1/2020/NĐ-CP"}}]
        (asked,) = questions_of(Material(record_of(QUESTION, legal_basis=twice), Path("goi")))
        assert asked.citations == ()


class TestFiles:
    def test_both_shapes_are_json(self, tmp_path: Path) -> None:
        import json

        materials = [
            Material(record_of(QUESTION, legal_basis=[BASIS]), Path("a")),
            Material(record_of(*ACT), Path("b")),
        ]
        written = EXPORTS["qa"][".json"].write(materials, tmp_path / "a.json", Silent())
        contest = json.loads((tmp_path / "a.json").read_text("utf-8"))
        assert (contest["_count_"], len(contest["items"]), written.pieces) == (1, 1, 1)
        EXPORTS["chunks"][".jsonl"].write(materials, tmp_path / "c.jsonl", Silent())
        assert len([json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()]) == 5

    def test_what_was_there_stays_when_it_cannot_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "c.jsonl"
        target.write_text("before", "utf-8")

        def broken(record: Record) -> list[Any]:
            raise OSError(28, "full")

        monkeypatch.setattr(chunks, "passages_of", broken)
        with pytest.raises(OSError, match="full"):
            EXPORTS["chunks"][".jsonl"].write([Material(record_of(*ACT), Path("b"))], target, Silent())
        assert target.read_text("utf-8") == "before"
        assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("changed", "personal", "marks"),
    [
        ({}, False, ("draft",)),
        ({"workflow": {"state": "withdrawn"}}, True, ("withdrawn", "personal")),
        ({"legal_basis": [{"text": "Luật A", "act": {"expires_on": "2026-01-01"}}]}, False, ("draft", "expired")),
        (
            {"legal_basis": [{"text": "Luật A", "role": "repealed", "act": {"expires_on": "2026-01-01"}}]},
            False,
            ("draft",),
        ),
    ],
)
def test_marks(changed: dict[str, Any], personal: bool, marks: tuple[str, ...]) -> None:
    assert marks_of(record_of(paragraph("x"), **changed), dt.date(2026, 3, 15), personal=personal) == marks
