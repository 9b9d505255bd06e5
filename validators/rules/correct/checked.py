"""Was everything looked at? What could not be checked is an error, whatever else was asked for.

These findings are made where the work is done (`check`, `engine`); no option, setting or baseline takes them away.
"""

from __future__ import annotations

from collections.abc import Iterator

from validators.problems import say
from validators.rules.rule import ERROR, JSON_FORM, SCHEMA, Hit, Rule
from validators.rules.subject import Subject


def _elsewhere(subject: Subject) -> Iterator[Hit]:
    """Found while the work is done, not by looking at a material."""
    del subject
    return iter(())


CANNOT_BE_OPENED = Rule(
    "DUNG013", "cannot-be-opened", ERROR, ERROR, say("This cannot be opened: {detail}"), JSON_FORM,
    say("Check the file and the right to read it."), _elsewhere, always=True,
)  # fmt: skip
RULE_NOT_RUN = Rule(
    "DUNG015", "rule-not-run", ERROR, ERROR, say("Rule {rule} could not be run here ({reason})."), SCHEMA,
    say("Look at the record by eye, and report this: a rule must bear any record."), _elsewhere, always=True,
)  # fmt: skip
NOTHING_FOUND = Rule(
    "DUNG016", "nothing-to-check", ERROR, ERROR, say("Nothing here was recognised as a record or a package."), SCHEMA,
    say("Name the right folder; where nothing is to be expected, add: --allow-empty"), _elsewhere, always=True,
)  # fmt: skip
NOT_LOOKED_AT = Rule(
    "DUNG017", "not-looked-at", ERROR, ERROR, say("This was not looked at: {reason}."), SCHEMA,
    say("Put the file itself here, readable, or name the place it leads to."), _elsewhere, always=True,
)  # fmt: skip
NO_USABLE_RECORD = Rule(
    "DUNG018", "record-not-usable", ERROR, ERROR,
    say("Only the form was checked: too much is wrong for the rules about what the record says."), SCHEMA,
    say("Correct what else is told here, then validate again."), _elsewhere, always=True,
)  # fmt: skip
FINDINGS_CUT = Rule(
    "DUNG019", "findings-cut", ERROR, ERROR, say("{count} more findings of {rule} are not listed here."), SCHEMA,
    say("Correct the listed ones, then validate again."), _elsewhere, always=True,
)  # fmt: skip

RULES = (CANNOT_BE_OPENED, RULE_NOT_RUN, NOTHING_FOUND, NOT_LOOKED_AT, NO_USABLE_RECORD, FINDINGS_CUT)
