"""Passages into a tree: phần > chương > mục > điều > khoản > điểm, headings, lists, tables and paragraphs.

Numbering: NĐ 30/2020/NĐ-CP Annex I, II.6.đ. Khoản and điểm exist only inside a Điều; elsewhere "1." and "a)" are
headings and list items. Text inside quotation marks (the new wording an amending act gives) stays inside the unit that
quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from converters.reading.document import BlockKind
from converters.records.content.heading_levels import (
    LETTER_HEADING,
    NAMES_OFFICE,
    ROMAN_HEADING,
    SIGNED,
    begins_anew,
    goes_on,
    heading_level,
    is_title_below_organ,
)
from converters.records.content.openers import (
    LARGE_DIVISIONS,
    NEW_PARTS,
    POINT,
    is_point,
    match_article,
    match_small,
    names_large_division,
    numbers_clause,
)
from converters.records.content.question_labels import KEY_HEADING
from converters.records.content.quoting import Standing, find_quotation, open_marks
from converters.records.content.speech import speak
from converters.records.content.tables import table_nodes
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage, is_capitals
from validators.citations.repair import digits

_RANKS = {"part": 0, "chapter": 1, "section": 2, "article": 3, "clause": 4, "point": 5}
_SENTENCE_END = (".", ";", ":", ",", "?", "!", "”", "/.")
_LONGEST_TITLE = 320  # characters of the title of an article or chapter
_LISTED = re.compile(r"(?P<number>\d{1,2})\s{0,2}[.)]\s{1,3}(?=\S)")
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})\s{0,2}[.)]\s{1,3}(?=\S)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_TITLE_LINES = 3  # nodes at the start among which a call is the title
_SIGNS = re.compile(r"\((?:Ký|Đã ký|Họ,? (?:và )?tên|Chữ ký|Ghi rõ họ)", re.IGNORECASE)
_ENDS_SERIES = ("closing", "letterhead")
_PAGE_AT_END = re.compile(r"[\s.…_]{1,300}\d{1,3}$")
_WORD = re.compile(r"\w+")
_COVER = 6  # lines at the top within which a cover names its makers
_FEWEST_LISTED = 3  # lines with consecutive numbers and nothing between them that are a list
_LONGEST_SIGN = 12  # characters in capitals that open nothing new inside an article


def _goes_on(above: Node, passage: Passage) -> bool:
    """Whether a heading goes on with the one above it; a lower style and a title below an organ begin anew."""
    first = above.spans[0].passage
    styled = first.kind is passage.kind is BlockKind.HEADING
    deeper = styled and passage.level > first.level > 0
    apart = is_title_below_organ(above.spans[-1].passage, passage)
    return not apart and goes_on(above.text, passage.text, deeper=deeper)


def _rank(node: Node) -> float:
    """How deep a division stands; a "Tiểu mục" is a section inside a section."""
    inner = node.type == "section" and (node.marker or "").casefold().startswith("tiểu")
    return _RANKS[node.type] + inner / 2


class TreeBuilder:
    """Takes the pieces of one text after the other and grows the tree."""

    def __init__(self, *, has_articles: bool) -> None:
        self.nodes: list[Node] = []
        self._stack: list[Node] = []
        self._has_articles = has_articles
        self._quoted = 0  # passages still to come that are quoted
        self._wants_title: Node | None = None
        self._heading: Node | None = None  # the piece taken last, if it is a heading

    def add_part(self, part: Sequence[Passage | Node]) -> None:
        """Put a text in its place; it belongs to no division of the text before it (an annex after the signatures)."""
        self._leave()
        first = len(self.nodes)
        for place, piece in enumerate(part):
            if isinstance(piece, Node):
                self._add_node(piece)
            else:
                self._add(piece, part, place)
        if first and len(self.nodes) > first:
            self.nodes[first].begins_part = True

    def _leave(self) -> None:
        self._stack = []
        self._wants_title = self._heading = None
        self._quoted = 0

    def _add(self, passage: Passage, part: Sequence[Passage | Node], place: int) -> None:
        quoted = self._quoted > 0
        self._quoted = max(0, self._quoted - 1)
        if passage.kind is BlockKind.DESCRIPTION:
            self._append(Node("figure", [PassageSpan(passage)]))
            return
        above, self._heading = self._heading, None
        if passage.kind is BlockKind.TABLE:
            self._wants_title = None
            for node in table_nodes(passage):
                self._append(node)
        elif quoted or passage.under or (passage.text[:1] in '“"' and match_article(passage.text[1:])):
            self._append_text(passage)
        elif not (self._take_title(passage) or self._open_division(passage)):
            self._add_plain(passage, above)
        if not quoted and passage.kind is not BlockKind.TABLE and open_marks(passage.text):
            quotation = find_quotation(part, place, self._standing())
            self._quoted = quotation.length
            self._last.quote_left_open = not quotation.closed

    def _standing(self) -> Standing:
        label = {node.type: node.label for node in self._stack}
        large = tuple(label.get(kind) for kind in ("part", "chapter", "section"))
        return Standing(large, label.get("article"), label.get("clause"), label.get("point"))

    @property
    def _last(self) -> Node:
        """The node that was touched last."""
        node = (self._stack[-1] if self._stack else self.nodes[-1]) if self.nodes else Node("paragraph")
        return node.children[-1] if self._stack and node.children else node

    def _add_node(self, node: Node) -> None:
        """Put a question, situation, letterhead or closing in its place: never under an article."""
        self._wants_title = self._heading = None
        self._quoted = 0
        while self._stack and _RANKS[self._stack[-1].type] >= _RANKS["article"]:
            self._stack.pop()
        self._append(node)

    def _take_title(self, passage: Passage) -> bool:
        """The line after "Chương I" is its title, and so is one more in capitals; after "ĐIỀU 1" only capitals are."""
        node = self._wants_title
        if node is None:
            return False
        text = passage.text
        more = node.title is not None
        if (
            names_large_division(text)
            or match_article(text)
            or len(text) > _LONGEST_TITLE
            or (more and not (text.isupper() and (node.title or "").isupper()))
            or (node.type == "article" and (more or not is_capitals(text)))
        ):
            self._wants_title = None
            return False
        if numbers_clause(text) or ROMAN_HEADING.match(text):
            self._wants_title = None
            return False
        node.title_spans.append(PassageSpan(passage))
        return True

    def _open_division(self, passage: Passage) -> bool:
        large = LARGE_DIVISIONS.first(passage.text)
        if large is not None:
            self._open_large(passage, large)
            return True
        self._wants_title = None
        article = match_article(passage.text)
        if article is None and self._goes_on_with_article(passage):
            return True
        if article is not None:
            self._open_article(passage, article)
            return True
        if self._has_articles and self._innermost("article") is not None:
            return self._open_small(passage)
        return False

    def _goes_on_with_article(self, passage: Passage) -> bool:
        """What was taken for an article's title is the beginning of its text, where that goes on in small letters."""
        node = self._stack[-1] if self._stack else None
        if node is None or node.type != "article" or node.spans or node.children or not node.title_spans:
            return False
        if not passage.text[:1].islower() or is_point(passage.text) or passage.kind is BlockKind.LIST_ITEM:
            return False
        node.spans, node.title_spans = [*node.title_spans, PassageSpan(passage)], []
        return True

    def _open_large(self, passage: Passage, match: re.Match[str]) -> None:
        word = match["word"].lower()
        kind = "part" if word == "phần" else "section" if "mục" in word else "chapter"
        node = Node(kind, opened_by=[PassageSpan(passage, 0, match.end())], label=match["label"])
        node.title_spans.append(PassageSpan(passage, match.end()))
        self._open(node)
        self._wants_title = node

    def _open_article(self, passage: Passage, match: re.Match[str]) -> None:
        label = match["label"]
        number = digits(label[:-1]) + (
            label[-1] if label[-1].isalpha() and label[-1] not in "lIO" else digits(label[-1])
        )
        opening, rest = PassageSpan(passage, 0, match.end()), PassageSpan(passage, match.end())
        node = Node("article", opened_by=[opening], label=number, inferred=number != label)
        titled = not rest.text.endswith(_SENTENCE_END) and len(rest.text) <= _LONGEST_TITLE
        (node.title_spans if titled else node.spans).append(rest)
        self._open(node)
        self._wants_title = None if rest.text else node

    def _open_small(self, passage: Passage) -> bool:
        match = match_small(passage.text)
        if match is None:
            return False
        label = match["label"]
        opening, text = PassageSpan(passage, 0, match.end()), PassageSpan(passage, match.end())
        if match.re is POINT:
            self._open(Node("point", [text], [opening], label=label))
        else:
            self._open(Node("clause", [text], [opening], label=digits(label), inferred=digits(label) != label))
        return True

    def _open(self, node: Node) -> None:
        rank = _rank(node)
        while self._stack and _rank(self._stack[-1]) >= rank:
            self._stack.pop()
        (self._stack[-1].children if self._stack else self.nodes).append(node)
        self._stack.append(node)

    def _innermost(self, kind: str) -> Node | None:
        return next((node for node in reversed(self._stack) if node.type == kind), None)

    def _append(self, node: Node) -> None:
        (self._stack[-1].children if self._stack else self.nodes).append(node)

    def _append_text(self, passage: Passage) -> None:
        self._append(Node("paragraph", [PassageSpan(passage)], under=passage.under or None))

    def _add_plain(self, passage: Passage, above: Node | None) -> None:
        level = heading_level(passage, inside_article=self._innermost("article") is not None)
        if NEW_PARTS.match(passage.text):
            self._stack = []
            self._append_heading(passage, 1)
        elif above is not None and level is not None and _goes_on(above, passage):
            above.spans.append(PassageSpan(passage))
            self._heading = above
        elif level is not None:
            self._leave_for_heading(passage.text)
            self._append_heading(passage, level)
        elif self._is_item(passage):
            self._add_item(passage)
        else:
            article = self._stack[-1] if self._stack else None
            if article is not None and article.type == "article" and not article.text and not article.children:
                article.spans.append(PassageSpan(passage))
            else:
                self._append_text(passage)

    def _append_heading(self, passage: Passage, level: int) -> None:
        self._heading = Node("heading", [PassageSpan(passage)], level=level)
        self._append(self._heading)

    def _leave_for_heading(self, text: str) -> None:
        """A numbered heading inside an article stays in the article; another in capitals begins something new."""
        if self._innermost("article") is None:
            return
        if ROMAN_HEADING.match(text):
            while self._stack[-1].type != "article":
                self._stack.pop()
        elif is_capitals(text) and len(text) > _LONGEST_SIGN:
            self._stack = []

    def _is_item(self, passage: Passage) -> bool:
        in_list = passage.kind is BlockKind.LIST_ITEM
        return in_list or SIGNED.match(passage.text) is not None or is_point(passage.text)

    def _add_item(self, passage: Passage) -> None:
        siblings = self._stack[-1].children if self._stack else self.nodes
        if siblings and siblings[-1].type == "list":
            siblings[-1].items.append(PassageSpan(passage))
        else:
            siblings.append(Node("list", items=[PassageSpan(passage)]))


