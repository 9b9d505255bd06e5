"""Does the record hold all that was read? The account made when a source was converted is held against the text."""

from __future__ import annotations

from collections.abc import Iterator

from validators.problems import say
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.counting import letters, placed, total

_SHOWN = 120  # characters of lost words that a message repeats


def _lost(subject: Subject) -> Iterator[Hit]:
    count = subject.record.word_count if subject.record else None
    for place, one in enumerate(count.left_out if count else ()):
        if one.reason == "unknown":
            yield hit(f"/word_count/left_out/{place}", page=one.page or "–", text=one.text[:_SHOWN])


def _account(subject: Subject) -> Iterator[Hit]:
    count = subject.record.word_count if subject.record else None
    if count is not None:
        said = total(count.placed) + sum(letters(one.text) for one in count.left_out)
        if said != count.read:
            yield hit("/word_count", read=count.read, said=said)


def _shorter(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is not None and record.word_count is not None:
        before, now = total(record.word_count.placed), total(placed(record.content))
        if now < before:
            yield hit("/content", count=before - now)


RULES = (
    Rule("DU214", "words-lost", ERROR, ERROR,
         say("Page {page}: words were read that stand nowhere in the record: “{text}”"), EVIDENCE,
         say("Add them where they belong; and please report it, for it is a fault of the program."), _lost),
    Rule("DU215", "account-does-not-add-up", ERROR, ERROR,
         say("{read} letters were read, {said} are accounted for."), EVIDENCE,
         say("Convert the source again."), _account),
    Rule("DU216", "shorter-than-read", WARNING, WARNING,
         say("The text has {count} letters less than when it was read."), EVIDENCE,
         say("Compare it with the original; if it was shortened on purpose, say so in the workflow."), _shorter),
)  # fmt: skip
