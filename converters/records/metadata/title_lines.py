"""Which lines below the first of a title belong to it: more in capitals, what a bare word names, a subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.reading.document import BlockKind, Method
from converters.records.content.heading_levels import begins_anew, names_a_side
from converters.records.content.question_labels import DIVISION, QUESTION, SITUATION
from converters.records.metadata.head.title_line import opens_with_type
from converters.records.metadata.no_titles import GENERIC, NO_TITLES
from converters.records.passages.furniture import is_furniture
from converters.records.passages.passage import Passage
from validators.language.legal_paper import any_case, one_of

LONGEST_LINE = 250  # characters of a line that is set as a title
TITLE_LINES = 3  # that may follow its first line
_LONGEST_NAME = 24  # characters of a line that only names what a paper is
_LONGEST_AFTER_KIND = 350  # characters of the one line that follows a bare word for the kind
_LONGEST_COLUMN = 6  # words that name a series above a title
_MUCH_SMALLER = 0.7  # of the height of a title's letters
NEVER_TITLE = frozenset(
    {
        BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.DESCRIPTION,
        BlockKind.SHEET_NAME,
    }
)  # fmt: skip
_BARE_KINDS = frozenset({"", "PHÁP LUẬT", "TUYÊN TRUYỀN", "GIỚI THIỆU"})
ANNEX = re.compile(any_case(r"PHỤ LỤC(?: SỐ)?\s{0,2}[IVX\d]{0,4}[A-Z]?"))
_KINDS = (
    "TỜ GẤP", "TỜ RƠI", "ĐỀ CƯƠNG", "BÀI GIẢNG", "ÁP PHÍCH", r"HỎI\s{0,3}[-–]?\s{0,3}ĐÁP", "TIỂU PHẨM", "CÂU CHUYỆN",
    "TÌNH HUỐNG(?! ÁN LỆ)", "SỔ TAY", "CẨM NANG", "BẢN TIN",
)  # fmt: skip
KIND_LINE = re.compile(any_case(one_of(*_KINDS)))


def with_following(passages: Sequence[Passage], place: int) -> list[Passage]:
    """Title lines go on while they are in capitals like the first; after a bare kind word one more line is taken."""
    taken = [passages[place]]
    bare = _names_only_its_kind(passages[place].text)
    for passage in passages[place + 1 : place + 1 + TITLE_LINES]:
        text = passage.text
        if passage.kind in NEVER_TITLE or NO_TITLES.match(text) or GENERIC.fullmatch(text):
            break
        if (
            names_a_side(text)
            or DIVISION.match(text)
            or begins_anew(text)
            or QUESTION.match(text)
            or SITUATION.match(text)
            or (not bare and says_only_its_kind(text))
        ):
            break
        if not bare and (_is_set_smaller(taken[0], passage) or _is_first_of_many(taken[0], passage, passages)):
            break
        named = (bare and len(text) < _LONGEST_AFTER_KIND) or _is_subtitle(taken[0], passage, passages)
        if not goes_on(taken[-1].text, text) and not (named and len(taken) == 1):
            break
        taken.append(passage)
    return taken


def largest_below(passages: Sequence[Passage], place: int) -> int:
    """Where the title begins: below a few words set much smaller than it, that say what series or column it is of."""
    taken = with_following(passages, place)
    below = place + len(taken)
    if below >= len(passages) or len(taken) > 1 or len(taken[0].text.split()) > _LONGEST_COLUMN:
        return place
    title = passages[below]
    same = title.page == taken[0].page and title.method is Method.TEXT_LAYER  # ink of a picture tells less of its size
    set_apart = title.emphasis and title.kind not in NEVER_TITLE and not NO_TITLES.match(title.text)
    larger = _height(taken[0]) < _height(title) * _MUCH_SMALLER
    return below if same and set_apart and larger and len(title.text) <= LONGEST_LINE else place


def _height(passage: Passage) -> int:
    """Of its largest word, in pixels."""
    return max((word.word.box.height for word in passage.places if word.word.box is not None), default=0)


def _is_set_smaller(title: Passage, below: Passage) -> bool:
    """Whether a line in capitals below a title is the first heading of the text: letters much smaller than its own."""
    smaller = _height(below) < _height(title) * _MUCH_SMALLER
    return title.kind is BlockKind.HEADING and below.kind is not title.kind and smaller


def _is_first_of_many(title: Passage, below: Passage, passages: Sequence[Passage]) -> bool:
    """Whether a line in capitals below a title is the first heading of several: set otherwise, or of a lower level."""
    if title.kind is not BlockKind.HEADING:
        return False
    if below.kind is BlockKind.HEADING:
        is_deeper = (below.level or 0) > (title.level or 0) > 0
        return is_deeper and sum((other.kind, other.level) == (below.kind, below.level) for other in passages) > 1
    return sum(other.text.isupper() and _look(other) == _look(below) for other in passages) > 1


def _is_subtitle(above: Passage, below: Passage, passages: Sequence[Passage]) -> bool:
    """Whether a line set as the one above it says what that names in capitals ("NỘI QUY"); no other is set like it.

    Few words in capitals name something whatever is set below them.
    """
    named = above.text.isupper() and len(above.text.split()) > 1
    text = below.text.strip()
    said = not text.isupper() and len(text) <= LONGEST_LINE and not text.endswith(("?", ".", ":", ";", "!"))
    if not (named and said and _look(above) == _look(below) and (below.emphasis or below.kind is BlockKind.HEADING)):
        return False
    alone = sum(_look(other) == _look(below) and not other.text.isupper() for other in passages) == 1
    return len(above.text) <= _LONGEST_NAME or alone


def _look(passage: Passage) -> tuple[BlockKind, int | None, bool]:
    return passage.kind, passage.level, passage.emphasis


def _names_only_its_kind(text: str) -> bool:
    kind = KIND_LINE.sub("", text).strip(" :-–").upper() in _BARE_KINDS
    act = opens_with_type(text)
    return kind or (act is not None and not act["rest"].strip()) or ANNEX.fullmatch(text.strip()) is not None


def says_only_its_kind(text: str) -> bool:
    """Whether a line in small letters below a title says what kind of material it is: "Tờ rơi tuyên truyền"."""
    return not text.isupper() and KIND_LINE.match(text) is not None and _names_only_its_kind(text)


def goes_on(above: str, text: str) -> bool:
    """Whether a line in capitals goes on with one in capitals above it."""
    capitals = text.isupper() and len(text) > len("VÀ ") and above.isupper()
    return capitals and not is_furniture(text)
