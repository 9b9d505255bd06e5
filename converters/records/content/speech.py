"""Speech in plays and stories: lines that begin with a dash because somebody speaks, which are no list.

“– Bà Ba: Ông lại uống rượu à?” and “- Dạ, con mười lăm tuổi ạ.” keep their dash, each as a paragraph of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from converters.records.content.tree import Node

_SAID = re.compile(
    r"[-–—]\s*(?:(?P<who>[^\W\d_][^:.?!;\d()]{0,30}?)\s?(?:\([^()]{1,80}\)\s?)?:\s)?(?P<what>\S.*)", re.DOTALL
)
# Who said it: "Hàng hoàn thì được bù trừ – chị Lành đáp."
_BY = re.compile(
    r"[-–—]\s?[^-–—:;\d]{1,30}\s(?:hỏi|đáp|nói|bảo|kể|cười|trả lời|giải thích|thắc mắc)(?:\s\w+){0,4}[.:…]?$"
)
_LIVELY = re.compile(
    r"(?:[?!…]|\.\.\.)[”\"»)]*$"
    r"|\b(?:ạ|nhé|nhỉ|nha|hả|đấy|đâu|chứ|thôi|rồi|mà|ơi)[.!?…,”\"]+(?:$|\s)"
    r"|^(?i:dạ|vâng|ừ|ờ|ôi|ủa|này|thưa|thế|à|thì ra)(?!\w)"
)
_ANSWERS = re.compile(r"(?<!\w)(?:ạ|nhé|nhỉ|nha|hả|đấy|ơi)[.!?…,”\"]+(?:$|\s)|^(?i:dạ|vâng|ừ|ờ|ôi|ủa|thưa)(?!\w)")
_FEWEST = 2  # lines with a dash that make a talk
_LISTED = (";", ":")  # what ends the items of a list


def speak(nodes: list[Node]) -> None:
    """Make paragraphs of the lists of a text that are a talk.

    Args:
        nodes: The content tree, changed in place.
    """
    said = [match for items in _dashed(nodes) for match in items]
    names = Counter(match["who"] for match in said if (match["who"] or "")[:1].isupper())
    speakers = {name for name, count in names.items() if count > 1}
    if not _is_talk(said, speakers):
        return
    _replace(nodes, speakers)


def _is_talk(said: Sequence[re.Match[str]], speakers: set[str]) -> bool:
    lively = [match for match in said if _is_lively(match)]
    if len(lively) < _FEWEST:
        return False
    named = sum(match["who"] in speakers for match in said)
    answers = any(_ANSWERS.search(match["what"]) or _BY.search(match["what"]) for match in said)
    # A list of questions has nobody who answers; points of a plan bear no names that come again.
    return answers or (bool(speakers) and 2 * named >= len(said))


def _is_lively(match: re.Match[str]) -> bool:
    return any(sign.search(match["what"]) for sign in (_LIVELY, _BY))


def _dashed(nodes: Sequence[Node]) -> Iterator[list[re.Match[str]]]:
    """The lines of every list that has a printed dash before each."""
    for node in nodes:
        if node.type == "list":
            matches = [_SAID.fullmatch(item.text) for item in node.items]
            if all(matches):
                yield [match for match in matches if match is not None]
        yield from _dashed(node.children)


def _replace(nodes: list[Node], speakers: set[str]) -> None:
    changed: list[Node] = []
    for node in nodes:
        _replace(node.children, speakers)
        items = next(_dashed([node]), []) if node.type == "list" else []
        if items and _is_spoken(items, speakers):
            changed += [Node("paragraph", [item], inferred=node.inferred) for item in node.items]
        else:
            changed.append(node)
    nodes[:] = changed


def _is_spoken(items: Sequence[re.Match[str]], speakers: set[str]) -> bool:
    if any(match["what"].endswith(_LISTED) for match in items):
        return False
    return 2 * sum(_is_lively(match) or match["who"] in speakers for match in items) >= len(items)
