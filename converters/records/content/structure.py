"""Passages into a tree: phần > chương > mục > điều > khoản > điểm, headings, lists, tables and paragraphs.

Numbering: NĐ 30/2020/NĐ-CP Annex I, II.6.đ. Khoản and điểm exist only inside a Điều; elsewhere "1." and "a)" are
headings and list items. Text inside quotation marks (the new wording an amending act gives) stays inside the unit that
quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.reading.document import BlockKind
from converters.records.content.heading_levels import ROMAN_HEADING, heading_level
from converters.records.content.openers import (
    LARGE_DIVISIONS,
    NEW_PARTS,
    POINT,
    SMALL_DIVISIONS,
    is_point,
    match_article,
    names_large_division,
    numbers_clause,
)
from converters.records.content.tables import table_node
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage, is_capitals
from validators.citations.repair import digits

_RANKS = {"part": 0, "chapter": 1, "section": 2, "article": 3, "clause": 4, "point": 5}
_BULLET = re.compile(r"[-–+•*▪●○]\s{0,3}(?=\S)")
_SENTENCE_END = (".", ";", ":", ",", "?", "!", "”", "/.")
_LONGEST_TITLE = 320  # characters of the title of an article or chapter
_LONGEST_SIGN = 12  # characters in capitals that open nothing new inside an article
_QUOTE_PATIENCE = 60  # passages after which a quotation mark must have been lost
_SHORTEST_QUOTE = 12  # passages: before, an article that follows in number is taken for one of the quoted


class TreeBuilder:
    """Takes passages in order and grows the tree."""

    def __init__(self, *, has_articles: bool) -> None:
        self.nodes: list[Node] = []
        self._stack: list[Node] = []
        self._has_articles = has_articles
        self._quote = 0
        self._quoted = 0
        self._wants_title: Node | None = None

    def add(self, passage: Passage) -> None:
        """Put one passage in its place."""
        if passage.kind is BlockKind.TABLE:
            self._wants_title = None
            self._append(table_node(passage))
            return
        quoting = self._in_quote(passage)
        if quoting:
            self._append_text(passage)
        elif not (self._take_title(passage) or self._open_division(passage)):
            self._add_plain(passage)
        self._count_quotes(passage.text)

    def add_node(self, node: Node) -> None:
        """Put a question, situation, letterhead or closing in its place: never under an article."""
        self._wants_title = None
        self._quote = self._quoted = 0
        while self._stack and _RANKS[self._stack[-1].type] >= _RANKS["article"]:
            self._stack.pop()
        self._append(node)

    def _in_quote(self, passage: Passage) -> bool:
        if passage.text[:1] in '“"' and match_article(passage.text[1:]):
            return True
        if self._quote <= 0:
            self._quoted = 0
            return False
        self._quoted += 1
        article = match_article(passage.text)
        if self._quoted > _QUOTE_PATIENCE or (article is not None and self._is_next_article(article["label"])):
            self._quote = self._quoted = 0
            return False
        return True

    def _is_next_article(self, label: str) -> bool:
        current = self._innermost("article")
        number = digits(label)
        return (
            current is not None
            and number.isdigit()
            and (current.label or "").isdigit()
            and int(number) == int(current.label or 0) + 1
            and self._quoted > _SHORTEST_QUOTE
        )

    def _count_quotes(self, text: str) -> None:
        self._quote = max(0, self._quote + text.count("“") - text.count("”"))

    def _take_title(self, passage: Passage) -> bool:
        """The line after "Chương I" is its title, and so is one more in capitals."""
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
        ):
            self._wants_title = None
            return False
        if not more and (numbers_clause(text) or ROMAN_HEADING.match(text)):
            self._wants_title = None
            return False
        node.title = f"{node.title} {text}" if node.title else text
        node.title_spans.append(PassageSpan(passage))
        return True

    def _open_division(self, passage: Passage) -> bool:
        large = LARGE_DIVISIONS.first(passage.text)
        if large is not None:
            self._open_large(passage, large)
            return True
        self._wants_title = None
        article = match_article(passage.text)
        if article is not None:
            self._open_article(passage, article)
            return True
        if self._has_articles and self._innermost("article") is not None:
            return self._open_small(passage)
        return False

    def _open_large(self, passage: Passage, match: re.Match[str]) -> None:
        word = match["word"].lower()
        kind = "part" if word == "phần" else "section" if "mục" in word else "chapter"
        label = match["label"]
        rest = passage.text[match.end() :].strip()
        node = Node(kind, label=label, title=rest or None)
        node.title_spans.append(PassageSpan(passage))
        self._open(node)
        self._wants_title = node

    def _open_article(self, passage: Passage, match: re.Match[str]) -> None:
        label = match["label"]
        number = digits(label[:-1]) + (
            label[-1] if label[-1].isalpha() and label[-1] not in "lIO" else digits(label[-1])
        )
        node = Node("article", label=number, inferred=number != label)
        rest = passage.text[match.end() :].strip()
        if rest and not rest.endswith(_SENTENCE_END) and len(rest) <= _LONGEST_TITLE:
            node.title = rest
            node.title_spans.append(PassageSpan(passage))
        elif rest:
            node.spans.append(PassageSpan(passage, match.end()))
        else:
            node.title_spans.append(PassageSpan(passage))
        self._open(node)

    def _open_small(self, passage: Passage) -> bool:
        match = SMALL_DIVISIONS.first(passage.text)
        if match is None:
            return False
        label, text = match["label"], [PassageSpan(passage, match.end())]
        if match.re is POINT:
            self._open(Node("point", text, label=label))
        else:
            self._open(Node("clause", text, label=digits(label), inferred=digits(label) != label))
        return True

    def _open(self, node: Node) -> None:
        rank = _RANKS[node.type]
        while self._stack and _RANKS[self._stack[-1].type] >= rank:
            self._stack.pop()
        (self._stack[-1].children if self._stack else self.nodes).append(node)
        self._stack.append(node)

    def _innermost(self, kind: str) -> Node | None:
        return next((node for node in reversed(self._stack) if node.type == kind), None)

    def _append(self, node: Node) -> None:
        (self._stack[-1].children if self._stack else self.nodes).append(node)

    def _append_text(self, passage: Passage) -> None:
        self._append(Node("paragraph", [PassageSpan(passage)]))

    def _add_plain(self, passage: Passage) -> None:
        text = passage.text
        if NEW_PARTS.match(text):
            self._stack = []
            self.nodes.append(Node("heading", [PassageSpan(passage)], level=1))
        elif (level := heading_level(passage, inside_article=self._innermost("article") is not None)) is not None:
            self._leave_for_heading(text)
            self._append(Node("heading", [PassageSpan(passage)], level=level))
        elif self._is_item(passage):
            self._add_item(passage)
        else:
            article = self._stack[-1] if self._stack else None
            if article is not None and article.type == "article" and not article.spans and not article.children:
                article.spans.append(PassageSpan(passage))
            else:
                self._append_text(passage)

    def _leave_for_heading(self, text: str) -> None:
        """A numbered heading inside an article stays in the article; another in capitals begins something new."""
        if self._innermost("article") is None:
            return
        if ROMAN_HEADING.match(text):
            while self._stack[-1].type != "article":
                self._stack.pop()
        elif is_capitals(text) and len(text) > _LONGEST_SIGN:
            self._stack = []

    def part_from_here(self) -> None:
        """What follows (an annex after the signatures) belongs to no division opened so far."""
        self._stack = []
        self._wants_title = None
        self._quote = self._quoted = 0

    def _is_item(self, passage: Passage) -> bool:
        in_list = passage.kind is BlockKind.LIST_ITEM
        return in_list or _BULLET.match(passage.text) is not None or is_point(passage.text)

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
        builder.part_from_here()
        for piece in part:
            if isinstance(piece, Node):
                builder.add_node(piece)
            else:
                builder.add(piece)
    return builder.nodes
