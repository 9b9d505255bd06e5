"""A citation as short as a card needs it: "Điểm b khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg".

Order small to large, act named by type and number (NĐ 30/2020/NĐ-CP, Annex I, II.6.b); laws by their title where one
is known. Only what the record holds is used.
"""

from __future__ import annotations

from converters.derivatives.wording.excerpts import capitalised, tidy
from validators.citations.acts.act_types import BY_SLUG, LAWS
from validators.sharing.record import Act, Citation, Locator

# Names inside titles of laws, which keep their capitals.
_NAMES_IN_TITLES = (
    "Việt Nam", "Tổ quốc", "Quốc hội", "Chính phủ", "Hội đồng nhân dân", "Tòa án nhân dân", "Viện kiểm sát nhân dân",
    "Thủ đô",
)  # fmt: skip
_LONGEST_PRINTED = 72  # letters of a citation nobody understood; more than two lines of a card


def citation_label(citation: Citation) -> str:
    """The citation as a card shows it."""
    place, act = locator_label(citation.locator), act_label(citation.act)
    if act:
        return capitalised(f"{place} {act}".strip())
    printed = tidy(citation.text).strip("()[].;, ")
    return capitalised(printed if len(printed) <= _LONGEST_PRINTED else place or printed)


def locator_label(locator: Locator) -> str:
    """The place in the act, small to large: "điểm b khoản 4 Điều 6"; empty when none is known."""
    steps = (("điểm", locator.point), ("khoản", locator.clause), ("Điều", locator.article))
    named = [f"{word} {label}" for word, label in steps if label]
    if not locator.article:
        higher = (("Mục", locator.section), ("Chương", locator.chapter), ("Phần", locator.part))
        named += [f"{word} {label}" for word, label in higher if label]
    return " ".join(named)


def act_label(act: Act) -> str:
    """The act: its title for laws, else type and number; empty when neither is known."""
    kind = BY_SLUG.get(act.type or "")
    word = kind.name if kind else ""
    if act.title and act.type in LAWS:
        title = _in_lower_case(tidy(act.title))
        return title if title.casefold().startswith(word.casefold()) else f"{word} {title}"
    if act.number:
        return f"{word} {act.number}".strip()
    return tidy(act.title) if act.title else ""


def _in_lower_case(title: str) -> str:
    """A title printed in capitals ("BẢO VỆ DỮ LIỆU CÁ NHÂN") as sentences write it."""
    if not title.isupper():
        return title
    lowered = title.capitalize()
    for name in _NAMES_IN_TITLES:
        lowered = lowered.replace(name.lower(), name)
    return lowered


def is_precise(citation: Citation) -> bool:
    """Whether it names an article, as a reader needs to look it up."""
    return citation.locator.article is not None
