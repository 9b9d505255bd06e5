"""The quiz of a record: multiple choice as Moodle XML, GIFT, QTI 2.1 and a spreadsheet.

Its wrong answers are the program's own words. Until a person has looked at them (`--reviewed-by`), every question says
so, the record says so, and nothing of it is uploaded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import DERIVATIVES_FOLDER, DerivativeKind
from converters.derivatives.text_recipe import recipe_at_head
from validators.packages.durable import write_bytes
from validators.problems import say
from validators.sharing.staleness import DESIGNS

if TYPE_CHECKING:  # a run that changes nothing loads no records
    from validators.sharing.record import Record

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RECIPE = re.compile(r"<!-- pbgdpl:recipe ([0-9a-f]{64}) -->")
_HEAD = 512  # bytes in which the recipe stands
MOST_OTHERS = 60  # statements beside fines: more than any material of a few pages has


def write(record: Record, target: Path, options: DeriveOptions) -> Derived:
    """Write the quiz of a record.

    Args:
        record: The material.
        target: The Moodle XML file; the other formats go beside it.
        options: Whether it is a draft, a plan, and who looked at it.

    Raises:
        NothingToShow: No passage names its provision, or none holds a figure to ask for.
        OSError: A file cannot be written.
    """
    # What asks questions is loaded only when some are asked: most runs find that nothing has changed.
    from converters.derivatives.kinds.quiz.gift import gift
    from converters.derivatives.kinds.quiz.moodle import moodle_xml
    from converters.derivatives.kinds.quiz.paper import QuizPaper
    from converters.derivatives.kinds.quiz.qti import qti_package
    from converters.derivatives.kinds.quiz.questions import quiz_questions
    from converters.derivatives.kinds.quiz.sheet import quiz_sheet
    from converters.derivatives.saying.planned import points_to_show

    points = points_to_show(record, options.plan, draft=options.draft, most=MOST_OTHERS)
    questions, account = quiz_questions(record, points)
    paper = QuizPaper(record, questions, KIND.recipe(record, options), options.draft, options.reviewed_by)
    files = {
        ".gift": gift(paper).encode(),
        ".zip": qti_package(paper),
        ".xlsx": quiz_sheet(paper),
        target.suffix: moodle_xml(paper),
    }
    for suffix, content in files.items():
        write_bytes(target.with_suffix(suffix), content)
    notes = () if options.reviewed_by else (_LOOK_AT_IT,)
    return Derived(KIND.name, target, draft=options.draft, notes=notes, account=account)


def recipe_in(path: Path) -> str | None:
    """The recipe a quiz was made by, from its Moodle XML; None when it is not one of ours."""
    return recipe_at_head(path, _RECIPE, _HEAD)


_LOOK_AT_IT = say(
    "The wrong answers of the quiz are the program's own: a person looks at quiz.xlsx, then --reviewed-by NAME says so."
)


KIND = DerivativeKind(
    name="quiz",
    role="quiz",
    media_type="application/xml",
    path=f"{DERIVATIVES_FOLDER}/quiz.xml",
    make=write,
    recipe_in=recipe_in,
    beside=(
        ("quiz", "text/plain", f"{DERIVATIVES_FOLDER}/quiz.gift"),
        ("quiz", "application/zip", f"{DERIVATIVES_FOLDER}/quiz.zip"),
        (
            "quiz",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"{DERIVATIVES_FOLDER}/quiz.xlsx",
        ),
    ),
    needs_review=True,
    settings=lambda options: {"reviewed_by": options.reviewed_by},
    design=DESIGNS["quiz"],
    drawn=False,
)
