"""What each detector gains and costs on given documents: all is read once with it and once without it.

    python benchmarks/detectors.py FOLDER… [--pages N] [--table NAME] [--show]

Documents in the folders are read from their text layer or as Office files; the invented heads, questions and items of
`benchmarks/gold` are always among them. A value is `gained` when it is right with the detector and not without it,
`lost` when it is the other way round (gold: `records.jsonl`, `heads.txt`, `items.txt`, `questions`), and `other`
when it merely changes and no gold says which is right. A line of noughts is a detector that nothing here needs: its
examples must speak for it, or it goes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import heads
import items
import questions
from records import GOLD, TODAY, _articles, read

from converters.detectors import tables
from converters.reading.document import Document
from converters.records.build import Draft, build_record, nodes_of
from validators.language.detector import leaving_out

Values = Mapping[str, str | None]
ROOMS = ("passages/", "head/", "metadata/", "kinds/", "places/", "content/", "items/")
"""Tables of records; what those of OCR do is seen on pages (`detectors_pages.py`)."""
SUFFIXES = {".pdf", ".docx", ".doc", ".rtf", ".pptx", ".txt"}


@dataclass(frozen=True)
class Sample:
    """Something that is read over and over.

    Attributes:
        name: To be shown.
        values: Reads it in the present context.
        wanted: Gold of some of the values; empty where there is none.
    """

    name: str
    values: Callable[[], Values]
    wanted: Values


@dataclass(frozen=True)
class Effect:
    """What changes when a detector is left out, as names of values."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    other: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--pages", type=int, default=12, help="of every document, so that long ones don't rule")
    parser.add_argument("--table", default="", help="only tables whose name begins so")
    parser.add_argument("--show", action="store_true", help="name every value that changes")
    options = parser.parse_args()
    print(f"{'detector':52}{'gained':>8}{'lost':>8}{'other':>8}")
    samples = [(sample, sample.values()) for sample in record_samples(options.folders, options.pages)]
    for table in (table for table in tables() if table.name.startswith(options.table or ROOMS)):
        for detector in table.detectors:
            _show(table.full_name(detector), effect_of(table.full_name(detector), samples), every=options.show)


def _show(name: str, effect: Effect, *, every: bool) -> None:
    print(f"{name:52}{len(effect.gained):>8}{len(effect.lost):>8}{len(effect.other):>8}", flush=True)
    for word, values in (("+", effect.gained), ("-", effect.lost), ("?", effect.other)):
        for value in values if every else ():
            print(f"    {word} {value}")


def effect_of(name: str, samples: Sequence[tuple[Sample, Values]]) -> Effect:
    """What leaving out one detector changes.

    Args:
        name: Of table and detector.
        samples: Each with its values as they are with all detectors.
    """
    gained, lost, other = [], [], []
    for sample, usual in samples:
        with leaving_out(name):
            without = sample.values()
        for key in {**usual, **without}:
            if usual.get(key) == without.get(key):
                continue
            shown = f"{sample.name} {key}: {usual.get(key)!r:.80} → {without.get(key)!r:.80}"
            if key not in sample.wanted:
                other.append(shown)
            elif usual.get(key) == sample.wanted[key]:
                gained.append(shown)
            elif without.get(key) == sample.wanted[key]:
                lost.append(shown)
            else:
                other.append(shown)
    return Effect(tuple(gained), tuple(lost), tuple(other))


def record_samples(folders: Sequence[Path], pages: int) -> Iterator[Sample]:
    """Documents as records: the gold heads and questions, then all that can be read in the folders."""
    yield from _head_samples()
    yield from _question_samples()
    yield from _item_samples()
    gold = {Path(entry["file"]).name: entry for entry in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES):
            document = read(path, ocr=False, allowed=False)
            if document is not None:
                part = replace(document, pages=document.pages[:pages])
                whole = len(document.pages) <= pages
                yield Sample(path.name, _record_values(part), _gold(gold.get(path.name, {}), whole=whole))


def _head_samples() -> Iterator[Sample]:
    with tempfile.TemporaryDirectory() as made:
        for head in heads.load():
            path = Path(made) / f"{head.name}.docx"
            heads.typeset(head, path)
            document = questions.read(path, scanned=False)
            yield Sample(head.name, _head_values(document), {key: _folded(head.wanted[key]) for key in heads.VALUES})


def _head_values(document: Document) -> Callable[[], Values]:
    def values() -> Values:
        draft = build_record(document, today=TODAY)
        told = {key: _folded(value(draft.record)) for key, value in heads.VALUES.items()}
        return {**told, **_doubts(draft)}

    return values


def _folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split()).lower()


def _doubts(draft: Draft) -> Values:
    return {f"doubt {place}": str(one.reason) for place, one in enumerate(draft.doubts)}


def _question_samples() -> Iterator[Sample]:
    with tempfile.TemporaryDirectory() as made:
        for path in sorted(questions.GOLD.glob("*.txt")):
            sheet = questions.load(path)
            document = questions.read(questions.typeset(sheet, Path(made)), scanned=False)
            yield Sample(sheet.name, _pair_values(document), _pairs(sheet.pairs))


def _item_samples() -> Iterator[Sample]:
    for passage, document in items.documents():
        wanted = {f"item {number}": str(item) for number, item in enumerate(passage.wanted)}
        yield Sample(passage.name, _item_values(passage, document), {**wanted, "invented": ""})


def _item_values(passage: items.Passage, document: Document) -> Callable[[], Values]:
    def values() -> Values:
        missed, invented = items.missed_and_invented(passage.wanted, items.found_items(document))
        found = {f"item {number}": str(item) for number, item in enumerate(passage.wanted) if item not in missed}
        return {**found, "invented": "; ".join(map(str, invented))}

    return values


def _pair_values(document: Document) -> Callable[[], Values]:
    return lambda: _pairs(questions.found_pairs(document))


def _pairs(pairs: Sequence[questions.Pair]) -> Values:
    return {f"question {number}": " | ".join(pair.key) for number, pair in enumerate(pairs, start=1)}


def _record_values(document: Document) -> Callable[[], Values]:
    """Values of the record and blocks of its content, one string each; and the article tree as gold has it."""

    def values() -> Values:
        draft = build_record(document, today=TODAY)
        made = draft.record
        record = made.model_dump(mode="json", exclude_none=True)
        told = {key: json.dumps(record[key], ensure_ascii=False) for key in record if key not in _NOT_COMPARED}
        blocks = record.get("content") or []
        plain = {"kind": made.kind, "number": made.number, "date": record.get("date_issued")}
        articles = {"articles": " / ".join(_articles(nodes_of(document)))}
        return {
            **told,
            **plain,
            **articles,
            **_doubts(draft),
            **{f"block {place}": str(one) for place, one in enumerate(blocks)},
        }

    return values


_NOT_COMPARED = frozenset({"evidence", "content", "identifier", "schema_version", "kind", "number", "date_issued"})


def _gold(entry: Mapping[str, Any], *, whole: bool) -> Values:
    """What `records.jsonl` says of a document; its article tree only of a whole one."""
    found: dict[str, str | None] = {}
    if entry.get("kind") is not None:
        found["kind"] = entry["kind"]
    for key in ("number", "date"):
        if key in entry and not entry.get(f"{key}_handwritten"):
            found[key] = entry[key]
    if whole and "articles" in entry:
        found["articles"] = " / ".join(entry["articles"])
    return found


if __name__ == "__main__":
    main()
