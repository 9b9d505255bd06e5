"""What has as much as possible of a question word beside word, where all of it stands together too seldom.

A question is broken into its pairs of words that follow each other, none across a word that only holds others
together. A rare pair weighs more than a common one, as BM25 has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pbgdpl_cli.search.besides.units import parted
from pbgdpl_cli.search.matching import phrase
from pbgdpl_cli.search.question import ASKING_WORDS, pieces_asked
from pbgdpl_cli.search.readings import COMMON, EXACT, MANY, Looking, readings

Words = tuple[str, ...]

_FEWEST = 4  # words of a question of which some can be left out
_SEVERAL = 2  # parts of which a question has to have as many, for "as much as possible" to say anything
_RARE = 50  # a part that one record in so many has tells by itself what is asked about
_MOST_WEIGHED = 5_000  # records with each part, summed; the rarest part is always weighed
_SHARE = 0.5  # of what the best find is worth; what is worth less has something else in common with the question
# Of title, headings, about, acts, text: that a part stands there at all says most, how often says little.
_WEIGHTS = {"search_exact": "1e5, 300.0, 3.0, 0.0, 0.0, 3.0", "search_plain": "1e5, 300.0, 3.0, 3.0"}


def parts_asked(words: Words) -> tuple[Words, ...]:
    """The pairs of words that say what is asked, in order, and words that stand alone; () of a short question.

    What is one thing (`units`) stands alone.
    """
    if len(set(parted(words))) < _FEWEST and not _with_unit(words):
        return ()
    runs = [run for piece in pieces_asked(words) or [words] for run in _runs(piece)]
    parts = (part for run in runs for part in (pairwise(run) if len(run) > 1 else [tuple(run)]))
    return tuple(dict.fromkeys(parts))


def _with_unit(words: Words) -> bool:
    """Whether something that tells by itself is among a few words."""
    return len(set(words)) >= _SEVERAL and any(" " in word for word in words)


def _runs(words: Sequence[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in words:
        if word not in ASKING_WORDS["glue"] and " " not in word:
            run.append(word)
            continue
        if run:
            yield run
            run = []
        if " " in word:
            yield [word]
    if run:
        yield run


def with_most_parts(looking: Looking, parts: Sequence[Words], most: int) -> tuple[tuple[int, ...], tuple[Words, ...]]:
    """So many records that have most of the parts, best first, and the parts they were looked for by.

    Args:
        looking: What the look may cost.
        parts: From `parts_asked`.
        most: How many are wanted.
    """
    reading = next(readings(looking, [word for part in parts for word in part]), EXACT)
    asked = [reading.form(part) for part in parts]
    weighed = _weighed(looking, reading.table, asked)
    if len(parts) < _SEVERAL or not (_tells_enough(asked, weighed) or _is_rare(looking, reading.table, weighed[:1])):
        return (), ()
    rows = looking.connection.execute(
        f"SELECT rowid, bm25({reading.table}, {_WEIGHTS[reading.table]}) AS worth FROM {reading.table}"
        f" WHERE {reading.table} MATCH ? ORDER BY worth, rowid DESC",
        (" OR ".join(map(phrase, weighed)),),
    )
    kept: list[int] = []
    best = 0.0
    for number, worth in rows:
        best = best or worth
        if worth > best * _SHARE or len(kept) == most:
            break
        if looking.holds is None or looking.holds(number):
            kept.append(number)
    return tuple(kept), tuple(weighed)


def _tells_enough(parts: Sequence[Words], weighed: Sequence[Words]) -> bool:
    """Whether half of the words asked for stand somewhere as they were asked for: any word stands somewhere alone."""
    asked, sought = ({word for part in some for word in part} for some in (parts, set(parts) & set(weighed)))
    return len(sought) * 2 >= len(asked)


def _is_rare(looking: Looking, table: str, rarest: Sequence[Words]) -> bool:
    """Whether a part is so rare that it tells by itself what is asked about."""
    return any(_records(looking, table, part) * _RARE <= looking.newest for part in rarest)


def _weighed(looking: Looking, table: str, parts: Sequence[Words]) -> list[Words]:
    """The parts that any record has, the rarest first, as long as there are not too many records to weigh.

    A word that stands in none of its pairs stands alone.
    """
    often = {part: _records(looking, table, part) for part in dict.fromkeys(parts)}
    paired = {word for part, many in often.items() if many for word in part}
    alone = dict.fromkeys((word,) for part in parts for word in part if word not in paired)
    often |= {part: many for part in alone if (many := _records(looking, table, part)) < MANY}
    weighed: list[Words] = []
    left = _MOST_WEIGHED
    for part in sorted(filter(often.__getitem__, often), key=often.__getitem__):
        left -= often[part]
        if weighed and left < 0:
            break
        weighed.append(part)
    return weighed


def _records(looking: Looking, table: str, part: Words) -> int:
    """How many records have a part; 0 also for one whose words are all so common that to know would take too long."""
    if looking.newest > COMMON <= looking.fewest(table, part):
        return 0
    return looking.records_with(table, " ".join(part), MANY)