def build_tree(*parts: Sequence[Passage | Node]) -> list[Node]:
    """The content of a document.

    Args:
        parts: The text between head and closing, then what follows the closing; nodes made before keep their place.
    """
    pieces = [piece for part in parts for piece in part]
    builder = TreeBuilder(
        has_articles=any(isinstance(piece, Passage) and match_article(piece.text) is not None for piece in pieces)
    )
    for part in parts:
        builder.add_part(part)
    _contents(builder.nodes)
    _covers(builder.nodes)
    _unheaded(builder.nodes)
    _calling(builder.nodes)
    _signed(builder.nodes)
    _lettered(builder.nodes)
    speak(builder.nodes)
    return builder.nodes


def _contents(nodes: Sequence[Node]) -> None:
    """Make paragraphs of a table of contents: lines that a later heading repeats without the page's number."""
    headings = [node for node in nodes if node.type == "heading"]
    later = {_wording(node.text) for node in headings}
    for node in headings:
        entry = _PAGE_AT_END.sub("", node.text.strip())
        if entry != node.text.strip() and _wording(entry) in later:
            node.type = "paragraph"
    for place, node in enumerate(nodes):
        numbered = node.type in _RANKS and not node.children and _PAGE_AT_END.search(node.title or "")
        if numbered and any((node.type, node.label) == (other.type, other.label) for other in nodes[place + 1 :]):
            node.type, node.spans = "paragraph", [*node.opened_by, *node.title_spans]
            node.opened_by, node.title_spans, node.label = [], [], None


