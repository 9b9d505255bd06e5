"""Answers and packages where the disk refuses, a package may not be written, or what people did is damaged."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import review_packages

from converters.corrections.lines.arrangement import Change
from converters.corrections.lines.making import Wanted
from converters.corrections.places import lines_of
from converters.corrections.stored import DamagedLog
from converters.records.doubts.doubt import doubt
from converters.records.doubts.settled import DamagedList
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.review.answers.items import Said, answered
from pbgdpl_cli.review.answers.journal import DamagedJournal, Journal
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.lines.changes import Outcome, arrange
from validators.packages.changing import changing
from validators.packages.package import CORRECTIONS, NEEDS_PERSON, SETTLED, open_package
from validators.problems import Problem, say

pytestmark = pytest.mark.real


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A leaflet with three doubts."""
    return review_packages.doubtful(tmp_path)


def test_a_disk_that_takes_half_an_answer_is_told(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_review = PackageUnderReview(package, tmp_path / "nha")
    keys = [key for key, _ in under_review.waiting]
    under_review.answer(answered(under_review.item(keys[0]), Said(review_packages.AMOUNT), "Lê Văn Khánh"))
    room = [20]

    def nearly_full(descriptor: int, content: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = min(room[0], len(content))
        room[0] -= taken
        return os.pwrite(descriptor, content[:taken], os.fstat(descriptor).st_size)

    late = answered(under_review.item(keys[1]), Said(), "Lê Văn Khánh")
    with monkeypatch.context() as full:
        full.setattr(os, "write", nearly_full)
        with pytest.raises(OSError, match="No space"):
            under_review.answer(late)
    assert list(under_review.answers) == [keys[0]]
    assert list(PackageUnderReview(package, tmp_path / "nha").answers) == [keys[0]]


@pytest.mark.parametrize(("name", "problem"), [(CORRECTIONS, DamagedLog), (SETTLED, DamagedList)])
def test_what_people_did_and_cannot_be_read_keeps_the_page_shut(
    package: Path, tmp_path: Path, name: str, problem: type[Problem]
) -> None:
    with changing(package) as change:
        change.write(name, b'{"key": 1')
    with pytest.raises(problem):
        PackageUnderReview(package, tmp_path / "nha")


@pytest.mark.parametrize(
    "line", [b"{}", b"[]", b"7", b'{"key": "a", "text": "x", "who": "y", "when": "gestern", "before": ""}']
)
def test_a_journal_of_something_else_is_refused(tmp_path: Path, line: bytes) -> None:
    journal = Journal(tmp_path, tmp_path / "goi", "urn:uuid:1")
    journal.file.parent.mkdir()
    journal.file.write_bytes(line + b"\n")
    with pytest.raises(DamagedJournal):
        journal.answers()


def test_answers_to_a_package_that_may_not_be_written_are_kept(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_review = PackageUnderReview(package, tmp_path / "nha")
    key = under_review.waiting[0][0]
    under_review.answer(answered(under_review.item(key), Said(review_packages.AMOUNT), "Lê Văn Khánh"))

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as stick:
        stick.setattr("os.mkdir", refused)
        with pytest.raises((OSError, Problem)):
            under_review.apply()
    assert list(PackageUnderReview(package, tmp_path / "nha").answers) == [key]
    assert under_review.apply().count == 1


def joined(under_review: PackageUnderReview) -> Outcome:
    return arrange(under_review, 1, Wanted(Change.JOINED, 0, 1), "Lê Văn Khánh")


def test_lines_put_in_order_outlive_a_record_that_was_edited_by_hand(package: Path, tmp_path: Path) -> None:
    under_review = PackageUnderReview(package, tmp_path / "nha")
    assert joined(under_review) is Outcome.DONE
    record = package / "data" / "record.json"
    whole = record.read_bytes()
    record.write_bytes(whole.replace(b"Trang mot", b"Trang hai"))
    edited = record.read_bytes()
    with pytest.raises(Problem):
        under_review.apply()
    assert record.read_bytes() == edited
    assert len(PackageUnderReview(package, tmp_path / "nha").answers) == 1
    record.write_bytes(whole)
    assert under_review.apply().count == 1


def test_a_record_of_the_older_schema_is_reviewed_and_keeps_what_it_says(package: Path, tmp_path: Path) -> None:
    with changing(package) as change:
        values = json.loads((package / "data" / "record.json").read_bytes())
        values = {name: value for name, value in values.items() if name != "word_count"}
        change.write_record(json.dumps({**values, "schema_version": "1.0"}, ensure_ascii=False).encode("utf-8"))
    under_review = PackageUnderReview(package, tmp_path / "nha")
    assert joined(under_review) is Outcome.DONE
    assert under_review.apply().count == 1
    record = open_package(package).record()
    assert (record.identifier, record.schema_version) == (values["identifier"], "1.1")


def test_a_log_of_a_newer_program_is_left_alone(package: Path, tmp_path: Path) -> None:
    log = b'{"version": 3}\n{"change": "turned"}\n'
    with changing(package) as change:
        change.write(CORRECTIONS, log)
    with pytest.raises(DamagedLog, match="newer version"):
        PackageUnderReview(package, tmp_path / "nha")
    assert (package / "data" / CORRECTIONS).read_bytes() == log


def test_a_change_that_cannot_be_read_is_kept_and_shown(package: Path, tmp_path: Path) -> None:
    under_review = PackageUnderReview(package, tmp_path / "nha")
    assert joined(under_review) is Outcome.DONE
    journal = under_review.journal.file
    journal.write_bytes(journal.read_bytes().replace(b"joined", b"fused!"))
    again = PackageUnderReview(package, tmp_path / "nha")
    assert len(again.out_of_place) == 1
    assert again.apply().left == 1
    assert len(again.answers) == 1


def test_killed_in_the_middle_what_was_done_is_there(package: Path, tmp_path: Path) -> None:
    lines = (
        "import os, sys; from pathlib import Path;"
        "from converters.corrections.lines.arrangement import Change;"
        "from converters.corrections.lines.making import Wanted;"
        "from pbgdpl_cli.review.lines.changes import arrange;"
        "from pbgdpl_cli.review.answers.package import PackageUnderReview;"
        "arrange(PackageUnderReview(Path(sys.argv[1]), Path(sys.argv[2])), 1, Wanted(Change.JOINED, 0, 1), 'A');"
        "os.kill(os.getpid(), 9)"
    )
    home = tmp_path / "nha"
    done = subprocess.run([sys.executable, "-c", lines, package, home], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode in (-9, 9)
    again = PackageUnderReview(package, home)
    page = again.page(1)
    assert page is not None
    assert len(list(lines_of(page))) == 3
    assert again.apply().count == 1


def test_many_doubts_are_all_there(package: Path, tmp_path: Path) -> None:
    many = tuple(
        doubt("word", say("It cannot be a Vietnamese word."), page=1, text=f"{at} {'x' * 20_000}")
        for at in range(1_100)
    )
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, many)))
    assert PackageUnderReview(package, tmp_path / "nha").waiting_count == 1_100
