"""A material that is given to others, with the marks it must bear where it is not approved text in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from validators.sharing.record import Record
from validators.sharing.staleness import has_ended
from validators.sharing.standing import Standing


class Mark(StrEnum):
    """Why a material is given out only where it was asked for."""

    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    PERSONAL = "personal"

    @property
    def caution(self) -> str:
        """What readers of another format are told, in the language of the materials."""
        return _CAUTIONS[self]


_CAUTIONS = {
    Mark.DRAFT: "Lưu ý: dự thảo, chưa được duyệt; có thể còn sai.",
    Mark.WITHDRAWN: "Lưu ý: tài liệu đã bị gỡ; không trích dẫn, không chuyển tiếp.",
    Mark.EXPIRED: "Lưu ý: dựa trên văn bản đã hết hiệu lực.",
    Mark.PERSONAL: "Lưu ý: có nội dung không dành cho người khác đọc (dữ liệu cá nhân hoặc dấu mật, nội bộ).",
}


@dataclass(frozen=True, slots=True)
class Material:
    """A material to be given out.

    Attributes:
        record: Its record.
        package: Where its files are.
        marks: What whoever takes it must know.
    """

    record: Record
    package: Path
    marks: tuple[Mark, ...] = ()

    @property
    def cautions(self) -> tuple[str, ...]:
        """A sentence for each mark."""
        return tuple(mark.caution for mark in self.marks)


def marks_of(record: Record, day: dt.date, *, personal: bool) -> tuple[Mark, ...]:
    """The marks of a record on a day.

    Args:
        record: The record.
        day: Today.
        personal: Whether it holds what others must not read.
    """
    standing = record.standing
    marks = []
    if standing in {Standing.WITHDRAWN, Standing.REJECTED}:
        marks.append(Mark.WITHDRAWN)
    elif not standing.is_approved:
        marks.append(Mark.DRAFT)
    if any(has_ended(one, day) for one in record.legal_basis):
        marks.append(Mark.EXPIRED)
    if personal:
        marks.append(Mark.PERSONAL)
    return tuple(marks)
