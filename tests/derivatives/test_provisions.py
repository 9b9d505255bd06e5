from __future__ import annotations

from typing import Any

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.saying.citation_labels import citation_label
from converters.derivatives.saying.provisions import ProvisionFinder, Scope
from tests.each import each
from validators.sharing.record import Act, Citation, Evidence, Locator, Record

LAW = {"type": "luat", "number": "11/2017/QH14", "title": "Trợ giúp pháp lý"}
DECREE = {"type": "nghi-dinh", "number": "144/2017/NĐ-CP"}


def record(title: str, texts: list[str], *basis: dict[str, Any]) -> Record:
    return Record.model_validate(
        {
            "identifier": "urn:uuid:1",
            "title": title,
            "kind": "hoi-dap",
            "legal_basis": list(basis),
            "content": [{"type": "paragraph", "text": text} for text in texts],
        }
    )


WHOLE_LAW = {"text": "Luật Trợ giúp pháp lý số 11/2017/QH14", "act": LAW}
IN_DECREE = {"text": "Điều 2 Nghị định số 144/2017/NĐ-CP", "act": DECREE, "locator": {"article": "2"}}
WHOLE_DECREE = {"text": "Nghị định số 144/2017/NĐ-CP", "act": DECREE}
FOLLOWS = "Theo Luật Trợ giúp pháp lý số 11/2017/QH14, có hiệu lực từ ngày 01/01/2018."


def test_a_listed_citation_is_found_by_its_text() -> None:
    source = ProvisionFinder(mediation_record()).within(
        "Bắt đầu trong 03 ngày (Khoản 2  Điều 20 Luật Hòa giải ở cơ sở)."
    )
    assert source is not None
    assert (source.label, source.precise) == ("Khoản 2 Điều 20 Luật Hòa giải ở cơ sở", True)


def test_another_place_of_a_known_act_is_understood() -> None:
    source = ProvisionFinder(mediation_record()).within("Điều 17 Luật Hòa giải ở cơ sở cho các bên quyền ấy.")
    assert source is not None
    assert source.label == "Điều 17 Luật Hòa giải ở cơ sở"


def test_a_bare_place_means_the_only_act() -> None:
    source = ProvisionFinder(bookshelf_record()).within("Người làm mất sách phải bồi thường (khoản 2 Điều 11).")
    assert source is not None
    assert source.label == "Khoản 2 Điều 11 Quyết định 14/2019/QĐ-TTg"


def test_a_bare_place_means_the_act_in_the_title() -> None:
    about = record("Giới thiệu Luật Trợ giúp pháp lý", [], WHOLE_LAW, WHOLE_DECREE)
    source = ProvisionFinder(about).within("Không phải trả tiền (khoản 1 Điều 8).")
    assert source is not None
    assert source.label == "Khoản 1 Điều 8 Luật Trợ giúp pháp lý"


def test_a_number_in_the_title_wins_over_titles_it_happens_to_hold() -> None:
    about = record("Đề cương Nghị định số 144/2017/NĐ-CP về trợ giúp pháp lý", [], WHOLE_LAW, WHOLE_DECREE)
    principal = ProvisionFinder(about).principal_act
    assert principal is not None
    assert principal.number == "144/2017/NĐ-CP"


def test_a_bare_place_means_the_act_that_a_heading_above_names() -> None:
    sources = ProvisionFinder(record("Hỏi đáp", [FOLLOWS], WHOLE_LAW, WHOLE_DECREE))
    law = sources.lead("Mức hỗ trợ theo Luật Trợ giúp pháp lý số 11/2017/QH14")
    assert law is not None
    source = sources.within("Miễn phí (Điều 2 và khoản 1 Điều 8).", Scope(law, sources.key_of(law)))
    assert source is not None
    assert source.label == "Điều 2 và khoản 1 Điều 8 Luật Trợ giúp pháp lý"
    other = sources.acts_in("Nghị định số 144/2017/NĐ-CP")
    assert sources.within("Miễn phí (khoản 1 Điều 8).", Scope(law, sources.key_of(law) | other)) is None


def test_what_is_only_followed_somewhere_governs_nothing() -> None:
    sources = ProvisionFinder(record("Hỏi đáp", [FOLLOWS], WHOLE_LAW, IN_DECREE))
    assert sources.within("Miễn phí (khoản 1 Điều 8).") is None


def test_a_fine_is_not_believed_to_stand_in_the_law_of_the_title() -> None:
    about = record("Giới thiệu Luật Trợ giúp pháp lý", [], WHOLE_LAW, WHOLE_DECREE)
    assert ProvisionFinder(about).within("Phạt từ 1.000.000 đồng đến 2.000.000 đồng (khoản 1 Điều 8).") is None


