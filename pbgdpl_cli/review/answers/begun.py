"""What a person has typed and not sent yet, on the disk at every pause: a closed tab costs the word being typed.

It is no answer: it stands in its field again when the same person comes back, and is gone once the field was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pbgdpl_cli.review.answers.durable_lines import DurableLines, place_of


class Begun:
    """What was begun in one package.

    Args:
        home: The program's own folder.
        package: The package's folder.
        identifier: Of its record.
    """

    def __init__(self, home: Path, package: Path, identifier: str) -> None:
        self._kept = DurableLines(place_of(home, package, identifier, ".begun.jsonl"))
        self._held: dict[str, tuple[str, Mapping[str, str]]] = {}
        try:
            for line in self._kept.read():
                self._take(line["key"], line["who"], line["fields"])
        except (ValueError, KeyError, TypeError):
            self._held = {}  # it is no answer, and nothing rests on it

    def of(self, key: str, who: str) -> Mapping[str, str]:
        """What a person has begun at a place, by the names of the fields; empty where nothing is."""
        begun_by, fields = self._held.get(key, ("", {}))
        return fields if begun_by == who else {}  # what somebody else types is not shown to who reads for himself

    def keep(self, key: str, who: str, fields: Mapping[str, str]) -> None:
        """Write down what is typed so far; on the disk when this returns.

        Raises:
            OSError: The disk refused.
        """
        self._kept.append({"key": key, "who": who, "fields": dict(fields)})
        self._take(key, who, fields)

    def sent(self, key: str) -> None:
        """The fields of a place were sent: nothing is begun there any more.

        Raises:
            OSError: The disk refused.
        """
        if key not in self._held:
            return
        if len(self._held) > 1:
            self._kept.append({"key": key, "who": "", "fields": {}})
        else:
            self._kept.file.unlink(missing_ok=True)
        del self._held[key]

    def _take(self, key: str, who: str, fields: Mapping[str, str]) -> None:
        self._held.pop(key, None)
        if fields:
            self._held[key] = who, fields
