"""Structured blocks (fines, rights, duties, time limits, procedures) held against the text they were drawn from.

A block repeats what a passage says: then the passage speaks for itself. A fine whose sum, behaviour and provision
stand on lines of their own is put together from them. What no passage says was entered by hand and is its own passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.joining.runs import of_the_statement
from converters.derivatives.saying.passages import Candidate, Found, Place, Spot, Tie, is_foot, sources_a_procedure
from converters.derivatives.saying.provisions import Provision, ProvisionFinder, names_a_place
from converters.derivatives.wording.emphasis import Emphasis, emphasis_of_deadline, emphasis_of_sanction
from converters.derivatives.wording.excerpts import (
    capitalised,
    comes_on_top,
    limits_what_precedes,
    tidy,
    without_bullets,
)
from converters.records.parts.sentences import sentences
from validators.sharing.pointer import below
from validators.sharing.record import Deadline, Procedure, RightOrDuty, Sanction

_ALTERNATIVE = "Cảnh cáo hoặc phạt tiền"
_WARNED_OR = re.compile(r"cảnh cáo\s+hoặc", re.IGNORECASE)
_WARNED = re.compile(r"\bcảnh cáo\b", re.IGNORECASE)
# The name of a part of the paper, which says nothing of what was done.
_SECTIONS = (
    "chú ý", "lưu ý", "ghi chú", "khuyến cáo", "(?:các |những )?(?:mức|khung|hình thức) (?:xử )?phạt", "xử phạt",
    "xử phạt vi phạm", "xử lý", "xử lý vi phạm", "chế tài", "vi phạm", "quy định", "nội dung",
)  # fmt: skip
_NO_BEHAVIOUR = re.compile(rf"\W*(?:[\dIVX]{{1,4}}[.)]\s*)?(?:{'|'.join(_SECTIONS)})\W*$", re.IGNORECASE)
_SUMS = re.compile(r"(?<![\d.,])(\d[\d.]*(?:,\d{1,3})?)(?:\s*(nghìn|ngàn|triệu|tỷ|tỉ)\b)?", re.IGNORECASE)
_SIZES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,5})\s*[.):/]\s*")


@dataclass(frozen=True, slots=True)
class StructuredBlocks:
    """Structured blocks of one record.

    Attributes:
        sources: Finds their provisions.
        spots: The passages walked by so far, in which their words may stand.
    """

    sources: ProvisionFinder
    spots: list[Spot] = field(default_factory=list)

    def _spots_with(self, words: str) -> list[Spot]:
        wanted = tidy(words).casefold().strip(" .;,")
        return [spot for spot in self.spots if wanted in spot.text.casefold()]

    def _answers(self, block: Sanction) -> Iterator[Spot]:
        """What answers a question that names its behaviour: "Cho mượn thẻ bị phạt thế nào?"."""
        wanted = tidy(block.behaviour).casefold().strip(" .;,")
        yield from (
            spot
            for spot in self.spots
            if spot.place.kind == "answer" and wanted in (spot.place.heading or "").casefold()
        )

    def said(self, block: RightOrDuty | Deadline | Procedure, place: Place) -> Iterator[Found]:
        """A right, duty, time limit or procedure, where no passage says it already."""
        words = block.title if isinstance(block, Procedure) else block.text
        spots = self._spots_with(words)
        if isinstance(block, Procedure) and block.steps:
            spots = [spot for spot in spots if not _says_where(spot.text)]  # "(Các bước theo Điều 26 …)" says none
        if spots:
            reason = Reason.ASIDE if all(spot.aside for spot in spots) else Reason.REPEATS
            yield LeftOut(place.pointer, reason, words)
            return
        if isinstance(block, Procedure) and block.steps:
            yield from self._procedure(block, place)
        else:
            yield from self._of_its_own(block.type, block.basis, _wording(block), place)

    def _procedure(self, block: Procedure, place: Place) -> Iterator[Found]:
        """The steps of a procedure with what lays them down: beside them, or the material itself and no act."""
        spots = [spot for step in block.steps for spot in self._spots_with(step)[:1]]
        if spots and all(spot.aside for spot in spots):
            yield LeftOut(place.pointer, Reason.ASIDE, block.title)
            return
        if len(spots) == len(block.steps) and all(_is_item_with_source(spot.place) for spot in spots):
            yield LeftOut(place.pointer, Reason.REPEATS, block.title)  # a list that says what it rests on tells itself
            return
        source, also = self._laid_down(spots) if block.basis is None else (None, ())
        if source is not None:
            place = replace(place, source=source, section=spots[0].place.section)
        for found in self._of_its_own(block.type, block.basis, _wording(block), place):
            if isinstance(found, Candidate):
                title, steps = _title(block), tuple(map(tidy, block.steps))
                also = (*(spot.place.pointer for spot in spots), *also)
                beside = tuple(dict.fromkeys(one for spot in spots for one in spot.place.after if one[1] not in also))
                beside = beside if sum(len(words) for words, _ in beside) <= _LONGEST_BESIDE else ()
                yield replace(found, title=title, steps=steps, also=also, beside=beside)
            else:
                yield found

    def _laid_down(self, spots: Sequence[Spot]) -> tuple[Provision | None, tuple[str, ...]]:
        """What lays down the steps at some places, and the lines that say so."""
        if not spots or any(names_a_place(spot.text) or self.sources.acts_in(spot.text) for spot in spots):
            return None, ()
        section = spots[0].place.section
        lines = [spot for spot in self.spots if spot.place.section == section and _says_where(spot.text)]
        found = {source.label: source for one in lines if (source := self.sources.within(one.text, one.place.scope))}
        if lines:
            source = next(iter(found.values())) if len(found) == 1 else None
            return source, tuple(one.place.pointer for one in lines)
        return spots[0].place.source or (self.sources.material if len(spots) > 1 else None), ()

    def _of_its_own(
        self, kind: str, basis: int | None, said: tuple[str, Emphasis | None], place: Place
    ) -> Iterator[Found]:
        """A structured block that no passage of the text says: it is its own passage."""
        source = self.sources.structured(basis, place.scope) if basis is not None else place.source
        text = capitalised(without_bullets(tidy(said[0])))
        if source is None:
            yield LeftOut(place.pointer, Reason.NO_PROVISION if basis is None else Reason.UNSURE_PROVISION, text)
        else:
            tie: Tie = "inherited" if basis is None else "own"
            yield Candidate(kind, text, source, tie, place.pointer, place.heading, said[1], place.section)

    def fine(self, block: Sanction, place: Place) -> Iterator[Found]:
        """A fine by itself where the text gives its sum, behaviour and provision on lines of their own."""
        spots = self._spots_with(block.behaviour)
        if spots and all(spot.aside for spot in spots):
            yield LeftOut(place.pointer, Reason.ASIDE, block.behaviour)
            return
        spots = [spot for spot in spots if not spot.aside]
        sums = {amount for amount in (block.amount_min, block.amount_max) if amount is not None}
        woven = [] if spots or not sums else [one for one in self.spots if _is_woven(block.behaviour, one.text)]
        if any(sums <= _sums_in(spot.text) for spot in (*spots, *woven, *(self._answers(block) if sums else ()))):
            yield LeftOut(place.pointer, Reason.REPEATS, block.behaviour)
            return
        if not spots and _NO_BEHAVIOUR.match(block.behaviour):
            yield LeftOut(place.pointer, Reason.UNCLEAR, block.behaviour)
            return
        if self._is_limited(spots, sums) or any(not _is_all_of(block, spot) for spot in spots):
            yield LeftOut(place.pointer, Reason.LEANS, block.behaviour)
            return
        printed = " ".join(text for spot in spots for text in (spot.place.lead, *spot.place.below))
        if (text := _fine_text(block, printed)) is None:
            yield LeftOut(place.pointer, Reason.UNCLEAR, block.behaviour)
            return
        said = (text, emphasis_of_sanction(block))
        if not spots:
            yield from self._of_its_own("sanction", block.basis, said, place)
            return
        at = {source.label: source for spot in spots if (source := self._source_at(spot)) is not None}
        if len(at) != 1 or not self._may_be(block.basis, next(iter(at.values()))):
            yield LeftOut(place.pointer, Reason.UNSURE_PROVISION, block.behaviour)
            return
        where, also = spots[0].place, tuple(pointer for spot in spots for pointer in _with_feet(spot.place))
        below_it = tuple(dict.fromkeys(one for spot in spots for one in spot.place.after))
        within = of_the_statement(below_it)
        afters = below_it[:within]
        text, also = " ".join((text, *(words for words, _ in afters))), (*also, *(pointer for _, pointer in afters))
        heading = _ALTERNATIVE if _WARNED_OR.search(printed) else where.heading
        source = next(iter(at.values()))
        told = Candidate("sanction", text, source, "own", place.pointer, heading, said[1], where.section, also)
        yield replace(told, beside=below_it[within:])

    def _is_limited(self, spots: Sequence[Spot], sums: set[int]) -> bool:
        """Whether a sentence beside its behaviour or sum limits it or adds to it: the block alone does not say that."""
        printed = spots or [spot for spot in self.spots if sums and not spot.aside and sums <= _sums_in(spot.text)]
        rest = (sentence for spot in printed for sentence in sentences(spot.text)[1:])
        return any(limits_what_precedes(sentence) or comes_on_top(sentence) for sentence in rest)

    def _source_at(self, spot: Spot) -> Provision | None:
        """What a passage rests on: itself, the lines right below it, or the lead-in of its list."""
        for text in (spot.text, *spot.place.below):
            if (source := self.sources.within(text, spot.place.scope, f"phạt {spot.text}")) is not None:
                return source
        return spot.place.source if spot.place.lead else None

    def _may_be(self, basis: int | None, source: Provision) -> bool:
        """Whether what the record's maker tied a fine to is of the same act."""
        return basis is None or basis >= len(self.sources.citations) or self.sources.of_index(basis).keys <= source.keys


