"""From a passage to the provision of law it states: the citation that has to stand under it on a card.

A provision is believed only where its act is printed for the passage, or a person confirmed it:

1. The passage prints the act ("Điều 9 Luật Hòa giải ở cơ sở"). Of two acts in one statement both are named. Where a
   person said that these words mean another act or place, that is the provision.
2. It prints a place alone ("khoản 1 Điều 8") below a heading or a lead-in that names one act as a whole
   ("Mức phạt theo Nghị định số …:"), or a statement above or below says of which act it is ("Các mức phạt trên theo
   Nghị định số …"); that act then holds for the section (`Scope`).
3. It prints a place alone in material whose title names one act, or which names no other act anywhere. Not where
   another act was named in the same section. For a fine, the title must name it, and it must be no law: fines stand
   in decrees, and a decree that is named in another panel may be another one's.

Words of which a person said that they are no citation (evidence of `legal_basis` as a whole) name no provision,
whatever act they print, unless another entry has the very same words: then it is that entry's.

An entry of `legal_basis` that was printed without an act got its act from whoever built the record. Where that differs
from the act found here, nothing is believed unless a person confirmed it: a wrong act under a right text would be
worse than no card.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from converters.derivatives.saying.citation_labels import (
    act_label,
    citation_label,
    is_precise,
    locator_label,
)
from converters.derivatives.saying.joining.amended import names_amending_act
from converters.derivatives.saying.words import GUIDE, GUIDE_OF
from converters.derivatives.wording.excerpts import capitalised, tidy
from validators.citations.acts.act_types import LAWS
from validators.citations.acts.numbers import number_key
from validators.citations.find import FoundCitation, find_citations, find_mentions
from validators.citations.laws.titles import title_key
from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.mentions import ActMention
from validators.citations.repair import level
from validators.citations.whole_titles import whole_title, with_whole_titles
from validators.sharing.record import Act, Citation, Record

_OF_CHANGES = re.compile(r"\b(?:sửa đổi|bổ sung|thay thế)\b[^.;]{0,40}\b(?:điều|quy định) của\b", re.IGNORECASE)
# A sum, and not "hợp đồng", "đồng ý" or "cộng đồng".
_FINED = re.compile(r"\bphạt\b|(?:\d|\b(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ))\s*(?:đồng|vnđ)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*(?:[\da-zđ]{1,2}[.)]\s*)?(?:(?:theo|căn cứ(?: vào)?|tại|trong)\s+)?"
    r"(?:(?:các )?quy định (?:tại|của|trong)\s+)?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:(?:xem|theo|tại|căn cứ)\s+)?$", re.IGNORECASE)
_MOST_ACTS = 2  # provisions of different acts that fit the foot of a card
_LONGEST_PLACE = 60  # letters; longer lists of clauses do not fit the foot of a card


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of law, as a card shows it.

    Attributes:
        place: The place in the act ("khoản 2 Điều 20"); empty when only the act is known.
        act: The act; empty when the printed text names none that was understood.
        printed: As it stands in the passage, so that it can be taken out there.
        label: Place and act, small to large.
        precise: Whether it names an article.
        keys: What tells its act, or its acts, from others.
    """

    place: str
    act: str
    printed: str
    label: str
    precise: bool
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What the lines above a passage say about acts.

    Attributes:
        act: The act that a heading or lead-in names as a whole; it holds for the section.
        named: Keys of all acts named in the section so far.
        fines: Whether the act holds for fines alone: "Các mức phạt trên theo …".
        rules: Whether it holds for anything but fines: "(Theo Luật …)" below a fine.
        inside: Whether it is an article of an act that is not known: a place without an act is then another article of
            it, unless it stands in brackets.
    """

    act: Act | None = None
    named: frozenset[str] = frozenset()
    fines: bool = False
    rules: bool = False
    inside: bool = False


NOWHERE = Scope()


@dataclass(frozen=True)
class ProvisionFinder:
    """Finds the provisions of one record in its passages."""

    record: Record

    @property
    def citations(self) -> Sequence[Citation]:
        """The record's legal basis."""
        return self.record.legal_basis

    @property
    def material(self) -> Provision:
        """The material itself, for steps that no act is printed for: it names who says so, and no act."""
        publisher = self.record.publisher
        by = GUIDE_OF.format(name=tidy(publisher.name)) if publisher else GUIDE
        return Provision("", "", "", by, precise=False)

    def of_index(self, index: int) -> Provision:
        """The source an entry of `legal_basis` stands for."""
        citation = self.citations[index]
        place, act = locator_label(citation.locator), self._named(citation.act)
        keys = frozenset({_key(citation.act)})
        label = _label(place, act) if act else citation_label(citation)
        return Provision(place, act, tidy(citation.text), label, is_precise(citation), keys)

    def _named(self, act: Act) -> str:
        """The act as a card shows it; of two laws of one title in this material, the old and the new, by its number."""
        label = act_label(act)
        return f"{label} số {act.number}" if act.number and label in self._shared_labels else label

    @cached_property
    def _shared_labels(self) -> frozenset[str]:
        acts = {_key(one.act): act_label(one.act) for one in self.citations if act_label(one.act)}
        numbers = frozenset(one.act.number for one in self.citations if one.act.number)
        found = [label for label in acts.values() if not any(number in label for number in numbers)]
        return frozenset(label for label in found if found.count(label) > 1)

    def _source(self, place: str, act: Act, printed: str) -> Provision:
        return replace(_source(place, act, printed), act=self._named(act), label=_label(place, self._named(act)))

    def within(self, text: str, scope: Scope = NOWHERE, row: str = "") -> Provision | None:
        """The provision a passage names, the most precise first; of two acts both, of more none.

        Args:
            text: One statement: a sentence, an item, a cell that names its provision.
            scope: What the lines above it say.
            row: The whole statement, where `text` is only the part that names its provision.
        """
        said = self._confirmed_in(text)
        meant = frozenset().union(*(self.acts_in(self.citations[index].text) for index in said))
        if not self.acts_in(text) - meant <= self._listed:
            return None  # of an act that the record does not list, nobody looked up whether it is in force
        found = [*map(self.of_index, said), *self._printed(text, said)] or [*self._bare(text, scope, row or text)]
        best = [source for source in found if source.precise] or found
        best = _in_brackets(text, best) or best
        if found and not best[0].precise and names_a_place(text):
            return self._of_its_own_act(text, row or text, found)
        by_act = {source.act: source for source in reversed(best)}
        acts = [source for source in best if by_act.get(source.act) is source]
        if len(acts) > _MOST_ACTS:
            return None
        return together(acts) if len(acts) > 1 else next(iter(acts), None)

    def _of_its_own_act(self, text: str, said: str, found: Sequence[Provision]) -> Provision | None:
        """The place a statement prints apart from the act it opens with: "Theo Nghị định …, phạt … (khoản 3 Điều 38)".

        "Vi phạm Luật X bị phạt … (khoản 1 Điều 30)" is of the decree that is not named: it has none. Neither has "người
        hưởng trợ cấp theo Luật X tiếp tục được hưởng (khoản 2 Điều 30)": that is of the act that says so.
        """
        act = self.lead(text)
        if act is None or len(found) > 1 or (act.type in LAWS and _FINED.search(said)):
            return None
        if not _OPENING.fullmatch(text[: find_mentions(text)[0].start]):
            return None
        places = [text[group.start : group.end] for group in find_locators(level(text))]
        if len(places) != 1 or _folded(places[0]) in self._taken_out or not self._agrees(places[0], act):
            return None
        return self._source(tidy(places[0]), act, places[0])

    def structured(self, index: int | None, scope: Scope = NOWHERE) -> Provision | None:
        """The source a structured block names by index; None when its act was not printed with it, nor confirmed."""
        if index is None or index >= len(self.citations):
            return None
        citation = self.citations[index]
        if self._is_confirmed(index) or find_mentions(citation.text) or not act_label(citation.act):
            return self.of_index(index)
        return self.of_index(index) if self._governs(citation.act, scope, citation.text) else None

    def acts_in(self, text: str) -> frozenset[str]:
        """Keys of the acts a text names."""
        acts = (self._meant(one) for one in self._mentions(text) if not names_amending_act(text[: one.start]))
        return frozenset(_key(act) for act in acts if act is not None)

    def key_of(self, act: Act) -> frozenset[str]:
        """The key of one act, as `acts_in` gives it."""
        return frozenset({_key(act)})

    def lead(self, text: str) -> Act | None:
        """The one act that a line names as a whole, or none."""
        named = ((one, act) for one in self._cited(text) if (act := self._meant(one.mention)))
        named = (pair for pair in named if not names_amending_act(text[: pair[0].start]))
        cited = [(citation, act) for citation, act in named if not self._is_taken_out(citation, act)]
        if len({_key(act) for _, act in cited}) != 1 or all(citation.locators for citation, _ in cited):
            return None
        return cited[0][1]

    def _confirmed_in(self, text: str) -> Sequence[int]:
        """Entries whose words stand in a text and mean what a person said, where that is more than is printed there.

        Of words that stand for several entries ("điểm c, điểm d khoản 7 Điều 7") all count once a person changed one.
        """
        folded = _folded(text)
        by_words: dict[str, list[int]] = defaultdict(list)
        for index, citation in enumerate(self.citations):
            by_words[_folded(citation.text)].append(index)
        found: list[int] = []
        for words, indexes in by_words.items():
            if not _stands_in(words, folded):
                continue
            said = [index for index in indexes if self._is_confirmed(index)]
            if words in self._taken_out or any(self._says_otherwise(index) for index in said):
                found += indexes
        return found

    @cached_property
    def _titles(self) -> Sequence[str]:
        return [one.act.title for one in self.citations if one.act.number and one.act.title]

    def _mentions(self, text: str) -> Iterator[ActMention]:
        return (whole_title(text, one, self._titles) for one in find_mentions(text))

    def _cited(self, text: str) -> Sequence[FoundCitation]:
        return with_whole_titles(text, find_citations(text), self._titles)

    @cached_property
    def _taken_out(self) -> frozenset[str]:
        """Words of which a person said that they are no citation, folded."""
        return frozenset(map(_folded, self._words_taken_out))

    @property
    def _words_taken_out(self) -> Sequence[str]:
        places = self.record.evidence.get("/legal_basis", ())
        return [one.text for one in places if one.method == "person" and one.text]

    def _says_otherwise(self, index: int) -> bool:
        """Whether an entry is not what its own words say: they name no act, or another place or act."""
        citation = self.citations[index]
        for printed in self._cited(citation.text):
            act = self._meant(printed.mention)
            if act is not None and _key(act) == _key(citation.act):
                own = PlaceInAct(**citation.locator.model_dump())
                return own not in (printed.locators or (PlaceInAct(),))
        return True

    def _is_confirmed(self, index: int) -> bool:
        own = re.compile(rf"/legal_basis/{index}(?:/|$)")
        evidence = (item for key, items in self.record.evidence.items() if own.match(key) for item in items)
        return any(item.method == "person" for item in evidence)

    @cached_property
    def _places_taken_out(self) -> frozenset[tuple[str, tuple[PlaceInAct, ...]]]:
        """The same as acts and places in them, for they may be printed in other words elsewhere."""
        found = ((one, self._meant(one.mention)) for words in self._words_taken_out for one in self._cited(words))
        return frozenset((_key(act), one.locators) for one, act in found if act is not None)

    def _is_taken_out(self, citation: FoundCitation, act: Act) -> bool:
        """Whether a person said that it is none, and no entry is left that means the same."""
        if _folded(citation.text) in self._taken_out:
            return True
        if (_key(act), citation.locators) not in self._places_taken_out:
            return False
        places = citation.locators or (PlaceInAct(),)
        listed = ((_key(one.act), PlaceInAct(**one.locator.model_dump())) for one in self.citations)
        return not any(key == _key(act) and place in places for key, place in listed)

    def _printed(self, text: str, said: Sequence[int]) -> Iterator[Provision]:
        """What a text prints, but for words of which a person said what they mean."""
        other = {_folded(self.citations[index].text) for index in said} | self._taken_out
        for citation in self._cited(text):
            if _OF_AN_EXCEPTION.search(text[: citation.start]):
                continue
            act = None if _folded(citation.text) in other else self._meant(citation.mention)
            if not citation.locators and not _lays_down(text[: citation.start], text[citation.end :]):
                continue
            if act is not None and not self._is_taken_out(citation, act):
                yield self._source(_place_in(citation) if citation.locators else "", act, citation.text)

    def _bare(self, text: str, scope: Scope, said: str) -> Iterator[Provision]:
        """Places without an act, where it is certain which act is meant."""
        if self.acts_in(text) and scope.act is None:
            return
        for group in find_locators(level(text)):
            printed = text[group.start : group.end]
            if _OF_AN_EXCEPTION.search(text[: group.start]):
                continue
            if _folded(printed) in self._taken_out or (scope.inside and not _IN_BRACKETS.search(text[: group.start])):
                continue
            act = self._governing(scope, text, said)
            whole = all(locator.article for locator in group.locators) and len(printed) <= _LONGEST_PLACE
            if whole and act is not None and self._agrees(printed, act):
                yield self._source(tidy(printed), act, printed)

    def _governing(self, scope: Scope, text: str, said: str) -> Act | None:
        """The act a place without one belongs to."""
        act = scope.act or self.principal_act
        kinds = {mention.act.type for mention in find_mentions(text) if self._meant(mention) is None}
        if act is None or kinds - {None, act.type}:  # "Điều 9 Nghị định này" is no article of a law
            return None
        return act if self._governs(act, scope, said) else None

    def _governs(self, act: Act, scope: Scope, text: str) -> bool:
        fined = _FINED.search(text) is not None
        if (scope.fines and not fined) or (scope.rules and fined):
            return False
        if scope.act is not None:
            return _key(act) == _key(scope.act) and scope.named <= {_key(act)}
        if self.principal_act is None or _key(act) != _key(self.principal_act) or not scope.named <= {_key(act)}:
            return False
        return not (fined and (not self._is_titled or (act.type in LAWS and len(self._everywhere) > 1)))

    def _agrees(self, printed: str, act: Act) -> bool:
        """Whether the record's own entry for these words, where it has one, means the same act."""
        wanted = _folded(printed)
        same = [citation.act for citation in self.citations if _folded(citation.text) == wanted]
        return not same or any(_key(one) == _key(act) for one in same)

    def _meant(self, mention: ActMention) -> Act | None:
        """The act a mention prints: the record's own entry, which may know its title; None for "Luật này"."""
        said, serial = mention.act, mention.serial
        acts = {_key(act): act for act in (_identity(citation.act) for citation in self.citations)}.values()
        if mention.short:
            alike = [act for act in acts if serial and act.number and act.number.startswith(f"{serial}/")]
            return alike[0] if len(alike) == 1 else None
        for act in acts:
            if said.number and act.number and number_key(said.number) == number_key(act.number):
                return act
            if said.title and act.title and not said.number and title_key(said.title) == title_key(act.title):
                return act
        printed = Act(type=said.type, number=said.number, title=said.title)
        return printed if _key(printed) else None

    @cached_property
    def _listed(self) -> frozenset[str]:
        """Keys of the acts of `legal_basis`."""
        return frozenset(_key(citation.act) for citation in self.citations)

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """Keys of all acts named in title, description and content; two spellings of one count once."""
        said = self.record.model_dump(mode="python", include={"title", "description", "content"})
        named = (self.acts_in(text) for text in _passages(said))
        # An entry printed without its act only repeats what was guessed of the others.
        listed = (self.acts_in(citation.text) for citation in self.citations if citation.role != "amending")
        return frozenset().union(*named, *listed)

    @cached_property
    def _is_titled(self) -> bool:
        """Whether the material's title names its act."""
        return any(map(self._meant, self._mentions(tidy(self.record.title))))

    @cached_property
    def principal_act(self) -> Act | None:
        """The act the material is about: the one its title names, or the only one it names at all; else None."""
        title = tidy(self.record.title)
        # "Luật sửa đổi, bổ sung một số điều của Luật X": a bare place may be of either.
        mentioned = () if _OF_CHANGES.search(title) else map(self._meant, self._mentions(title))
        # The material's own number ("số 86/ĐC-STP") is no act it rests on.
        titled = {_key(act): act for act in mentioned if act is not None and _key(act) in self._listed}
        if titled or len(self._everywhere) != 1:
            return next(iter(titled.values())) if len(titled) == 1 else None
        acts = (_identity(citation.act) for citation in self.citations)
        return next((act for act in acts if _key(act) in self._everywhere), None)


