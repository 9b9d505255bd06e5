"""How right citations are on pages and paragraphs that were labelled by reading, before the program had seen them.

    python benchmarks/citations.py DATA [--show]

DATA holds `born_digital`, `lectures`, `legacy_encoding` and `corpus`. Every set of labels was written down first and
measured once before anything was changed; README.md beside the labels gives those first figures. Beside the program a
plain regular expression is scored on the same text.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import lzma
import tempfile
from collections.abc import Iterable
from pathlib import Path

from records import Gold, Score, folded, found_citations, key_of, plain_citations_in, read

from converters.reading.document import Document
from validators.citations.find import find_citations
from validators.citations.locators import PlaceInAct
from validators.citations.resolve import resolve

GOLD = Path(__file__).parent / "gold" / "citations.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    scores: dict[int, tuple[Score, Score]] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        ours, plain = scores.setdefault(gold["set"], (Score(), Score()))
        found, text = _found(options.data, gold)
        _add(ours, found, gold)
        _add(plain, plain_citations_in(text), gold)
    for number, (ours, plain) in sorted(scores.items()):
        precision, recall = ours.right / (ours.right + ours.wrong), ours.right / (ours.right + ours.missed)
        print(
            f"set {number}: {ours.right + ours.missed} citations, precision {precision:.4f}, recall {recall:.4f}, "
            f"F1 {ours.f1:.4f}; plain expression {plain.f1:.4f}"
        )
        if options.show:
            print(*(f"    {miss}" for miss in ours.misses), sep="\n")


def _add(score: Score, found: Iterable[str], gold: Gold) -> None:
    wanted = {folded(key) for key in gold["citations"]}
    either = {folded(key) for key in gold.get("either", ())} - wanted
    where = f"{Path(gold['file']).name} {gold.get('page') or gold['lines'][0]}"
    score.add_sets({folded(key) for key in found} - either, wanted, where)


def _found(data: Path, gold: Gold) -> tuple[set[str], str]:
    """Keys of what is cited in a unit, and its text."""
    if "page" in gold:
        document, page = _document(data / gold["file"]), int(gold["page"])
        return found_citations(document, page + 1).get(page, set()), document.pages[page - 1].text
    first, last = gold["lines"]
    text = "\n".join(_lines(data / gold["file"], first, last))
    if first == last:
        return _in_paragraph(text), text
    return set().union(*found_citations(_document_of(text), len(text)).values()), text


def _in_paragraph(text: str) -> set[str]:
    return {
        key_of(one.act, place)
        for one in resolve(find_citations(text))
        if not one.lost
        for place in one.citation.locators or (PlaceInAct(),)
    }


@functools.lru_cache(maxsize=2)
def _document(path: Path) -> Document:
    document = read(path, ocr=False, allowed=False)
    assert document is not None
    return document


def _document_of(text: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return _document(path)


@functools.lru_cache(maxsize=1)
def _corpus(path: Path) -> tuple[str, ...]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return tuple(line.rstrip("\n") for line in lines)


def _lines(path: Path, first: int, last: int) -> list[str]:
    if path.suffix == ".xz":
        return list(itertools.islice(_corpus(path), first - 1, last))
    return path.read_text(encoding="utf-8").split("\n")[first - 1 : last]


if __name__ == "__main__":
    main()
