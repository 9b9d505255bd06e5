"""What people put right in the material of a publisher, a series or a typeface, offered in later material of the same.

Nothing is ever put right by itself: a suggestion leads to its places, each with its picture, to be ticked. The lists
stand in the program's own folder, a line for every time something was taken or declined; lines are only ever added,
and a person may read and edit them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.review.alike.series import Change, changes, is_change
from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.words.kept import LinesAbout
from pbgdpl_cli.review.words.scopes import Scope, ScopeKind
from pbgdpl_cli.review.words.word_lists import WordLists, as_listed

FOLDER = Path("review") / "suggestions"
_FOLDERS = {ScopeKind.PUBLISHER: "", ScopeKind.SERIES: "series", ScopeKind.FACE: "faces"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that were put right before.

    Attributes:
        change: The words as they were read, and as they are printed.
        taken: In how many places people took it.
        declined: In how many they did not.
    """

    change: Change
    taken: int
    declined: int


def any_kept(home: Path) -> bool:
    """Whether anything was ever put right here that can be offered again.

    Args:
        home: The program's own folder.
    """
    return (home / FOLDER).exists()


class Suggestions:
    """The list of a publisher, a series or a typeface.

    Args:
        home: The program's own folder.
        scope: Whose.
    """

    def __init__(self, home: Path, scope: Scope) -> None:
        self.scope = scope
        self._lines = LinesAbout(home / FOLDER / _FOLDERS[scope.kind], scope.name)
        self.file = self._lines.file

    def all(self) -> Sequence[Suggestion]:
        """What was taken more often than declined, the most often taken first; what is no line is passed over."""
        taken: Counter[tuple[str, str]] = Counter()
        declined: Counter[tuple[str, str]] = Counter()
        for line in self._told():
            pair = (line["read"], line["printed"])
            taken[pair] += line["taken"]
            declined[pair] += line["declined"]
        found = [
            Suggestion(Change(*pair, self.scope), count, declined[pair])
            for pair, count in taken.most_common()
            if count > declined[pair]
        ]
        return [one for one in found if is_change(one.change)]

    def learn(self, taken: Mapping[tuple[str, str], int], declined: Mapping[tuple[str, str], int]) -> None:
        """Add what was taken and declined, by words as read and as printed; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        self._lines.add(
            {
                self.scope.kind.value: self.scope.name, "read": pair[0], "printed": pair[1],
                "taken": taken.get(pair, 0), "declined": declined.get(pair, 0),
            }
            for pair in dict.fromkeys((*taken, *declined))
        )  # fmt: skip

    def taken(self) -> Mapping[tuple[str, str], int]:
        """In how many places people took it, by words as read and as printed."""
        return {(one.change.before, one.change.after): one.taken for one in self.all()}

    def _told(self) -> Iterator[Mapping[str, Any]]:
        for values in self._lines:
            try:
                yield {name: str(values[name]) for name in ("read", "printed")} | {
                    name: max(0, int(values[name])) for name in ("taken", "declined")
                }
            except (ValueError, KeyError, TypeError):
                continue


def learn_from(home: Path, scopes: Sequence[Scope], pairs: Sequence[tuple[ReviewItem, Answer]]) -> None:
    """Learn from answers that are in a package now: words put right, suggestions declined, words right as they were.

    Args:
        home: The program's own folder.
        scopes: What the material belonged to when it was looked at.
        pairs: Its places, and the answers.

    Raises:
        OSError: The disk refused.
    """
    words = [pair for pair in pairs if not pair[0].is_number]
    made = [() if answer.text is None else changes(item.text, answer.text) for item, answer in words]
    taken = Counter((one.before, one.after) for each in made for one in each)
    right = [item for (item, _), each in zip(words, made, strict=True) if not each and item.doubt is not None]
    doubted = Counter(as_listed(item.text) for item in right if item.kind == "word")
    for scope in scopes:
        suggestions = Suggestions(home, scope)
        known = {one.change.before: one.change.after for one in suggestions.all()}
        declined = Counter((item.text, known[item.text]) for item in right if item.text in known)
        suggestions.learn(taken, declined)
        if scope.kind is ScopeKind.PUBLISHER:
            WordLists(home, scope.name).learn(doubted)
