"""Questions with answers, and situations with solutions, found among sibling nodes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converters.records.tree import Node, Span

# A bar or an icon before the word is read as one letter or mark ("Í Câu hỏi 1.").
_DECORATION = r"(?:\S\s{1,3})?"
_QUESTION = re.compile(
    _DECORATION + r"(?:(?:Câu hỏi|CÂU HỎI|Câu|CÂU)\s{1,3}(?:số\s{1,3})?\d{1,3}\s{0,2}[.:)\-–]?|Hỏi|HỎI"
    r"|H)\s{0,2}(?:\d{1,3}\s{0,2})?[:.]?\s{0,3}(?=\S)"
)
_MARKED = re.compile(
    _DECORATION + r"(?:(?:Câu hỏi|CÂU HỎI|Câu|CÂU)\s{1,3}(?:số\s{1,3})?\d{1,3}|(?:Hỏi|HỎI)\s{0,2}\d{0,3}\s{0,2}:)"
)
_ANSWER = re.compile(
    r"(?:Trả lời|TRẢ LỜI|Đáp án|ĐÁP ÁN|Đáp|ĐÁP|Gợi ý trả lời|Giải đáp|Đ)\s{0,2}(?:\d{1,3}\s{0,2})?[:.]\s{0,3}"
    r"|(?:Trả lời|TRẢ LỜI|Đáp)$"
)
_NUMBERED_QUESTION = re.compile(r"\d{1,3}\s{0,2}[.)]\s{1,3}(?P<text>\S.{8,400}\?)$")
_ORDINAL = re.compile(r"\d{1,3}\s{0,2}[.)]\s{1,3}")
_SITUATION = re.compile(r"(?:Tình huống|TÌNH HUỐNG)\s{0,2}(?:số\s{1,2})?\d{0,3}\s{0,2}[.:\-–]?\s{0,3}")
_SOLUTION = re.compile(
    r"(?:Giải đáp|GIẢI ĐÁP|Trả lời|TRẢ LỜI|Giải quyết(?: tình huống)?|Hướng (?:xử lý|giải quyết)|Đáp|Lời giải"
    r"|Gợi ý)\s{0,2}(?:tình huống\s?\d{0,3})?\s{0,2}[:.]?\s{0,3}"
)


def fold_questions(nodes: Sequence[Node]) -> list[Node]:
    """Siblings with every question and its answer, every situation and its solution, made one node.

    Args:
        nodes: As they follow each other; divisions are looked into.
    """
    flat = [node for given in nodes for node in _pieces(given)]
    for node in flat:
        if node.children and node.type not in {"question", "situation"}:
            node.children = fold_questions(node.children)
    return _fold(flat)


def _pieces(node: Node) -> list[Node]:
    """A list whose items hold questions is taken apart, so that each can open its own node."""
    if node.type != "list" or not any(_opens(span.text) or _ANSWER.match(span.text) for span in node.items):
        return [node]
    return [Node("paragraph", [span]) for span in node.items]


def _opens(text: str) -> bool:
    return bool(_MARKED.match(text) or _SITUATION.match(text) or _NUMBERED_QUESTION.match(text))


def _fold(nodes: Sequence[Node]) -> list[Node]:
    folded: list[Node] = []
    place = 0
    while place < len(nodes):
        made, used = _begin(nodes, place)
        folded.append(made)
        place += used
    return folded


def _begin(nodes: Sequence[Node], place: int) -> tuple[Node, int]:
    """The node that begins here and how many siblings it takes in."""
    node = nodes[place]
    if node.type not in {"paragraph", "heading"}:
        return node, 1
    if _SITUATION.match(node.text) and _is_situation(nodes, place):
        return _collect(nodes, place, "situation")
    if _MARKED.match(node.text) or _NUMBERED_QUESTION.match(node.text):
        return _collect(nodes, place, "question")
    return node, 1


def _is_situation(nodes: Sequence[Node], place: int) -> bool:
    return any(
        node.type in {"paragraph", "heading"} and _SOLUTION.match(node.text) for node in nodes[place + 1 : place + 12]
    )


def _collect(nodes: Sequence[Node], place: int, kind: str) -> tuple[Node, int]:
    """Everything up to the next question; what precedes the answer's marker belongs to the question."""
    mark, answer = (_SITUATION, _SOLUTION) if kind == "situation" else (_QUESTION, _ANSWER)
    numbered = kind == "question" and _NUMBERED_QUESTION.match(nodes[place].text) is not None
    made = Node(kind, _after(nodes[place], _ORDINAL if numbered else mark))
    inline = _split_inline(made, answer)
    answered = inline is not None
    used = 1
    for node in nodes[place + 1 :]:
        if _ends(node, answered=answered):
            break
        used += 1
        opening = answer.match(node.text) if node.type in {"paragraph", "heading"} and not answered else None
        if opening is not None:
            answered = True
            rest = _after(node, answer)
            if rest and rest[0].text:
                made.children.append(Node("paragraph", rest))
        elif answered or node.type not in {"paragraph", "heading"} or made.text.rstrip().endswith("?"):
            answered = answered or made.text.rstrip().endswith("?")
            made.children.append(node)
        else:
            made.spans += node.spans
    if inline is not None:
        made.children.insert(0, inline)
    if kind == "question" and not made.children and not made.text.rstrip().endswith("?"):
        return nodes[place], 1
    return made, used


def _ends(node: Node, *, answered: bool) -> bool:
    if node.type in {"part", "chapter", "section", "article", "question", "situation"}:
        return True
    if node.type not in {"paragraph", "heading"}:
        return False
    return _opens(node.text) or (
        node.type == "heading" and answered and node.level <= 2 and not _SOLUTION.match(node.text)
    )


def _after(node: Node, mark: re.Pattern[str]) -> list[Span]:
    match = mark.match(node.text)
    if match is None or not node.spans:
        return list(node.spans)
    first = node.spans[0]
    begin = first.start + len(first.passage.text[first.start :]) - len(first.passage.text[first.start :].lstrip())
    return [replace(first, start=begin + match.end()), *node.spans[1:]]


def _split_inline(made: Node, answer: re.Pattern[str]) -> Node | None:
    """Forms like "Hỏi: …? Đáp: …" in one paragraph."""
    if not made.spans:
        return None
    span = made.spans[-1]
    text = span.passage.text[span.start : span.end]
    for match in re.finditer(r"(?<=[?.!])\s{1,3}(?=(?:Trả lời|TRẢ LỜI|Đáp|ĐÁP|Giải đáp)\s{0,2}:)", text):
        opening = answer.match(text, match.end())
        if opening is None:
            continue
        made.spans[-1] = replace(span, end=span.start + match.start())
        return Node("paragraph", [replace(span, start=span.start + opening.end())])
    return None


def count_questions(nodes: Sequence[Node]) -> tuple[int, int]:
    """How many questions with answers and situations with solutions there are, divisions included."""
    questions = sum(1 for node in nodes if node.type == "question" and node.children)
    situations = sum(1 for node in nodes if node.type == "situation")
    for node in nodes:
        inner = count_questions(node.children)
        questions, situations = questions + inner[0], situations + inner[1]
    return questions, situations
