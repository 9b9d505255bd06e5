"""How right typed items are drawn from text: fines, rights, duties, deadlines, procedures, on invented passages.

    python benchmarks/items.py [--show]

The passages are `benchmarks/gold/items.txt`, each with what a careful reader would draw from it, and passages that look
like items and hold none. A fine counts as right when its sums are equal, its provision is, who is fined is, and what
was done shares three quarters of its words; of the others, kind, holder or number and nine tenths of the words.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from questions import TODAY, read

from converters.reading.document import Document
from converters.records.build import build_record
from validators.citations.find import find_citations
from validators.citations.locators import PlaceInAct
from validators.sharing import record as model

GOLD = Path(__file__).parent / "gold" / "items.txt"
_SHARED = {
    "fine": 0.75
}  # share of words in common, by kind; a behaviour may be cut out of its sentence in several ways
_SHARED_OTHERWISE = 0.9


@dataclass(frozen=True)
class Item:
    """A typed item as compared.

    Attributes:
        kind: "fine", "remedy", "right", "duty", "deadline" or "procedure".
        exact: What must be equal: sums, provision, who, number and unit, how many steps.
        words: What it says, folded.
    """

    kind: str
    exact: tuple[str, ...]
    words: tuple[str, ...]

    def is_like(self, other: Item) -> bool:
        """Whether both say the same of the same."""
        if (self.kind, self.exact) != (other.kind, other.exact):
            return False
        shared = sum((Counter(self.words) & Counter(other.words)).values())
        return 2 * shared >= _SHARED.get(self.kind, _SHARED_OTHERWISE) * (len(self.words) + len(other.words))

    def __str__(self) -> str:
        return " | ".join((self.kind, *self.exact, " ".join(self.words)))


@dataclass(frozen=True)
class Passage:
    """One invented passage: the wanted items and its lines."""

    name: str
    wanted: tuple[Item, ...]
    lines: tuple[str, ...]


def load() -> list[Passage]:
    """All passages of the gold file."""
    passages = []
    for part in GOLD.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, text = part.partition("--\n")
        name, *items = head.splitlines()
        lines = tuple(line for line in text.splitlines() if line)
        passages.append(Passage(name, tuple(_wanted(item) for item in items), lines))
    return passages


def _wanted(line: str) -> Item:
    kind, _, rest = line.partition(" ")
    parts = [part.strip() for part in rest.split("|")]
    if kind == "fine":
        sums, who, did, provision = parts
        return Item(kind, (sums, _place(provision), _folded("" if who == "-" else who)), _words(did))
    if kind == "remedy":
        return Item(kind, (), _words(parts[0]))
    if kind == "procedure":
        return Item(kind, (str(len(parts) - 1),), _words(" ".join(parts)))
    return Item(kind, (_folded("" if parts[0] == "-" else parts[0]),), _words(parts[1]))


def _place(provision: str) -> str:
    """A provision in one form: the number of its act, article, clause and point."""
    if provision == "-":
        return ""
    cited = next(iter(find_citations(provision)))
    assert cited.mention is not None
    return _written_place(cited.mention.act.number, cited.locators[0])


def _written_place(number: str | None, place: PlaceInAct | model.Locator) -> str:
    return " ".join(part for part in (number, place.article, place.clause, place.point) if part)


def found_items(document: Document) -> list[Item]:
    """The typed items of a document's record, in order."""
    record = build_record(document, today=TODAY).record
    return [item for block in record.content or [] for item in _items(block, record)]


def _items(block: model.Block, record: model.Record) -> Iterator[Item]:
    if isinstance(block, model.Sanction):
        yield from _sanction(block, record)
    elif isinstance(block, model.RightOrDuty):
        yield Item(block.type, (_folded(block.holder or ""),), _words(block.text))
    elif isinstance(block, model.Deadline):
        yield Item("deadline", (f"{block.quantity} {block.unit}",), _words(block.text))
    elif isinstance(block, model.Procedure):
        yield Item("procedure", (str(len(block.steps)),), _words(" ".join((block.title, *block.steps))))


def _sanction(block: model.Sanction, record: model.Record) -> Iterator[Item]:
    if block.amount_min is None and block.amount_max is None:
        yield Item("remedy", (), _words(block.other or block.behaviour))
        return
    cited = None if block.basis is None else record.legal_basis[block.basis]
    basis = "" if cited is None else _written_place(cited.act.number, cited.locator)
    low, high = ("" if sum_ is None else str(sum_) for sum_ in (block.amount_min, block.amount_max))
    yield Item("fine", (f"{low}..{high}", basis, _folded(block.subject or "")), _words(block.behaviour))
    if block.other and block.other.lower().startswith("buộc"):
        yield Item("remedy", (), _words(block.other))


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in (part.strip(".,;:()") for part in _folded(text).split()) if word)


def typeset(passage: Passage, target: Path) -> None:
    """Write the passage as DOCX."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in (*passage.lines, ""):
        if " | " in line:
            rows.append(line.split(" | "))
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line.startswith("# "):
            document.add_heading(line[2:], level=2)
        elif line:
            document.add_paragraph(line)
    document.save(str(target))


def _table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def documents() -> Iterator[tuple[Passage, Document]]:
    """Every passage, and what the reader makes of its Word file."""
    with tempfile.TemporaryDirectory() as made:
        for passage in load():
            path = Path(made) / f"{passage.name}.docx"
            typeset(passage, path)
            yield passage, read(path, scanned=False)


def missed_and_invented(wanted: tuple[Item, ...], found: list[Item]) -> tuple[list[Item], list[Item]]:
    """Wanted items that were not found, and found ones nobody wanted; each counts once."""
    left = list(found)
    missed = []
    for item in wanted:
        like = next((one for one in left if item.is_like(one)), None)
        if like is None:
            missed.append(item)
        else:
            left.remove(like)
    return missed, left


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="name every item missed or invented")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for passage, document in documents():
        missed, invented = missed_and_invented(passage.wanted, found_items(document))
        counts.update((item.kind, "wanted") for item in passage.wanted)
        counts.update((item.kind, "missed") for item in missed)
        counts.update((item.kind, "invented") for item in invented)
        for word, items in (("-", missed), ("+", invented)):
            for item in items if options.show else ():
                print(f"{passage.name}: {word} {item}")
    print(f"{'':12}{'wanted':>8}{'missed':>8}{'invented':>10}")
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind:12}{counts[kind, 'wanted']:>8}{counts[kind, 'missed']:>8}{counts[kind, 'invented']:>10}")


if __name__ == "__main__":
    main()
