"""Is it said how long a file is kept, in one of the ways there are?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.problems import say
from validators.rules.rule import ERROR, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject

_PERIOD = re.compile(
    r"""
    (?:thời\shạn\s(?:bảo\squản|lưu\strữ)\s?:?\s?)?
    (?: vĩnh\sviễn
      | (?:có\sthời\shạn\s?:?\s?|ít\snhất\s|tối\sthiểu\s)?\(?0?[1-9]\d?\s?(?:\([\w\s]{1,30}\)\s?)?năm\)?
        (?:\s(?:kể\s)?từ\s.{1,80})?
      | (?:đến|cho\sđến|tới)\s(?:khi\s|ngày\s)?.{1,80}
      | (?:theo|cùng|như)\s.{1,80}
    )[.;]?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _no_period(subject: Subject) -> Iterator[Hit]:
    kept = subject.record.retention if subject.record else None
    if kept and kept.period and kept.period.strip() and not _PERIOD.fullmatch(kept.period.strip()):
        yield hit("/retention/period", text=kept.period[:120])


RULES = (
    Rule("DUNG148", "retention-form", ERROR, WARNING, say("“{text}” does not say how long the file is kept."),
         say("Decree 30/2020/NĐ-CP, Annex VI: a file is kept for good, or for a number of years."),
         say("Write “Vĩnh viễn”, or a number of years such as “20 năm”."), _no_period),
)  # fmt: skip
