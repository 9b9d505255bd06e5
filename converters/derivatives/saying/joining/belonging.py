"""Which sentences of a passage belong together: an exception, what comes on top, what points back, with their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.passages import LONGEST_ITEM
from converters.derivatives.saying.provisions import Provision, names_a_place, together
from converters.derivatives.wording.conditions import is_condition
from converters.derivatives.wording.excerpts import (
    carries_on,
    comes_on_top,
    comes_on_top_of_all,
    excepts,
    limits_what_precedes,
    opening_with,
    spares,
    takes_back,
)
from converters.derivatives.wording.leaning import belongs_to_what_precedes, names_a_party, speaks_of_what_precedes
from converters.derivatives.wording.lines import is_no_statement
from validators.sharing.record import Block, Paragraph, Table

_TO_THE_READER = opening_with(
    "gọi", "liên hệ", "chi tiết", "xem thêm", "mời", "hãy", "hoặc dùng", "đường dây nóng", "ví dụ", "chẳng hạn"
)  # fmt: skip
FINE_ROW = re.compile(r"\bphạt\b", re.IGNORECASE)
# Right behind a sentence this speaks of that sentence alone, not of the section.
OF_THE_LAST = re.compile(
    r"^\W*(?:(?:quy định|mức phạt|mức|nội dung|quyền) (?:này|đó)\b|đây là (?:mức|quy định|khung)\b)", re.IGNORECASE
)
# "Dưới 2.000.000 đồng mà đã bị xử phạt thì cũng bị xử lý hình sự": it widens the sentence before it.
_ALSO_MEANT = re.compile(r"\b(?:cũng|vẫn) (?:bị|phải|được)\b", re.IGNORECASE)
OPENS_FINE = re.compile(r"\bbị phạt (?:tiền )?từ\b", re.IGNORECASE)


def with_exceptions(said: Sequence[str]) -> Sequence[str]:
    """Sentences of a passage, where what excepts something from a condition stays with it: "… Riêng quy định về …"."""
    found: list[str] = []
    for part in said:
        narrows = not is_condition(part) and not names_a_place(part) and narrows_a_condition(part)
        if found and is_condition(found[-1]) and narrows:
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def narrows_a_condition(sentence: str) -> bool:
    """Whether a sentence right behind a condition takes somebody out of it, or says what was begun before it."""
    return excepts(sentence) or spares(sentence) or carries_on(sentence)


def belongs_below(text: str, after: str, *, fined: bool, rows: bool) -> bool:
    """Whether the line below a passage is told with it: it takes something back, or says what comes on top.

    Args:
        text: The passage.
        after: The line.
        fined: Whether the passage is about fines.
        rows: Whether it is a table, of which a line below it speaks as a whole.
    """
    of_all = comes_on_top_of_all(after) and not names_a_place(after)  # that is pinned to all of them
    if takes_back(after) or (fined and comes_on_top(after) and not of_all):
        return True
    limits = (rows and limits_what_precedes(after)) or (is_condition(text) and carries_on(after))
    return limits and not names_a_place(after)


def further_limits(blocks: Sequence[Block]) -> frozenset[int]:
    """Places of the lines below a table, from the second on, that limit its rows as the one before them does."""
    found: set[int] = set()
    below = False  # whether the line above stands right below a table and belongs to it
    for index, block in enumerate(blocks):
        text = block.text if isinstance(block, Paragraph) else ""
        limits = bool(text) and limits_what_precedes(text) and not names_a_place(text)
        if below and limits:
            found.add(index)
        above_is_table = index > 0 and isinstance(blocks[index - 1], Table)
        below = bool(text) and (below or above_is_table) and (limits or is_condition(text))
    return frozenset(found)


def why_no_source(text: str) -> Reason:
    """Why a passage without a provision is left out: it names none, or one whose act is not sure."""
    return Reason.UNSURE_PROVISION if names_a_place(text) else Reason.NO_PROVISION


def statement(parts: Sequence[str], number: int, free: int) -> tuple[int, int]:
    """The sentences that belong to the one that names a provision, as a range.

    Those before it when it leans on them ("Nếu gây thiệt hại …"), those after it when they limit it ("Trừ …") or say
    what comes on top of its fine ("Ngoài ra, bị tước …").
    """
    start, end = number, number + 1
    while start > free and belongs_to_what_precedes(parts[start]):
        start -= 1
    while end < len(parts) and _goes_with(parts[end], " ".join(parts[start:end])):
        end += 1
    return start, end


def source_of(parts: Sequence[str], own: Provision, found: Sequence[Provision | None]) -> Provision | None:
    """The provision of a statement of several sentences; of two provisions both, of one that is not sure none.

    Args:
        parts: The sentences.
        own: The provision of the one that names it.
        found: What each of them names.
    """
    if any(source is None and names_a_place(part) for part, source in zip(parts, found, strict=True)):
        return None
    labels = {source.label: source for source in found if source is not None}
    precise = {label: source for label, source in labels.items() if source.precise}
    if len(precise) == 1 and len(labels) == 2 and all(source.keys <= own.keys for source in labels.values()):
        return next(iter(precise.values()))  # the other names its act alone
    if len(labels) == 1:
        return own
    return together(tuple(labels.values())) if len(labels) == 2 else None


def ends_the_passage(parts: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether sentences without a provision at the end of a passage are told with its last statement.

    They may narrow it in ways no list of words knows ("Bộ trưởng được kéo dài không quá 06 tháng"). All is then told as
    it is printed, with the provision where it stands, for nobody says that it covers them.
    """
    if not rest or len(" ".join((*parts, *rest))) > LONGEST_ITEM:
        return False
    apart = (names_a_place, is_no_statement, names_a_party, _TO_THE_READER.search)
    return not any(sign(one) for one in rest for sign in apart)


def _goes_with(sentence: str, before: str) -> bool:
    """Whether what stands before a sentence would be another rule without it."""
    if limits_what_precedes(sentence) or speaks_of_what_precedes(sentence) or OF_THE_LAST.search(sentence):
        return True
    if FINE_ROW.search(before) and comes_on_top(sentence):
        return True
    widens = _ALSO_MEANT.search(sentence) is not None
    return (spares(sentence) or widens) and not names_a_place(sentence)