def _in_brackets(text: str, found: Sequence[Provision]) -> list[Provision]:
    """Those that stand in brackets at the end of a statement; a place inside it is of what it speaks of.

    "… đáp ứng đủ các yêu cầu tại khoản 3 Điều 22 (khoản 2 Điều 23)."
    """
    closing = _CLOSING_BRACKETS.search(text)
    if closing is None or len({source.act for source in found}) > 1:
        return []
    return [source for source in found if source.printed and source.printed in closing[0]]


_CLOSING_BRACKETS = re.compile(r"\([^()]*\)\W*$")


# "…, trừ các trường hợp quy định tại khoản 1 Điều 4": what is taken out stands there, and not the rule itself.
_OF_AN_EXCEPTION = re.compile(
    r"\b(?:trừ|ngoại trừ|không thuộc|không phải là)\b(?:[^.;()]{0,60}?\b(?:tại|ở|của|theo|trong))?\s+(?:các\s+)?$",
    re.IGNORECASE,
)


# Of an act as a whole: "Theo Luật X, …", "Luật X quy định …", "… (Nghị quyết số …)", "… theo Nghị định số ….".
_ATTRIBUTING = re.compile(r"\b(?:theo|căn cứ(?: vào)?|tại|trong)\b[^,;.]{0,30}$", re.IGNORECASE)
_LAYING_DOWN = re.compile(
    r"^[^.;,]{0,40}?\b(?:(?:đã |cũng )?quy định|nêu rõ|nghiêm cấm|cấm|cho phép|yêu cầu|ghi rõ)\b", re.IGNORECASE
)
_REST_OF_ITS_NAME = re.compile(
    r"^(?:\s*,?\s*ngày [\d/]+)?(?:\s*(?:của|do)\s[^.;:()]{1,60})?[\s.;:)”\"]*$", re.IGNORECASE
)


