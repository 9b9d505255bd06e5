"""From schema 1.0 to 1.1: a function of the older record alone.

1.1 only adds: every record of 1.0 is one of 1.1 once it says so. What 1.1 can say and 1.0 could not (what a citation is
for, how a page was digitised, what the copy is worth) is not in the older record, and is not guessed.
"""

from __future__ import annotations

import copy
from typing import Any

from validators.problems import Problem, say
from validators.sharing.record import SCHEMA_VERSION

OLDER = "1.0"


class NotOfThisVersion(Problem):
    """The record says that it follows a version this migration does not begin with."""

    code = "schema-version"


def migrated(record: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A record of 1.0 as one of 1.1.

    Args:
        record: As read from JSON; it is not changed. One without a version counts as 1.0.

    Returns:
        The new record, and the JSON Pointers of what changed; none where it follows 1.1 already.

    Raises:
        NotOfThisVersion: It says that it follows another version.
    """
    said = record.get("schema_version", OLDER)
    if said == SCHEMA_VERSION:
        return record, ()
    if said != OLDER:
        raise NotOfThisVersion(
            say("This record follows schema {version}, which this program cannot bring to {wanted}.",
                version=said, wanted=SCHEMA_VERSION)
        )  # fmt: skip
    newer = copy.deepcopy(record)
    newer["schema_version"] = SCHEMA_VERSION
    return newer, ("/schema_version",)
