"""Pictures inside Office files: read once, told when they cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from reading_samples import Ocr, png_bytes

from converters.legacy.conversion import Findings
from converters.reading.document import BlockKind, Page
from converters.reading.office.flow import (
    RichParagraph,
    RichRun,
    block_of,
)
from converters.reading.office.pictures import Picture, PictureReader
from converters.reading.problems import damaged


def paragraph(*texts: str, bold: bool = False, font: str | None = None, **values: object) -> RichParagraph:
    return RichParagraph(tuple(RichRun(text, font, bold) for text in texts), **values)  # type: ignore[arg-type]


def kind(given: RichParagraph) -> tuple[BlockKind, int, str | None]:
    block = block_of(given, Findings())
    assert block is not None
    return block.kind, block.level, block.marker


class TestPictures:
    def test_one_is_read_once_and_its_copies_left_out(self) -> None:
        reader = PictureReader(Ocr())
        block = reader.block(Picture(png_bytes(), "media/a.png"))
        assert block is not None
        assert (block.kind, block.text) == (BlockKind.FIGURE, "Quét")
        assert reader.block(Picture(png_bytes(), "media/b.png")) is None
        assert [str(note) for note in reader.notes()] == ["Text in 1 pictures was read by OCR."]

    def test_words_have_no_places_of_the_picture(self) -> None:
        block = PictureReader(Ocr()).block(Picture(png_bytes(), "a.png"))
        assert block is not None
        assert [word.box for word in block.words] == [None]

    @pytest.mark.parametrize("size", [(119, 400), (400, 39)])
    def test_icons_and_rules_hold_no_text(self, size: tuple[int, int]) -> None:
        ocr = Ocr()
        reader = PictureReader(ocr)
        block = reader.block(Picture(png_bytes(size), "a.png"))
        assert block is not None
        assert (block.lines, ocr.asked, reader.notes()) == ((), [], [])

    @pytest.mark.parametrize(("data", "name"), [(b"no picture", "a.png"), (b"drawing", "a.emf")])
    def test_those_that_cannot_be_read_are_told(self, data: bytes, name: str) -> None:
        reader = PictureReader(Ocr())
        block = reader.block(Picture(data, name))
        assert block is not None
        assert block.lines == ()
        assert [str(note) for note in reader.notes()] == ["1 pictures could not be read."]

    def test_an_engine_that_fails_loses_no_document(self) -> None:
        def failing(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
            raise damaged("engine")
            yield  # an iterator, as every reader of pages is

        reader = PictureReader(failing)
        assert reader.block(Picture(png_bytes(), "a.png")) is not None
        assert [str(note) for note in reader.notes()] == ["1 pictures could not be read."]

    def test_without_an_engine_nothing_is_said(self) -> None:
        reader = PictureReader(None)
        assert reader.block(Picture(b"drawing", "a.emf")) is not None
        assert reader.notes() == []
