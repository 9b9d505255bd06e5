"""Tables as their maker meant them: without the lines set above their columns, and whole where pages cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby, takewhile

from converters.reading.document import BlockKind, Cell
from converters.reading.paging.values import is_value
from converters.records.passages.line_pair import HANGING
from converters.records.passages.passage import Passage, joined
from converters.records.passages.printed_lines import Beside, LineBeside
from validators.language.legal_paper import any_case

_TITLE_ROWS = 5  # above the names of the columns: organ, title, what it rests on, unit of measure
_LONGEST_TITLE = 250  # characters
_LONGEST_NAME = 60  # characters of the name of a column
_FEWEST_ROWS = 2  # of a table above what is signed or noted below it
_FEWEST_COLUMNS = 3  # of it
_HEAD_ROWS = 3  # at most; those of merged heads have no name
_LEAST_NAMES = 12  # letters of a head that is known again though it is read otherwise
_SAME_HEAD = 0.85  # of their letters in the same order
_SUM = re.compile(any_case(r"(?:TỔNG|CỘNG)(?!\w)"))
Rows = list[list[Cell]]


def whole_tables(text: Sequence[Passage], *, sheets: bool) -> tuple[list[Passage], list[LineBeside]]:
    """Passages with tables made whole.

    Args:
        text: Passages in reading order.
        sheets: Whether they are those of a workbook, where notes and signatures stand below the columns in cells.

    Returns:
        The passages, and the heads that pages repeat: words of the paper, not of the text.
    """
    made: list[Passage] = []
    heads: list[LineBeside] = []
    untitled = (part for whole in text for part in _untitled(whole))
    for passage in (part for table in untitled for part in _unsigned(table)) if sheets else untitled:
        above = _above_notes(made)
        grown = _continued(made[above], passage, heads) if above is not None else None
        if above is not None and grown is not None:
            made[above] = grown
        else:
            made.append(passage)
    return made, heads


def _above_notes(made: Sequence[Passage]) -> int | None:
    """The place of what stands last on a page above its footnotes; None where nothing does."""
    places = range(len(made) - 1, -1, -1)
    return next((place for place in places if made[place].kind is not BlockKind.FOOTNOTE), None)


def _rows(passage: Passage) -> Rows:
    """Filled cells by row, from the left."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(passage.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return list(rows.values())


def _words(rows: Rows) -> list[str]:
    return [word for row in rows for cell in row for line in cell.lines for word in line.text.split()]


def _width(passage: Passage) -> int:
    return max(cell.column + cell.column_span for cell in passage.cells)


def _untitled(passage: Passage) -> Iterator[Passage]:
    """A table and, before it, the rows above its columns: one cell each, at the left edge or across."""
    rows = _rows(passage) if passage.kind is BlockKind.TABLE and passage.cells else []
    titles = list(takewhile(lambda row: len(row) == 1, rows[: _TITLE_ROWS + 1]))
    below = rows[len(titles) :]
    if not titles or len(titles) > _TITLE_ROWS or not below or not _are_titles(titles, below):
        yield passage
        return
    if not _begins_with(passage, _words(titles)):
        yield passage
        return
    begin = 0
    for row in titles:
        end = begin + len(_words([row]))
        yield replace(_part(passage, begin, end), kind=BlockKind.PARAGRAPH, cells=())
        begin = end
    first = below[0][0].row
    named = _names_columns(below)
    moved = tuple(
        replace(cell, row=cell.row - first, header=cell.header or (named and cell.row == first))
        for cell in passage.cells
        if cell.row >= first
    )
    yield replace(_part(passage, begin, len(passage.places)), cells=moved)


def _unsigned(passage: Passage) -> Iterator[Passage]:
    """A table and, behind it, what stands below its last row in few of its columns: a note, those who sign a sheet."""
    rows = _rows(passage) if passage.kind is BlockKind.TABLE and passage.cells else []
    width = _width(passage) if rows else 0
    below = [*takewhile(lambda row: _is_below(row, width), reversed(rows))][::-1]
    above = rows[: len(rows) - len(below)]
    end = len(_words(above))
    whole = [place.word.text for place in passage.places] == _words(rows)
    if not below or len(above) < _FEWEST_ROWS or width < _FEWEST_COLUMNS or not whole:
        yield passage
        return
    last = above[-1][0].row
    yield replace(_part(passage, 0, end), cells=tuple(cell for cell in passage.cells if cell.row <= last))
    for beside, run in groupby(below, key=lambda row: len(row) > 1):
        part = list(run)
        begin, end = end, end + len(_words(part))
        numbers = {row[0].row for row in part}
        cells = tuple(
            replace(cell, row=cell.row - part[0][0].row, header=False) for cell in passage.cells if cell.row in numbers
        )
        if beside:
            yield replace(_part(passage, begin, end), cells=cells)
            continue
        for (cell,) in part:
            after = begin + len(_words([[cell]]))
            yield replace(_part(passage, begin, after), kind=BlockKind.PARAGRAPH, cells=())
            begin = after


def _is_below(row: Sequence[Cell], width: int) -> bool:
    """Whether a row takes less than half of the columns, counts nothing and adds nothing up."""
    taken = sum(cell.column_span for cell in row)
    told = all(any(map(str.isalpha, cell.text)) for cell in row)
    return taken < width / 2 and told and not _SUM.match(row[0].text)


