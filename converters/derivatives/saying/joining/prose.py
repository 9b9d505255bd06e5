"""What one passage of prose says: the whole of it under its provision, and what of it holds for others, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.joining.belonging import (
    OF_THE_LAST,
    OPENS_FINE,
    TO_THE_READER,
    of_all_its_clauses,
    source_of,
    why_no_source,
    with_exceptions,
)
from converters.derivatives.saying.joining.held import condition_of
from converters.derivatives.saying.joining.runs import in_notes, may_limit, of_the_statement
from converters.derivatives.saying.passages import (
    Candidate,
    Found,
    Place,
    Tie,
    is_foot,
    sources_a_procedure,
    with_after,
)
from converters.derivatives.saying.provisions import Provision, ProvisionFinder, lays_down_whole, names_a_place
from converters.derivatives.saying.stated import says_no_more
from converters.derivatives.wording.conditions import Reach, is_condition
from converters.derivatives.wording.emphasis import holds_money
from converters.derivatives.wording.excerpts import capitalised, tidy, without_bullets
from converters.derivatives.wording.leaning import leans_on_another, names_a_party, speaks_of_what_is_beside_it
from converters.derivatives.wording.lines import ANSWER_WORD, MARKER, is_no_statement
from converters.records.parts.sentences import sentences


@dataclass(frozen=True, slots=True)
class Prose:
    """Tells passages of one record.

    Attributes:
        sources: Finds their provisions.
    """

    sources: ProvisionFinder

    def said(self, text: str, place: Place) -> Iterator[Found]:
        """A whole passage with what is told with it, and what of it holds for others; never one sentence of several.

        Args:
            text: As printed.
            place: Where it stands, and what stands above and below it.
        """
        whole = ANSWER_WORD.sub("", without_bullets(MARKER.sub("", tidy(text))))
        if not whole or is_no_statement(whole):
            return
        said = with_exceptions(sentences(whole))
        held = [at for at, part in enumerate(said) if self._holds_for_others(part, at)]
        stated = [part for at, part in enumerate(said) if at not in held and not says_no_more(part)]
        told = (*stated, *(words for words, _ in place.after))
        alone = not any(self.sources.within(part, place.scope) for part in told)
        for at in held:
            pinned = " ".join(said[at:]) if alone and at == held[0] else said[at]  # what follows may narrow it
            condition = condition_of(self.sources, pinned, place, self.sources.acts_in(whole))
            yield condition
            if alone:
                stated = [part for part in said[:at] if part in stated]
                if not stated:
                    yield from (replace(condition, pointer=pointer, text=words) for words, pointer in place.after)
                break
        if stated:
            yield from self._stated_whole(" ".join(stated) if held and alone else whole, place)
        elif not held:
            yield LeftOut(place.pointer, Reason.NO_STATEMENT, whole)

    @staticmethod
    def _holds_for_others(part: str, at: int) -> bool:
        return is_condition(part) and not OPENS_FINE.search(part) and not (at and OF_THE_LAST.search(part))

    def _stated_whole(self, whole: str, place: Place) -> Iterator[Found]:
        """The statement a passage makes, or why it makes none."""
        within = of_the_statement(place.after)
        said, also = with_after(capitalised(whole), replace(place, after=place.after[:within]))
        parts = sentences(said)
        cited = [(group, part) for part in parts for group in _groups(part)]
        found = [self.sources.within(group, place.scope, part) for group, part in cited]
        own = [one for one, (_, part) in zip(found, cited, strict=True) if one is not None and not says_no_more(part)]
        if not own:
            yield self._inherited(*with_after(capitalised(whole), place), place)
            return
        place = replace(place, beside=(*place.beside, *place.after[within:]))
        source = source_of([group for group, _ in cited], found)
        yield self._told(said, also, source, len(parts), place)

    def _told(self, said: str, also: tuple[str, ...], source: Provision | None, parts: int, place: Place) -> Found:
        """A statement of so many sentences under the provision it names, or why it is none."""
        if source is None:
            return LeftOut(place.pointer, Reason.UNSURE_PROVISION, said)
        if self.leans(said, place) or names_a_party(said, place.heading):
            return replace(self.candidate(said, source, "own", place, also), only_reworded=Reason.LEANS)
        if not source.precise and not holds_money(said) and not lays_down_whole(said):
            return LeftOut(place.pointer, Reason.NO_PROVISION, said)  # an act somewhere in it is no provision of it
        if sources_a_procedure(said) or (is_foot(said) and not (source.precise and holds_money(said))):
            return LeftOut(place.pointer, Reason.NO_STATEMENT, said)  # a provision and nothing about it
        # Of several sentences nobody says that it is of all of them: it stays where it stands.
        source = source if parts == 1 else replace(source, printed="")
        source = of_all_its_clauses(source) if _SAME_ARTICLE.search(said) else source
        return self.candidate(said, source, "own", place, also)

    def _inherited(self, said: str, also: tuple[str, ...], place: Place) -> Found:
        source = place.source
        if source is None and in_notes(place.heading) and may_limit(said) and not names_a_place(said):
            return replace(condition_of(self.sources, said, place), reach=Reach.ALL)
        if source is None or names_a_place(said):
            return LeftOut(place.pointer, why_no_source(said), said)
        if TO_THE_READER.search(said) or not (source.precise or holds_money(said)):
            return LeftOut(place.pointer, Reason.NO_PROVISION, said)  # of an act as a whole that stands above
        if self.leans(said, place) or names_a_party(said, place.heading):
            return replace(self.candidate(said, source, "inherited", place, also), only_reworded=Reason.LEANS)
        return self.candidate(said, source, "inherited", place, also)

    @staticmethod
    def leans(text: str, place: Place) -> bool:
        """Whether a statement says nothing without what stands before it; a question above it may be that."""
        if speaks_of_what_is_beside_it(text):
            return True
        return leans_on_another(sentences(text)[0], place.heading or "", asked=place.kind == "answer")

    @staticmethod
    def candidate(text: str, source: Provision, tie: Tie, place: Place, also: tuple[str, ...]) -> Candidate:
        """A statement at a place, with the pointers of what is told with it."""
        told = Candidate(place.kind, text, source, tie, place.pointer, place.heading, None, place.section, also)
        return replace(told, beside=place.beside)


_SAME_ARTICLE = re.compile(r"\((?:theo |điểm \w+ )?khoản \d+ Điều này\)", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")


def _groups(sentence: str) -> list[str]:
    """What of a sentence names a provision each: "… bị phạt (điểm b khoản 4), đồng thời nộp lại (khoản 6)" has two."""
    found = [group for group in _BRACKETED.findall(sentence) if names_a_place(group)]
    rest = _BRACKETED.sub("", sentence)
    return found if len(found) > 1 and not names_a_place(rest) else [sentence]
