"""Do the text and the legal basis of a record that was read name the same acts?"""

from __future__ import annotations

from collections.abc import Iterator

from validators.citations.acts.numbers import number_key
from validators.problems import say
from validators.rules.agreeing.printed_text import PrintedText, letters_of, printed_text
from validators.rules.correct.citing import mentions_in
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Citation

_LONGEST = 20_000  # signs of one piece that are looked through
_TOLD = 120  # signs of what is named that are told


def _not_in_basis(subject: Subject) -> Iterator[Hit]:
    """An act of law that the text names by its number, and the legal basis does not."""
    text = printed_text(subject)
    if text is None or subject.record is None:
        return
    known = _numbers_known(subject)
    told: set[str] = set()
    for pointer, piece in text.pieces.items():
        is_of_text = "/" in piece and "/lines/" not in pointer  # a head names the material itself, in broken lines
        for mention in mentions_in(piece[:_LONGEST]) if is_of_text else ():
            number = mention.number
            if number is None or number.key is None or not number.year:
                continue
            if number.key not in known and number.key not in told:
                told.add(number.key)
                yield hit(pointer, text=piece[mention.start : mention.end][:_TOLD])


def _numbers_known(subject: Subject) -> frozenset[str]:
    """Numbers the record gives acts, and its own."""
    record = subject.record
    cited = record.legal_basis if record else ()
    said = [one for citation in cited for one in _numbers_of(citation)]
    own = [record.number] if record and record.number else []
    return frozenset(number_key(number) for number in (*said, *own))


def _numbers_of(citation: Citation) -> Iterator[str]:
    act = citation.act
    yield from filter(None, (act.number, *(act.amended_by or ()), *(act.replaced_by or ())))
    yield from (mention.number.text for mention in mentions_in(citation.text[:_LONGEST])
                if mention.number and mention.number.text)  # fmt: skip


def _not_in_text(subject: Subject) -> Iterator[Hit]:
    """A citation that was found in the text, and whose words stand nowhere in it."""
    text = printed_text(subject)
    for pointer, citation in subject.citations if text else ():
        if text is None or citation.found in {None, "person"}:
            continue
        if letters_of(citation.text) not in text.letters:
            yield hit(below(pointer, "text"), text=citation.text[:_TOLD])
        elif (number := citation.act.number) and not (_is_said(number, text) or _is_read(number, citation.text)):
            yield hit(below(pointer, "act", "number"), text=number[:_TOLD])


def _is_said(number: str, text: PrintedText) -> bool:
    """Whether a text says a number, or what begins it where it was said shortly ("Nghị định 168")."""
    serial, year = (*number.split("/"), "")[:2]
    return letters_of(number) in text.letters or {letters_of(serial), letters_of(year[:4])} <= text.words


def _is_read(number: str, words: str) -> bool:
    """Whether words that stand in the text are read as a number: in "4O /QĐ-UBND" a letter stands for a zero."""
    read = (mention.number for mention in mentions_in(words[:_LONGEST]))
    return number_key(number) in {one.key for one in read if one}


_COMPARE = say("Compare with the original; correct the text or the legal basis.")

RULES = (
    Rule("DUNG126", "act-not-in-basis", WARNING, WARNING,
         say("The text names “{text}”, the legal basis does not."), PBGDPL_LAW, _COMPARE, _not_in_basis),
    Rule("DUNG127", "basis-not-in-text", ERROR, WARNING,
         say("“{text}” is said to be cited, and stands nowhere in the text."), PBGDPL_LAW, _COMPARE, _not_in_text),
)  # fmt: skip
