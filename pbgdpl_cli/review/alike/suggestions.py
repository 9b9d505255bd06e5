"""What people put right in the material of one publisher, offered in later material of the same publisher.

Nothing is ever put right by itself: a suggestion leads to its places, each with its picture, to be ticked. The list
stands in the program's own folder, one file a publisher, a line for every time something was taken or declined; lines
are only ever added, and a person may read and edit them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pbgdpl_cli.review.alike.series import Change, changes, is_change
from pbgdpl_cli.review.answers.items import ReviewItem
from pbgdpl_cli.review.answers.journal import Answer
from validators.packages.durable import sync_folder

FOLDER = Path("review") / "suggestions"
_LONGEST_NAME = 60  # code points of a publisher's name in the name of its file


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


class Suggestions:
    """The list of one publisher.

    Args:
        home: The program's own folder.
        publisher: Its name, as records bear it.
    """

    def __init__(self, home: Path, publisher: str) -> None:
        self.publisher = publisher
        name = re.sub(r"\W+", "-", publisher.casefold())[:_LONGEST_NAME].strip("-")
        digest = hashlib.sha256(publisher.encode("utf-8")).hexdigest()[:8]
        self.file = home / FOLDER / f"{name}-{digest}.jsonl"

    def all(self) -> Sequence[Suggestion]:
        """What was taken more often than declined, the most often taken first; what is no line is passed over."""
        taken: Counter[tuple[str, str]] = Counter()
        declined: Counter[tuple[str, str]] = Counter()
        for line in self._lines():
            pair = (line["read"], line["printed"])
            taken[pair] += line["taken"]
            declined[pair] += line["declined"]
        found = [
            Suggestion(Change(*pair, self.publisher), count, declined[pair])
            for pair, count in taken.most_common()
            if count > declined[pair]
        ]
        return [one for one in found if is_change(one.change)]

    def learn(self, taken: Mapping[tuple[str, str], int], declined: Mapping[tuple[str, str], int]) -> None:
        """Add what was taken and declined, by words as read and as printed; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        day = dt.datetime.now().astimezone().date().isoformat()
        lines = [
            {"day": day, "publisher": self.publisher, "read": pair[0], "printed": pair[1]}
            | {"taken": taken.get(pair, 0), "declined": declined.get(pair, 0)}
            for pair in dict.fromkeys((*taken, *declined))
        ]
        if lines and self.publisher:
            self._append("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))

    def _append(self, text: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("ab") as stream:
            # What was being written when the power went stands on a line of its own.
            stream.write((b"\n" if stream.tell() and not self._ends_well() else b"") + text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        sync_folder(self.file.parent)

    def _ends_well(self) -> bool:
        return self.file.read_bytes().endswith(b"\n")

    def _lines(self) -> Iterator[Mapping[str, Any]]:
        try:
            lines = self.file.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return
        for line in lines:
            try:
                values = json.loads(line)
                yield {name: str(values[name]) for name in ("read", "printed")} | {
                    name: max(0, int(values[name])) for name in ("taken", "declined")
                }
            except (ValueError, KeyError, TypeError):
                continue


def learn_from(suggestions: Suggestions, pairs: Iterable[tuple[ReviewItem, Answer]]) -> None:
    """Learn from answers that are in a package now: words put right, and suggestions whose words were right as read.

    Raises:
        OSError: The disk refused.
    """
    taken: Counter[tuple[str, str]] = Counter()
    declined: Counter[tuple[str, str]] = Counter()
    known = {one.change.before: one.change for one in suggestions.all()}
    for item, answer in pairs:
        if item.is_number:
            continue
        made = () if answer.text is None else changes(item.text, answer.text)
        taken.update((one.before, one.after) for one in made)
        if not made and item.doubt is not None and item.text in known:
            declined[item.text, known[item.text].after] += 1
    suggestions.learn(taken, declined)