def _are_titles(titles: Rows, below: Rows) -> bool:
    """Whether they stand over columns of which the row below has several; a lone name of a chart's column does not.

    At the right stands the unit of measure, above a row that names the columns.
    """
    edge = below[0][0].column
    named = _names_columns(below)
    return len(below[0]) > 1 and all(
        (cell.column <= edge or cell.column_span > 1 or named) and len(cell.text) <= _LONGEST_TITLE
        for row in titles
        for cell in row
    )


def _names_columns(rows: Rows) -> bool:
    return len(rows) > 1 and all(
        len(cell.text) <= _LONGEST_NAME and not any(map(str.isdigit, cell.text)) for cell in rows[0]
    )


def _begins_with(passage: Passage, words: Sequence[str]) -> bool:
    return [place.word.text for place in passage.places[: len(words)]] == list(words)


def _part(passage: Passage, begin: int, end: int) -> Passage:
    """Some words of a passage."""
    places = passage.places[begin:end]
    from_here = passage.starts[begin] if places else 0
    return replace(
        passage,
        text=" ".join(place.word.text for place in places),
        places=places,
        starts=tuple(start - from_here for start in passage.starts[begin:end]),
        emphasis=False,
    )


def _continued(above: Passage, below: Passage, heads: list[LineBeside]) -> Passage | None:
    """Two tables as one, where the second goes on with the first on the next page; else None.

    Args:
        above: What stands before it.
        below: What may go on; a head it repeats is taken out.
        heads: Is given the lines of that head.
    """
    if not (above.kind is below.kind is BlockKind.TABLE and above.cells and below.cells):
        return None
    if below.page != above.places[-1].page + 1 or _width(above) != _width(below) or _width(above) < 2:
        return None
    first, second = _rows(above), _rows(below)
    repeated = _repeated_head(first, second)
    if repeated and _begins_with(below, _words(second[:repeated])):
        lines = (line for row in second[:repeated] for cell in row for line in cell.lines)
        heads += [LineBeside(line, below.page, Beside.FURNITURE, below.method) for line in lines]
        taken = len(_words(second[:repeated]))
        below = replace(_part(below, taken, len(below.places)), cells=tuple(_below_row(below, second, repeated)))
    elif repeated or (any(cell.header for cell in second[0]) and not _goes_on(first[-1], second[0])):
        return None
    return _stacked(above, below)


def _goes_on(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether what a reader took for a head holds what the row before it holds: values in a column of values.

    Of a table in a scan the first row of each page is taken for one.
    """
    values = {cell.column for cell in above if _is_amount(cell.text)}
    return _is_cut(above, below) or any(cell.column in values and _is_amount(cell.text) for cell in below)


def _is_amount(text: str) -> bool:
    return any(map(str.isdigit, text)) and is_value(" ".join(text.split()))


def _below_row(passage: Passage, rows: Rows, taken: int) -> Iterator[Cell]:
    first = rows[taken][0].row
    return (cell for cell in passage.cells if cell.row >= first)


def _repeated_head(first: Rows, second: Rows) -> int:
    """How many rows at the start of two tables are the same, with rows left below them."""
    same = takewhile(lambda pair: _says_again(*pair), zip(first, second, strict=False))
    count = sum(1 for _ in same)
    return count if count < len(second) else 0


def _says_again(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row says what another does, in the same columns; a scan of it may be read a little otherwise."""
    if [(cell.column, cell.column_span) for cell in above] != [(cell.column, cell.column_span) for cell in below]:
        return False
    said = [[_letters(cell.text) for cell in row] for row in (above, below)]
    if said[0] == said[1]:
        return True
    first, second = ("\n".join(texts) for texts in said)
    named = not any(map(str.isdigit, first + second))
    return named and len(first) >= _LEAST_NAMES and SequenceMatcher(None, first, second).ratio() >= _SAME_HEAD


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _stacked(above: Passage, below: Passage) -> Passage:
    rows = max(cell.row + cell.row_span for cell in above.cells)
    lowest = min(cell.row for cell in below.cells)
    cut = _rows(below)[0] if _is_cut(_rows(above)[-1], _rows(below)[0]) or _is_unnamed(above, _rows(below)[0]) else []
    rest = {cell.column: cell.lines for cell in cut}
    last = _rows(above)[-1][0].row
    kept = tuple(
        replace(cell, lines=(*cell.lines, *rest[cell.column])) if cell.row == last and cell.column in rest else cell
        for cell in above.cells
    )
    first = lowest + bool(cut)
    moved = tuple(replace(cell, row=cell.row - first + rows, header=False) for cell in below.cells if cell.row >= first)
    return replace(joined((above, below)), cells=kept + moved)


def _is_unnamed(above: Passage, row: Sequence[Cell]) -> bool:
    """Whether a row has neither name nor number nor amounts, while all rows of the table have their name or number."""
    rows = _rows(above)
    named = all(cells[0].column == 0 for cells in rows[_HEAD_ROWS:])
    held = {cell.column for cell in rows[-1]}
    rest = all(cell.column in held and not _is_amount(cell.text) for cell in row)
    return named and len(rows) > _HEAD_ROWS + 1 and row[0].column > 0 and rest


def _is_cut(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row goes on with the one before the page's end.

    It has no number, some cell goes on in mid-sentence, and none begins with an amount of its own.
    """
    texts = {cell.column: cell.text.split() for cell in above}
    if min(texts) != 0 or any(cell.column == 0 or cell.column not in texts for cell in below):
        return False
    amid = [cell.text[:1].islower() or texts[cell.column][-1].lower() in HANGING for cell in below]
    words = any(cell.text[:1].islower() for cell in below)
    return all(going or (words and cell.text[:1].isalpha()) for going, cell in zip(amid, below, strict=True))
