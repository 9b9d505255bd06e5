"""Is what a record says of an act what the list says that comes along? Of days and articles alone, which never change.

Only where no register is given, for that says more. The list names the source of every row (`acts.csv`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache

from validators.citations.acts.numbers import number_key
from validators.citations.register.store import SHIPPED
from validators.problems import say
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below

_TOLD = 120  # signs of a citation that are told


@cache
def _facts() -> Mapping[str, tuple[str, int]]:
    """Day and count of articles by the number of an act: empty, or 0, where they are not known."""
    facts: dict[str, tuple[str, int]] = {}
    with SHIPPED.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            day, articles = facts.get(number_key(row["number"]), ("", 0))
            facts[number_key(row["number"])] = (row["date"] or day, int(row["articles"] or articles))
    return facts


def _other_than_known(subject: Subject) -> Iterator[Hit]:
    for pointer, citation in subject.citations if subject.register is None else ():
        act = citation.act
        day, articles = _facts().get(number_key(act.number), ("", 0)) if act.number else ("", 0)
        if act.date and day and act.date.isoformat() != day:
            yield hit(below(pointer, "act", "date"), text=citation.text[:_TOLD], said=act.date, known=day)
        article = citation.locator.article or ""
        is_number = article.isascii() and article.isdecimal() and len(article) <= _LONGEST
        if articles and is_number and int(article) > articles:
            known = say("{count} articles", count=articles)
            yield hit(below(pointer, "locator", "article"), text=citation.text[:_TOLD], said=article, known=known)


_LONGEST = 5  # digits

RULES = (
    Rule("SONG418", "act-known-otherwise", ERROR, WARNING,
         say("“{text}”: the record says {said}; the list that comes along knows {known}."), PBGDPL_LAW,
         say("Compare with the act; correct whichever is wrong."), _other_than_known),
)  # fmt: skip
