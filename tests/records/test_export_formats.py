"""Records in other standards, tables and folders: whole, marked, and never half written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.exports.chunks import chunks_of
from converters.exports.kinds import EXPORTS
from converters.exports.material import Mark, Material
from converters.exports.writing import MADE, NotOurFolder, OneRecordOnly, new_folder
from converters.progress import Silent
from converters.records.crosswalks.akoma_ntoso import AKN, to_akoma_ntoso
from converters.records.crosswalks.dublin_core import from_dublin_core, to_dublin_core
from converters.records.crosswalks.ead import EAD, to_ead
from converters.records.crosswalks.json_ld import to_json_ld
from converters.records.parts.attached import attached_texts
from validators.sharing.record import Record

DAY = "2026-03-01"
DECREE = {
    "text": "khoản 1 Điều 5 Nghị định số 282/2025/NĐ-CP", "locator": {"article": "5", "clause": "1"},
    "act": {"type": "nghi-dinh", "number": "282/2025/NĐ-CP", "organ": "Chính phủ"},
    "validity": {"state": "in-force", "as_of": DAY, "source": "sổ của cơ quan"},
}  # fmt: skip
LOCAL = {"text": "Nghị quyết số 22/2019/NQ-HĐND", "act": {"number": "22/2019/NQ-HĐND"}}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def unit(kind: str, label: str, text: str | None, *children: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"type": kind, "label": label, "text": text, "children": list(children), **more}


def heading(text: str, level: int = 1) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": text}


def record_of(*content: dict[str, Any], **changed: Any) -> Record:
    return Record.model_validate(
        {
            "identifier": "urn:uuid:9fd513f7-af16-532d-8e3a-2a717e8da9da", "title": "Tài liệu mẫu", "kind": "to-gap",
            "content": list(content), "date_issued": "2026-04-03", **changed,
        }
    )  # fmt: skip


CLAUSE = unit("clause", "1", "Phạt theo khoản 1 Điều 5 Nghị định số 282/2025/NĐ-CP:", unit("point", "đ", "Một."))
CHAPTER = unit("chapter", "I", None, unit("article", "1", "Mở đầu.", CLAUSE, title="Phạm vi"), title="CHUNG")
ACT = record_of(
    {"type": "letterhead", "lines": ["CHÍNH PHỦ"]}, paragraph("Căn cứ Nghị quyết số 22/2019/NQ-HĐND;"), CHAPTER,
    heading("HỢP ĐỒNG MẪU"), unit("article", "1", "Bên A làm."), {"type": "closing", "lines": ["TM. CHÍNH PHỦ"]},
    kind="van-ban-quy-pham", number="118/2026/NĐ-CP", title="Nghị định về việc mẫu", legal_basis=[DECREE, LOCAL],
    publisher={"name": "Chính phủ"},
)  # fmt: skip


def akoma(record: Record, *cautions: str) -> ET.Element:
    return ET.fromstring(to_akoma_ntoso(record, cautions))


class TestAkomaNtoso:
    def test_an_act_has_its_parts_and_its_name(self) -> None:
        root = akoma(ACT)
        (act,) = root
        assert (act.tag, act.get("name")) == (f"{{{AKN}}}act", "nghi-dinh")
        uri = root.find(f".//{{{AKN}}}FRBRWork/{{{AKN}}}FRBRuri")
        assert uri is not None
        assert uri.get("value") == "/akn/vn/act/nghi-dinh/2026/118-2026-nd-cp"
        named = {(one.tag.removeprefix(f"{{{AKN}}}"), one.get("eId")) for one in root.iter() if one.get("eId")}
        assert {("chapter", "chp_i"), ("article", "art_1"), ("paragraph", "art_1__para_1")} <= named
        assert ("point", "art_1__para_1__point_đ") in named
        assert [one.tag for one in act] == [f"{{{AKN}}}{name}" for name in ("meta", "preface", "body", "conclusions")]

    def test_an_article_of_an_attached_text_is_not_the_acts(self) -> None:
        held = [one.get("eId") for one in akoma(ACT).iter(f"{{{AKN}}}article")]
        assert held == ["art_1", "hcontainer_heading__art_1"]

    def test_a_reference_leads_to_one_act_or_nowhere(self) -> None:
        links = {one.text: one.get("href") for one in akoma(ACT).iter(f"{{{AKN}}}ref")}
        assert links == {DECREE["text"]: "/akn/vn/act/nghi-dinh/2025/282-2025-nd-cp#art_5__para_1"}
        twice = [DECREE, {**DECREE, "act": {"number": "1/2020/NĐ-CP"}}]
        assert not list(akoma(ACT.model_copy(update={"legal_basis": record_of(legal_basis=twice).legal_basis})).iter(
            f"{{{AKN}}}ref"))  # fmt: skip

    def test_what_is_not_known_is_said_as_not_known(self) -> None:
        days = [
            (one.get("date"), one.get("name"))
            for changed in ({"date_issued": None}, {"date_issued": "2026-04"})
            for one in [akoma(record_of(paragraph("x"), **changed)).find(f".//{{{AKN}}}FRBRdate")]
            if one is not None
        ]
        assert days == [("0001-01-01", "unknown"), ("2026-04-01", "month")]

    def test_a_draft_is_marked_where_people_and_programs_look(self) -> None:
        text = to_akoma_ntoso(ACT, [Mark.DRAFT.caution])
        assert text.count(Mark.DRAFT.caution) == 2

    @given(st.recursive(
        st.builds(paragraph, st.text("aăđ <&\n.", min_size=1, max_size=30).filter(str.strip)) | st.just(heading("Đề")),
        lambda inner: st.builds(lambda kind, label, text, children: unit(kind, label, text, *children),
                                st.sampled_from(["chapter", "article", "clause", "point"]), st.sampled_from("12đ"),
                                st.none() | st.text("aăđ.", min_size=1, max_size=9), st.lists(inner, max_size=3))
        | st.builds(lambda text, answer: {"type": "question", "text": text, "answer": answer},
                    st.text("aă?", min_size=1), st.lists(inner, max_size=2)),
        max_leaves=8).map(lambda block: [block, block]))  # fmt: skip
    def test_every_letter_is_there_once_and_every_name_is_one(self, content: list[dict[str, Any]]) -> None:
        record = record_of(*content)
        root = akoma(record)
        names = [one.get("eId") for one in root.iter() if one.get("eId")]
        assert len(names) == len(set(names))
        body = root.find(f".//{{{AKN}}}mainBody")
        assert body is not None
        letters = "".join(body.itertext())
        said = json.dumps(content, ensure_ascii=False)
        assert [letters.count(letter) for letter in "ă&<"] == [said.count(letter) for letter in "ă&<"]


class TestDescriptions:
    def test_dublin_core_says_the_cautions_and_comes_back(self) -> None:
        text = to_dublin_core(ACT, [Mark.DRAFT.caution])
        assert f"<dc:description>{Mark.DRAFT.caution}</dc:description>" in text
        assert from_dublin_core(to_dublin_core(ACT)).number == "118/2026/NĐ-CP"

    def test_force_is_said_only_where_somebody_looked(self) -> None:
        decree, local = to_json_ld(ACT)["citation"]
        assert decree["legislationLegalForce"] == {"@id": "https://schema.org/InForce"}
        assert (decree["legislationDateVersion"], decree["sdPublisher"]["name"]) == (DAY, "sổ của cơ quan")
        assert decree["legislationPassedBy"]["name"] == "Chính phủ"
        assert set(local) == {"@type", "name", "legislationIdentifier"}

    def test_a_processor_of_json_ld_reads_it(self) -> None:
        jsonld = pytest.importorskip("pyld").jsonld
        node = {**to_json_ld(ACT), "@context": {"@vocab": "https://schema.org/"}}
        (expanded,) = jsonld.expand(node)
        cited = expanded["https://schema.org/citation"]
        assert {one["@type"][0] for one in cited} == {"https://schema.org/Legislation"}
        assert len(jsonld.to_rdf(node)["@default"]) > 15

    def test_the_archive_finds_its_fields(self) -> None:
        record = record_of(
            paragraph("x"), description="Để biết.", keywords=["pháo"], retention={"period": "Vĩnh viễn", "use": "Mở"},
            copy_value="sao-y", files=[{"path": "access/a.pdf", "role": "access", "media_type": "application/pdf",
                                        "sha256": "0" * 64, "bytes": 1, "pages": 4}],
        )  # fmt: skip
        root = ET.fromstring(to_ead(record, [Mark.EXPIRED.caution]))
        said = {one.get("encodinganalog"): " ".join("".join(one.itertext()).split()) for one in root.iter()}
        assert {name: said[name] for name in ("title", "maintenance", "mode", "keyword", "numberOfPage")} == {
            "title": "Tài liệu mẫu", "maintenance": "Vĩnh viễn", "mode": "Mở", "keyword": "pháo",
            "numberOfPage": "4 trang",
        }  # fmt: skip
        assert said["startDate endDate"] == "2026-04-03"
        assert not {"totalDoc", "numberOfPaper", "inforSign", "paperFileCode", "format"} & set(said)
        assert Mark.EXPIRED.caution in "".join(root.itertext())
        assert root.tag == f"{{{EAD}}}ead"


class TestAttachedTexts:
    def test_articles_that_count_anew_under_a_heading_are_another_texts(self) -> None:
        assert attached_texts(ACT) == {3: "HỢP ĐỒNG MẪU", 4: "HỢP ĐỒNG MẪU", 5: "HỢP ĐỒNG MẪU"}
        acts = [one["act"] for one in chunks_of(Material(ACT, Path("goi")))]
        assert [act["role"] for act in acts] == ["own", "own", "own", "attached"]
        assert acts[-1]["within"] == "HỢP ĐỒNG MẪU"

    def test_articles_that_go_on_under_a_heading_are_the_acts(self) -> None:
        going_on = record_of(
            heading("I"), unit("article", "1", "Một."), heading("II"), unit("article", "2", "Hai."),
        )  # fmt: skip
        assert attached_texts(going_on) == {}


def materials(*names: str) -> list[Material]:
    return [Material(ACT, Path(name), (Mark.DRAFT,)) for name in names]


class TestFolders:
    @pytest.mark.parametrize("kind", ["dublin-core", "json-ld", "ead", "akoma-ntoso"])
    def test_each_record_has_a_file_named_after_its_package(self, kind: str, tmp_path: Path) -> None:
        written = EXPORTS[kind][""].write(materials("goi", "Goi", "khac"), tmp_path / "ra", Silent())
        held = {path.stem for path in (tmp_path / "ra").iterdir() if path.name != MADE}
        assert (held, written.pieces) == ({"goi", "Goi-2", "khac"}, 3)

    def test_a_folder_of_ours_is_written_anew(self, tmp_path: Path) -> None:
        export = EXPORTS["ead"][""]
        export.write(materials("a", "b"), tmp_path / "ra", Silent())
        export.write(materials("c"), tmp_path / "ra", Silent())
        assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == [MADE, "c.xml"]
        assert [path.name for path in tmp_path.iterdir()] == ["ra"]

    def test_what_somebody_put_there_is_never_thrown_away(self, tmp_path: Path) -> None:
        export = EXPORTS["ead"][""]
        export.write(materials("a"), tmp_path / "ra", Silent())
        (tmp_path / "ra" / "ghi-chu.txt").write_text("của tôi", "utf-8")
        with pytest.raises(NotOurFolder):
            export.write(materials("b"), tmp_path / "ra", Silent())
        assert (tmp_path / "ra" / "a.xml").is_file()

    def test_a_folder_that_breaks_off_is_gone(self, tmp_path: Path) -> None:
        def half(folder: Path) -> None:
            with new_folder(folder) as made:
                (made / "a").write_text("a", "utf-8")
                raise OSError(28, "full")

        with pytest.raises(OSError, match="full"):
            half(tmp_path / "ra")
        assert list(tmp_path.iterdir()) == []

    def test_one_file_holds_one_record(self, tmp_path: Path) -> None:
        export = EXPORTS["ead"][".xml"]
        export.write(materials("a"), tmp_path / "a.xml", Silent())
        with pytest.raises(OneRecordOnly):
            export.write(materials("a", "b"), tmp_path / "b.xml", Silent())
        assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]

    def test_a_graph_holds_all(self, tmp_path: Path) -> None:
        EXPORTS["json-ld"][".jsonld"].write(materials("a", "b"), tmp_path / "a.jsonld", Silent())
        graph = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
        assert (graph["@context"], len(graph["@graph"])) == ("https://schema.org", 2)
        assert graph["@graph"][0]["creativeWorkStatus"] == [Mark.DRAFT.caution]


class TestTables:
    def test_a_sheet_has_a_row_a_record_and_no_formula(self, tmp_path: Path) -> None:
        tricky = ACT.model_copy(update={"title": "=1+1\x0b"})
        EXPORTS["xlsx"][".xlsx"].write([Material(tricky, Path("a")), *materials("b")], tmp_path / "a.xlsx", Silent())
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
        rows = [dict(zip((cell.value for cell in sheet[1]), row, strict=True))
                for row in sheet.iter_rows(min_row=2, values_only=True)]  # fmt: skip
        assert [row["Gói"] for row in rows] == ["a", "b"]
        assert rows[0]["Tên tài liệu"] == "'=1+1⟨U+000B⟩"
        assert rows[1]["Lưu ý"] == Mark.DRAFT.caution
        assert rows[1]["Ngày ban hành"] == "03/04/2026"