def _wording(text: str) -> str:
    """Words alone, for comparing: a heading in pieces gets a full stop that a table of contents has not."""
    return " ".join(_WORD.findall(text.casefold()))


def _covers(nodes: Sequence[Node]) -> None:
    """Make paragraphs of what a cover or a title slide names besides its title: an organ's office below the organ."""
    for above, node in pairwise(nodes[:_COVER]):
        both = all(one.text.isupper() and NAMES_OFFICE.match(one.text) for one in (above, node))
        if both and node.type == "heading":
            node.type = "paragraph"


def _calling(nodes: Sequence[Node]) -> None:
    """Make paragraphs of headings that head nothing: the last line of a text, a call ("HÃY GỌI 111!") above another."""
    for place, node in enumerate(nodes):
        _calling(node.children)
        below = nodes[place + 1] if place + 1 < len(nodes) else None
        last = (below is None or below.type in _ENDS_SERIES) and _ends_text(node, nodes[place - 1 : place])
        calls = node.text.endswith("!") and below is not None and below.type == "heading"
        if node.type == "heading" and (last or (calls and place >= _TITLE_LINES)):
            node.type = "paragraph"


def _ends_text(node: Node, above: Sequence[Node]) -> bool:
    """Whether a last heading is but the last line of what stands above it: no number, no annex, no slide of its own."""
    opens = KEY_HEADING.match(node.text) or NEW_PARTS.match(node.text) or begins_anew(node.text)
    pages = [span.passage.page for one in above for span in (*one.spans, *one.items)[-1:]]
    return bool(above) and not opens and node.spans[:1] != [] and pages in ([], [node.spans[0].passage.page])


