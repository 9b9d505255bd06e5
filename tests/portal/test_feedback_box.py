"""The office's box: what is kept, what is refused, what never becomes a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pbgdpl_cli.portal.pages import feedback_box
from pbgdpl_cli.portal.pages.feedback_box import LONGEST_CONTACT, LONGEST_WORDS, NAME, Feedback, Taken


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / NAME).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def say(box: Feedback, words: str, sender: str = "10.0.0.1", contact: str = "") -> Taken:
    return box.put(sender, "other", "", "", words, contact)


def test_each_message_is_a_row_below_one_head(tmp_path: Path) -> None:
    for number in range(3):
        assert say(Feedback(tmp_path), f"Câu {number}") is Taken.KEPT  # the program began anew each time
    assert [row["words"] for row in rows(tmp_path)] == ["Câu 0", "Câu 1", "Câu 2"]
    assert (tmp_path / NAME).read_bytes().startswith(b"\xef\xbb\xbftime,")


@pytest.mark.parametrize("words", ["=1+1", "+84", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_spreadsheet_takes_it_for_a_formula(tmp_path: Path, words: str) -> None:
    say(Feedback(tmp_path), words, contact=words)
    (row,) = rows(tmp_path)
    assert not row["words"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not row["contact"].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("words", ['Dấu "ngoặc", phẩy', "hai\ndòng", "mã \x00\x07\x1b[31m lạ", "\u202engược"])
def test_whatever_is_written_is_one_row(tmp_path: Path, words: str) -> None:
    say(Feedback(tmp_path), words)
    (row,) = rows(tmp_path)
    assert row["words"] == "".join(letter for letter in words if letter == "\n" or letter.isprintable())


def test_what_is_very_long_is_cut(tmp_path: Path) -> None:
    say(Feedback(tmp_path), "x" * 9999, contact="y" * 9999)
    (row,) = rows(tmp_path)
    assert (len(row["words"]), len(row["contact"])) == (LONGEST_WORDS, LONGEST_CONTACT)


def test_nobody_is_remembered_on_the_disk(tmp_path: Path) -> None:
    say(Feedback(tmp_path), "Sai mức phạt", sender="203.0.113.77")
    assert b"203.0.113.77" not in (tmp_path / NAME).read_bytes()


def test_after_a_while_one_may_write_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 0.0
    monkeypatch.setattr(feedback_box.time, "monotonic", lambda: moment)
    box = Feedback(tmp_path)
    assert [say(box, "x") for _ in range(6)][-2:] == [Taken.KEPT, Taken.TOO_MANY]
    moment = 3601.0
    assert say(box, "x") is Taken.KEPT


def test_all_together_are_bounded_too(tmp_path: Path) -> None:
    box = Feedback(tmp_path)
    taken = [say(box, "x", sender=f"10.0.{number}.1") for number in range(203)]
    assert taken.count(Taken.KEPT) == 200
    assert taken[-1] is Taken.TOO_MANY


def test_a_full_box_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback_box, "_LARGEST", 10)
    box = Feedback(tmp_path)
    assert [say(box, "một"), say(box, "hai")] == [Taken.KEPT, Taken.FULL]
    assert len(rows(tmp_path)) == 1


def test_senders_beyond_number_are_forgotten_the_oldest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback_box, "_MOST_REMEMBERED", 2)
    box = Feedback(tmp_path)
    for number in range(5):
        say(box, "x", sender=f"10.0.0.{number}")
    assert len(box._by_sender) == 2