def _lays_down(before: str, behind: str) -> bool:
    """Whether an act named without a place is what a statement rests on, rather than what it speaks of.

    "Luật X đã bộc lộ hạn chế" and "người hưởng trợ cấp theo Luật X vẫn được hưởng" are not laid down by X.
    """
    if _OPENING.fullmatch(before):
        return any((_ATTRIBUTING.search(before), _LAYING_DOWN.search(behind)))
    if _IN_BRACKETS.search(before) or before.rstrip().endswith(("–", "-", ":")):
        return True
    return _ATTRIBUTING.search(before) is not None and _REST_OF_ITS_NAME.match(behind) is not None


def lays_down_whole(text: str) -> bool:
    """Whether a statement says at once that an act lays it down: "Theo Luật X, …", "Luật X quy định …"."""
    if (mention := next(iter(find_mentions(text)), None)) is None or not _OPENING.fullmatch(text[: mention.start]):
        return False
    return (
        _ATTRIBUTING.search(text[: mention.start]) is not None or _LAYING_DOWN.search(text[mention.end :]) is not None
    )


def names_a_place(text: str) -> bool:
    """Whether a text names a place in an act, whatever the act."""
    return any(all(locator.article for locator in group.locators) for group in find_locators(level(text)))


def together(sources: Sequence[Provision]) -> Provision:
    """Provisions of one statement, in the order in which they are printed; nothing is taken out."""
    labels: list[str] = []
    for source, following in itertools.zip_longest(sources, sources[1:]):
        shared = following is not None and source.place and source.act == following.act
        label = capitalised(source.place) if shared else source.label
        labels.append(_uncapitalised(label) if labels else label)
    keys = frozenset().union(*(source.keys for source in sources))
    return Provision("", "", "", "; ".join(labels), all(source.precise for source in sources), keys)


