"""What an approval is taken in spite of: told place by place, and no number in doubt approved unseen."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cited_packages
import pytest

from converters.corrections.cited.said import CitationSaid, Decision, keys_of
from converters.records.doubts.doubt import Doubt, doubt
from converters.records.doubts.settled import key_of
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.app import run
from pbgdpl_cli.review.answers.journal import Answer, Journal
from pbgdpl_cli.review.trust.basis import Basis, Planted, ReadTwice, Sampled
from pbgdpl_cli.review.trust.sheet import Step, sheet_markdown
from pbgdpl_cli.review.trust.undecided import (
    MOST_LISTED,
    OpenPlace,
    Undecided,
    items_in_doubt,
    open_listed,
    undecided_citations,
    unread_numbers,
)
from pbgdpl_cli.web.page_language import PageLanguage
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.problems import say
from validators.sharing.record import Act, Citation, Deadline, Evidence, Record, Sanction

WHO, WHEN = "Trần Thị Bình Minh", dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
MARK = say("mờ")
FIRST = Citation(text="Nghị định số 12/2020/NĐ-CP", act=Act(number="12/2020/NĐ-CP"))
SECOND = Citation(text="Luật số 45/2019/QH14", act=Act(number="45/2019/QH14"))
EN = PageLanguage("en")
NOTHING = Basis("urn:uuid:1", "Tờ gấp", 2, "0" * 64, 0, 0, 0, (), (), Planted(), Sampled(), ReadTwice())
APPROVED = Step("approved", WHO, WHEN)


def place(box: tuple[int, int, int, int], page: int = 1) -> list[Evidence]:
    return [Evidence(page=page, box=box, text="x", method="ocr")]


RECORD = Record.model_construct(
    legal_basis=[FIRST, SECOND],
    content=[
        Sanction(behaviour="vượt đèn đỏ", amount_min=300_000),
        Deadline(text="trong 5 ngày làm việc"),
    ],
    evidence={
        "/legal_basis/0": place((0, 0, 100, 20)),
        "/legal_basis/1": place((0, 100, 100, 120)),
        "/content/0/amount_min": place((0, 200, 100, 220)),
        "/content/1": place((0, 300, 100, 320), page=2),
    },
)


def at(kind: str, text: str, box: tuple[int, int, int, int] | None, page: int = 1, pointer: str = "") -> Doubt:
    return doubt(kind, MARK, page=page, box=box, text=text, pointer=pointer)


@pytest.mark.parametrize("kind", ["amount", "number", "date", "citation", "locator", "percentage", "duration", "phone"])
def test_a_number_that_stands_in_doubt_is_unread(kind: str) -> None:
    assert unread_numbers([at(kind, "300.000", (0, 0, 9, 9))])


@pytest.mark.parametrize(("kind", "text"), [("word", "tiên"), ("number", ""), ("ink", ""), ("title", "5")])
def test_words_and_missing_values_are_no_unread_numbers(kind: str, text: str) -> None:
    assert not unread_numbers([at(kind, text, None)])


def test_a_listed_place_never_tells_a_number() -> None:
    assert open_listed([at("amount", "300.000", None), at("word", "tiên", None)]) == (
        OpenPlace(1, "amount", ""),
        OpenPlace(1, "word", "tiên"),
    )


def test_citations_nobody_decided_about_are_told_and_whether_a_doubt_stands_in_them() -> None:
    found = undecided_citations(RECORD, [], [at("word", "Nghi", (40, 5, 60, 15))])
    assert [(one.pointer, one.page, one.in_doubt) for one in found] == [
        ("/legal_basis/0", 1, True),
        ("/legal_basis/1", 1, False),
    ]


def test_a_doubt_about_the_value_itself_is_one_in_it() -> None:
    found = undecided_citations(RECORD, [], [at("citation", "", None, pointer="/legal_basis/1")])
    assert [one.in_doubt for one in found] == [False, True]


@pytest.mark.parametrize(("decision", "left"), [(Decision.CONFIRMED, 1), (Decision.OPEN, 2)])
def test_a_decided_citation_is_not_told(decision: Decision, left: int) -> None:
    after = None if decision is Decision.OPEN else FIRST
    said = CitationSaid(keys_of([FIRST], [])[0], decision, FIRST, after, WHO, WHEN)
    assert len(undecided_citations(RECORD, [said], [])) == left


def test_a_citation_does_not_tell_the_number_that_is_to_be_read() -> None:
    told = undecided_citations(RECORD, [], [at("number", "12/2020/NĐ-CP", (40, 5, 60, 15))])[0].text
    assert "12/2020" not in told
    assert told.startswith("Nghị định số [?]")


@pytest.mark.parametrize(
    ("box", "page", "found"),
    [
        ((10, 205, 20, 215), 1, ["/content/0"]),
        ((10, 305, 20, 315), 2, ["/content/1"]),
        ((10, 305, 20, 315), 1, []),
        ((10, 5, 20, 15), 1, []),
    ],
)
def test_items_that_rest_on_a_doubted_place(box: tuple[int, int, int, int], page: int, found: list[str]) -> None:
    assert [one.pointer for one in items_in_doubt(RECORD, [at("word", "x", box, page)])] == found


def test_the_sheet_lists_what_it_is_taken_in_spite_of() -> None:
    basis = replace(
        NOTHING,
        open_places=MOST_LISTED + 5,
        left_open=tuple(OpenPlace(2, "word", "tiên") for _ in range(MOST_LISTED)),
        citations=(
            Undecided("/legal_basis/0", 3, "Luật <b>", in_doubt=True),
            Undecided("/legal_basis/1", None, "B", in_doubt=False),
        ),
        items=(Undecided("/content/0", 1, "vượt đèn đỏ", in_doubt=True),),
    )
    page = sheet_markdown(APPROVED, basis, EN)
    assert f"## Places that still need a person ({MOST_LISTED + 5})" in page
    assert "- page 2: Word – tiên" in page
    assert "5 more are not listed here." in page
    assert r"- page 3: Luật \<b\> (in doubt)" in page
    assert "- –: B\n" in page
    assert "rest on a doubted place (1)" in page


def test_a_sheet_without_such_places_says_nothing_of_them() -> None:
    assert "## Places that still need" not in sheet_markdown(APPROVED, NOTHING, EN)


Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.mark.real
class TestApproving:
    """A leaflet that cites acts, compared, with doubts of every sort."""

    @pytest.fixture
    def ask(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
        monkeypatch.setenv("PBGDPL_HOME", str(tmp_path / "nha"))

        def asked(*words: object) -> tuple[int, dict[str, Any]]:
            code = run(["--json", "--lang", "en", *map(str, words)])
            return code, json.loads(capsys.readouterr().out)

        return asked

    @pytest.fixture
    def package(self, tmp_path: Path, ask: Ask) -> Path:
        cited_packages.package_of(tmp_path)
        made = next((tmp_path / "goi").iterdir())
        ask("review", "compare", made, "--by", WHO)
        return made

    def doubted(self, package: Path, *doubts: Doubt) -> None:
        with changing(package) as change:
            change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, doubts)))

    def approve(self, ask: Ask, package: Path, *words: str) -> tuple[int, dict[str, Any]]:
        findings = ask("validate", package, "--for", "publishing")[1]["data"]["findings"]
        codes = sorted({one["code"] for one in findings if one["severity"] == "error"})
        allowed = [word for code in codes for word in ("--allow", code)]
        return ask("review", "approve", package, "--by", WHO, *words, *allowed)

    def test_no_option_approves_a_number_in_doubt(self, ask: Ask, package: Path) -> None:
        number = at("number", "12/2020/NĐ-CP", (500, 200, 700, 240))
        self.doubted(package, number, at("word", "tiên", (80, 100, 120, 140)))
        before = (package / "data" / "record.json").read_bytes()
        code, answer = self.approve(ask, package, "--despite-doubts")
        assert (code, answer["errors"][0]["code"]) == (1, "unread-numbers")
        assert answer["errors"][0]["message"].startswith("1 amounts")
        assert (package / "data" / "record.json").read_bytes() == before
        reads = ("--reads", "12/2020/NĐ-CP", "--by", WHO)
        assert ask("review", "settle", package, key_of(number), *reads)[0] == 0
        code, answer = self.approve(ask, package, "--despite-doubts")
        assert (code, answer["errors"]) == (0, [])

    def test_undecided_citations_are_told_with_the_approval_and_on_its_sheet(self, ask: Ask, package: Path) -> None:
        self.doubted(package, at("word", "Mẫu", (80, 300, 1500, 340)))
        code, answer = self.approve(ask, package, "--despite-doubts")
        assert (code, answer["errors"]) == (0, [])
        told = answer["data"]["packages"][0]["basis"]["citations"]
        assert len(told) == len(open_package(package).record().legal_basis)
        assert [one["in_doubt"] for one in told].count(True) == 1
        sheet = (package / "data" / "review" / "approved.md").read_text("utf-8")
        assert f"## Citations nobody decided about ({len(told)})" in sheet
        assert ask("status", "--review", package)[1]["data"]["packages"][0]["citations"] == len(told)

    def test_answers_outside_the_text_hold_an_approval_up(self, ask: Ask, package: Path, tmp_path: Path) -> None:
        self.doubted(package)
        record = open_package(package).record()
        Journal(tmp_path / "nha", package, record.identifier).add(Answer("line-1-0", "Khác", WHO, WHEN, "x"))
        code, answer = self.approve(ask, package)
        assert (code, answer["errors"][0]["code"]) == (1, "answers-not-in-package")
        assert self.approve(ask, package, "--despite-doubts")[0] == 0
        assert "1 answers were not in the package" in str(open_package(package).record().workflow.events[-1].note)
