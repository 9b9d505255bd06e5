"""How well and how fast search finds, beside plain FTS5 on the same records in the same run.

    python benchmarks/search.py --corpus TEXT [--records 10000] [--lines 50]

TEXT is a plain text of one paragraph a line; every `--lines` of them make a record, titled by its first line. Asked
are the terms of `search_terms.txt` as they are written, without marks, and with a slip of the keyboard, and numbers of
decrees found in TEXT in the forms people write. What is right is decided without the index: the term stands in the
record, marks and all.

Printed: P@10 of what is possible, nDCG@10 (3 for a term in the title, 2 for one that stands three times, 1 for one that
stands at all), the processor time of a question (median, p95), records indexed in a second of it.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sqlite3
import statistics
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pbgdpl_cli.search.act_words import act_words
from pbgdpl_cli.search.entry import Entry
from pbgdpl_cli.search.facets import Facets
from pbgdpl_cli.search.finding import Wanted, search
from pbgdpl_cli.search.tables import create_tables, put_entry
from pbgdpl_cli.search.words import index_form
from validators.language.syllables import base_key

TERMS = Path(__file__).with_name("search_terms.txt")
KINDS = ("to-gap", "sach", "hoi-dap", "de-cuong", "bai-giang")
_WORD = re.compile(r"[^\W_]+")
_DECREE = re.compile(r"(?<![\w/])(\d{1,3})/((?:19|20)\d\d)/NĐ-CP")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its class, and the words that must stand in a right record."""

    typed: str
    kind: str
    right: str


