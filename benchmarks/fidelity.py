"""How far content.md is from what a careful typist would make: edits per 100 words, beside a peer in the same run.

    python benchmarks/fidelity.py [--gold FOLDER] [--peer PYTHON] [--only NAME] [--show] [--keep FOLDER]

Edits are words inserted, deleted or changed, and edits of structure: a paragraph broken or joined, a line that is
marked as something else (heading or its level, item, cell of a table, question). The scripts in `gold/fidelity` hold
invented texts with the typist's truth, written before any output was looked at. PYTHON is the interpreter of a virtual
environment that has MarkItDown. What belongs to the paper (letterhead, signature) may stand or not.

Conventions of the truth: numbered clauses are paragraphs that begin with their number, whether Markdown calls them a
list or not; a question is a paragraph in bold; a bullet is an item whatever its sign; leaders of dots are "…".
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fidelity_typeset
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from questions import read

from converters.records.build import build_record
from converters.writing.markdown import markdown

GOLD = Path(__file__).parent / "gold" / "fidelity"
TODAY = dt.date(2026, 11, 22)
PARSER = MarkdownIt("commonmark").enable("table")
_BULLETS = "-–—•*+▪●○"


@dataclass(frozen=True)
class Typed:
    """A line of Markdown: what it is marked as (`h2`, `p`, `li`, `cell`, `q`), and its words."""

    kind: str
    words: tuple[str, ...]


def truth(lines: Sequence[fidelity_typeset.Line]) -> list[Typed]:
    """What the typist made."""
    made: list[Typed] = []
    for line in lines:
        if line.truth in {".", "x"}:
            continue
        if line.truth in {"+", "+."}:
            last = made.pop()
            stop = (*last.words[:-1], last.words[-1] + ".") if line.truth == "+." else last.words
            made.append(Typed(last.kind, (*stop, *line.typed.split())))
        elif line.truth in {"T", "Th"}:
            made += [Typed("cell", tuple(cell.split())) for cell in line.typed_cells if cell]
        elif line.truth == "qa":
            number, question, answer = line.typed_cells
            made += [Typed("q", (f"{number}.", *question.split())), Typed("p", tuple(answer.split()))]
        else:
            kind = {"a": "p", "-": "li"}.get(line.truth, line.truth)
            text = " ".join(line.typed_cells).strip()
            made.append(Typed(f"h{len(kind)}" if kind[0] == "#" else kind, _words(text, kind)))
    return made


def _words(text: str, kind: str) -> tuple[str, ...]:
    words = text.split()
    return tuple(words[1:] if kind == "li" and words and words[0] in set(_BULLETS) else words)


def parsed(text: str) -> list[Typed]:
    """The lines of a Markdown text as a reader shows them."""
    return list(_lines(SyntaxTreeNode(PARSER.parse(text)), ""))


def _lines(node: SyntaxTreeNode, number: str) -> Iterator[Typed]:
    for child in node.children:
        if child.type == "heading":
            yield from _typed(f"h{child.tag[1:]}", child)
        elif child.type in {"th", "td"}:
            yield from _typed("cell", child)
        elif child.type == "ordered_list":
            start = int(child.attrs.get("start", 1))
            for at, item in enumerate(child.children, start):
                yield from _lines(item, f"{at}{child.markup} ")
        elif child.type == "bullet_list":
            for item in child.children:
                yield from _lines(item, "- ")
        elif child.type == "paragraph":
            kind = "li" if number == "- " else "q" if _strong(child) else "p"
            yield from _typed(kind, child, "" if number == "- " else number)
            number = ""
        elif child.type in {"code_block", "fence", "html_block"}:
            yield Typed("p", tuple(child.content.split()))
        else:
            yield from _lines(child, number)


def _strong(paragraph: SyntaxTreeNode) -> bool:
    first = next((node for node in paragraph.children[0].children if node.content or node.type == "strong"), None)
    return first is not None and first.type == "strong"


def _typed(kind: str, node: SyntaxTreeNode, number: str = "") -> Iterator[Typed]:
    text = number + "".join(_shown(node))
    words = _words(text, kind)
    if words:
        yield Typed(kind, words)


def _shown(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in {"softbreak", "hardbreak"}:
        yield "\n"
    elif node.type in {"text", "code_inline", "html_inline"}:
        yield node.content
    else:
        for child in node.children:
            yield from _shown(child)


@dataclass(frozen=True)
class _Place:
    """A word with the line it stands in."""

    word: str
    kind: str
    line: int
    first: bool


def _places(lines: Sequence[Typed]) -> list[_Place]:
    return [
        _Place(word, line.kind, number, at == 0)
        for number, line in enumerate(lines)
        for at, word in enumerate(line.words)
    ]


def edits(wanted: Sequence[Typed], made: Sequence[Typed], paper: set[str]) -> Counter[str]:
    """Edits by kind: `word`, `break`, `mark`.

    Args:
        wanted: What the typist made.
        made: What the program made.
        paper: Words that may stand or not where nothing is missing.
    """
    left, right = _places(wanted), _places(made)
    count: Counter[str] = Counter()
    marks: dict[int, str] = {}
    for one, other in _aligned(left, right, paper):
        if one is None or other is None:
            place = one or other
            assert place is not None
            count["word"] += one is not None or place.word not in paper
            if other is not None and other.first and other.word not in paper:
                count["break"] += 1
            if one is not None and one.first:
                count["break"] += 1
            continue
        count["word"] += one.word != other.word
        count["break"] += one.first != other.first
        marks.setdefault(one.line, other.kind)
    for number, kind in marks.items():
        same = kind == wanted[number].kind or (wanted[number].kind == "p" and kind == "q")
        count["mark"] += not same
    return count


def _aligned(
    left: Sequence[_Place], right: Sequence[_Place], paper: set[str]
) -> list[tuple[_Place | None, _Place | None]]:
    """The cheapest pairing of words; a pair of unlike words costs as much as one that is missing."""
    rows, columns = len(left) + 1, len(right) + 1
    cost = [list(range(columns))] + [[row] + [0] * (columns - 1) for row in range(1, rows)]
    for column in range(1, columns):
        cost[0][column] = cost[0][column - 1] + (right[column - 1].word not in paper)
    for row in range(1, rows):
        above, here, word = cost[row - 1], cost[row], left[row - 1].word
        for column in range(1, columns):
            other = right[column - 1].word
            extra = here[column - 1] + (other not in paper)
            here[column] = min(above[column - 1] + (word != other), above[column] + 1, extra)
    pairs: list[tuple[_Place | None, _Place | None]] = []
    row, column = rows - 1, columns - 1
    while row or column:
        same = row and column and left[row - 1].word == right[column - 1].word
        if row and column and cost[row][column] == cost[row - 1][column - 1] + (not same):
            row, column = row - 1, column - 1
            pairs.append((left[row], right[column]))
        elif row and cost[row][column] == cost[row - 1][column] + 1:
            row -= 1
            pairs.append((left[row], None))
        else:
            column -= 1
            pairs.append((None, right[column]))
    return pairs[::-1]


def _ours(source: Path) -> str:
    return markdown(build_record(read(source, scanned=source.suffix == ".png"), today=TODAY).record)


def _peer(python: str, source: Path) -> str:
    program = "import sys; from markitdown import MarkItDown; print(MarkItDown().convert(sys.argv[1]).text_content)"
    made = subprocess.run(
        [python, "-c", program, str(source)], capture_output=True, text=True, timeout=300, check=False
    )
    return made.stdout


def _show(wanted: Sequence[Typed], made: Sequence[Typed]) -> None:
    import difflib

    left, right = ([f"{line.kind:4} {' '.join(line.words)}" for line in lines] for lines in (wanted, made))
    print("\n".join(difflib.unified_diff(left, right, "typist", "program", lineterm="", n=0)))


def _score(name: str, wanted: Sequence[Typed], text: str, paper: set[str], *, show: bool) -> Counter[str]:
    made = parsed(text)
    count = edits(wanted, made, paper)
    words = sum(len(line.words) for line in wanted)
    print(f"  {name:28} {words:5} words {dict(count)}  {100 * count.total() / words:6.2f} edits per 100 words")
    if show:
        _show(wanted, made)
    return count + Counter(words=words)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--gold", type=Path, default=GOLD)
    arguments.add_argument("--peer", help="interpreter that has MarkItDown")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--keep", type=Path, help="where the typeset files and the Markdown go")
    choice = arguments.parse_args()
    totals: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = choice.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        for script in fidelity_typeset.load(choice.gold):
            if choice.only not in script.name:
                continue
            source = fidelity_typeset.typeset(script, folder)
            wanted = truth(script.lines)
            paper = {word for line in script.lines if line.truth == "." for word in line.text.replace("|", " ").split()}
            texts = {"ours": _ours(source)} | ({"peer": _peer(choice.peer, source)} if choice.peer else {})
            for who, text in texts.items():
                (folder / f"{script.name}.{who}.md").write_text(text, encoding="utf-8")
                found = _score(f"{script.name} {who}", wanted, text, paper, show=choice.show and who == "ours")
                totals[who] = totals.get(who, Counter()) + found
    for who, total in totals.items():
        words = total.pop("words")
        print(f"{who}: {100 * total.total() / words:.2f} edits per 100 words {dict(total)}")


if __name__ == "__main__":
    main()
