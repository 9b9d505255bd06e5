"""The index of a bookshelf as a script: what `pbgdpl search` looks up, made ready for a browser without a server.

The words and where they stand come out of the very index `pbgdpl search` makes (FTS5's `fts5vocab`), and what is a
question, an act or a syllable out of the modules it asks, so that both know the same. For each word its places:
material, column and position, each as its distance from the one before, seven bits a byte, written in base64.
Materials are numbered as they come, from 1.
"""

from __future__ import annotations

import base64
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pbgdpl_cli.search.act_words import LONGEST_BEFORE, LOOSE, NUMBER, TYPE_BEFORE, TYPES
from pbgdpl_cli.search.besides.amounts import CURRENCY, GLUED, SCALES
from pbgdpl_cli.search.besides.everyday import EVERYDAY, SHORT, UNCLEAR
from pbgdpl_cli.search.besides.forms import EITHER, OTHER_I
from pbgdpl_cli.search.besides.units import LAW_TYPES, PLACE
from pbgdpl_cli.search.entry import Entry
from pbgdpl_cli.search.question import ASKING, ASKING_WORDS, QUOTED, STUCK
from pbgdpl_cli.search.tables import create_tables, put_entry
from pbgdpl_cli.search.words import NEWER_PLACEMENT, OLDER_PLACEMENT, words_of
from validators.citations.laws.damaged_titles import lines
from validators.language.syllables import all_syllables, unmarked_syllables

_COLUMN = "CASE col WHEN 'title' THEN 0 WHEN 'heading' THEN 1 WHEN 'about' THEN 2 WHEN 'acts_own' THEN 3 \
WHEN 'acts' THEN 4 ELSE 5 END"
_TABLES = {"exact": "search_exact", "plain": "search_plain"}
_PATTERNS = {
    "placement": NEWER_PLACEMENT, "number": NUMBER, "type": TYPE_BEFORE, "quoted": QUOTED, "asking": ASKING,
    "loose": LOOSE, "stuck": STUCK, "sum": GLUED, "place": PLACE, "either": EITHER,
}  # fmt: skip
_MORE = 0x80  # set in every byte of a number but its last


class ShelfIndex:
    """The index while it is made, in a file of its own, which holds nothing but what the materials hold."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")  # thrown away once it is read out
        self._connection.execute("BEGIN")
        create_tables(self._connection)

    def put(self, number: int, entry: Entry) -> None:
        """Take in a material."""
        put_entry(self._connection, number, entry)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def write(self, script: TextIO) -> None:
        """Write the whole index as one assignment to `PBGDPL_INDEX`.

        Raises:
            OSError: The disk is full.
        """
        for name, table in _TABLES.items():
            self._connection.execute(f"CREATE VIRTUAL TABLE places_{name} USING fts5vocab({table}, instance)")
        sizes = {name: list(self._sizes(name)) for name in _TABLES}
        self._fold()
        members = {
            "sizes": sizes,
            "totals": {name: sum(counts) for name, counts in sizes.items()},
            "patterns": {name: for_browsers(pattern) for name, pattern in _PATTERNS.items()},
            "asking_words": {name: sorted(words) for name, words in ASKING_WORDS.items()},
            "everyday": {" ".join(words): " ".join(meant) for words, meant in EVERYDAY.items()},
            "short": {" ".join(words): " ".join(meant) for words, meant in SHORT.items()},
            "unclear": sorted(UNCLEAR),
            "scales": SCALES,
            "currency": sorted(CURRENCY),
            "other_i": dict(OTHER_I),
            "law_types": LAW_TYPES,
            "titles": [" ".join(words_of(line)) for line in lines()],
            "placement": dict(OLDER_PLACEMENT),
            "types": TYPES,
            "longest_before": LONGEST_BEFORE,
            "syllables": " ".join(sorted(all_syllables())),
            "unmarked": " ".join(sorted(unmarked_syllables())),
        }
        script.write("PBGDPL_INDEX = {\n")
        for name, value in members.items():
            script.write(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n")
        for name, parts in (("words", self._words()), ("folded", self._folded()), ("places", self._places())):
            script.write(f'"{name}": "')
            _joined(script, parts)
            script.write('",\n')
        script.write("};\n")

    def _sizes(self, name: str) -> Iterator[int]:
        """How many words each material has, from number 1 on."""
        held = dict(self._connection.execute(f"SELECT doc, count(*) FROM places_{name} GROUP BY doc").fetchall())
        (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM search_text").fetchone()
        return (held.get(number, 0) for number in range(1, last + 1))

    def _fold(self) -> None:
        """Every word without its marks, as SQLite's own tokenizer folds it."""
        for statement in (
            "CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT NOT NULL)",
            "INSERT INTO words (word) SELECT DISTINCT term FROM places_exact",
            "CREATE VIRTUAL TABLE folding USING fts5 (word, tokenize = 'unicode61 remove_diacritics 2')",
            "INSERT INTO folding (rowid, word) SELECT number, replace(word, 'đ', 'd') FROM words",
            "CREATE VIRTUAL TABLE folded USING fts5vocab(folding, instance)",
            "CREATE TABLE folds (number INTEGER PRIMARY KEY, word TEXT NOT NULL)",
            "INSERT OR IGNORE INTO folds SELECT doc, term FROM folded",
        ):
            self._connection.execute(statement)

    def _words(self) -> Iterator[str]:
        return (word for (word,) in self._connection.execute("SELECT word FROM words ORDER BY number"))

    def _folded(self) -> Iterator[str]:
        rows = self._connection.execute(
            "SELECT coalesce(folds.word, words.word) FROM words LEFT JOIN folds USING (number) ORDER BY words.number"
        )
        return (word for (word,) in rows)

    def _places(self) -> Iterator[str]:
        """The places of each word, in the order of the words: both are that of the index."""
        rows = self._connection.execute(f"SELECT term, doc, {_COLUMN}, offset FROM places_exact")
        for _, places in groupby(rows, key=lambda row: str(row[0])):
            yield base64.b64encode(bytes(_packed(places))).decode("ascii")


def for_browsers(pattern: re.Pattern[str]) -> str:
    """An expression of Python's as browsers understand it, with their flag `u`.

    Their sign for a letter knows no Vietnamese ones, groups have names without a P, and none may go over several lines.
    """
    source = pattern.pattern
    if pattern.flags & re.VERBOSE:
        source = re.sub(r"(?<!\\)\s", "", source).replace("\\ ", " ")
    for ours, theirs in (("(?P<", "(?<"), ("[^\\W_]", "[\\p{L}\\p{N}]"), ("\\w", "[\\p{L}\\p{N}_]"), ('\\"', '"')):
        source = source.replace(ours, theirs)
    return source


def _packed(places: Iterable[tuple[str, int, int, int]]) -> Iterator[int]:
    """Places of one word as bytes: of each material its distance, how many places, then distance and column of each."""
    before = 0
    for document, group in groupby(places, key=lambda row: row[1]):
        held = [(column, offset) for _, _, column, offset in group]
        yield from _number(document - before)
        yield from _number(len(held))
        before = document
        column_before, offset_before = 0, 0
        for column, offset in held:
            from_here = offset - (offset_before if column == column_before else 0)
            yield from _number(from_here << 3 | column)
            column_before, offset_before = column, offset


def _number(value: int) -> Iterator[int]:
    while value >= _MORE:
        yield value & (_MORE - 1) | _MORE
        value >>= 7
    yield value


def _joined(script: TextIO, parts: Iterable[str]) -> None:
    script.writelines(f" {part}" if number else part for number, part in enumerate(parts))
