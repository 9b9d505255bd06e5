"""Questions with answers, and situations with solutions, found among passages before the tree is built.

Printed forms differ widely, so labels, numbering and look are weighed for the document as a whole: where questions
carry a label ("Câu hỏi 1:", "Hỏi:", "Tình huống 2"), a question mark alone opens nothing; where none, bold or
numbered questions that recur do. What stands between a question's opening and the label of its answer belongs to the
question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.reading.document import BlockKind
from converters.records.content.heading_levels import begins_anew, heading_level
from converters.records.content.question_labels import (
    ASKED_BY,
    CONTACT,
    DIVISION,
    EXERCISES,
    IMPRINT,
    INLINE_ANSWER,
    OPTION,
    ORDINAL,
    QUESTION,
    ROMAN,
    SITUATION,
    SPEECH,
    answer_label,
    asks,
)
from converters.records.content.quiz import find_keys, give_keys, options_at
from converters.records.content.structure import build_tree
from converters.records.content.tree import Node, PassageSpan
from converters.records.passages.passage import Passage, is_capitals

_LONGEST_BARE = 400  # characters of a question that no label opens
_QUESTION_PASSAGES = 6  # over which a case with its question runs
_HEADING = 120  # characters; a longer passage is no heading
_FEWEST_PLAIN = 3  # questions without label, number and look that are a layout
_PLAIN_SHARE = 0.15  # of all passages that such questions must be
_SITUATION_PASSAGES = 12  # in which a case comes to its question
_SHORTEST_ANSWER = 25  # characters of an answer on the line of its question
_LONGEST_DIVISION = 160  # characters


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a question or a situation begins.

    Attributes:
        place: Which passage.
        kind: `question` or `situation`.
        start: First character after the label; the passage's length where a cell with a number opens it.
        labelled: A label, not only the look, opens it.
    """

    place: int
    kind: str
    start: int
    labelled: bool = True


def fold_questions(part: Sequence[Passage]) -> list[Passage | Node]:
    """Passages with every question and its answer, every situation and its solution, made one node.

    Args:
        part: Passages in reading order.
    """
    openings = find_openings(part)
    if not openings:
        return list(part)
    exercises = _exercises(part)
    keys, beyond = find_keys(part, openings[-1].place)
    folded: list[Passage | Node] = list(part[: openings[0].place])
    ends = [opening.place for opening in openings[1:]] + [beyond]
    asked: list[Node] = []
    for opening, end in zip(openings, ends, strict=True):
        node, used = _exchange(part, opening, end, exercises)
        if node is None:
            folded += part[opening.place : end]
            continue
        asked.append(node)
        folded.append(node)
        folded += part[used:end]
    moved = give_keys(asked, keys)
    return folded + [passage for passage in part[beyond:] if id(passage) not in moved]


def find_openings(part: Sequence[Passage]) -> list[Opening]:
    """Every opening of a question or situation, in order.

    Args:
        part: Passages in reading order.
    """
    labelled = list(_labelled(part))
    if labelled:
        return labelled
    heads = _heads_that_ask(part)
    for style in (_numbered, _standing_out, _plain):
        found = [one for one in style(part) if one.place not in heads and _has_answer(part, one.place)]
        if found and _recurs(part, found, plain=style is _plain):
            return found
    return []


def _heads_that_ask(part: Sequence[Passage]) -> set[int]:
    """Places of divisions counted in Roman numerals of which some ask and some do not: headings, all of them."""
    counted = {place: asks(passage.text) for place, passage in enumerate(part) if ROMAN.match(passage.text)}
    return set(counted) if not all(counted.values()) else set()


