"""An extractive summary: sentences of the text itself, chosen by the words they share with the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from converters.records.passages.passage import Passage
from validators.citations.laws.titles import title_key

# A point inside a number ("2.000.000") ends nothing. What stands before an end holds no end, so nothing is gained by
# giving characters back: the possessive sign "+" saves the time.
_SENTENCE = re.compile(r"(?:[^.!?;]|\.(?=\S)){30,400}+(?:[.!](?=\s|$)|;?$)")
_NO_STATEMENT = re.compile(r"(?:Câu|Hỏi|Đáp|Trả lời|Tình huống|Giải đáp|Gợi ý|PV|Căn cứ|Theo đề nghị|Xét|\(|\*)")
_LONGEST = 500  # characters of a summary
_CONSIDERED = 60  # passages; what a material is about is said early
_LONGEST_READ = 2000  # characters of a passage
_FEWEST_WORDS = 8  # of a statement
_MOST_SENTENCES = 2
_EARLINESS = 1.2  # weight of standing early against that of sharing all words with the title
_COMMON = frozenset(
    [
        "và",
        "của",
        "các",
        "có",
        "cho",
        "trong",
        "được",
        "là",
        "với",
        "theo",
        "về",
        "này",
        "những",
        "một",
        "để",
        "từ",
        "khi",
        "người",
        "tại",
        "do",
        "đến",
        "đã",
        "phải",
        "không",
    ]
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of the text and where it stands."""

    text: str
    passage: Passage
    start: int
    end: int


def summarise(title: str, passages: Sequence[Passage]) -> tuple[Excerpt, ...]:
    """Up to two sentences, in the order of the text; empty when there is no running text."""
    wanted = Counter(word for word in title_key(title).split() if word not in _COMMON)
    sentences: list[tuple[float, int, Excerpt]] = []
    for place, passage in enumerate(passages[:_CONSIDERED]):
        if passage.text.isupper() or passage.text.lstrip("- ").startswith(("Căn cứ", "Theo đề nghị")):
            continue
        for match in _SENTENCE.finditer(passage.text[:_LONGEST_READ]):
            text = match.group().strip()
            if not text[:1].isupper() or text.endswith(":") or _NO_STATEMENT.match(text):
                continue
            words = title_key(text).split()
            if len(words) < _FEWEST_WORDS:
                continue
            score = sum(1 for word in set(words) if word in wanted) / (1 + len(wanted)) + _EARLINESS / (1 + place)
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            sentences.append((score, len(sentences), Excerpt(text, passage, start, start + len(text))))
    best = sorted(sorted(sentences, key=lambda item: -item[0])[:_MOST_SENTENCES], key=lambda item: item[1])
    chosen: list[Excerpt] = []
    for _, _, excerpt in best:
        if sum(len(other.text) for other in chosen) + len(excerpt.text) <= _LONGEST:
            chosen.append(excerpt)
    return tuple(chosen)