def _with_feet(place: Place) -> Iterator[str]:
    """Pointers of a paragraph and of the lines below that belong to it."""
    yield place.pointer
    parent, _, index = place.pointer.rpartition("/")
    yield from (below(parent, int(index) + step) for step in range(1, len(place.below) + 1))


def _is_all_of(block: Sanction, spot: Spot) -> bool:
    """Whether a passage says no more than a fine does: its behaviour, who is fined and what comes on top."""
    said = tidy(f"{block.behaviour} {block.subject or ''} {block.other or ''}").casefold()
    own = set(re.findall(r"\w+", said))
    rest = [word for word in re.findall(r"[^\W\d_]{2,}", _without_sources(spot.text).casefold()) if word not in own]
    return not rest


_SOURCES_SAID = re.compile(
    r"\([^()]*\)|\b(?:theo|tại|điểm|khoản|điều|nghị định|số|phạt|tiền|từ|đến|đồng|triệu)\b", re.IGNORECASE
)


def _without_sources(text: str) -> str:
    return _SOURCES_SAID.sub(" ", text)


_LONGEST_BESIDE = 240  # letters of what is read along with steps; more does not fit beside them
_CITES = re.compile(r"\(|căn cứ|cơ sở pháp lý", re.IGNORECASE)


def _says_where(line: str) -> bool:
    """Whether a line says where steps are laid down: "(Theo Điều 34 Luật Hộ tịch)" below them says no more."""
    return sources_a_procedure(line) or (is_foot(line) and _CITES.match(line) is not None)


