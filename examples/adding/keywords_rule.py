"""A rule: keywords are what people search by, and one that says nothing helps nobody."""

from __future__ import annotations

from collections.abc import Iterator

from validators.problems import say
from validators.rules.rule import NOTE, TT24, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer

_SAYS_NOTHING = frozenset({"pháp luật", "tài liệu", "tuyên truyền"})


def _empty_keywords(subject: Subject) -> Iterator[Hit]:
    for index, word in enumerate(subject.record.keywords if subject.record else ()):
        if word.casefold() in _SAYS_NOTHING:
            yield hit(json_pointer("keywords", index), word=word)


RULES = (
    Rule("DU299", "keyword-says-nothing", WARNING, NOTE,
         say("The keyword “{word}” fits every material."), TT24,
         say("Name what this material is about."),
         _empty_keywords),
)  # fmt: skip
