"""A rule is data: one code, one sentence, one function.

Severity. What the tools guarantee (the file can be read, it follows the schema, checksums hold) is an error always.
What only a person can decide is an error once the material claims to be finished (approved, published, or checked with
`--for publishing`); on a draft the same finding is a warning or a note, so that a fresh conversion passes and still
tells what is left to do.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from validators.problems import Message, say
from validators.rules.finding import Gate, Severity

if TYPE_CHECKING:
    from validators.rules.subject import Subject

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_NEVER_WAIVED = ("DUNG0", "DUNG143", "DUNG183", "DUNG19", "DU220", "DU221", "DU222")
_GATES = {"DUNG": Gate.CORRECT, "DU": Gate.COMPLETE, "SACH": Gate.CLEAN, "SONG": Gate.CURRENT}


Place = TypeVar("Place")
_NO_VALUES: Mapping[str, object] = {}


class Hit(NamedTuple):
    """A place where a rule is broken; a tuple, for one text may have a hundred thousand of them.

    Attributes:
        pointer: JSON Pointer.
        values: What stands in the braces of the rule's sentence.
        file: A file of the package other than the record.
        mark: What tells it from another of the same place and sentence, where the sentence hides it; never shown.
    """

    pointer: str = ""
    values: Mapping[str, object] = _NO_VALUES
    file: str | None = None
    mark: str = ""


def hit(pointer: str = "", /, *, file: str | None = None, mark: str = "", **values: object) -> Hit:
    """Make a Hit."""
    return Hit(pointer, values, file, mark)


MOST_PER_RULE = 1000
"""Findings of one rule over one material; further ones are counted, and the count is told."""


def hits_at(places: Iterable[Place], made: Callable[[Place], Hit]) -> Iterator[Hit]:
    """A Hit for each of some places. Those nobody will be shown are not worked out: the last one stands for them.

    Args:
        places: Of one rule, over one material.
        made: Gives the Hit of a place.
    """
    ahead, last = iter(places), None
    for place in itertools.islice(ahead, MOST_PER_RULE):
        last = made(place)
        yield last
    if last is not None:
        yield from (last for _ in ahead)


Check = Callable[["Subject"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: Stable; its letters name the gate, its number never changes meaning.
        name: Short name in English, for people who read codes.
        severity: For finished material.
        draft: For drafts.
        sentence: What is wrong, with `{names}`.
        reason: The law, standard or sense behind it.
        remedy: What to do.
        check: Finds the places.
        fixable: `--fix` can repair it without a person's judgement.
        always: It says that something was not checked: no option, setting or baseline takes it away.
    """

    code: str
    name: str
    severity: Severity
    draft: Severity
    sentence: Message
    reason: Message
    remedy: Message
    check: Check
    fixable: bool = False
    always: bool = False

    @property
    def waivable(self) -> bool:
        """Whether a person may answer for a single finding in the record (`waiving`).

        Never where something was not checked, for form and files, nor for what people have not done: a step that was
        not taken is not put right by saying so.
        """
        return not self.always and not self.code.startswith(_NEVER_WAIVED)

    @property
    def gate(self) -> Gate:
        """The demand its code names."""
        return _GATES[self.code.rstrip("0123456789")]


# Reasons many rules share. What is known of a reason's own fate stands in it, with the day it was looked up.
TT24 = say("Circular 24/2011/TT-BTTTT, Articles 4 and 5: six elements are mandatory and must not be empty.")
QD14_INFORMATION = say(
    "Decision 14/2019/QĐ-TTg, Article 8.2.c: information every item of the legal bookshelf must have."
    " On 29 November 2026 it was not known whether Decision 41/2026/QĐ-TTg repeals it."
)
QD14_APPROVAL = say(
    "Decision 14/2019/QĐ-TTg, Article 8.2.a: unpublished material is approved before it is uploaded."
    " On 29 November 2026 it was not known whether Decision 41/2026/QĐ-TTg repeals it."
)
QD14_WORKFLOW = say(
    "Decision 14/2019/QĐ-TTg, Article 8.4: review, comparison with the original, approval, publishing."
    " On 29 November 2026 it was not known whether Decision 41/2026/QĐ-TTg repeals it."
)
PERSONAL_DATA = say("Law 91/2025/QH15 on personal data protection and Decree 356/2025/NĐ-CP.")
CASE_CODING = say(
    "Resolution 03/2017/NQ-HĐTP, Article 7: names in cases are coded; cases with minors are not published."
)
ACCESSIBLE = say("Decree 224/2026/NĐ-CP, Article 10, and WCAG 2.0: usable for people with disabilities.")
COPYRIGHT = say("Law on Intellectual Property, Article 25: author and origin of what is used must be named.")
AI_LABEL = say("Decree 142/2026/NĐ-CP, Articles 17 and 18: AI content is marked and labelled.")
PBGDPL_LAW = say(
    "Law 14/2012/QH13, Articles 5 and 9: exact, complete, and never conveying the law wrongly."
    " Law 12/2026/QH16 replaces it; on 29 November 2026 the day from which was not known."
)
UNITS = say("Resolutions 202/2025/QH15 and 30/2026/QH16: province-level units; no district level from 1 July 2025.")
ORGANS = say("Resolution 176/2025/QH15: ministries from 1 March 2025.")
CITATIONS = say("Decree 78/2025/NĐ-CP as amended by Decree 187/2025/NĐ-CP: form of citations and of number and symbol.")
SCHEMA = say("Sharing schema: every reader must be able to rely on the form.")
JSON_FORM = say("RFC 8259: JSON is UTF-8, without duplicate names, with finite numbers.")
BAGIT = say("RFC 8493 (BagIt): every file is listed with its checksum, and nothing leads out of the package.")
UNICODE = say("TCVN 6909:2001 and Circular 24/2011/TT-BTTTT, Article 5: Vietnamese in composed Unicode.")
LIVING = say("Decree 224/2026/NĐ-CP, Article 9.3: information is updated as soon as something changes.")
SECRECY = say(
    "Decision 14/2019/QĐ-TTg, Article 8.1, and Decree 30/2020/NĐ-CP, Annex I: no state secrets, no internal papers."
)
SECURITY = say("Whoever opens a published file trusts the organ that published it.")
AUDIENCE_LAW = say(
    "Law 14/2012/QH13, Articles 17 to 24: audiences, and material in minority languages."
    " Law 12/2026/QH16 replaces it; on 29 November 2026 the day from which was not known."
)
EVIDENCE = say("Every extracted value must lead back to the place where it was read.")
