"""Answers and packages where the disk refuses, a package may not be written, or what people did is damaged."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import review_packages

from converters.corrections.stored import DamagedLog
from converters.records.doubts.settled import DamagedList
from pbgdpl_cli.review.answers.items import Said, answered
from pbgdpl_cli.review.answers.journal import DamagedJournal, Journal
from pbgdpl_cli.review.answers.package import PackageUnderReview
from validators.packages.changing import changing
from validators.packages.package import CORRECTIONS, SETTLED
from validators.problems import Problem

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