def _labelled(part: Sequence[Passage]) -> Iterator[Opening]:
    inside = False  # a situation that has not come to its solution yet
    for place, passage in enumerate(part):
        before = part[place - 1].text if place else ""
        if passage.role:
            inside = False
            if _opens_row(part, place):
                yield Opening(place, "question", len(passage.text) if passage.role == "number" else 0)
            continue
        if passage.kind is BlockKind.TABLE:
            continue
        if answer_label(passage, before) is not None:
            inside = False
        elif (label := SITUATION.match(passage.text)) is not None and not EXERCISES.fullmatch(passage.text):
            if _situation_follows(part, place):
                inside = True
                yield Opening(place, "situation", label.end())
        elif (label := QUESTION.match(passage.text)) is not None and not (inside and not _numbers(label)):
            inside = False
            yield Opening(place, "question", label.end())
        elif not inside and ASKED_BY.match(passage.text) and _answer_comes(part, place):
            mark = re.match(r"[*•+–-]\s{0,3}", passage.text)
            yield Opening(place, "question", mark.end() if mark else 0)


def _opens_row(part: Sequence[Passage], place: int) -> bool:
    """Whether a row of a table of questions begins: with its number, or where it has none with the question."""
    role, before = part[place].role, part[place - 1].role if place else ""
    return (role == "number" and before != "number") or (role == "question" and before != "number")


def _numbers(label: re.Match[str]) -> bool:
    return any(character.isdigit() for character in label.group())


def _situation_follows(part: Sequence[Passage], place: int) -> bool:
    """A situation asks something or has a solution; "Tình huống" may also just be a word in a heading."""
    for later in range(place, min(len(part), place + _SITUATION_PASSAGES)):
        if later > place and SITUATION.match(part[later].text):
            return False
        if "?" in part[later].text or (later > place and answer_label(part[later], "") is not None):
            return True
        if INLINE_ANSWER.search(part[later].text):
            return True
    return False


def _answer_comes(part: Sequence[Passage], place: int) -> bool:
    """Whether an answer's label follows within the few passages a letter to the editor takes."""
    for later in range(place + 1, min(len(part), place + _QUESTION_PASSAGES)):
        if ASKED_BY.match(part[later].text):
            return False
        if answer_label(part[later], part[later - 1].text) is not None:
            return True
    return INLINE_ANSWER.search(part[place].text) is not None


def _numbered(part: Sequence[Passage]) -> Iterator[Opening]:
    for place, passage in enumerate(part):
        label = ORDINAL.match(passage.text) or ROMAN.match(passage.text)
        if label is not None and _bare(passage):
            yield Opening(place, "question", label.end(), labelled=False)


def _standing_out(part: Sequence[Passage]) -> Iterator[Opening]:
    for place, passage in enumerate(part):
        if (passage.emphasis or passage.kind is BlockKind.HEADING) and _bare(passage):
            yield Opening(place, "question", 0, labelled=False)


def _plain(part: Sequence[Passage]) -> Iterator[Opening]:
    for place, passage in enumerate(part):
        if _bare(passage) and not SPEECH.match(passage.text) and passage.text[:1].isupper():
            yield Opening(place, "question", 0, labelled=False)


def _bare(passage: Passage) -> bool:
    return passage.kind is not BlockKind.TABLE and len(passage.text) <= _LONGEST_BARE and asks(passage.text)


def _has_answer(part: Sequence[Passage], place: int) -> bool:
    if place + 1 >= len(part):
        return False
    after = part[place + 1]
    return not asks(after.text) and not _closes(after, part[place])


def _recurs(part: Sequence[Passage], found: Sequence[Opening], *, plain: bool) -> bool:
    """One question mark is rhetoric; a form that recurs, or one with an answer's label after it, is a layout."""
    if plain:
        # Stories and plays ask now and then, too: questions of a plain look must make up much of the text.
        return len(found) >= max(_FEWEST_PLAIN, _PLAIN_SHARE * len(part))
    return len(found) >= 2 or answer_label(part[found[0].place + 1], part[found[0].place].text) is not None


