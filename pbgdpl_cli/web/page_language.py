"""The words, numbers and dates of pages, in the language a visitor reads."""

from __future__ import annotations

import datetime as dt
import gettext
from dataclasses import dataclass
from functools import cache

from pbgdpl_cli.catalogues import DOMAIN
from pbgdpl_cli.i18n import LOCALE
from validators.problems import Message, NamedInLanguages
from validators.sharing.issue_date import IssueDate
from validators.sharing.vocabulary import name_of


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """Says things in one language, whatever the program around speaks."""

    language: str

    def __call__(self, message: Message) -> str:
        """The message in this language."""
        values = {name: self._value(value) for name, value in message.values.items()}
        return _catalogue(self.language).gettext(message.text).format(**values)

    def _value(self, value: object) -> str:
        if isinstance(value, Message):
            return self(value)
        return value.name(self.language) if isinstance(value, NamedInLanguages) else str(value)

    def term(self, vocabulary_name: str, code: object) -> str:
        """The name of a code of the sharing schema; the code itself when the list does not hold it."""
        return name_of(vocabulary_name, code, self.language)

    def number(self, value: int) -> str:
        """A whole number with its thousands set apart, the Vietnamese way with points."""
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if self.language == "vi" else grouped

    def date(self, value: dt.date | IssueDate) -> str:
        """A date: 13/03/2019, or 13 March 2019; of a month: 03/2019, or March 2019."""
        said = IssueDate.of(value)
        if self.language == "vi":
            return said.printed
        return f"{said.day or ''} {_MONTHS[said.month - 1]} {said.year}".strip()

    def size(self, count: int) -> str:
        """A file size for people: 812 KB, 4,2 MB."""
        if count < 1_000_000:
            return f"{max(1, round(count / 1000))} KB"
        text = f"{count / 1_000_000:.1f} MB"
        return text.replace(".", ",") if self.language == "vi" else text


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, languages=[language], fallback=True)
