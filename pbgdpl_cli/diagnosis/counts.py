"""What the ledgers hold, counted: how many of each step ended how, in words of the program alone.

A ledger is opened to read only and left as it is, damaged ones too.
"""

from __future__ import annotations

import contextlib
import gettext
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from converters.work.failures import KINDS
from pbgdpl_cli.catalogues import DOMAIN
from pbgdpl_cli.i18n import LOCALE
from pbgdpl_cli.state.work_ledger import DONE, WORK_FILE
from pbgdpl_cli.upload.ledger import LEDGER_FILE, ItemState
from validators.problems import Problem

OTHER = "other"
_STEPS = frozenset({"convert", "ocr"})
_PROGRAM = re.compile(r"pbgdpl-cli \d{1,4}(?:\.\d{1,4}){0,3}(?:(?:a|b|rc|\.dev|\.post)\d{1,4})?")
_WORK = "SELECT step, outcome, kinds, program, count(*) FROM work GROUP BY 1, 2, 3, 4"
_REASONS = (
    "SELECT json_extract(reason, '$.text'), count(*) FROM work"
    " WHERE (outcome <> 'done' OR kinds <> '') AND json_valid(reason) GROUP BY 1"
)
_SENT = "SELECT state, count(*) FROM items GROUP BY 1"


@dataclass(frozen=True, slots=True)
class Ended:
    """So many sources ended so.

    Attributes:
        step: "convert" or "ocr".
        outcome: "done", or the code of the problem.
        kinds: How pages of it failed.
        program: Name and version.
        many: Sources.
    """

    step: str
    outcome: str
    kinds: tuple[str, ...]
    program: str
    many: int


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What the ledgers hold.

    Attributes:
        work: By step and outcome.
        said: Sentences of the program that were said of failures, without what was filled in, and how often.
        sent: Packages by how far they came on their way to portals.
        unreadable: Ledgers that could not be read, and SQLite's name for why.
    """

    work: tuple[Ended, ...]
    said: dict[str, int]
    sent: dict[str, int]
    unreadable: dict[str, str]


def counted(home: Path) -> Ledgers:
    """The ledgers of a folder of the program."""
    unreadable: dict[str, str] = {}
    work, said, sent = (
        list(_rows(home / file, query, unreadable))
        for file, query in ((WORK_FILE, _WORK), (WORK_FILE, _REASONS), (LEDGER_FILE, _SENT))
    )
    return Ledgers(_ended(work), _sentences(said), _states(sent), unreadable)


def _rows(file: Path, query: str, unreadable: dict[str, str]) -> Iterator[tuple[object, ...]]:
    if not file.is_file():
        return
    address = f"file:{quote(str(file.absolute()))}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
            yield from connection.execute(query)
    except sqlite3.Error as error:
        unreadable[file.name] = str(getattr(error, "sqlite_errorname", None) or type(error).__name__)


def _ended(rows: list[tuple[object, ...]]) -> tuple[Ended, ...]:
    codes = {DONE} | {kind.code for kind in _kinds_of(Problem)}
    counts: Counter[tuple[str, str, tuple[str, ...], str]] = Counter()
    for step, outcome, kinds, program, many in rows:
        named = tuple(_one_of(kind, frozenset(KINDS)) for kind in str(kinds).split(",") if kind)
        version = str(program) if _PROGRAM.fullmatch(str(program)) else OTHER
        counts[_one_of(step, _STEPS), _one_of(outcome, frozenset(codes)), named, version] += _number(many)
    return tuple(Ended(*key, many) for key, many in sorted(counts.items()))


def _sentences(rows: list[tuple[object, ...]]) -> dict[str, int]:
    """Only sentences that stand in the catalogue are the program's own."""
    catalogue = gettext.translation(DOMAIN, LOCALE, languages=["vi"], fallback=True)
    counts: Counter[str] = Counter()
    for text, many in rows:
        counts[str(text) if text and catalogue.gettext(str(text)) != text else OTHER] += _number(many)
    return dict(sorted(counts.items()))


def _states(rows: list[tuple[object, ...]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for state, many in rows:
        counts[_one_of(state, frozenset(ItemState))] += _number(many)
    return dict(sorted(counts.items()))


def _one_of(word: object, known: frozenset[str]) -> str:
    return str(word) if word in known else OTHER


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _kinds_of(kind: type[Problem]) -> Iterator[type[Problem]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds_of(below)