def _exchange(
    part: Sequence[Passage], opening: Opening, end: int, begins_exercises: int | None
) -> tuple[Node | None, int]:
    """The node of one question with its answer, and the place after its last passage."""
    inline = _inline(part[opening.place], opening)
    if inline is not None:
        stop = _answer_end(part, opening, opening.place + 1, end)
        inline.children += _tree(part[opening.place + 1 : stop])
        return inline, stop
    asked = _question_end(part, opening, end)
    node = Node(opening.kind, *_question_spans(part, opening, asked))
    options = options_at(part, asked, end)
    begin = asked + len(options)
    label = None if options or begin >= end else answer_label(part[begin], part[begin - 1].text)
    stop = _answer_end(part, opening, begin + (label is not None), end)
    if options:
        node.children.append(Node("list", items=[PassageSpan(passage) for passage in options]))
    if label is not None:
        node.answered_by.append(PassageSpan(part[begin], 0, label.end()))
        first_line = PassageSpan(part[begin], label.end())
        node.children += [Node("paragraph", [first_line])] if first_line.text else []
        begin += 1
    rest = part[begin:stop]
    if label is None and not options and begins_exercises is not None and opening.place >= begins_exercises:
        # What follows an exercise without a solution is its material: calling it the answer would teach errors.
        node.spans += [PassageSpan(passage) for passage in rest]
        return (node, stop) if node.text else (None, opening.place)
    node.children += _tree(rest)
    # A label with nothing behind it, and what neither asks nor is answered, is text.
    return (node, stop) if node.text and (node.children or asks(node.text)) else (None, opening.place)


def _question_spans(
    part: Sequence[Passage], opening: Opening, asked: int
) -> tuple[list[PassageSpan], list[PassageSpan]]:
    """The question's own text, and what opens it: its label, in a table also the cell with its number."""
    first = opening.place
    cells = [at for at in range(first, asked) if part[at].role == "number"]
    opened_by = [PassageSpan(part[at]) for at in cells]
    first += len(cells)
    start = 0 if cells else opening.start
    if part[first].role and (label := QUESTION.match(part[first].text)) is not None:
        start = label.end()
    opened_by.append(PassageSpan(part[first], 0, start))
    spans = [PassageSpan(part[first], start), *(PassageSpan(passage) for passage in part[first + 1 : asked])]
    return spans, opened_by


def _exercises(part: Sequence[Passage]) -> int | None:
    """Where a heading calls what follows exercises; None also when an answer's label stands anywhere."""
    before = ["", *(passage.text for passage in part[:-1])]
    if any(answer_label(passage, text) is not None for passage, text in zip(part, before, strict=False)):
        return None
    named = (
        place for place, passage in enumerate(part) if EXERCISES.match(passage.text) and len(passage.text) < _HEADING
    )
    return next(named, None)


def _tree(passages: Sequence[Passage]) -> list[Node]:
    return build_tree(passages) if passages else []


def _inline(passage: Passage, opening: Opening) -> Node | None:
    """Forms like "Hỏi: …? Đáp: …" and "Câu 1. … là gì? … là …" in one paragraph."""
    if passage.role:
        return None
    cut = INLINE_ANSWER.search(passage.text, opening.start)
    if cut is not None:
        colon = passage.text.index(":", cut.end()) + 1
        return _in_one(passage, opening, PassageSpan(passage, cut.end(), colon))
    mark = passage.text.rfind("? ")
    if not opening.labelled or opening.kind != "question" or mark < opening.start or "?" in passage.text[mark + 1 :]:
        return None
    rest = passage.text[mark + 1 :].strip()
    # "(Điều kiện nào?)" or quoted speech within the question goes on in small letters or with its closing mark.
    if (
        not rest[:1].isupper()
        or len(rest) < _SHORTEST_ANSWER
        or passage.text.count("“", 0, mark) > passage.text.count("”", 0, mark)
    ):
        return None
    return _in_one(passage, opening, PassageSpan(passage, mark + 1, mark + 1))


def _in_one(passage: Passage, opening: Opening, label: PassageSpan) -> Node | None:
    """A question and its answer in one passage, on the two sides of the answer's label."""
    question = PassageSpan(passage, opening.start, label.start)
    if not question.text:
        return None
    node = Node(opening.kind, [question], [PassageSpan(passage, 0, opening.start)], [label])
    node.children.append(Node("paragraph", [PassageSpan(passage, label.end or 0)]))
    return node


