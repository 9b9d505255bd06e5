"""Exports where a record is empty, odd or long: nothing invented, nothing lost, every file readable."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.exports.chunks import LONGEST, chunks_of
from converters.exports.columns import TABLES
from converters.exports.dataset import TableFacts
from converters.exports.dataset_card import card, croissant
from converters.exports.kinds import EXPORTS
from converters.exports.material import Mark, Material
from converters.exports.questions import contest_item, questions_of, triple
from converters.exports.writing import MADE, Names, NotOurFolder, new_folder
from converters.progress import Silent
from converters.records.crosswalks.ead import EAD, to_ead
from converters.records.crosswalks.json_ld import from_json_ld, to_json_ld
from converters.records.parts.attached import attached_texts
from converters.records.parts.passages import passages_of
from tests.each import each
from validators.sharing.record import Record


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def heading(text: str, level: int = 1) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": text}


def article(label: str, *children: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"type": "article", "label": label, "text": f"Điều {label} nói.", "children": list(children), **more}


def clause(label: str, text: str, *children: dict[str, Any]) -> dict[str, Any]:
    return {"type": "clause", "label": label, "text": text, "children": list(children)}


def question(text: str, *answer: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"type": "question", "text": text, "answer": list(answer), **more}


def record_of(*content: dict[str, Any], **changed: Any) -> Record:
    return Record.model_validate(
        {
            "identifier": "urn:uuid:0a1b2c3d-0000-4000-8000-000000000001", "title": "Tài liệu mẫu", "kind": "to-gap",
            "content": list(content), **changed,
        }
    )  # fmt: skip


def material(*content: dict[str, Any], **changed: Any) -> Material:
    return Material(record_of(*content, **changed), Path("goi"))


def cited(text: str, number: str | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, "act": {"number": number}, **more}


EMPTY = material()


class TestEmptyRecords:
    @pytest.mark.parametrize(
        ("kind", "ending", "pieces"),
        [("chunks", ".jsonl", 0), ("qa", ".json", 0), ("qa", ".jsonl", 0), ("dublin-core", ".xml", 1),
         ("json-ld", ".jsonld", 1), ("ead", ".xml", 1), ("akoma-ntoso", ".xml", 1), ("xlsx", ".xlsx", 1)],
    )  # fmt: skip
    def test_a_record_without_text_is_written(self, kind: str, ending: str, pieces: int, tmp_path: Path) -> None:
        written = EXPORTS[kind][ending].write([EMPTY], tmp_path / f"ra{ending}", Silent())
        assert (written.pieces, written.files) == (pieces, (tmp_path / f"ra{ending}",))
        content = (tmp_path / f"ra{ending}").read_bytes()
        if ending == ".xml":
            assert len(ET.fromstring(content)) > 0
        elif ending in {".json", ".jsonld"}:
            assert json.loads(content)

    @pytest.mark.parametrize("kind", [kind for kind, forms in EXPORTS.items() for ending in forms if ending == ""])
    def test_no_records_make_an_empty_folder_of_ours(self, kind: str, tmp_path: Path) -> None:
        if kind == "dataset":
            pytest.importorskip("pyarrow")
        assert EXPORTS[kind][""].write([], tmp_path / "ra", Silent()).pieces == 0
        assert EXPORTS[kind][""].write([], tmp_path / "ra", Silent()).pieces == 0
        assert (tmp_path / "ra" / MADE).is_file()

    def test_no_questions_make_a_list_of_none(self, tmp_path: Path) -> None:
        EXPORTS["qa"][".json"].write([], tmp_path / "a.json", Silent())
        assert json.loads((tmp_path / "a.json").read_bytes()) == {"_name_": "pbgdpl", "items": [], "_count_": 0}


class TestPassages:
    @pytest.mark.parametrize(
        ("block", "lines"),
        [
            ({"type": "list", "items": ["- một", "- hai"]}, ["- một", "- hai"]),
            ({"type": "table", "rows": [["a", ""], ["", "b"]], "caption": "Bảng 1"}, ["Bảng 1", "a | ", " | b"]),
            ({"type": "figure", "caption": "Hình 1", "alt": "mô tả"}, ["Hình 1"]),
            (question("Ai?", paragraph("Dân."), marker="Câu 1", answer_marker="Trả lời"),
             ["Câu 1. Ai?", "Trả lời: Dân."]),
            (question("Ai?", heading("Đáp"), clause("1", "Dân.")), ["Ai?", "Đáp", "1. Dân."]),
            (article("5", title="Phạm vi"), ["Điều 5. Phạm vi", "Điều 5 nói."]),
            (article("5", marker="Điều 5:"), ["Điều 5: Điều 5 nói."]),
        ],
    )  # fmt: skip
    def test_a_block_has_its_lines(self, block: dict[str, Any], lines: list[str]) -> None:
        assert list(passages_of(record_of(block))[0].lines) == lines

    @pytest.mark.parametrize(
        "block",
        [{"type": "figure", "alt": "mô tả"}, {"type": "stamp", "text": "MẬT", "pages": [1]},
         {"type": "watermark", "text": "Bản thảo", "pages": [1]}, {"type": "deadline", "text": "5 ngày"},
         heading("TÀI LIỆU MẪU")],
        ids=["figure", "stamp", "watermark", "deadline", "title"],
    )  # fmt: skip
    def test_what_is_no_text_of_its_own_is_no_passage(self, block: dict[str, Any]) -> None:
        assert passages_of(record_of(block)) == []

    def test_a_heading_ends_those_below_it_and_an_aside_begins_anew(self) -> None:
        hidden = {"type": "aside", "of": "hidden-page", "content": [heading("Ẩn"), paragraph("3")]}
        found = passages_of(record_of(heading("A"), heading("a", 3), paragraph("1"), heading("b", 2), paragraph("2"),
                                      hidden, heading("B"), paragraph("4")))  # fmt: skip
        assert [(one.text, one.headings, one.aside) for one in found] == [
            ("1", ("A", "a"), None), ("2", ("A", "b"), None), ("3", ("A", "b", "Ẩn"), "hidden-page"),
            ("4", ("B",), None),
        ]  # fmt: skip


@st.composite
def contents(draw: st.DrawFn) -> list[dict[str, Any]]:
    texts = st.text("aă. ", min_size=1, max_size=900).filter(lambda text: bool(text.strip()))
    block = (
        st.builds(paragraph, texts)
        | st.builds(heading, st.sampled_from(["I", "II"]), st.integers(1, 3))
        | st.builds(lambda label, text: article(label, clause("1", text)), st.sampled_from("12"), texts)
        | st.builds(lambda text: question("Hỏi?", paragraph(text)), texts)
    )
    return draw(st.lists(block, max_size=6))


class TestChunks:
    @given(contents())
    def test_chunks_are_a_chain_of_known_names(self, content: list[dict[str, Any]]) -> None:
        found = list(chunks_of(material(*content)))
        ids = [one["id"] for one in found]
        assert len(set(ids)) == len(ids)
        assert [(one["previous"], one["next"]) for one in found] == list(
            zip([None, *ids][:-1], [*ids, None][1:], strict=True)
        )
        assert all(one["parent"] is None or one["parent"] in ids for one in found)
        assert all(one["text_sha256"] == hashlib.sha256(one["text"].encode()).hexdigest() for one in found)
        assert all(set(one) == {column.name for column in TABLES["chunks"]} for one in found)

    @given(st.lists(st.integers(1, 120), min_size=1, max_size=60))
    def test_parts_are_whole_sentences_none_too_long_and_none_lost(self, lengths: list[int]) -> None:
        sentences = [f"Câu {'a' * length}." for length in lengths]
        found = list(chunks_of(material(paragraph(" ".join(sentences)))))
        assert " ".join(one["text"] for one in found) == " ".join(sentences)
        assert all(len(one["text"]) <= LONGEST and one["text"].endswith(".") for one in found)
        if len(found) > 1:
            assert [one["part"] for one in found] == [[at, len(found)] for at in range(1, len(found) + 1)]
            assert all(len(a["text"]) + len(b["text"]) >= LONGEST // 2 for a, b in pairwise(found))
        else:
            assert found[0]["part"] is None

    @each("between", ["  ", "\u00a0", "\t ", "\n", "\n\n"])
    def test_what_parts_sentences_stays_as_it_is_printed(self, between: str) -> None:
        whole = between.join(f"Người dân khu {number} nộp phiếu số {number}." for number in range(120))
        texts = [one["text"] for one in chunks_of(material(paragraph(whole)))]
        assert len(texts) > 1
        assert all(text in whole and len(text) <= LONGEST for text in texts)
        assert "".join(texts).count("nộp phiếu") == 120

    def test_a_correction_moves_no_border_of_what_was_cut(self) -> None:
        sentences = [f"Câu số {number} có {'a' * (number * 37 % 90)} chữ." for number in range(150)]
        points = [{"type": "paragraph", "text": " ".join(sentences[at : at + 9])} for at in range(0, 150, 9)]

        def texts(cut: list[str], below: list[dict[str, Any]]) -> dict[str, str]:
            clause = {"type": "clause", "label": "1", "text": "Như sau:", "children": below}
            found = chunks_of(
                material(paragraph(" ".join(cut)), {"type": "article", "label": "1", "children": [clause]})
            )
            return {one["id"]: one["text"] for one in found}

        before = texts(sentences, points)
        assert len(before) > 10
        for at in range(0, 150, 30):
            changed = texts([*sentences[:at], sentences[at].replace("Câu", "Câuu"), *sentences[at + 1 :]], points)
            assert sum(changed.get(name) != text for name, text in before.items()) == 1
            assert len(changed) == len(before)
        for at, point in list(enumerate(points))[::4]:
            mended = [*points[:at], paragraph(point["text"].replace("Câu", "Câuu", 1)), *points[at + 1 :]]
            changed = texts(sentences, mended)
            assert sum(changed.get(name) != text for name, text in before.items()) == 1

    def test_a_word_without_an_end_is_never_cut(self) -> None:
        (found,) = chunks_of(material(paragraph("a" * (LONGEST + 1))))
        assert (len(found["text"]), found["part"]) == (LONGEST + 1, None)

    def test_a_copy_of_a_record_has_other_names_and_a_mark_changes_none(self) -> None:
        def names(**changed: Any) -> list[str]:
            return [one["id"] for one in chunks_of(material(paragraph("Chữ."), **changed))]

        assert names() == names(title="Tên khác", kind="sach")
        assert names() != names(identifier="urn:uuid:0a1b2c3d-0000-4000-8000-000000000002")

    def test_pages_and_boxes_are_those_of_its_own_words(self) -> None:
        read = {"text": "x", "method": "ocr"}
        evidence = {
            "/content/0": [{**read, "page": 3, "box": [1, 2, 3, 4]}, {**read, "page": 1}],
            "/content/1/answer/0": [{**read, "page": 4}],
            "/title": [{**read, "page": 9}],
        }
        first, second = chunks_of(material(paragraph("Một."), question("Ai?", paragraph("Dân.")), evidence=evidence))
        assert (first["pages"], first["boxes"]) == ([1, 3], [{"page": 3, "box": [1, 2, 3, 4]}])
        assert (second["pages"], second["boxes"]) == ([4], [])

    @pytest.mark.parametrize(
        ("changed", "role"),
        [({}, None), ({"number": "1/2026/NĐ-CP"}, None), ({"kind": "van-ban-quy-pham"}, None),
         ({"number": "1/2026/NĐ-CP", "kind": "van-ban-quy-pham"}, "own")],
    )  # fmt: skip
    def test_only_an_act_with_a_number_is_an_act(self, changed: dict[str, Any], role: str | None) -> None:
        (found,) = chunks_of(material(article("1"), **changed))
        assert (found["act"] and found["act"]["role"]) == role


@pytest.mark.parametrize(
    ("content", "attached"),
    [
        ([], {}),
        ([article("1"), article("1")], {}),
        ([article("1"), heading("MẪU"), article("1")], {1: "MẪU", 2: "MẪU"}),
        ([article("1"), heading("MẪU"), paragraph("x")], {}),
        ([article("1"), heading("MẪU"), heading("phần", 2), article("1")], {1: "MẪU", 2: "MẪU", 3: "MẪU"}),
        ([heading("I"), article("1"), heading("II"), article("2"), heading("QUY CHẾ"), article("2")],
         {4: "QUY CHẾ", 5: "QUY CHẾ"}),
        ([article("1", article("1"))], {}),
        ([article("1", clause("1", "Sửa:", article("3"))), heading("II"), article("3")], {}),
    ],
    ids=["nothing", "no heading", "a model", "a form without articles", "a heading below", "goes on and begins anew",
         "quoted", "quoted before"],
)  # fmt: skip
def test_which_texts_are_attached(content: list[dict[str, Any]], attached: dict[int, str]) -> None:
    assert attached_texts(record_of(*content)) == attached


class TestQuestions:
    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            ([{"type": "list", "items": ["a) một", "b) hai"]}], "a) một\nb) hai"),
            ([{"type": "table", "caption": "Mức phạt", "rows": [["A", "1"]]}], "Mức phạt\nA | 1"),
            ([{"type": "figure", "caption": "Biển cấm"}], "Biển cấm"),
            ([{**clause("1", "Phạt:", clause("2", "Hai.")), "marker": "1."}], "1. Phạt:\n2. Hai."),
            ([heading("Đáp"), paragraph("Có.")], "Đáp\nCó."),
        ],
    )
    def test_an_answer_is_all_its_lines(self, answer: list[dict[str, Any]], said: str) -> None:
        (asked,) = questions_of(material(question("Gì?", *answer)))
        assert asked.answer == said

    @pytest.mark.parametrize("answer", [[], [{"type": "figure", "alt": "mô tả"}], [{"type": "table", "rows": []}]])
    def test_an_answer_without_words_is_none(self, answer: list[dict[str, Any]]) -> None:
        assert not list(questions_of(material(question("Gì?", *answer))))

    def test_a_story_is_a_question_and_keeps_its_name_where_it_moves(self) -> None:
        story = {"type": "situation", "text": "Anh A hỏi.", "solution": [paragraph("Được.")]}
        (first,) = questions_of(material(story))
        (moved,) = questions_of(material(heading("I"), paragraph("x"), story))
        (changed,) = questions_of(material({**story, "text": "Anh B hỏi."}))
        assert first.id == moved.id != changed.id
        assert (first.question, first.answer) == ("Anh A hỏi.", "Được.")

    def test_contests_are_told_articles_of_acts_each_once(self) -> None:
        basis = [
            cited("khoản 1 Điều 5 Luật A", "2/2020/QH14", locator={"article": "5", "clause": "1"}),
            cited("khoản 2 Điều 5 Luật A", "2/2020/QH14", locator={"article": "5", "clause": "2"}),
            cited("Luật B", "1/2020/QH14"), cited("Điều 9", None, locator={"article": "9"}),
            cited("Luật C không có ở đây", "3/2020/QH14", locator={"article": "1"}),
        ]  # fmt: skip
        text = "khoản 1 Điều 5 Luật A, khoản 2 Điều 5 Luật A, Luật B, Điều 9."
        asked_in = material(question("Gì?", paragraph(text)), legal_basis=basis)
        (asked,) = questions_of(asked_in)
        assert contest_item(asked)["relevant_articles"] == [{"law_id": "2/2020/QH14", "article_id": "5"}]
        assert len(triple(asked, asked_in)["citations"]) == 4


class TestArchives:
    @pytest.mark.parametrize(
        ("changed", "field", "said"),
        [
            ({"language": "vi"}, "language", "vi"),
            ({"copy_value": "sao-y"}, "confidenceLevel", "Sao y"),
            ({"retention": {"period": "10 năm"}}, "maintenance", "10 năm"),
            ({"description": "Để\x00 biết."}, "description", "Để biết."),
            ({"date_issued": "2026-04"}, "startDate endDate", "2026-04"),
            ({}, "maintenance", None),
            ({}, "keyword", None),
            ({}, "numberOfPage", None),
            ({}, "startDate endDate", None),
            ({}, "confidenceLevel", None),
        ],
    )
    def test_a_field_says_what_is_known_and_else_is_left_out(
        self, changed: dict[str, Any], field: str, said: str | None
    ) -> None:
        root = ET.fromstring(to_ead(record_of(**changed)))
        found = [" ".join("".join(one.itertext()).split()) for one in root.iter() if one.get("encodinganalog") == field]
        assert [one.casefold() for one in found] == ([] if said is None else [said.casefold()])

    @pytest.mark.parametrize(
        ("roles", "pages"),
        [([("access", 3), ("source", 5)], "5"), ([("access", 3)], "3"), ([("ebook", 7)], None),
         ([("source", None), ("access", 2)], "2"), ([("source", 0)], None)],
    )  # fmt: skip
    def test_pages_are_those_of_the_source_else_of_what_is_read(
        self, roles: list[tuple[str, int | None]], pages: str | None
    ) -> None:
        files = [
            {"path": f"{role}/{at}.pdf", "role": role, "media_type": "application/pdf", "sha256": "0" * 64, "bytes": 1,
             **({"pages": count} if count else {})}
            for at, (role, count) in enumerate(roles)
        ]  # fmt: skip
        root = ET.fromstring(to_ead(record_of(files=files)))
        assert root.findtext(f".//{{{EAD}}}quantity") == pages


class TestLinkedData:
    @pytest.mark.parametrize(
        ("kind", "named"), [("van-ban-quy-pham", "Legislation"), ("sach", "Book"), ("to-gap", "LearningResource")]
    )
    def test_a_kind_has_its_type(self, kind: str, named: str) -> None:
        assert to_json_ld(record_of(kind=kind))["@type"] == named

    @pytest.mark.parametrize("state", ["expired", "suspended", "not-yet-in-force"])
    def test_what_is_not_in_force_is_never_said_to_be(self, state: str) -> None:
        validity = {"state": state, "as_of": "2026-03-01", "source": "sổ"}
        (act,) = to_json_ld(record_of(legal_basis=[cited("Luật A", "1/2020/QH14", validity=validity)]))["citation"]
        assert act["legislationLegalForce"] == {"@id": "https://schema.org/NotInForce"}

    def test_a_citation_said_twice_is_told_once_and_one_of_two_acts_twice(self) -> None:
        basis = [cited("Luật A", "1/2020/QH14"), cited("Luật A", "1/2020/QH14"), cited("Luật A", "2/2021/QH15")]
        told = to_json_ld(record_of(legal_basis=basis))["citation"]
        assert sorted(one["legislationIdentifier"] for one in told) == ["1/2020/QH14", "2/2021/QH15"]

    @given(st.lists(st.text("aă;,1 ", min_size=1, max_size=6).filter(str.strip), max_size=3, unique=True))
    def test_nothing_absent_has_a_key_and_what_is_there_comes_back(self, keywords: list[str]) -> None:
        record = record_of(keywords=keywords)
        node = to_json_ld(record)
        assert all(value not in (None, [], "") for value in node.values())
        assert ("keywords" in node) == bool(keywords)
        assert from_json_ld(json.loads(json.dumps(node))).keywords == record.keywords


class TestNamesAndFolders:
    @given(st.lists(st.sampled_from(["goi", "Goi", "goi-2", "GOI-2", "goi-2-2", "ĐẤT", "đất"]), max_size=12))
    def test_no_two_names_are_one_on_windows(self, wanted: list[str]) -> None:
        names = Names()
        given_out = [names.free(name) for name in wanted]
        assert len({name.casefold() for name in given_out}) == len(wanted) == len(names)
        assert all(free.startswith(name) for free, name in zip(given_out, wanted, strict=True))

    def test_an_empty_folder_is_filled_and_a_file_or_link_in_its_place_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "trong").mkdir()
        with new_folder(tmp_path / "trong") as folder:
            (folder / "a").write_text("a", "utf-8")
        assert (tmp_path / "trong" / "a").is_file()
        (tmp_path / "tep").write_text("của tôi", "utf-8")
        (tmp_path / "lien-ket").symlink_to(tmp_path / "trong")
        for name in ("tep", "lien-ket"):
            with pytest.raises(NotOurFolder), new_folder(tmp_path / name):
                pass
        assert (tmp_path / "tep").read_text("utf-8") == "của tôi"
        assert (tmp_path / "lien-ket").is_symlink()

    def test_a_change_of_ours_in_a_subfolder_is_seen(self, tmp_path: Path) -> None:
        with new_folder(tmp_path / "ra") as folder:
            (folder / "con").mkdir()
            (folder / "con" / "a").write_text("a", "utf-8")
        (tmp_path / "ra" / "con" / "b").write_text("b", "utf-8")
        with pytest.raises(NotOurFolder, match="con/b"), new_folder(tmp_path / "ra"):
            pass


@pytest.mark.parametrize(
    ("licences", "said", "listed"),
    [
        ({"CC-BY-4.0": 2}, "CC-BY-4.0", ["CC-BY-4.0"]),
        ({"CC-BY-4.0": 2, None: 1}, "other", ["CC-BY-4.0"]),
        ({"CC0-1.0": 1, "CC-BY-4.0": 2}, "other", ["CC-BY-4.0", "CC0-1.0"]),
        ({None: 3}, "other", []),
        ({"": 3}, "other", []),
        ({"x: [y]": 1}, "other", ["x: [y]"]),
        ({}, "other", []),
    ],
)
def test_a_data_set_bears_a_licence_only_where_all_records_do(
    licences: dict[str | None, int], said: str, listed: list[str]
) -> None:
    facts = {name: TableFacts(f"{name}.jsonl", "x", 3, 10, "0" * 64, Counter(licences)) for name in TABLES}
    assert f"\nlicense: {said}\n" in card(facts)
    assert json.loads(croissant(facts)).get("license", []) == listed


def test_marks_are_told_to_readers_in_their_order() -> None:
    marked = Material(EMPTY.record, Path("goi"), (Mark.EXPIRED, Mark.DRAFT))
    assert marked.cautions == (Mark.EXPIRED.caution, Mark.DRAFT.caution)
    assert len({mark.caution for mark in Mark}) == len(Mark)
    assert to_json_ld(EMPTY.record, marked.cautions)["creativeWorkStatus"] == list(marked.cautions)
