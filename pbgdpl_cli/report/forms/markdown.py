"""The report as Markdown: to mail, to keep beside the packages, to hold against the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pbgdpl_cli.report.forms.cells import is_number, shown
from pbgdpl_cli.report.numbers import OfficeNumbers
from pbgdpl_cli.report.sections import Section, sections, subtitle_of, title_of
from pbgdpl_cli.web.page_language import PageLanguage

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(numbers: OfficeNumbers, tell: PageLanguage) -> str:
    """The report."""
    parts = [f"# {tell(title_of(numbers))}", tell(subtitle_of(numbers))]
    for section in sections(numbers):
        parts += [f"## {tell(section.heading)}", *map(tell, section.notes), "\n".join(_table(section, tell))]
    return "\n\n".join(parts) + "\n"


def _table(section: Section, tell: PageLanguage) -> Iterator[str]:
    yield _row([tell(column) for column in section.columns])
    numeric = [all(is_number(row[place]) for row in section.rows) for place in range(len(section.columns))]
    yield _row(["---:" if right else "---" for right in numeric], escape=False)
    for row in section.rows:
        yield _row([shown(cell, tell) for cell in row])


def _row(cells: list[str], *, escape: bool = True) -> str:
    told = [_SPECIAL.sub(r"\\\1", " ".join(cell.split())) if escape else cell for cell in cells]
    return f"| {' | '.join(told)} |"
