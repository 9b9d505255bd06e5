"""What `pbgdpl review words` does: show the good and bad words of publishers, and what answers propose; change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.review.alike.suggestions import Suggestions
from pbgdpl_cli.review.words.scopes import Scope, ScopeKind
from pbgdpl_cli.review.words.word_lists import ListedWord, Proposal, Sort, WordLists, as_listed, proposals
from pbgdpl_cli.runs.each_package import Failures, each_package
from pbgdpl_cli.session import Session
from validators.packages.reading import read_unchanged
from validators.problems import Message, say

_PRINTED = "="  # between a bad word and what is mostly printed there


@dataclass(frozen=True, slots=True)
class WordsChoice:
    """What was chosen.

    Attributes:
        paths: Packages, or folders of packages: the lists are those of their publishers.
        publisher: A publisher by name, besides.
        good: Words for the list of good words.
        bad: Words for the list of bad words, "tiên" or "tiên=tiền".
        remove: Words to take off the lists.
        by: Who changes the lists.
    """

    paths: tuple[Path, ...]
    publisher: str | None = None
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class PublisherWords:
    """The lists of one publisher.

    Attributes:
        publisher: Its name.
        words: What is on the lists.
        proposals: What answers speak for; nothing of it is on a list.
    """

    publisher: str
    words: tuple[ListedWord, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class WordsPayload:
    """The lists as they are now."""

    publishers: tuple[PublisherWords, ...]


def run(session: Session, choice: WordsChoice) -> OperationResult[WordsPayload]:
    """Change the lists if asked to, and show them.

    Raises:
        WrongUsage: No publisher, several to change at a time, or nobody who changes them.
        NoListedWord: Something is no word for a list.
    """
    failures = Failures(session.settings.home)
    names = _publishers(choice, failures)
    if not names and not failures.errors:
        raise WrongUsage(say("No publisher is known: name one with --publisher, or a package that names one."))
    changes = [*((one, Sort.GOOD) for one in choice.good), *((one, Sort.BAD) for one in choice.bad),
               *((one, Sort.NONE) for one in choice.remove)]  # fmt: skip
    if changes:
        _change(WordLists(session.settings.home, _the_one(names)), changes, (choice.by or "").strip())
    shown = tuple(words_of(session.settings.home, name) for name in names)
    lines = [line for one in shown for line in _lines(one)]
    return OperationResult(
        "review words",
        WordsPayload(shown),
        lines=tuple(lines),
        errors=tuple(failures.errors),
        succeeded=len(shown),
        answers=not changes,
    )


def words_of(home: Path, publisher: str) -> PublisherWords:
    """The lists of a publisher, and what is proposed for them."""
    lists = WordLists(home, publisher)
    listed = lists.words()
    taken = Suggestions(home, Scope(ScopeKind.PUBLISHER, publisher)).taken()
    return PublisherWords(publisher, tuple(listed.values()), tuple(proposals(listed, lists.found_right(), taken)))


def _publishers(choice: WordsChoice, failures: Failures) -> Sequence[str]:
    names = [] if choice.publisher is None else [" ".join(choice.publisher.split())]
    for found in each_package(choice.paths, failures):
        with failures.of(found.path):
            record = read_unchanged(found.path, lambda package: package.record())
            names.append("" if record.publisher is None else record.publisher.name)
    return [name for name in dict.fromkeys(names) if name]


def _the_one(names: Sequence[str]) -> str:
    if len(names) != 1:
        raise WrongUsage(say("Name one publisher to change its lists: {count} are named.", count=len(names)))
    return names[0]


def _change(lists: WordLists, changes: Sequence[tuple[str, Sort]], who: str) -> None:
    if not who:
        raise WrongUsage(say("Say who changes the lists: --by NAME"))
    for text, sort in changes:
        word, _, printed = text.partition(_PRINTED) if sort is Sort.BAD else (text, "", "")
        lists.put(word, sort, who, printed)


def _lines(one: PublisherWords) -> Sequence[Message | Table | str]:
    headings = (say("Word"), say("List"), say("Mostly printed"), say("Who"), say("Day"))
    rows = tuple((word.word, NAMES[word.sort], word.printed, word.who, word.day) for word in one.words)
    table = Table(headings, rows) if rows else say("No words are on the lists.")
    return [one.publisher, table, *(_proposed(each) for each in one.proposals)]


NAMES = {Sort.GOOD: say("good: no doubt"), Sort.BAD: say("bad: always looked at")}
"""What people call the lists."""


def _proposed(one: Proposal) -> Message:
    if one.sort is Sort.GOOD:
        return say("Proposed: “{word}” is a good word; it was right as read {count} times (--good).",
                   word=one.word, count=one.count)  # fmt: skip
    return say("Proposed: “{word}” is a bad word; it was put right to “{printed}” {count} times (--bad).",
               word=as_listed(one.word), printed=one.printed, count=one.count)  # fmt: skip