def _unheaded(nodes: Sequence[Node]) -> None:
    """Make paragraphs of numbered lines taken for headings that follow each other with nothing below any of them."""
    run: list[Node] = []
    for node in nodes:
        _unheaded(node.children)
    for series in _series(nodes):
        if any(bare for _, bare in series):
            for one, _ in series:
                one.type = "paragraph"
    for node in (*nodes, Node("paragraph")):
        if _counted(node) and (not run or _counted(node) == _counted(run[-1]) + 1):
            run.append(node)
            continue
        if len(run) >= _FEWEST_LISTED:
            for one in run:
                one.type = "paragraph"
        run = [node] if _counted(node) else []


def _series(nodes: Sequence[Node]) -> Iterator[list[tuple[Node, bool]]]:
    """Numbered lines in common print that count on from 1 below one heading, each with whether nothing stands below."""
    series: list[tuple[Node, bool]] = []
    for place, node in enumerate(nodes):
        if node.type != "heading" or (series and node.level > series[0][0].level):
            continue
        if not _counts_on(node, len(series)):
            yield series
            series = []
        if _counts_on(node, len(series)):
            series.append((node, _is_bare(node, nodes[place + 1 : place + 2])))
    yield series


def _counts_on(node: Node, before: int) -> bool:
    return _is_numbered_line(node) and _number(node) == before + 1 and not node.spans[0].passage.emphasis


def _is_bare(node: Node, below: Sequence[Node]) -> bool:
    """Whether nothing stands below a heading before the next one of its level or number, the signatures or the end."""
    return all(
        one.type in _ENDS_SERIES
        or (one.type == "heading" and one.level <= node.level)
        or (one.type in {"paragraph", "list"} and _listed(one) == _number(node) + 1)
        for one in below
    )


def _is_numbered_line(node: Node) -> bool:
    return node.type == "heading" and node.spans[0].passage.kind is not BlockKind.HEADING and _number(node) > 0


def _number(node: Node) -> int:
    return _number_of(node.text)


def _listed(node: Node) -> int:
    """The number that a paragraph, or a list, begins with."""
    return _number_of(node.items[0].text if node.items else node.text)


def _number_of(text: str) -> int:
    match = _LISTED.match(text)
    return int(match["number"]) if match is not None else 0


def _counted(node: Node) -> int:
    """The number, in figures or Roman, of a line taken for a heading by its number alone; 0 for any other."""
    if node.type != "heading" or node.spans[0].passage.kind is BlockKind.HEADING:
        return 0
    roman = _ROMAN.match(node.text)
    return _roman(roman["number"]) if roman is not None else _number(node)


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _lettered(nodes: Sequence[Node]) -> None:
    """Put headings "A." below those "I." where they stand between them, and what is numbered below "A." deeper still.

    Elsewhere "A." is above "I." or beside it.
    """
    headings = [
        node for node in nodes if node.type == "heading" and node.spans[0].passage.kind is not BlockKind.HEADING
    ]
    romans = [place for place, node in enumerate(headings) if ROMAN_HEADING.match(node.text)]
    letters = [place for place, node in enumerate(headings) if LETTER_HEADING.match(node.text)]
    if not romans or not letters or not romans[0] < letters[0] < romans[-1]:
        return
    below = False
    for place, node in enumerate(headings):
        below = place in letters or (below and place not in romans)
        node.level += below


def _signed(nodes: Sequence[Node]) -> None:
    """Make paragraphs of lines taken for headings that only say who signs: "(Ký, ghi rõ họ tên)" stands below them."""
    signs = False
    for node in reversed(nodes):
        _signed(node.children)
        if signs and node.type == "heading":
            node.type = "paragraph"
        else:
            signs = node.type == "paragraph" and _SIGNS.match(node.text) is not None