def records_of(corpus: Path, many: int, lines: int) -> list[tuple[str, str]]:
    """Title and text of so many records; a short corpus is gone through again from another line."""
    paragraphs = [line for line in unicodedata.normalize("NFC", corpus.read_text("utf-8")).split("\n") if line.strip()]
    whole = len(paragraphs) // lines
    starts = ((number % whole) * lines + (number // whole) * 7 for number in range(many))
    return [(paragraphs[start][:120], "\n".join(paragraphs[start : start + lines])) for start in starts]


def flat(text: str) -> str:
    """Words in small letters, one blank between them, tone marks in one place: what a right record is known by."""
    return f" {' '.join(_WORD.findall(index_form(text)))} "


def questions(texts: Sequence[str], seed: int) -> Iterator[Asked]:
    """Every term three ways, and numbers of decrees that the texts hold."""
    chance = random.Random(seed)  # noqa: S311  (questions to measure by)
    terms = TERMS.read_text("utf-8").split("\n")
    for term in filter(None, map(str.strip, terms)):
        right = flat(term)
        yield Asked(term, "as written", right)
        yield Asked(base_key(term), "no marks", right)
        if len(right) > 10:  # a slip in less leaves nothing to know it by
            yield Asked(slipped(base_key(right.strip()), chance), "slip", right)
    numbers = sorted({found.groups() for text in texts[:2000] for found in _DECREE.finditer(text)})
    for serial, year in chance.sample(numbers, min(40, len(numbers))):
        right = f" {serial} {year} nđ cp "
        forms = (f"NĐ {serial}/{year}", f"nghị định số {serial}/{year}/NĐ-CP", f"{serial}/{year}", f"nd{serial}/{year}")
        yield Asked(chance.choice(forms), "number", right)


def slipped(words: str, chance: random.Random) -> str:
    """The words with one slip: two letters changed places, one twice, or a blank left out."""
    place = chance.choice([place for place in range(1, len(words) - 1) if words[place : place + 2].isalpha()])
    kind = chance.randrange(3)
    if kind == 0:
        return words[:place] + words[place + 1] + words[place] + words[place + 2 :]
    if kind == 1:
        return words[:place] + words[place] + words[place:]
    return words.replace(" ", "", 1)


@cache
def graded(right: str, titles: tuple[str, ...], texts: tuple[str, ...]) -> dict[int, int]:
    """What each right record is worth."""
    grades = {}
    for number, (title, text) in enumerate(zip(titles, texts, strict=True), 1):
        if right in text:
            grades[number] = 3 if right in title else 2 if text.count(right) > 2 else 1
    return grades


def precision(found: Sequence[int], grades: dict[int, int]) -> float:
    """P@10 of what is possible."""
    return sum(number in grades for number in found[:10]) / min(10, len(grades))


def gain(found: Sequence[int], grades: dict[int, int]) -> float:
    """nDCG@10."""
    best = sorted(grades.values(), reverse=True)[:10]
    return _dcg([grades.get(number, 0) for number in found[:10]]) / _dcg(best)


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def index(path: Path, records: Sequence[tuple[str, str]]) -> tuple[sqlite3.Connection, float]:
    """Our index, and how many records a second of processor time it took."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    began = time.process_time()
    create_tables(connection)
    for start in range(0, len(records), 200):
        connection.execute("BEGIN")
        for number, (title, text) in enumerate(records[start : start + 200], start + 1):
            facets = (("kind", KINDS[number % 5]), ("year", str(2000 + number % 26)), ("subject", str(number % 45 + 1)))
            own, whole = index_form(title), index_form(text)
            put_entry(connection, number, Entry(own, "", "", act_words(own), act_words(whole), whole, facets))
        connection.execute("COMMIT")
    return connection, len(records) / (time.process_time() - began)


def plain_index(path: Path, records: Sequence[tuple[str, str]]) -> sqlite3.Connection:
    """FTS5 as it comes, marks folded."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("BEGIN")
    rows = (tuple(part.replace("đ", "d").replace("Đ", "D") for part in record) for record in records)
    connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    return connection


def plainly(connection: sqlite3.Connection, typed: str) -> list[int]:
    """All words, best first by BM25."""
    words = _WORD.findall(typed.lower().replace("đ", "d"))
    rows = connection.execute(
        "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 8.0, 1.0) LIMIT 10",
        (" ".join(f'"{word}"' for word in words),),
    )
    return [number for (number,) in rows]


def measured(name: str, ask: Callable[[str], Sequence[int]], judged: Sequence[tuple[Asked, dict[int, int]]]) -> None:
    times, by_kind = [], {}
    for asked, grades in judged:
        began = time.process_time()
        found = list(ask(asked.typed))[:10]
        times.append((time.process_time() - began) * 1000)
        if grades:
            by_kind.setdefault(asked.kind, []).append((precision(found, grades), gain(found, grades), asked.typed))
    print(f"{name}: {len(times)} questions, median {statistics.median(times):.1f} ms, "
          f"p95 {statistics.quantiles(times, n=20)[-1]:.1f} ms")  # fmt: skip
    for kind, results in {**by_kind, "all": [one for many in by_kind.values() for one in many]}.items():
        mean = [sum(result[part] for result in results) / len(results) for part in (0, 1)]
        worst = ", ".join(typed for quality, _, typed in sorted(results)[:4] if quality < 0.9)
        print(f"  {kind:10} {len(results):4} P@10 {mean[0]:.3f}  nDCG@10 {mean[1]:.3f}   {worst}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    records = records_of(chosen.corpus, chosen.records, chosen.lines)
    texts = tuple(flat(text) for _, text in records)
    titles = tuple(flat(title) for title, _ in records)
    printed = [text for _, text in records]
    judged = [(asked, graded(asked.right, titles, texts)) for asked in questions(printed, chosen.seed)]
    with tempfile.TemporaryDirectory() as folder:
        connection, rate = index(Path(folder) / "ours.sqlite3", records)
        print(f"{len(records)} records, {rate:.0f} indexed a second of processor time")
        facets = Facets()
        search(connection, facets, Wanted())
        measured("pbgdpl", lambda typed: search(connection, facets, Wanted(typed)).numbers or (), judged)
        plain = plain_index(Path(folder) / "plain.sqlite3", records)
        measured("plain FTS5", lambda typed: plainly(plain, typed), judged)


if __name__ == "__main__":
    main()
