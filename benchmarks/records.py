"""How right and how fast records are made from documents, beside a plain regular expression in the same run.

    python benchmarks/records.py DATA [--ocr] [--hostile] [--show]

DATA holds `born_digital`, `lectures`, `legacy_encoding`, `templates_nd30` and `scans`. `--ocr` also reads the first two
pages of every PDF from its image alone and scores the citations found there. `--hostile` adds five megabytes in one
line, of several kinds. `--show` lists every miss.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from converters.ocr.options import OcrOptions
from converters.progress import Silent
from converters.reading.document import Block, BlockKind, Document, Line, Method, Page, Word
from converters.reading.options import OcrPolicy, ReadingOptions
from converters.reading.read import read_document
from converters.records.build import build_record, nodes_of, own_name
from converters.records.citations.basis import cite
from converters.records.content.tree import Node
from converters.records.metadata.head.letterhead import read_letterhead
from converters.records.passages.paragraphs import passages
from converters.work.local_pool import LocalPool
from converters.work.page_reader import AHEAD, PageReader
from validators.citations.acts.numbers import number_key
from validators.citations.laws.titles import title_key
from validators.citations.locators import Locator
from validators.citations.mentions import ActName
from validators.problems import Problem

GOLD = Path(__file__).parent / "gold" / "records.jsonl"
TODAY = dt.date(2026, 11, 22)
PAGES_SCORED = 4
OCR_PAGES = 2
Gold = dict[str, Any]


@dataclass
class Score:
    """Counts of one measure."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    def add_sets(self, found: set[str], wanted: set[str], where: str) -> None:
        """Count a set of found keys against the gold set."""
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)
        self.misses += [f"{where} + {item}" for item in sorted(found - wanted)]
        self.misses += [f"{where} - {item}" for item in sorted(wanted - found)]

    def add_value(self, found: object, wanted: object, where: str) -> None:
        """Count one value."""
        if found == wanted:
            self.right += 1
            return
        self.missed += 1
        self.misses.append(f"{where}: {found} instead of {wanted}")

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    @property
    def share(self) -> float:
        """How many of the wanted values are right."""
        total = self.right + self.missed
        return self.right / total if total else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    scores: dict[str, Score] = {}
    plain: dict[str, Score] = {}
    pages, seconds = 0, 0.0
    for entry in gold:
        document = read(options.data / entry["file"], ocr=bool(entry.get("ocr")), allowed=options.ocr)
        if document is None:
            continue
        began = time.process_time()
        build_record(document, today=TODAY)
        seconds += time.process_time() - began
        pages += _pages_of_text(document)
        _score_values(entry, document, scores, plain)
        _score_citations(entry, document, scores, plain, "citations, born digital", PAGES_SCORED)
        if options.ocr and entry["file"].endswith(".pdf") and "citations" in entry:
            scanned = _read_as_scan(options.data / entry["file"])
            _score_citations(entry, scanned, scores, plain, "citations, read by OCR", OCR_PAGES)
    _report(scores, plain, show=options.show)
    print(
        f"\nspeed: {pages} pages of text in {seconds:.1f} s of CPU = {60 * pages / seconds:,.0f} pages a "
        f"minute and core"
    )
    if options.hostile:
        print(_hostile())


def read(path: Path, *, ocr: bool, allowed: bool) -> Document | None:
    """A document as the program reads it; None when it must be read by OCR and that is not wanted."""
    if ocr and not allowed:
        return None
    policy = OcrPolicy.ALWAYS if ocr else OcrPolicy.NEVER
    reading = ReadingOptions(ocr=policy, pictures_inside=False)
    try:
        return read_document(path, options=reading, read_pages=_by_ocr, progress=Silent())
    except Problem as problem:
        print(f"{path.name}: {problem}")
        return None


def _by_ocr(source: Path, numbers: Sequence[int]) -> Iterator[Page]:
    jobs = max(1, (os.cpu_count() or 2) - 1)
    with LocalPool(jobs) as pool:
        yield from PageReader(pool, OcrOptions(), ahead=AHEAD * jobs)(source, numbers)