def _folded(text: str) -> str:
    return tidy(text).casefold()


def _stands_in(words: str, folded: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded) is not None


def _uncapitalised(label: str) -> str:
    return label[:1].lower() + label[1:] if label.startswith(("Điểm", "Khoản")) else label


def provision_of(act: Act, place: str) -> Provision:
    """A place of an act, where nothing of it is printed in the passage itself."""
    return _source(place, act, "")


def _source(place: str, act: Act, printed: str) -> Provision:
    named, precise = act_label(act), "Điều" in place or "điều" in place
    return Provision(place, named, tidy(printed), _label(place, named), precise, frozenset({_key(act)}))


def _label(place: str, act: str) -> str:
    return capitalised(f"{place} {act}".strip())


def _place_in(citation: FoundCitation) -> str:
    """The printed places of a citation of several ("điểm c, điểm d khoản 7 Điều 7"); the first when they are many."""
    if len(citation.locators) == 1:
        return str(citation.locators[0])
    printed = tidy(citation.text[: max(0, citation.mention.start - citation.start)]).rstrip(" ,")
    printed = re.sub(r"\s+(?:của|tại|trong|thuộc|theo)$", "", printed)
    return printed if 0 < len(printed) <= _LONGEST_PLACE else str(citation.locators[0])


def _identity(act: Act) -> Act:
    """An act reduced to what names it, so that two entries of one act count once."""
    return Act(type=act.type, number=act.number, title=act.title)


def _key(act: Act) -> str:
    return number_key(act.number) if act.number else title_key(act.title or "")


def _passages(value: object) -> Iterator[str]:
    """Every text in a part of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _passages(inner)