def test_two_acts_in_one_statement_are_both_named() -> None:
    source = ProvisionFinder(record("x", [], WHOLE_LAW, IN_DECREE)).within(
        "Hành vi tại Điều 6 Luật Trợ giúp pháp lý số 11/2017/QH14 bị phạt (Điều 2 Nghị định số 144/2017/NĐ-CP)."
    )
    assert source is not None
    assert source.label == "Điều 6 Luật Trợ giúp pháp lý; Điều 2 Nghị định 144/2017/NĐ-CP"


def test_an_act_the_record_does_not_list_is_not_believed() -> None:
    sources = ProvisionFinder(record("x", [], WHOLE_LAW))
    assert sources.within("Bị phạt (Điều 2 Nghị định số 144/2017/NĐ-CP).") is None


@each("title", ["TỜ GẤP PHÁP LUẬT TRỢ GIÚP PHÁP LÝ", "Tìm hiểu pháp luật trợ giúp pháp lý"])
def test_a_field_of_law_in_the_title_is_no_act(title: str) -> None:
    assert ProvisionFinder(record(title, [], WHOLE_LAW, WHOLE_DECREE)).principal_act is None


def test_a_bare_place_means_nothing_where_two_acts_could_be_meant() -> None:
    assert ProvisionFinder(record("Hỏi đáp", [], WHOLE_LAW, WHOLE_DECREE)).within("Miễn phí (khoản 1 Điều 8).") is None


def test_a_bare_place_beside_another_act_means_nothing() -> None:
    sources = ProvisionFinder(record("Hỏi đáp", [FOLLOWS], WHOLE_LAW, IN_DECREE))
    found = sources.within("Theo Nghị định số 144/2017/NĐ-CP thì người ấy thuộc diện nêu ở trên, xem khoản 9 Điều 99.")
    assert found is None or "Luật Trợ giúp" not in found.label


def test_a_clause_without_its_article_is_not_enough() -> None:
    assert ProvisionFinder(bookshelf_record()).within("Xem khoản 2 ở trên.") is None


@each(
    ("citation", "label"),
    [
        (alcohol_record().legal_basis[0], "Điểm a khoản 6 Điều 7 Nghị định 168/2024/NĐ-CP"),
        (Citation(text="Luật Đất đai", act=Act(type="luat", title="ĐẤT ĐAI")), "Luật Đất đai"),
        (Citation(text="Luật Đất đai", act=Act()), "Luật Đất đai"),
        (
            Citation(
                text="x",
                act=Act(type="luat", title="MẶT TRẬN TỔ QUỐC VIỆT NAM"),
                locator=Locator(article="3", clause="1"),
            ),
            "Khoản 1 Điều 3 Luật Mặt trận Tổ quốc Việt Nam",
        ),
        (
            Citation(text="x", act=Act(type="nghi-dinh", number="1/2020/NĐ-CP"), locator=Locator(chapter="II")),
            "Chương II Nghị định 1/2020/NĐ-CP",
        ),
        (Citation(text="x", act=Act(type="bo-luat", title="Bộ luật Dân sự")), "Bộ luật Dân sự"),
    ],
)
def test_labels(citation: Citation, label: str) -> None:
    assert citation_label(citation) == label


def inferred(text: str, act: dict[str, Any], article: str) -> dict[str, Any]:
    return {"text": text, "act": act, "locator": {"article": article}}


def test_an_inferred_act_that_is_not_the_principal_one_is_not_believed() -> None:
    about = record("Giới thiệu Luật Trợ giúp pháp lý", [], WHOLE_LAW, WHOLE_DECREE, inferred("Điều 19", DECREE, "19"))
    assert ProvisionFinder(about).within("Được miễn phí (Điều 19).") is None
    assert ProvisionFinder(about).structured(2) is None
    assert ProvisionFinder(about).structured(0) is not None
    assert ProvisionFinder(about).structured(9) is None


def test_an_inferred_act_that_is_the_principal_one_is_believed() -> None:
    about = record("Giới thiệu Luật Trợ giúp pháp lý", [], WHOLE_LAW, WHOLE_DECREE, inferred("Điều 19", LAW, "19"))
    source = ProvisionFinder(about).within("Được miễn phí (Điều 19).")
    assert source is not None
    assert source.label == "Điều 19 Luật Trợ giúp pháp lý"


def test_what_a_person_confirmed_is_believed() -> None:
    about = record("Giới thiệu Luật Trợ giúp pháp lý", [], WHOLE_LAW, WHOLE_DECREE, inferred("Điều 19", DECREE, "19"))
    evidence = {"/legal_basis/2/act": [{"text": "Nghị định số 144/2017/NĐ-CP", "method": "person"}]}
    confirmed = Record.model_validate({**about.model_dump(mode="json"), "evidence": evidence})
    source = ProvisionFinder(confirmed).within("Được miễn phí (Điều 19).")
    assert source is not None
    assert source.label == "Điều 19 Nghị định 144/2017/NĐ-CP"


def said_by_a_person(about: Record, *indexes: int) -> Record:
    evidence = {f"/legal_basis/{index}": [{"text": "Điều", "method": "person"}] for index in indexes}
    return Record.model_validate({**about.model_dump(mode="json"), "evidence": evidence})


