"""Rights, duties, deadlines and procedures, as far as the text says them in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.records.content.tree import Span
from converters.records.items.found_items import Item, Unit

_SENTENCE = re.compile(r"[^.;!?]{12,500}(?:[.;!?]|$)")
_RIGHT = re.compile(r"(?<!\w)(?:có (?:các )?quyền|được quyền)(?!\w)(?! (?:hạn|ưu tiên|lợi))")
_DUTY = re.compile(
    r"(?<!\w)(?:có (?:nghĩa vụ|trách nhiệm)(?!\w)|(?<=\w )(?<!không )(?<!chưa )phải(?= (?:nộp|báo|khai|đăng ký"
    r"|thực hiện|chấp hành|bồi thường"
    r"|xuất trình|thông báo|trả|có|bảo đảm|tuân thủ|cử)(?!\w)))"
)
_HOLDER = re.compile(
    r"(?:Người|Cá nhân|Công dân|Cơ quan|Tổ chức|Chủ|Hộ|Cha|Vợ|Ủy ban|Bộ|Sở|Doanh nghiệp|Tòa"
    r"|Công an|Học sinh|Thành viên|Các|Mọi|Đối tượng)\b"
)
_FINE = re.compile(r"(?:\d{1,2}\s?\.\s{0,3})?[Pp]hạt (?:tiền|cảnh cáo)")
_RIGHTS_TITLE = re.compile(r"^\W{0,4}(?:[\dIVX.]{0,5}\s{0,3})?QUYỀN\b(?! HẠN)(?!.{0,30}NGHĨA VỤ)", re.IGNORECASE)
_DUTIES_TITLE = re.compile(r"^\W{0,4}(?:[\dIVX.]{0,5}\s{0,3})?(?:NGHĨA VỤ|TRÁCH NHIỆM)\b", re.IGNORECASE)
_OF_WHOM = re.compile(r"\bcủa\s{1,3}(?P<who>[^,.;:()]{3,80})$", re.IGNORECASE)
# The case, the basis or the time limit a sentence begins with: "Trường hợp … thì", "Theo Điều 7 Luật …,".
_CASE = re.compile(
    r"^(?:(?:Trường hợp|Khi|Nếu)\s.{3,160}?\sthì\s"
    r"|(?:Theo|Căn cứ)(?: quy định tại)?\s(?:[Đđ]iều|khoản|điểm)\s[^,;:]{1,120},\s"
    r"|(?:trong thời hạn|Trong thời hạn|Chậm nhất)\s[^,;:]{3,120},\s){1,2}"
)
_LEAD = re.compile(
    r"(?:\d{1,2}[.)]\s)?(?P<who>.{5,240}?)\scó (?:các |những )?(?P<what>quyền|nghĩa vụ|trách nhiệm)"
    r"(?: sau đây| sau| như sau)?\s?:",
    re.DOTALL,
)
_UNITS = {
    "giờ": "hour",
    "ngày làm việc": "working-day",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
_DEADLINE = re.compile(
    r"(?<!\w)(?:trong (?:thời hạn |vòng )?|thời hạn (?:là |giải quyết (?:là |tối đa )?)?|không quá"
    r"|chậm nhất(?: là)?(?: sau)?|tối đa(?: là)?)\s{0,3}"
    r"(?P<number>\d{1,3})\s{1,3}(?:\([^)]{1,20}\)\s{0,3})?(?P<unit>giờ|ngày làm việc|ngày|tuần|tháng|năm)(?!\w)",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?:[-–•+]\s{0,3})?Bước\s{1,3}\d{1,2}\s{0,2}[.:)–-]?\s{0,3}", re.IGNORECASE)
_MOST = 400
_LONGEST_HOLDER = 90


def find_rights_and_duties(units: Sequence[Unit]) -> list[Item]:
    """Sentences that give a right or lay a duty on somebody, and lists under headings that announce them."""
    found = [item for unit in units for item in _of_unit(unit)]
    return found[:_MOST]


def _of_unit(unit: Unit) -> Iterator[Item]:
    if _FINE.match(unit.span.text):
        return
    announced = _announced(unit)
    if announced is not None and unit.under:
        kind, holder = announced
        for inner in unit.under:
            yield Item({"type": kind, "text": _plain(inner.span.text), "holder": holder}, (inner.span,))
        return
    for sentence, span in _sentences(unit.span):
        for pattern, kind in ((_RIGHT, "right"), (_DUTY, "duty")):
            match = pattern.search(sentence)
            if match is None or not sentence[:1].isupper() or "?" in sentence:
                continue
            holder = _holder(sentence[: match.start()])
            if holder is not None:
                yield Item({"type": kind, "text": _plain(sentence), "holder": holder}, (span,))
                break
    for inner in unit.under:
        yield from _of_unit(inner)


def _holder(before: str) -> str | None:
    """Who has the right or the duty: what stands before, without the case it is for; None when it names nobody.

    "Người có quyền khiếu nại là …" explains a word: nobody is named before "có quyền".
    """
    named = _CASE.sub("", _plain(before)).strip(" ,")
    return named if " " in named and len(named) <= _LONGEST_HOLDER else None


def _announced(unit: Unit) -> tuple[str, str | None] | None:
    lead = _LEAD.fullmatch(unit.span.text.strip())
    if lead is not None:
        return ("right" if lead["what"] == "quyền" else "duty"), _holder(lead["who"])
    for pattern, kind in ((_RIGHTS_TITLE, "right"), (_DUTIES_TITLE, "duty")):
        for text in (unit.span.text, unit.heading):
            if pattern.match(text) and len(text) < 200:
                whom = _OF_WHOM.search(text.rstrip(" :.,"))
                return kind, whom["who"].strip() if whom is not None else None
    return None


def find_deadlines(units: Sequence[Unit]) -> list[Item]:
    """Every time limit with its number and unit."""
    found: list[Item] = []
    for unit in units:
        for piece in (unit, *unit.under):
            for sentence, span in _sentences(piece.span):
                match = _DEADLINE.search(sentence)
                if match is not None:
                    values = {
                        "type": "deadline",
                        "text": _plain(sentence),
                        "quantity": int(match["number"]),
                        "unit": _UNITS[match["unit"].lower()],
                    }
                    found.append(Item(values, (span,), span))
    return found[:_MOST]


def find_procedures(units: Sequence[Unit]) -> list[Item]:
    """Runs of "Bước 1 … Bước 2 …" under their heading."""
    flat = [piece for unit in units for piece in (unit, *unit.under)]
    found: list[Item] = []
    steps: list[Unit] = []
    title = ""
    for unit in [*flat, None]:
        if unit is not None and _STEP.match(unit.span.text) is not None:
            if steps and _number(unit) <= _number(steps[-1]):
                found += _procedure(steps, title)
                steps = []
            title = unit.heading if not steps else title
            steps.append(unit)
        elif steps and (unit is None or unit.span.text == unit.heading):
            found += _procedure(steps, title)
            steps = []
    return found[:_MOST]


def _number(unit: Unit) -> int:
    match = re.search(r"\d{1,2}", unit.span.text[:16])
    return int(match.group()) if match else 0


def _procedure(steps: Sequence[Unit], title: str) -> list[Item]:
    if len(steps) < 2:
        return []
    texts = [_STEP.sub("", step.span.text, count=1).strip() for step in steps]
    return [
        Item(
            {"type": "procedure", "title": title or "Các bước", "steps": [t for t in texts if t]},
            tuple(step.span for step in steps),
        )
    ]


def _sentences(span: Span) -> Iterator[tuple[str, Span]]:
    raw = span.passage.text[span.start : span.end]
    for match in _SENTENCE.finditer(raw):
        text = match.group()
        lead = len(text) - len(text.lstrip())
        yield text.strip(), Span(span.passage, span.start + match.start() + lead, span.start + match.end())


def _plain(text: str) -> str:
    return re.sub(r"^(?:[-–•+*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})", "", text.strip()).strip(" ;,:–-")