def _is_item_with_source(place: Place) -> bool:
    return place.source is not None and "/items/" in place.pointer


def _is_woven(words: str, text: str) -> bool:
    """Whether words stand in a text one after another, with others between: "người … bị phạt …; nếu tái phạm …"."""
    said = iter(re.findall(r"\w+", tidy(text).casefold()))
    return all(word in said for word in re.findall(r"\w+", tidy(words).casefold()))


def _sums_in(text: str) -> set[int]:
    """All sums of a text in đồng; the first of "5 đến 7 triệu" has the size of the second."""
    found: set[int] = set()
    size = 1
    for figure, word in reversed(_SUMS.findall(text)):
        size = _SIZES.get(word.casefold(), size if not word and "." not in figure else 1)
        whole, _, decimals = figure.replace(".", "").partition(",")
        found.add(int(whole + decimals) * size // 10 ** len(decimals))
    return found


def _fine_text(block: Sanction, printed: str) -> str | None:
    """Behaviour, who is fined, and what comes on top; None where "cảnh cáo" could be instead or on top."""
    behaviour, other = tidy(block.behaviour), tidy(block.other or "")
    if block.subject and tidy(block.subject).casefold() not in behaviour.casefold():
        behaviour = f"{behaviour.rstrip(' ;,.')} (đối với {tidy(block.subject)})"
    if _WARNED.search(other):
        if not _WARNED_OR.search(printed) or not _WARNED.fullmatch(other.strip(" .;,")):
            return None
        other = ""
    return " ".join(_ended(text) for text in (behaviour, other) if text)


def _title(block: Procedure) -> str:
    return capitalised(_NUMBERED.sub("", without_bullets(tidy(block.title))))


def _wording(block: RightOrDuty | Deadline | Procedure) -> tuple[str, Emphasis | None]:
    """What a structured block says, in its own words, and its number."""
    match block:
        case Deadline():
            return block.text, emphasis_of_deadline(block)
        case Procedure():
            steps = "; ".join(step.rstrip(" ;.") for step in block.steps)
            return f"{_title(block)}: {steps}" if steps else block.title, None
        case RightOrDuty():
            return block.text, None


def _ended(text: str) -> str:
    tidied = tidy(text).rstrip(" ;,")
    return tidied if tidied.endswith((".", "!", "?", "…")) else f"{tidied}."