def misread(article: str, number: str = "82/2020/NĐ-CP", text: str = "Điều 38 Nghị định số 82/2020/NĐ-CP") -> Any:
    return {"text": text, "act": {"type": "nghi-dinh", "number": number}, "locator": {"article": article}}


@pytest.mark.parametrize(
    ("basis", "label"),
    [
        (misread("36"), "Điều 36 Nghị định 82/2020/NĐ-CP"),
        (misread("38", "62/2020/NĐ-CP"), "Điều 38 Nghị định 62/2020/NĐ-CP"),
        (misread("38"), "Điều 38 Nghị định 82/2020/NĐ-CP"),
    ],
)
def test_what_a_person_said_stands_above_what_is_printed(basis: dict[str, Any], label: str) -> None:
    """Another article, another act, and the very same."""
    about = said_by_a_person(record("Hỏi đáp", ["Phạt."], basis), 0)
    source = ProvisionFinder(about).within("Bị phạt tiền theo Điều 38 Nghị định số 82/2020/NĐ-CP.")
    assert source is not None
    assert source.label == label


def test_words_that_stand_for_two_places_keep_the_one_nobody_changed() -> None:
    words = "Điều 7, Điều 8 Nghị định số 82/2020/NĐ-CP"
    about = record("Hỏi đáp", ["Phạt."], misread("6", text=words), misread("8", text=words))
    source = ProvisionFinder(said_by_a_person(about, 0)).within(f"Theo {words}.")
    assert source is not None
    assert "Điều 6" in source.label
    assert "Điều 7" not in source.label


def test_words_beside_those_a_person_explained_still_need_a_listed_act() -> None:
    about = said_by_a_person(record("Hỏi đáp", ["Phạt."], misread("36")), 0)
    text = "Theo Điều 38 Nghị định số 82/2020/NĐ-CP và Điều 4 Nghị định số 15/2021/NĐ-CP."
    assert ProvisionFinder(about).within(text) is None


def without(about: Record, *words: str) -> ProvisionFinder:
    """The same after a person said that these words are no citation."""
    said = [Evidence(page=1, text=one, method="person") for one in words]
    return ProvisionFinder(about.model_copy(update={"evidence": {**about.evidence, "/legal_basis": said}}))


class TestTakenOut:
    """Words of which a person said that they are no citation, though the text has them and their act is cited."""

    about = record("Hỏi đáp", [FOLLOWS], WHOLE_LAW, IN_DECREE)

    @pytest.mark.parametrize(
        ("words", "text"),
        [
            ("khoản 1 Điều 3 Nghị định số 144/2017/NĐ-CP", "Miễn phí (Khoản 1  Điều 3 Nghị định số 144/2017/NĐ-CP)."),
            (
                "khoản 1 Điều 3 Nghị định số 144/2017/NĐ-CP",
                "Miễn phí theo khoản 1 Điều 3 của Nghị định 144/2017/NĐ-CP.",
            ),
            ("Nghị định số 144/2017/NĐ-CP", "Người nghèo được miễn phí theo Nghị định số 144/2017/NĐ-CP."),
            ("khoản 3 Điều 38", "Theo Nghị định số 144/2017/NĐ-CP, bị phạt 500.000 đồng (khoản 3 Điều 38)."),
        ],
    )
    def test_name_no_provision(self, words: str, text: str) -> None:
        assert ProvisionFinder(self.about).within(text) is not None
        assert without(self.about, words).within(text) is None

    def test_a_bare_place(self) -> None:
        about = record("Giới thiệu Luật Trợ giúp pháp lý", [], WHOLE_LAW)
        assert ProvisionFinder(about).within("Không phải trả tiền (khoản 1 Điều 8).") is not None
        assert without(about, "khoản 1 Điều 8").within("Không phải trả tiền (khoản 1 Điều 8).") is None

    def test_lead_nothing(self) -> None:
        heading = "Mức phạt theo Nghị định số 144/2017/NĐ-CP"
        assert ProvisionFinder(self.about).lead(heading) is not None
        assert without(self.about, "Nghị định số 144/2017/NĐ-CP").lead(heading) is None

    def test_others_beside_them_still_count(self) -> None:
        source = without(self.about, "Điều 3 Nghị định số 144/2017/NĐ-CP").within(
            "Miễn phí (Điều 2 Nghị định số 144/2017/NĐ-CP)."
        )
        assert source is not None
        assert source.label == "Điều 2 Nghị định 144/2017/NĐ-CP"

    def test_of_words_that_stand_for_two_places_the_other_is_left(self) -> None:
        words = "Điều 2, Điều 3 Nghị định số 144/2017/NĐ-CP"
        about = record("Hỏi đáp", [], WHOLE_DECREE, {**IN_DECREE, "text": words})
        source = without(about, words).within(f"Miễn phí ({words}).")
        assert source is not None
        assert source.label == "Điều 2 Nghị định 144/2017/NĐ-CP"
