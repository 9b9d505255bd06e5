"""What a passage cites is read from the passage: no provision is lent to it by words that happen to stand in it."""

from __future__ import annotations

from typing import Any

from converters.exports import cited_within
from converters.exports.cited_within import CitedWithin
from converters.records.drafting import legal_basis
from tests.each import each
from validators.sharing.record import Record

LAW, DECREE = "11/2017/QH14", "144/2017/NĐ-CP"
LAW_TITLE = "Trợ giúp pháp lý"


def entry(text: str, number: str | None = LAW, title: str | None = None, **place: str) -> dict[str, Any]:
    return {"text": text, "act": {"number": number, "title": title}, "locator": place}


def within(
    *texts: str, basis: list[dict[str, Any]], noted: dict[int, list[str]] | None = None
) -> list[list[tuple[str | None, str | None, str | None]]]:
    """Number, article and clause of what is cited in each text of a record; `noted` are the words of its evidence."""
    evidence = {
        f"/legal_basis/{index}": [{"page": 1, "text": text, "method": "plain"} for text in held]
        for index, held in (noted or {}).items()
    }
    record = Record.model_validate(
        {
            "identifier": "urn:uuid:0a1b2c3d-0000-4000-8000-000000000001", "title": "Tài liệu mẫu", "kind": "to-gap",
            "content": [{"type": "paragraph", "text": text} for text in texts], "legal_basis": basis,
            "evidence": evidence,
        }
    )  # fmt: skip
    cited = CitedWithin(record)
    return [
        [(one.act.number, one.locator.article, one.locator.clause) for one in cited.of(text, [1])] for text in texts
    ]


@each(
    "text",
    [
        "Nộp đơn theo khoản 2 Điều 72.",
        "Nộp đơn theo khoản 2 Điều 7.",
        "Nộp đơn theo Điều 7 Nghị định số 144/2017/NĐ-CP.",
        "Nộp đơn theo Điều 70.",
    ],
)
def test_words_inside_another_citation_are_none_of_their_own(text: str) -> None:
    basis = [entry("Điều 7", article="7")]
    assert within("Xem Điều 7.", text, basis=basis) == [[(LAW, "7", None)], []]


@each(
    "text",
    [
        "Theo Điều 7 Luật Trợ giúp pháp lý.",
        "Theo Điều 7 của Luật Trợ giúp pháp lý số 11/2017/QH14.",
        "Luật Trợ giúp pháp lý (Điều 7).",
    ],
)
def test_a_provision_is_known_in_other_words(text: str) -> None:
    basis = [entry("Điều 7 Luật số 11/2017/QH14", title=LAW_TITLE, article="7")]
    assert within(text, basis=basis) == [[(LAW, "7", None)]]


def test_a_title_two_acts_bear_tells_neither() -> None:
    old = entry("Điều 7 Luật số 69/2006/QH11", "69/2006/QH11", LAW_TITLE, article="7")
    new = entry("Điều 7 Luật số 11/2017/QH14", title=LAW_TITLE, article="7")
    texts = ("Theo Điều 7 Luật Trợ giúp pháp lý.", "Theo Điều 7 Luật Trợ giúp pháp lý số 11/2017/QH14.")
    assert within(*texts, basis=[old, new]) == [[], [(LAW, "7", None)]]


def test_an_act_as_a_whole_is_not_its_article() -> None:
    basis = [entry("Luật Trợ giúp pháp lý", title=LAW_TITLE), entry("Điều 7 Luật Trợ giúp pháp lý", article="7")]
    assert within("Theo Luật Trợ giúp pháp lý.", "Điều 7 Luật Trợ giúp pháp lý", basis=basis) == [
        [(LAW, None, None)], [(LAW, "7", None)],
    ]  # fmt: skip


def test_a_list_of_places_names_each() -> None:
    words = "Điều 2 và khoản 1 Điều 8"
    basis = [entry(words, article="2"), entry(words, article="8", clause="1")]
    assert within(f"Không mất tiền ({words}).", basis=basis) == [[(LAW, "2", None), (LAW, "8", "1")]]


def test_words_noted_less_often_than_printed_mean_it_nowhere() -> None:
    basis = [entry("Điều 7", article="7")]
    texts = ("Được giúp (Điều 7).", "Bị phạt (Điều 7).")
    assert within(*texts, basis=basis, noted={0: ["Điều 7"]}) == [[], []]
    assert within(*texts, basis=basis, noted={0: ["Điều 7", "Điều 7"]}) == [[(LAW, "7", None)]] * 2


def test_words_noted_as_often_as_is_noted_at_most_mean_the_only_act_of_such_places() -> None:
    basis, noted = [entry("Điều 7", article="7")], {0: ["Điều 7"] * 3}
    texts = ["Được giúp (Điều 7)."] * 5
    assert within(*texts, basis=basis, noted=noted) == [[(LAW, "7", None)]] * 5
    assert within(*texts, "Bị phạt (Điều 9).", basis=basis, noted=noted) == [[]] * 6
    other = [*basis, entry("Điều 9", DECREE, article="9")]
    found = within(*texts, "Bị phạt (Điều 9).", basis=other, noted={**noted, 1: ["Điều 9"]})
    assert found == [*[[]] * 5, [(DECREE, "9", None)]]


def test_a_citation_only_a_person_knows_is_found_by_its_words() -> None:
    basis = [entry("Hương ước làng Mẫu", "01/HƯ"), entry("Hương ước", "02/HƯ")]
    texts = ("Theo Hương ước  làng Mẫu thì góp công.", "Theo hương ước.", "Theo Hương ướcx.")
    assert within(*texts, basis=basis) == [[("01/HƯ", None, None)], [("02/HƯ", None, None)], []]


def test_what_a_person_made_of_printed_words_holds() -> None:
    basis = [entry("Điều 7 Luật Trợ giúp pháp lý", DECREE, article="2")]
    assert within("Theo Điều 7 Luật Trợ giúp pháp lý.", basis=basis) == [[(DECREE, "2", None)]]


def test_an_act_the_record_does_not_list_is_not_cited() -> None:
    basis = [entry("Điều 7 Luật Trợ giúp pháp lý", title=LAW_TITLE, article="7")]
    assert within("Theo Điều 8 Luật Trợ giúp pháp lý.", "Theo Luật Đất đai.", basis=basis) == [[], []]
    basis[0]["act"]["year"] = 2017
    text = "Theo Điều 7 Luật Trợ giúp pháp lý năm {}."
    assert within(text.format(2006), text.format(2017), basis=basis) == [[], [(LAW, "7", None)]]
    assert within("Theo Luật Đất đai.", basis=[]) == [[]]


def test_as_many_places_are_taken_for_all_as_a_converter_notes_at_most() -> None:
    assert cited_within._MOST_NOTED == legal_basis._MOST_EVIDENCE
