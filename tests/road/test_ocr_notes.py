"""What `ocr` says of its products besides the table."""

from __future__ import annotations

from pathlib import Path

from converters.reading.finding.walk import Source
from converters.transcription import Transcribed
from pbgdpl_cli.runs.batches.source_batch import BatchResult, note_lines
from pbgdpl_cli.runs.ocr import notes_made, output_data
from validators.problems import Message, say

SIGNED = say("The digital signature holds for the file as received only: keep that file with this copy.")
COPIED = say("Its pages hold good text already: the PDF was copied as it is.")


def item(name: str, *notes: Message, made: bool = True, archival: bool = False) -> tuple[Source, Transcribed]:
    path = Path(name)
    product = Transcribed(path, path, path, 1, (), (), made, archival, notes)
    return Source(path, path, name), product


def lines(*items: tuple[Source, Transcribed]) -> list[str]:
    return [str(line) for line in note_lines(notes_made(BatchResult(items, ())))]


def test_the_same_of_many_is_said_once() -> None:
    said = lines(item("a.pdf", COPIED), item("b.pdf", COPIED, SIGNED), item("c.pdf", COPIED))
    assert said[0] == ""
    assert said[1].startswith("a.pdf and 2 more: Its pages")
    assert said[2].startswith("b.pdf: The digital signature")


def test_nothing_is_said_of_nothing_or_of_what_was_done_before() -> None:
    assert lines(item("a.pdf"), item("b.pdf", SIGNED, made=False)) == []


def test_machines_are_told_the_level_and_the_notes() -> None:
    data = output_data(*item("a.pdf", SIGNED, archival=True))
    assert (data.pdf_a, data.notes) == ("2b", (SIGNED,))
    assert output_data(*item("a.pdf")).pdf_a is None