def _question_end(part: Sequence[Passage], opening: Opening, end: int) -> int:
    """One past the question's last passage, where its options or its answer (label included) begin."""
    first = opening.place
    if part[first].role:
        answer = (at for at in range(first, end) if part[at].role not in {"number", "question", "question-more"})
        return next(answer, end)
    for place in range(first + 1, end):
        if answer_label(part[place], part[place - 1].text) is not None:
            return next((at for at in range(first + 1, place) if options_at(part, at, place)), place)
        if _closes(part[place], part[first]) and place > first + 1:
            break
    return _end_by_mark(part, opening, end)


def _end_by_mark(part: Sequence[Passage], opening: Opening, end: int) -> int:
    """Without a label, the question runs to its question mark; without that, it is one passage."""
    first = opening.place
    last = min(end, first + _QUESTION_PASSAGES)
    if opening.labelled:
        for place in range(first, last):
            if place > first and (part[place].kind is BlockKind.TABLE or options_at(part, place, end)):
                return place
            if asks(part[place].text):
                after = place + 1
                while after < last and asks(part[after].text) and not OPTION.match(part[after].text):
                    after += 1
                return after
            if place > first and _closes(part[place], part[first]):
                break
    only_label = len(part[first].text) <= opening.start
    return min(first + (2 if only_label else 1), end)


def _answer_end(part: Sequence[Passage], opening: Opening, begin: int, end: int) -> int:
    of_a_table = bool(part[opening.place].role)
    for place in range(begin, end):
        if of_a_table and not part[place].role:
            return place  # what stands below a table answers none of its questions
        if place > max(begin, opening.place) and CONTACT.match(part[place].text):
            return place
        if place > opening.place and (_closes(part[place], part[opening.place]) or _heads_next(part, opening, place)):
            return place
    return end


def _heads_next(part: Sequence[Passage], opening: Opening, place: int) -> bool:
    """Whether a bold line heads what follows an answer: the question stands below one like it, and is not bold."""
    asked = part[opening.place]
    if asked.emphasis or asked.kind is BlockKind.HEADING or not _heads_in_bold(part[place]):
        return False
    above = next((one for one in reversed(part[: opening.place]) if _heads_in_bold(one)), None)
    return above is not None and begins_anew(above.text) == begins_anew(part[place].text)


def _heads_in_bold(passage: Passage) -> bool:
    return passage.emphasis and not passage.role and heading_level(passage, inside_article=False) is not None


def _closes(passage: Passage, opening: Passage) -> bool:
    """Whether a passage stands above questions: a division, a heading in capitals, an imprint."""
    text = passage.text
    if passage.kind is BlockKind.TABLE or passage.role or answer_label(passage, "?") is not None:
        return False
    if IMPRINT.match(text):
        return True
    large = is_capitals(text) and passage.lines <= 4
    if large or (ROMAN.match(text) and passage.emphasis):
        return True
    if DIVISION.match(text) and (passage.emphasis or not text.rstrip().endswith((".", ";", ","))):
        return len(text) < _LONGEST_DIVISION
    # On scans a last line that stands alone may be taken for a heading; headings don't end as sentences do.
    if passage.kind is not BlockKind.HEADING or text.rstrip().endswith((".", ";", ",", ":")):
        return False
    return passage.level <= (opening.level if opening.kind is BlockKind.HEADING else 2)


def count_questions(nodes: Sequence[Node]) -> tuple[int, int]:
    """How many questions with answers and situations with solutions there are, divisions included."""
    questions = sum(1 for node in nodes if node.type == "question" and node.children)
    situations = sum(1 for node in nodes if node.type == "situation")
    for node in nodes:
        inner = count_questions(node.children)
        questions, situations = questions + inner[0], situations + inner[1]
    return questions, situations
