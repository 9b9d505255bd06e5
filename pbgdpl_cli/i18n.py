"""The language in use: Vietnamese unless asked otherwise."""

from __future__ import annotations

import datetime as dt
import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from pbgdpl_cli.catalogues import DOMAIN
from validators.problems import Message, NamedInLanguages

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("vi", "en")
DEFAULT = "vi"
VARIABLE = "PBGDPL_LANG"

_active: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def choose(argv: Sequence[str], environ: os._Environ[str] | dict[str, str]) -> str:
    """The language to use, from `--lang`, then `PBGDPL_LANG`, then Vietnamese.

    It must be known before the options are parsed, because help pages and usage errors are translated too.
    """
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return _known(argv[place + 1])
        if word.startswith("--lang="):
            return _known(word.removeprefix("--lang="))
    return _known(environ.get(VARIABLE, DEFAULT))


def _known(name: str) -> str:
    return name if name in LANGUAGES else DEFAULT


def activate(language: str) -> None:
    """Use that language from now on. Typer's own words ("Usage:", "No such option") follow."""
    global _active, _language  # noqa: PLW0603  (one program uses one language at a time, as gettext itself assumes)
    _active = gettext.translation(DOMAIN, LOCALE, languages=[language], fallback=True)
    _language = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def moment(written: str) -> str:
    """A moment as people of the language in use write it, in the time of this computer.

    Args:
        written: ISO 8601 with its zone.
    """
    form = "%H:%M %d/%m/%Y" if _language == "vi" else "%Y-%m-%d %H:%M"
    return dt.datetime.fromisoformat(written).astimezone().strftime(form)


def active_language() -> str:
    """The language in use."""
    return _language


def _(text: str) -> str:
    """The sentence in the language in use."""
    return _active.gettext(text) if text else ""


def told(message: Message) -> str:
    """A Message in the language in use, filled in; values that are Messages or have a name in each language follow."""
    return _(message.text).format(**{name: _told_value(value) for name, value in message.values.items()})


def _told_value(value: object) -> str:
    if isinstance(value, Message):
        return told(value)
    return value.name(_language) if isinstance(value, NamedInLanguages) else str(value)
