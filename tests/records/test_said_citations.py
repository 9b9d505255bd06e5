"""What people said of citations: put into a record made anew, with whatever names citations by their places."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from converters.corrections.cited.applying import CitedRecord, with_said_citations
from converters.corrections.cited.said import (
    CitationSaid,
    DamagedCitations,
    Decision,
    cited_json,
    identity_of,
    key_of,
    read_cited,
)
from converters.reading.boxes import Box
from converters.reading.document import Method, Page
from converters.records.doubts.doubt import Doubt, doubt
from validators.packages.bag import PAYLOAD
from validators.packages.package import CITED
from validators.problems import say
from validators.sharing.record import Act, Citation, Evidence, Locator, Record, Sanction, Validity

WHEN = dt.datetime(2026, 11, 29, 8, 30, tzinfo=dt.UTC)
PAGES = (Page(1, 1000, 2000, 300.0, (), Method.OCR),)
SIZE = (1000, 2000)


def cited(number: str, article: str, **said: object) -> Citation:
    act = Act(type="nghi-dinh", number=number)
    return Citation.model_validate(
        {"text": f"Điều {article} Nghị định {number}", "act": act, "locator": Locator(article=article), **said}
    )


FIRST, SECOND, THIRD = cited("10/2020/NĐ-CP", "1"), cited("20/2021/NĐ-CP", "2"), cited("30/2022/NĐ-CP", "3")


def place(at: int) -> Box:
    """Where a citation stands: one below the other."""
    return Box(100, 100 + 200 * at, 500, 140 + 200 * at)


def record(*basis: Citation) -> Record:
    evidence = {
        f"/legal_basis/{at}": [Evidence(page=1, box=tuple(place(at)), text=one.text, confidence=0.9, method="ocr")]
        for at, one in enumerate(basis)
    }
    fines = [Sanction(behaviour=f"Việc {at}", amount_min=100_000, basis=at) for at in range(len(basis))]
    return Record(
        schema_version="1.1", identifier="urn:uuid:5a4c5f1e-2f0e-4a3c-9c59-0a6f9d1b7e99", title="Mẫu", kind="to-gap",
        legal_basis=list(basis), content=list(fines), evidence=evidence,
    )  # fmt: skip


def said(
    decision: Decision, read: Citation | None, after: Citation | None = None, at: int | None = None, key: str = ""
) -> CitationSaid:
    box = None if at is None else place(at)
    name = key or ("moi" if read is None else key_of(read, ()))
    return CitationSaid(name, decision, read, after, "Trần Thị Bình", WHEN, 1, box, SIZE)


def put(made: Record, *log: CitationSaid, doubts: tuple[Doubt, ...] = (), old: Record | None = None) -> CitedRecord:
    return with_said_citations(made, doubts, log, PAGES, old)


def bases(made: CitedRecord) -> list[int | None]:
    return [one.basis for one in made.record.content if isinstance(one, Sanction)]


def test_nothing_said_changes_nothing() -> None:
    made = record(FIRST, SECOND)
    assert put(made).record is made


def test_a_confirmed_citation_is_a_persons() -> None:
    made = put(record(FIRST, SECOND), said(Decision.CONFIRMED, SECOND, SECOND, 1))
    assert [one.found for one in made.record.legal_basis] == [None, "person"]
    assert [one.method for one in made.record.evidence["/legal_basis/1"]] == ["person"]
    assert made.record.evidence["/legal_basis/0"][0].method == "ocr"
    assert made.told == ()


def test_a_corrected_one_keeps_its_place() -> None:
    made = put(record(FIRST, SECOND, THIRD), said(Decision.CORRECTED, SECOND, cited("25/2021/NĐ-CP", "2"), 1))
    assert [one.act.number for one in made.record.legal_basis] == ["10/2020/NĐ-CP", "25/2021/NĐ-CP", "30/2022/NĐ-CP"]
    assert bases(made) == [0, 1, 2]
    assert made.record.evidence["/legal_basis/1"][0].inferred  # its number is not what the words say


def test_what_names_citations_follows_when_one_is_taken_out() -> None:
    reason = say("The number of the cited act was left blank on paper.")
    doubts = tuple(doubt("citation", reason, pointer=f"/legal_basis/{at}") for at in range(3))
    made = put(record(FIRST, SECOND, THIRD), said(Decision.REMOVED, SECOND, None, 1), doubts=doubts)
    assert made.record.legal_basis == [FIRST, THIRD]
    assert bases(made) == [0, None, 1]
    assert [one.pointer for one in made.doubts] == ["/legal_basis/0", "/legal_basis/1"]
    assert made.record.evidence["/legal_basis/1"][0].text == THIRD.text
    assert "/legal_basis/2" not in made.record.evidence


def test_an_added_one_stands_behind_the_others() -> None:
    made = put(record(FIRST), said(Decision.ADDED, None, SECOND, 4))
    assert [one.act.number for one in made.record.legal_basis] == ["10/2020/NĐ-CP", "20/2021/NĐ-CP"]
    (read,) = made.record.evidence["/legal_basis/1"]
    assert (read.method, read.page, read.box) == ("person", 1, tuple(place(4)))
    assert made.told == ()


def test_an_added_one_that_is_read_by_now_is_one() -> None:
    made = put(record(FIRST, SECOND), said(Decision.ADDED, None, SECOND, 1))
    assert len(made.record.legal_basis) == 2
    assert made.record.legal_basis[1].found == "person"


def test_one_corrected_to_what_is_cited_already_stands_once() -> None:
    made = put(record(FIRST, SECOND), said(Decision.CORRECTED, SECOND, FIRST, 1))
    assert [identity_of(one) for one in made.record.legal_basis] == [identity_of(FIRST)]
    assert bases(made) == [0, 0]


def test_the_later_decision_holds() -> None:
    made = put(record(FIRST), said(Decision.REMOVED, FIRST, None, 0), said(Decision.OPEN, FIRST, None, 0))
    assert made.record.legal_basis == [FIRST]
    assert made.record.evidence["/legal_basis/0"][0].method == "ocr"


@pytest.mark.parametrize("scale", [1, 2])
def test_another_reading_is_told_and_changes_nothing(scale: int) -> None:
    """The place is found by its share of the page, whatever size its image has now."""
    other = record(cited("18/2020/NĐ-CP", "1"))
    left, top, right, bottom = place(0)
    box = (left * scale, top * scale, right * scale, bottom * scale)
    moved = other.model_copy(
        update={"evidence": {"/legal_basis/0": [Evidence(page=1, box=box, text="Điều 1", method="ocr")]}}
    )
    pages = (Page(1, 1000 * scale, 2000 * scale, 300.0, (), Method.OCR),)
    log = [said(Decision.CONFIRMED, FIRST, FIRST, 0)]
    made = with_said_citations(moved, (), log, pages, None)
    assert [one.act.number for one in made.record.legal_basis] == ["10/2020/NĐ-CP"]
    assert "is read now where a person said" in made.told[0].text


def test_what_is_not_read_any_more_stays_and_is_told() -> None:
    made = put(record(SECOND), said(Decision.CONFIRMED, FIRST, FIRST, 3))
    assert [one.act.number for one in made.record.legal_basis] == ["20/2021/NĐ-CP", "10/2020/NĐ-CP"]
    assert "is not read any more" in made.told[0].text


def test_another_reading_where_one_was_taken_out_is_not_taken_out() -> None:
    other = cited("18/2020/NĐ-CP", "1")
    made = put(record(other), said(Decision.REMOVED, FIRST, None, 0))
    assert made.record.legal_basis == [other]
    assert "look at it again" in made.told[0].text


def test_what_was_looked_up_of_an_act_stays_with_that_act_alone() -> None:
    known = FIRST.model_copy(update={"validity": Validity(state="in-force", as_of=WHEN.date())})
    stays = put(record(FIRST), said(Decision.CONFIRMED, FIRST, FIRST, 0), old=record(known))
    other = put(record(FIRST), said(Decision.CORRECTED, FIRST, SECOND, 0), old=record(known))
    assert stays.record.legal_basis[0].validity.state == "in-force"
    assert other.record.legal_basis[0].validity.state == "unknown"


def test_the_key_stays_through_decisions() -> None:
    log = (said(Decision.CORRECTED, FIRST, SECOND, 0),)
    assert key_of(SECOND, log) == key_of(FIRST, ()) != key_of(SECOND, ())


def test_the_log_comes_back_as_it_was_written(tmp_path: Path) -> None:
    log = (said(Decision.CORRECTED, FIRST, SECOND, 0), said(Decision.ADDED, None, THIRD))
    place = tmp_path / PAYLOAD / CITED
    place.parent.mkdir(parents=True)
    place.write_bytes(cited_json(log))
    assert read_cited(tmp_path) == log
    place.write_bytes(b"{")
    with pytest.raises(DamagedCitations):
        read_cited(tmp_path)


def test_where_the_words_of_one_that_was_taken_out_stand_is_kept() -> None:
    """They are still printed: whoever makes something of the record has to know that they are no citation."""
    made = put(record(FIRST, SECOND), said(Decision.REMOVED, SECOND, at=1)).record
    (kept,) = made.evidence["/legal_basis"]
    assert (kept.text, kept.page, kept.method, kept.box) == (SECOND.text, 1, "person", tuple(place(1)))
    back = put(record(FIRST, SECOND), said(Decision.OPEN, SECOND, at=1)).record
    assert "/legal_basis" not in back.evidence


def test_a_record_without_any_citation_left_has_nothing_to_be_told_apart() -> None:
    assert "/legal_basis" not in put(record(FIRST), said(Decision.REMOVED, FIRST, at=0)).record.evidence
