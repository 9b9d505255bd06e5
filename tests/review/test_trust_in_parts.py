"""Trust by itself: whose turn it is, what a doubt touches, how a sheet is spaced, and that no number is told."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from converters.corrections.readers.account import ReviewAccount
from converters.records.doubts.doubt import Doubt, doubt
from pbgdpl_cli.review.trust.basis import Basis, Planted, Reader, ReadTwice, Sampled
from pbgdpl_cli.review.trust.estimate import Estimate
from pbgdpl_cli.review.trust.pace import LONGEST_LOOK, Pace, TimedLook, pace_of, seconds_spent, spent_by
from pbgdpl_cli.review.trust.sheet import Step, left_lines, sheet_files, sheet_json, sheet_markdown, time_told
from pbgdpl_cli.review.trust.undecided import (
    MOST_LISTED,
    OpenPlace,
    Undecided,
    items_in_doubt,
    open_listed,
    undecided_citations,
)
from pbgdpl_cli.review.trust.waiting import Turn, WaitingData
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import say
from validators.sharing.record import Act, Citation, Deadline, Evidence, Record
from validators.sharing.standing import Standing

WHO, WHEN = "Trần Thị Mẫu", dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
EN, VI = PageLanguage("en"), PageLanguage("vi")
NOTHING = Basis("urn:uuid:1", "Tờ gấp", 2, "0" * 64, 0, 0, 0, (), (), Planted(), Sampled(), ReadTwice())
COMPARED = Step("compared", WHO, WHEN)
SPECIAL = "\\`*_[]<>|#"


def at(kind: str, text: str, *, box: tuple[int, int, int, int] | None = None, page: int | None = 1,
       pointer: str = "") -> Doubt:  # fmt: skip
    return doubt(kind, say("mờ"), page=page, box=box, text=text, pointer=pointer)


def due(*texts: str, evidence: dict[str, list[Evidence]] | None = None, cited: tuple[str, ...] = ()) -> Record:
    return Record.model_construct(
        identifier="urn:uuid:0a1b2c3d-0000-4000-8000-000000000004",
        title="Tờ gấp",
        kind="to-gap",
        content=[Deadline(text=text) for text in texts],
        legal_basis=[Citation(text=text, act=Act(number=None)) for text in cited],
        evidence=evidence or {},
    )


def read(box: tuple[int, int, int, int] | None, page: int | None = 1) -> Evidence:
    return Evidence(page=page, box=box, text="x", method="ocr")


class TestWhatADoubtTouches:
    @pytest.mark.parametrize(
        ("box", "page", "touched"),
        [
            ((10, 10, 20, 20), 1, True),
            ((90, 90, 108, 108), 1, True),  # its middle lies inside
            ((95, 95, 120, 120), 1, False),  # its middle lies outside
            ((10, 10, 20, 20), 2, False),
            (None, 1, False),
            ((10, 10, 20, 20), None, False),
        ],
    )
    def test_it_is_where_the_middle_of_the_doubt_lies(
        self, box: tuple[int, int, int, int] | None, page: int | None, touched: bool
    ) -> None:
        record = due("trong năm ngày", evidence={"/content/0": [read((0, 0, 100, 100))]})
        assert bool(items_in_doubt(record, [at("word", "năm", box=box, page=page)])) is touched

    @pytest.mark.parametrize(
        ("pointer", "touched"),
        [("/content/1", [1]), ("/content/1/text", [1]), ("/content/10", [10]), ("/content", []), ("/title", [])],
    )
    def test_a_doubt_about_a_value_is_of_no_value_whose_name_begins_alike(
        self, pointer: str, touched: list[int]
    ) -> None:
        record = due(*(f"hạn {number}" for number in range(11)))
        found = items_in_doubt(record, [at("word", "hạn", page=None, pointer=pointer)])
        assert [one.pointer for one in found] == [f"/content/{number}" for number in touched]

    def test_where_nobody_knows_the_place_no_page_is_told(self) -> None:
        record = due(cited=("Luật A", "Luật B"), evidence={"/legal_basis/1/text": [read(None, None), read(None, 7)]})
        assert [one.page for one in undecided_citations(record, [], [])] == [None, 7]

    @given(st.integers(10_000, 99_999), st.integers(10_000, 99_999))
    def test_a_number_still_to_be_read_is_told_nowhere(self, doubted: int, other: int) -> None:
        assume(doubted != other)
        record = due(cited=(f"Thông tư số {doubted}", f"Thông tư số {other}"))
        doubts = [at("number", str(doubted), pointer="/legal_basis/0")]
        first, second = undecided_citations(record, [], doubts)
        assert (first.text, first.in_doubt) == ("Thông tư số [?]", True)
        assert (second.text, second.in_doubt) == (f"Thông tư số {other}", False)
        assert str(doubted) not in str(open_listed(doubts))

    @pytest.mark.parametrize("count", [0, 1, MOST_LISTED, MOST_LISTED + 1])
    def test_no_more_are_listed_than_anybody_reads(self, count: int) -> None:
        assert len(open_listed([at("word", "x")] * count)) == min(count, MOST_LISTED)


class TestTurns:
    @pytest.mark.parametrize(
        ("state", "open_places", "second", "turn"),
        [
            (Standing.DRAFT, 0, 0, Turn.COMPARER),
            (Standing.DRAFT, 3, 0, Turn.REVIEWER),
            (Standing.DRAFT, 3, 2, Turn.REVIEWER),
            (Standing.DRAFT, 3, 3, Turn.SECOND),
            (Standing.COMPARED, 0, 0, Turn.HEAD),
            (Standing.COMPARED, 1, 1, Turn.REVIEWER),
            *((state, 1, 0, Turn.NOBODY) for state in Standing if state not in {Standing.DRAFT, Standing.COMPARED}),
        ],
    )
    def test_whose_turn_it_is(self, state: Standing, open_places: int, second: int, turn: Turn) -> None:
        waits = WaitingData(Path("goi"), "Tờ gấp", open_places, 0, {}, second, 0, ReviewAccount(), state, WHEN)
        assert waits.turn is turn

    def test_people_are_told_of_each_in_other_words(self) -> None:
        assert len({EN(turn.message) for turn in Turn}) == len(Turn)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "1 min"), (29, "1 min"), (89, "1 min"), (91, "2 min"), (3_569, "59 min"), (3_571, "1 h 0 min"),
     (3_600, "1 h 0 min"), (5_400, "1 h 30 min"), (7_170.1, "2 h 0 min"), (360_000, "100 h 0 min")],
)  # fmt: skip
def test_a_time_is_told_in_minutes_and_hours(seconds: float, told: str) -> None:
    assert EN(time_told(seconds)) == told


class TestPace:
    @given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 2_000)), max_size=12, unique=True))
    def test_what_each_spent_is_the_same_by_looks_and_by_moments(self, given_: list[tuple[str, int]]) -> None:
        looks = [TimedLook(who, WHEN + dt.timedelta(seconds=at_), "word") for who, at_ in given_]
        for who in "AB":
            alone = seconds_spent(look.when.timestamp() for look in looks if look.who == who)
            spent = spent_by(looks).get(who)
            assert (spent.seconds if spent else 0) == pytest.approx(alone)
        assert pace_of(looks).timed == sum(one.places for one in spent_by(looks).values())

    @pytest.mark.parametrize(("gap", "counted"), [(0, True), (1, False)])
    def test_the_longest_look_still_counts(self, gap: int, counted: bool) -> None:
        looks = [TimedLook(WHO, WHEN, "word"), TimedLook(WHO, WHEN + LONGEST_LOOK + dt.timedelta(seconds=gap), "word")]
        assert bool(spent_by(looks)) is counted

    @pytest.mark.parametrize(
        ("pace", "waiting", "seconds"),
        [
            (Pace({}, None, 4), {"word": 3}, None),
            (Pace({"word": 2.0}, 5.0, 9), {}, 0),
            (Pace({"word": 2.0}, 5.0, 9), {"word": 3, "amount": 2}, 16),
        ],
    )
    def test_how_long_places_will_take(self, pace: Pace, waiting: dict[str, int], seconds: float | None) -> None:
        assert pace.seconds_for(waiting) == seconds


class TestSheets:
    def test_its_files_are_named_after_the_step_and_the_programs_one_is_whole(self) -> None:
        files = sheet_files(COMPARED, replace(NOTHING, citations=(Undecided("/legal_basis/0", 1, "Luật A", True),)), VI)
        assert set(files) == {"review/compared.json", "review/compared.md"}
        said = json.loads(files["review/compared.json"])
        assert said["step"]["at"] == "2026-11-29T09:30:00+00:00"
        assert dt.datetime.fromisoformat(said["step"]["at"]) == WHEN
        assert said["basis"]["citations"] == [
            {"pointer": "/legal_basis/0", "page": 1, "text": "Luật A", "in_doubt": True}
        ]
        assert files["review/compared.json"] == sheet_json(COMPARED, replace(NOTHING, citations=(
            Undecided("/legal_basis/0", 1, "Luật A", True),)))  # fmt: skip

    def test_nothing_is_said_of_what_is_not_there(self) -> None:
        text = sheet_markdown(COMPARED, NOTHING, EN)
        assert "**Position:**" not in text
        assert "## Places that still need a person" not in text
        assert "Nobody has settled or corrected anything in this text." in text
        assert text.startswith("# Sheet of the comparison with the original\n\n- **")

    @given(st.text(f"{SPECIAL} \nab-", min_size=1, max_size=20))
    def test_words_of_a_material_never_become_markup_or_lines(self, words: str) -> None:
        basis = replace(NOTHING, title=f"x{words}x", readers=(Reader(words, 1, 0, 0, 0, 0, 0, 0.0, 0),),
                        left_open=(OpenPlace(1, "word", words),), open_places=1)  # fmt: skip
        text = sheet_markdown(replace(COMPARED, note=words), basis, EN)
        plain = sheet_markdown(replace(COMPARED, note="y"), replace(
            basis, title="x", readers=(replace(basis.readers[0], name="y"),),
            left_open=(OpenPlace(1, "word", "y"),)), EN)  # fmt: skip
        unescaped = re.compile(r"(?<!\\)(?:\\\\)*[`\[\]<>|#]")
        assert len(unescaped.findall(text)) == len(unescaped.findall(plain))
        assert len(text.splitlines()) <= len(plain.splitlines())

    @pytest.mark.parametrize(
        ("count", "more"), [(MOST_LISTED, None), (MOST_LISTED + 1, "1 more are not"), (999, "799 more are not")]
    )
    def test_what_is_not_listed_is_counted(self, count: int, more: str | None) -> None:
        every = tuple(Undecided(f"/legal_basis/{number}", None, "Luật A", False) for number in range(count))
        text = sheet_markdown(COMPARED, replace(NOTHING, citations=every), EN)
        assert f"## Citations nobody decided about ({count})" in text
        assert text.count("\n- –: Luật A") == MOST_LISTED
        assert (more in text) if more else ("not listed" not in text)

    def test_items_of_a_list_stand_together_and_all_else_apart(self) -> None:
        lines = sheet_markdown(COMPARED, replace(NOTHING, settled=3), EN).splitlines()
        for before, line in pairwise(lines):
            assert line != "" or before != ""
            assert not (line.startswith("#") and before)
            assert not (before.startswith("#") and line)


class TestWhatIsLikelyLeft:
    @pytest.mark.parametrize(
        ("tell", "told"),
        [(EN, "about 2.5 mistakes are likely left (0 to 12"), (VI, "about 2,5 mistakes"), (VI, "1,25 a page (0 to 6")],
        ids=["en", "vi", "page"],
    )
    def test_an_estimate_is_written_as_its_readers_write(self, tell: PageLanguage, told: str) -> None:
        basis = replace(NOTHING, sampled=Sampled(40, 1, 90, Estimate(2.5, 0, 12)))
        assert told in " ".join(str(one) for one in left_lines(basis, tell))

    @pytest.mark.parametrize(
        ("basis", "told"),
        [
            (replace(NOTHING, planted=Planted(1, 2, missed_on=(3, 8))), "let stand: on pages 3, 8."),
            (replace(NOTHING, planted=Planted(1, 0, elsewhere_found=2, elsewhere_missed=1)), "found 2 of 3 planted"),
            (replace(NOTHING, planted_words=Planted(undecided=4)), "0 of 0 were found; 4 stand on pages"),
            (replace(NOTHING, twice=ReadTwice(9, 2, 1)), "people: 9, 2 of them differently, 1 of these"),
        ],
        ids=["missed", "elsewhere", "nobody read", "twice"],
    )
    def test_what_was_measured_is_told(self, basis: Basis, told: str) -> None:
        assert told in " ".join(EN(one) for one in left_lines(basis, EN))

    def test_the_last_sentence_never_fails(self) -> None:
        for basis in (NOTHING, replace(NOTHING, planted=Planted(20, 0, left=Estimate(0, 0, 1)))):
            assert str(left_lines(basis, EN)[-1]) == "Of words that nothing doubted and nobody read, nothing is known."
