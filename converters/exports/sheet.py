"""`export xlsx`: a row a record, with headings an officer reads."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from converters.exports.material import Material
from converters.exports.writing import Written
from converters.progress import Progress
from converters.records.crosswalks.sheet_row import COLUMNS, to_row
from validators.packages.durable import replacing
from validators.sharing.sheet_columns import fitting
from validators.sharing.vocabulary import name_of

_BESIDE = ("Giấy phép", "Trạng thái", "Lưu ý", "Gói")
_WIDE = {"Tên tài liệu": 48, "Giới thiệu": 48, "Căn cứ pháp lý": 60}  # signs; others as wide as a name of an office
_USUAL_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Sheet:
    """One workbook; rows are written as they come, and only the compressed whole is held in memory, once."""

    gives_files: bool = False

    def write(self, materials: Iterable[Material], target: Path, progress: Progress) -> Written:
        """See `Export`."""
        from openpyxl import Workbook  # a part of the program that may not be installed

        count = 0
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Tài liệu")
        with replacing(target) as stream, _told_as_usual(sheet):
            _head(sheet)
            for material in materials:
                sheet.append([fitting(cell) for cell in _cells(material)])
                count += 1
                progress.advance(note=material.package.name)
            stream.write(_finished(book))
        return Written((target,), count)


def _finished(book: Any) -> bytes:
    """A workbook as a file.

    It is put together in memory: where the disk is full, the library leaves an archive open on a file that is closed
    by then, which Python tells in a traceback at the end of the program.
    """
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


@contextmanager
def _told_as_usual(sheet: Any) -> Iterator[None]:
    """A full disk as the error of the system it is: the library that writes rows has one of its own ("IO_ENOSPC")."""
    try:
        yield
    except Exception as error:
        with suppress(Exception):
            sheet.close()  # which tries to write its rest, and would complain at the end of the program
        number = getattr(errno, str(error).removeprefix("IO_"), None)
        if type(error).__name__ == "SerialisationError" and number is not None:
            raise OSError(number, os.strerror(number)) from error
        raise


def _head(sheet: Any) -> None:
    headings = (*COLUMNS.values(), *_BESIDE)
    sheet.freeze_panes = "C2"
    for number, heading in enumerate(headings):
        sheet.column_dimensions[_letter(number)].width = _WIDE.get(heading, _USUAL_WIDTH)
    sheet.append(headings)


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _cells(material: Material) -> list[str]:
    record = material.record
    standing = name_of("workflow-states", str(record.standing), "vi")
    beside = (record.rights.license or "", standing, " ".join(material.cautions), material.package.name)
    return [*to_row(record).values(), *beside]