def _read_as_scan(path: Path) -> Document:
    """The first pages of a PDF, read from their images as if it had no text layer."""
    import pikepdf

    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.pdf"
        with pikepdf.open(path) as source, pikepdf.new() as target:
            target.pages.extend(source.pages[:OCR_PAGES])
            target.save(short)
        document = read(short, ocr=True, allowed=True)
    assert document is not None
    return document


def _pages_of_text(document: Document) -> int:
    """A source without pages of its own counts one page for every 2,000 characters."""
    return max(len(document.pages), len(document.text) // 2000)


def _score_values(entry: Gold, document: Document, scores: dict[str, Score], plain: dict[str, Score]) -> None:
    record = build_record(document, today=TODAY).record
    name = Path(entry["file"]).name
    if entry["kind"] is not None:
        _of(scores, "kind").add_value(record.kind, entry["kind"], name)
    day = record.date_issued.isoformat() if record.date_issued else None
    naive_number, naive_day = _plain_values(document)
    for measure, found, naive, wanted, by_hand in (
        ("number", record.number, naive_number, entry["number"], entry.get("number_handwritten")),
        ("date", day, naive_day, entry["date"], entry.get("date_handwritten")),
    ):
        if wanted is not None:
            _of(scores, f"{measure} where printed").add_value(found, wanted, name)
            _of(plain, f"{measure} where printed").add_value(naive, wanted, name)
        elif not by_hand:
            _of(scores, f"{measure} absent where blank").add_value(found, None, name)
            _of(plain, f"{measure} absent where blank").add_value(naive, None, name)
    if "articles" in entry:
        found_articles = Counter(_articles(nodes_of(document)))
        wanted_articles = Counter(entry["articles"])
        both = found_articles & wanted_articles
        score = _of(scores, "article tree exact")
        score.right += both.total()
        score.missed += (wanted_articles - both).total()
        score.misses += [f"{name}: {article}" for article in (wanted_articles - both)]


def _score_citations(
    entry: Gold, document: Document, scores: dict[str, Score], plain: dict[str, Score], measure: str, last: int
) -> None:
    if "citations" not in entry:
        return
    ours, naive = found_citations(document, last), _plain_citations(document, last)
    for page, wanted in entry["citations"].items():
        if int(page) > min(last, len(document.pages)):
            continue
        keys = {folded(key) for key in wanted}
        where = f"{Path(entry['file']).name} p.{page}"
        _of(scores, measure).add_sets({folded(key) for key in ours.get(int(page), ())}, keys, where)
        _of(plain, measure).add_sets({folded(key) for key in naive.get(int(page), ())}, keys, where)


def _of(scores: dict[str, Score], measure: str) -> Score:
    return scores.setdefault(measure, Score())


def found_citations(document: Document, last: int) -> dict[int, set[str]]:
    """Keys of the acts and places cited on each page, the document's own left out."""
    text = passages(replace(document, pages=document.pages[:last]))
    head = read_letterhead(text)
    own = own_name(head)
    skipped = head.number[1] if head.number is not None else None
    found: dict[int, set[str]] = {}
    for one in cite([passage for passage in text if passage is not skipped or passage.lines > 2], own):
        if one.resolved.own or one.resolved.lost or one.bare:
            continue
        page = one.passage.evidence(one.citation.start, one.citation.start + 1).page or 1
        keys = found.setdefault(page, set())
        keys |= {key_of(one.resolved.act, locator) for locator in one.citation.locators or (Locator(),)}
    return found


def key_of(act: ActName, locator: Locator) -> str:
    """An act and a place in it, as gold files write them."""
    day = act.date.isoformat() if act.date else str(act.year or "")
    name = act.number or f"{act.type}:{(act.title or '').lower()}" + (f":{day}" if day else "")
    large = (("P", locator.part), ("C", locator.chapter), ("M", locator.section))
    parts = [f"{letter}{label}" for letter, label in large if label]
    parts += [label for label in (locator.article, locator.clause, locator.point) if label]
    return name + (f"#{'.'.join(parts)}" if parts else "")


def folded(key: str) -> str:
    """A key for comparing: letter case, leading zeros and the place of tone marks do not count."""
    act, _, place = key.partition("#")
    if ":" in act:
        kind, _, rest = act.partition(":")
        title, _, day = rest.partition(":")
        return f"{kind}:{title_key(title)}:{day.strip(':')}#{place}"
    return f"{number_key(act)}#{place}"


def _articles(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type == "article":
            clauses = [f"{child.label}{_points(child)}" for child in node.children if child.type == "clause"]
            loose = _points(node)
            yield f"{node.label}: {loose}{' '.join(clauses)}".strip()
        yield from _articles(node.children)


def _points(node: Node) -> str:
    labels = "".join(child.label or "" for child in node.children if child.type == "point")
    return f"({labels})" if labels else ""


_NUMBER = re.compile(r"\d{1,4}/(?:\d{4}/)?[A-ZĐ]+[A-ZĐa-z\d-]*")
_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_PLACE = re.compile(r"(?:điểm ([a-zđ]) )?(?:khoản (\d+) )?Điều (\d+)[^.;]{0,60}?$")


def _plain_values(document: Document) -> tuple[str | None, str | None]:
    """What somebody would write in an hour: the first number and the first date of the text."""
    text = document.text[:3000]
    number, day = _NUMBER.search(text), _DATE.search(text)
    value = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}" if day else None
    return (number.group() if number else None), value


def _plain_citations(document: Document, last: int) -> dict[int, set[str]]:
    own, _ = _plain_values(document)
    return {page.number: plain_citations_in(page.text, own) for page in document.pages[:last]}


def plain_citations_in(text: str, own: str | None = None) -> set[str]:
    """What a plain expression finds: numbers, and the article named before each."""
    flat = " ".join(text.split())
    keys: set[str] = set()
    for match in _NUMBER.finditer(flat):
        if match.group() == own:
            continue
        place = _PLACE.search(flat[max(0, match.start() - 120) : match.start()])
        parts = [part for part in (place[3], place[2], place[1]) if part] if place else []
        keys.add(match.group() + (f"#{'.'.join(parts)}" if parts else ""))
    return keys


def _report(scores: dict[str, Score], plain: dict[str, Score], *, show: bool) -> None:
    print(f"{'measure':32}{'this project':>14}{'regex':>10}{'cases':>8}")
    for measure, score in scores.items():
        by_f1 = measure.startswith("citations")
        naive = plain.get(measure)
        value = score.f1 if by_f1 else score.share
        other = "" if naive is None else f"{naive.f1 if by_f1 else naive.share:.3f}"
        print(f"{measure:32}{value:>14.4f}{other:>10}{score.right + score.missed:>8}")
        if show:
            for miss in score.misses:
                print(f"    {miss}")


def _hostile() -> str:
    """Five megabytes in one line, of the kinds that make careless patterns blow up."""
    samples = (
        "Điều 1 khoản 1 điểm a, ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "1/1/",
        "số 1/2019/NĐ-CP ",
        "từ 1.000 đồng đến ",
        "Luật A và ",
        "Căn cứ Luật ",
        "Luật Đất đai, ",
        "LUẬT ĐẤT ĐAI ",
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật ",
        "Nghị định 12/2020/NĐ-CP của Bộ ",
        "“Luật này” như sau: ",
        "a" * 23,
    )
    worst, slowest = 0.0, ""
    for sample in samples:
        text = (sample * (5_000_000 // len(sample)))[:5_000_000]
        words = tuple(Word(word) for word in text.split())
        page = Page(1, None, None, None, (Block(BlockKind.PARAGRAPH, (Line(words),)),), Method.PLAIN)
        document = Document(Path("hostile.txt"), "text/plain", "0" * 64, (page,))
        worst, slowest = max((worst, slowest), (_timed(lambda made=document: build_record(made, today=TODAY)), sample))
    return f"hostile input: 5 MB in one line, slowest of {len(samples)} kinds {worst:.1f} s of CPU ({slowest!r})"


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
