"""Visits from any simple file, uploads from the ledger, hours from the moments of answers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from pbgdpl_cli.report.period import Period
from pbgdpl_cli.report.uploads import upload_numbers
from pbgdpl_cli.report.visits import MOST_PAGES, WrongVisits, read_visits
from pbgdpl_cli.report.work import WorkTally
from pbgdpl_cli.review.trust.pace import LONGEST_LOOK, TimedLook, seconds_spent, spent_by
from pbgdpl_cli.upload.ledger import ItemState, LedgerItem

WHOLE = Period()
LISTED = """[{"day": "2026-01-05", "path": "/a", "count": 2}, {"count": 3, "page": "/b", "date": "2026-02-06"},
{"day": "2026-02-07", "path": "/a", "count": 4}]"""


def visits(folder: Path, text: str, name: str = "luot.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("luot.csv", "day,path,count\n2026-01-05,/a,2\n2026-02-06,/b,3\n2026-02-07,/a,4\n"),
        ("luot.csv", "2026-01-05,/a,2\n2026-02-06,/b,3\n2026-02-07,/a,4\n"),
        ("luot.csv", "\ufeffTrang;Lượt;Ngày\n/a;2;05/01/2026\n\n/b;3;2026-02-06\n/a;4;2026-02-07\n"),
        ("luot.json", LISTED),
    ],
)
def test_the_same_visits_in_any_simple_file(name: str, text: str, tmp_path: Path) -> None:
    told = read_visits(visits(tmp_path, text, name), WHOLE)
    assert (told.total, told.days, told.pages) == (9, 3, 2)
    assert (told.first, told.last) == (dt.date(2026, 1, 5), dt.date(2026, 2, 7))
    assert [(one.code, one.count) for one in told.by_month] == [("2026-01", 2), ("2026-02", 7)]
    assert [(one.code, one.count) for one in told.by_page] == [("/a", 6), ("/b", 3)]


def test_visits_of_a_period(tmp_path: Path) -> None:
    path = visits(tmp_path, "2026-01-31,/a,2\n2026-02-01,/a,3\n2026-02-28,/a,4\n2026-03-01,/a,5\n")
    told = read_visits(path, Period(dt.date(2026, 2, 1), dt.date(2026, 2, 28)))
    assert (told.total, told.days) == (7, 2)


def test_a_file_without_visits_says_none(tmp_path: Path) -> None:
    told = read_visits(visits(tmp_path, "day,path,count\n"), WHOLE)
    assert (told.total, told.days, told.first) == (0, 0, None)


def test_pages_opened_seldom_are_counted_and_not_named(tmp_path: Path) -> None:
    rows = "".join(f"2026-01-05,/{number:03},1\n" for number in range(MOST_PAGES + 3))
    told = read_visits(visits(tmp_path, rows), WHOLE)
    assert (len(told.by_page), told.pages, told.total) == (MOST_PAGES, MOST_PAGES + 3, MOST_PAGES + 3)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("day,path,count\n2026-01-05,/a,2\n2026-01-06,/a,nhiều\n", 3),
        ("2026-01-05,/a,-1\n", 1),
        ("2026-13-05,/a,1\n", 1),
        ("2026-01-05,/a\n", 1),
        ('[{"day": "2026-01-05", "path": "/a"}]', 1),
        ("[1]", 1),
        ("{", 1),
    ],
)
def test_a_row_that_says_something_else_is_told_of(text: str, row: int, tmp_path: Path) -> None:
    with pytest.raises(WrongVisits) as raised:
        read_visits(visits(tmp_path, text), WHOLE)
    assert raised.value.message.values["line"] == row


def item(identifier: str, state: ItemState, revision: str = "new", at: str = "2026-03-01T08:00:00") -> LedgerItem:
    sent = LedgerItem("cong", identifier, revision, "goi", "Tài liệu", state, None, None, 500, at, f"{at}+00:00")
    return dataclasses.replace(sent, confirmed_at=sent.changed_at) if state is ItemState.CONFIRMED else sent


def test_uploads_by_target() -> None:
    items = [
        item("a", ItemState.CONFIRMED),
        item("a", ItemState.CONFIRMED, "old", "2025-03-01T08:00:00"),
        item("b", ItemState.CONFIRMED, "old", "2025-03-01T08:00:00"),
        item("b", ItemState.FAILED, at="2026-03-02T08:00:00"),
        item("c", ItemState.SENDING, "old", "2025-03-01T08:00:00"),
        item("c", ItemState.REFUSED),
        item("d", ItemState.RECORD_SENT),
        item("elsewhere", ItemState.CONFIRMED),
    ]
    told = upload_numbers(items, dict.fromkeys("abcd", "new"), Period(dt.date(2026, 1, 1), None))
    (target,) = told.targets
    assert (target.code, target.confirmed, target.outdated, target.confirmed_in_period) == ("cong", 2, 1, 1)
    assert (target.failed, target.begun, target.bytes, told.others) == (1, 1, 3500, 1)


START = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def looks(who: str, *seconds: float) -> list[TimedLook]:
    return [TimedLook(who, START + dt.timedelta(seconds=at), "word") for at in seconds]


def test_the_least_that_was_spent_is_the_same_over_packages_as_in_one() -> None:
    given = [*looks("Lê Văn Mẫu", 0, 40, 40, 100, 1000, 1010), *looks("Trần Thị Bình", 5, 25)]
    tally = WorkTally(WHOLE)
    for who in ("Lê Văn Mẫu", "Trần Thị Bình"):
        for one in given:
            if one.who == who:
                tally.moments[who].append(one.when.timestamp())
    spent = tally.numbers()
    assert spent.seconds == sum(one.seconds for one in spent_by(given).values()) == 40 + 60 + 10 + 20
    assert (spent.people, spent.hours) == (2, 0.0)


def test_a_pause_is_not_time_spent() -> None:
    pause = LONGEST_LOOK.total_seconds()
    assert seconds_spent([0, pause, 3 * pause]) == pause
    assert seconds_spent([]) == seconds_spent([7]) == 0
