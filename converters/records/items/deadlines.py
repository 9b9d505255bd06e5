"""Time limits and procedures, as far as the text says them in so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.items.duties import sentences
from converters.records.items.found_items import TextUnit, TypedItem, has_letter
from converters.records.items.plain_text import plain_sentence
from validators.language.detector import WordingTable, wording
from validators.language.legal_paper import any_case

_UNITS = {
    "giờ": "hour",
    "ngày làm việc": "working-day",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
_LEADS = (
    "trong (?:thời hạn |vòng )?",
    "thời hạn (?:là |giải quyết (?:là |tối đa )?)?",
    "không quá",
    "chậm nhất(?: là)?(?: sau)?",
    "tối đa(?: là)?",
)
DEADLINES = WordingTable(
    "items/deadline",
    (
        wording(
            "deadline",
            any_case(
                rf"(?<!\w)(?:{'|'.join(_LEADS)})\s{{0,3}}",
                r"(?P<number>\d{1,3})\s{1,3}(?:\([^)]{1,20}\)\s{0,3})?",
                rf"(?P<unit>{'|'.join(_UNITS)})(?!\w)",
            ),
            source="laws on procedure; leaflets on applications",
            gains="time limits, for leaflets, quizzes and search",
            positive=("Trong thời hạn 15 (mười lăm) ngày", "giải quyết không quá 03 ngày làm việc"),
            negative=("Từ ngày 15 tháng 3", "phạt không quá 15 triệu"),
            how="search",
        ),
    ),
)
STEPS = WordingTable(
    "items/step",
    (
        wording(
            "step",
            any_case(r"(?:[-–•+]\s{0,3})?Bước\s{1,3}\d{1,2}\s{0,2}[.:)–-]?\s{0,3}"),
            source="administrative procedures (NĐ 63/2010/NĐ-CP Điều 8)",
            gains="procedures with their steps",
            positive=("Bước 1: Nộp hồ sơ", "- Bước 2. Nhận kết quả"),
            negative=("Các bước thực hiện", "Bước đầu"),
        ),
    ),
)
_MOST = 400  # items of one kind; no material for the public holds more


def find_deadlines(units: Sequence[TextUnit]) -> list[TypedItem]:
    """Every time limit with its number and unit."""
    found: list[TypedItem] = []
    for unit in units:
        for piece in (unit, *unit.under):
            for sentence, span in sentences(piece.span):
                match = DEADLINES.search(sentence)
                if match is not None:
                    values = {
                        "type": "deadline",
                        "text": plain_sentence(sentence),
                        "quantity": int(match["number"]),
                        "unit": _UNITS[match["unit"].lower()],
                    }
                    found.append(TypedItem(values, (span,), span))
    return found[:_MOST]


def find_procedures(units: Sequence[TextUnit]) -> list[TypedItem]:
    """Runs of "Bước 1 … Bước 2 …" under their heading."""
    flat = [piece for unit in units for piece in (unit, *unit.under)]
    found: list[TypedItem] = []
    steps: list[TextUnit] = []
    title = ""
    for unit in [*flat, None]:
        if unit is not None and STEPS.match(unit.span.text) is not None:
            if steps and _number(unit) <= _number(steps[-1]):
                found += _procedure(steps, title)
                steps = []
            title = unit.heading if not steps else title
            steps.append(unit)
        elif steps and (unit is None or unit.span.text == unit.heading):
            found += _procedure(steps, title)
            steps = []
    return found[:_MOST]


def _number(unit: TextUnit) -> int:
    match = re.search(r"\d{1,2}", unit.span.text[:16])
    return int(match.group()) if match else 0


def _procedure(steps: Sequence[TextUnit], title: str) -> list[TypedItem]:
    if len(steps) < 2:
        return []
    texts = [STEPS.pattern.sub("", step.span.text, count=1).strip() for step in steps]
    return [
        TypedItem(
            {
                "type": "procedure",
                "title": title if has_letter(title) else "Các bước",
                "steps": [text for text in texts if has_letter(text)],
            },
            tuple(step.span for step in steps),
        )
    ]
