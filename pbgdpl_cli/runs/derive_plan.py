"""`derive plan`: what derivatives of a material would show, as a sheet that a person fills in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.saying.planned import rows_of
from converters.derivatives.wording.plan import Show, written
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.i18n import told
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.session import Session
from validators.packages.durable import write_bytes
from validators.packages.package import open_package
from validators.problems import OutputProblem, say

_USUAL = "ke-hoach.xlsx"


class PlanExists(OutputProblem):
    """A file has the plan's name already."""

    code = "plan-exists"


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """What was chosen: the words behind "plan", which are one package, and the file to write."""

    words: tuple[str, ...]
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class PlanPayload:
    """The plan that was written; how many of its passages are shown, could be, can only be reworded, and cannot."""

    plan: Path
    shown: int
    possible: int
    only_reworded: int
    not_possible: int


def run(session: Session, choice: PlanChoice) -> OperationResult[PlanPayload]:
    """Write the plan of one package."""
    del session
    if len(choice.words) != 1:
        raise WrongUsage(
            say("A plan is made of one package."),
            hint=say("Example: {line}", line="pbgdpl derive plan goi/to-gap -o ke-hoach.xlsx"),
        )
    rows = rows_of(open_package(Path(choice.words[0])).record(), told)
    target = choice.out or Path(_USUAL)
    if target.exists():
        raise PlanExists(say("A file has that name already; it was left as it is."), path=target)
    write_bytes(target, written(rows))
    count = Counter(row.show for row in rows)
    reworded = sum(row.show is Show.NO and bool(row.citation) for row in rows)
    payload = PlanPayload(target, count[Show.YES], count[Show.AS_CHOSEN], reworded, count[Show.NO] - reworded)
    lines = (
        say(
            "{path}: {shown} passages shown, {possible} more could be, {reworded} only reworded, {rest} cannot be.",
            path=target,
            shown=payload.shown,
            possible=payload.possible,
            reworded=payload.only_reworded,
            rest=payload.not_possible,
        ),
        say("Fill in the first columns (ghim, có, không), then: pbgdpl derive KIND PACKAGE --plan {path}", path=target),
    )
    return OperationResult("derive plan", payload, lines=lines, succeeded=1)
