"""What becomes of an answer where something is tried on the reader; else as `verdict` says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from converters.corrections.readers.trials import UNDOUBTED, Purpose, Trial
from converters.reading.document import Line
from pbgdpl_cli.review.answers.items import ReviewItem, Said, Verdict, folded, verdict
from pbgdpl_cli.review.trying.planted_words import PlantedWord, held_by, let_stand
from pbgdpl_cli.review.trying.tryouts import Tryouts
from pbgdpl_cli.review.trying.work import Work, same_person


def weighed(item: ReviewItem, said: Said, who: str, work: Work, tried: Tryouts, trials: Sequence[Trial]) -> Verdict:
    """Whether what a person sent may be written down; looks that are tryouts are written down here.

    Args:
        item: The place as the program read it, without what was planted.
        said: What the person sent.
        who: The person.
        work: The settings.
        tried: What is tried on readers of the package.
        trials: All looks at the package, those not in it yet too.

    Raises:
        OSError: The disk refused.
    """
    shown = tried.planted_at(item.key)
    if shown is not None and (_typed(said) or said.nothing):
        found = _found(said, shown, asks_again=item.is_number and not work.second_person)
        if found is None:
            return Verdict.DIFFERS
        tried.took(_trial(Purpose.PLANTED, item, who, agreed=found))
        if not found:
            return Verdict.LATER
        said = replace(said, before=None)  # the program's own reading has not been shown yet
    elif shown is None and _comes_again(item, said, tried.ever_planted_at(item.key)):
        return Verdict.DIFFERS
    if work.second_reader is not None:
        return _for_second_reader(item, said)
    decided = verdict(item, said)
    if work.second_person and item.is_number and item.places and decided in _TWICE and _differs(item, said):
        return _with_second_person(item, said, who, tried, trials)
    return decided


def _comes_again(item: ReviewItem, said: Said, planted: str | None) -> bool:
    """Whether a planted reading is sent once more after it was decided, from a page the browser kept for instance.

    It is no answer, unless a person who was shown the program's reading types it anew: then it is what he reads.
    """
    if planted is None or _typed(said) != folded(planted) or not _differs(item, said):
        return False
    return said.before is None or folded(said.before) != folded(planted)


_TWICE = (Verdict.DIFFERS, Verdict.TAKEN)


def _typed(said: Said) -> str:
    return folded(said.typed or "")


def _differs(item: ReviewItem, said: Said) -> bool:
    return said.nothing or _typed(said) != folded(item.text)


def _found(said: Said, shown: str, *, asks_again: bool) -> bool | None:
    """Whether a planted reading was found; None while both readings are to be shown, as for any number."""
    if said.nothing:
        return True
    if _typed(said) == folded(shown):
        return False
    stays = said.before is not None and _typed(said) == folded(said.before)
    return True if stays or not asks_again else None


def _for_second_reader(item: ReviewItem, said: Said) -> Verdict:
    """A second reader is not told what the first has read: what is typed is taken as it is."""
    if said.nothing or _typed(said):
        return Verdict.TAKEN
    return verdict(item, said)


def _with_second_person(item: ReviewItem, said: Said, who: str, tried: Tryouts, trials: Sequence[Trial]) -> Verdict:
    """A number read otherwise than the program is taken when two people read the same; the first one's is kept."""
    others = [
        one for one in trials
        if one.purpose is Purpose.FIRST and one.key == item.key and not same_person(one.who, who)
    ]  # fmt: skip
    read = said.text or ""
    if any(folded(one.reads or "") == folded(read) for one in others):
        return Verdict.TAKEN
    tried.took(replace(_trial(Purpose.FIRST, item, who, agreed=False), stands=item.text, reads=read))
    return Verdict.LATER


def weigh_line(line: Line, planted: Sequence[PlantedWord], said: Said, who: str, tried: Tryouts) -> bool:
    """Whether what was typed for a line bears a word that was shown on purpose; the look is written down here.

    Whoever types it once more, after he was told and saw what the program reads, reads it there.

    Args:
        line: As the program read it.
        planted: The words planted on its page, those decided too: a browser may send a page it has kept.
        said: What the person sent.
        who: The person.
        tried: What is tried on readers of the package.

    Raises:
        OSError: The disk refused.
    """
    here, open_ones = held_by(line, planted), {one.key for one in tried.undecided_words}
    if said.typed is None and not said.nothing:
        return False
    if not open_ones.intersection(one.key for one in here) and said.before is not None and said.before == said.typed:
        return False
    stands = [one for one in here if let_stand(one, line, said)]
    for one in here:
        if one.key in open_ones:
            tried.took(word_trial(one, who, found=one not in stands))
    return bool(stands)


def page_is_read(number: int, who: str, tried: Tryouts) -> Sequence[PlantedWord]:
    """A person says that a page is read: what is planted on it and still stands was missed, and stands no more.

    Raises:
        OSError: The disk refused.
    """
    left = tried.words_on(number)
    for one in left:
        tried.took(word_trial(one, who, found=False))
    return left


def word_trial(word: PlantedWord, who: str, *, found: bool) -> Trial:
    """How somebody took a word that was planted where nothing is doubted."""
    return Trial(Purpose.PLANTED, word.key, word.page, UNDOUBTED, who, now(), found, word.box)


def _trial(purpose: Purpose, item: ReviewItem, who: str, *, agreed: bool) -> Trial:
    return Trial(purpose, item.key, item.page or 0, item.kind, who, now(), agreed, item.box)


def now() -> dt.datetime:
    """This moment, as lists of a package keep it."""
    return dt.datetime.now().astimezone().replace(microsecond=0)
