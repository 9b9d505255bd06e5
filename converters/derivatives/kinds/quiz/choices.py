"""Questions whose answers are the record's own: which act is fined so, and where an answer stands in the law.

A wrong answer is a true statement of the same record that is no answer here: an act that the record fines at another
place and by another sum, or a provision of another article that the record names for something else. Where two places
hold one another ("khoản 1 Điều 7", "điểm a khoản 1 Điều 7") or two sums meet, are double or half of each other,
neither stands beside the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from converters.derivatives.kinds.quiz.figures import figures
from converters.derivatives.kinds.quiz.question import WRONG_ANSWERS, QuizQuestion, in_a_sentence, said, with_held
from converters.derivatives.saying.key_points import KeyPoint

_FINED = "Theo {provision}, hành vi nào bị {fine} {figure}?"
_SOURCE = "Tài liệu dẫn quy định nào cho câu trả lời dưới đây?"
_WARNED = re.compile(r"\bcảnh cáo\s+hoặc\b", re.IGNORECASE)
_SENTENCE_OF_A_FINE = re.compile(
    r"^(?P<act>[^;.]{8,140}?)\s*(?::\s*|\s(?:thì |sẽ )?bị\s)(?:cảnh cáo hoặc )?phạt\b", re.IGNORECASE
)
_LONGEST_ACT = 140  # letters of an answer; four longer ones are not read through
_ARTICLE = re.compile(r"Điều \w+.*$")
_OTHERS = (1, 2)  # times a sum that organisations pay, whatever the record says of them


def asks_for_the_act(point: KeyPoint, points: Sequence[KeyPoint]) -> QuizQuestion | None:
    """Which act is fined by the sum of a point; None where fewer than three others are fined otherwise for certain."""
    act = _act(point)
    if act is None or point.emphasis is None:
        return None
    others = [(other, one) for other in points if (one := _act(other)) is not None and _fined_otherwise(point, other)]
    wrong = _chosen([one for _, one in others if _unlike(one, act)], point.pointer)
    if wrong is None:
        return None
    fine = "phạt cảnh cáo hoặc phạt tiền" if _WARNED.search(said(point)) else "phạt tiền"
    asked = _FINED.format(provision=in_a_sentence(point.citation), fine=fine, figure=point.emphasis.full)
    return _question(point, asked, act, wrong, key=str.casefold)


def asks_for_the_source(point: KeyPoint, points: Sequence[KeyPoint]) -> QuizQuestion | None:
    """Which provision the record names for an answer; None where fewer than three others are of other articles."""
    if not point.is_answer or not _is_one(point):
        return None
    statement = re.sub(rf"\s*\([^()]*{re.escape(point.locator)}[^()]*\)", "", said(point), flags=re.IGNORECASE)
    if _names(statement, point.locator):
        return None
    others = (one for one in points if one.heading != point.heading and _is_one(one))
    elsewhere = [one.citation for one in others if _article(one.citation) != _article(point.citation)]
    wrong = _chosen(elsewhere, point.pointer)
    if wrong is None:
        return None
    return _question(point, f"{_SOURCE}\n{statement}", point.citation, wrong, key=_by_place)


def _question(
    point: KeyPoint, asked: str, right: str, wrong: Sequence[str], key: Callable[[str], object]
) -> QuizQuestion:
    options = sorted((right, *wrong), key=key)  # type: ignore[arg-type]
    place = options.index(right)
    return QuizQuestion("", with_held(asked, point), tuple(options), place, said(point), point.citation, point.pointer)


def _act(point: KeyPoint) -> str | None:
    """What is fined, without its sum; None where the two cannot be told apart."""
    if not point.is_fine or point.emphasis is None or not point.emphasis.is_money or not _is_one(point):
        return None
    if not any(figure.is_money for figure in figures(point.text)):
        return point.text.rstrip(" .;") if len(point.text) <= _LONGEST_ACT and ". " not in point.text else None
    found = _SENTENCE_OF_A_FINE.match(point.text)
    alone = ". " not in point.text and ";" not in point.text and sum(one.is_money for one in figures(point.text)) == 1
    return found["act"] if found and alone else None


def _is_one(point: KeyPoint) -> bool:
    """Whether it rests on one provision that names an article."""
    return ";" not in point.citation and bool(point.locator) and _ARTICLE.search(point.citation) is not None


def _fined_otherwise(one: KeyPoint, other: KeyPoint) -> bool:
    """Whether two fines are for certain different ones: another place, and sums that do not meet."""
    places = one.citation.casefold(), other.citation.casefold()
    if places[0].endswith(places[1]) or places[1].endswith(places[0]):
        return False
    mine, its = _sum(one), _sum(other)
    if mine is None or its is None:
        return False
    return not any(
        _meet((times * mine[0], times * mine[1]), (more * its[0], more * its[1]))
        for times in _OTHERS
        for more in _OTHERS
    )


def _sum(point: KeyPoint) -> tuple[int, int] | None:
    """Least and most of a fine; None where one of them is not said: "đến 5.000.000 đồng"."""
    shown = point.emphasis.full if point.emphasis else ""
    found = list(figures(shown))
    if len(found) != 1 or (len(found[0].values) == 1 and shown[: found[0].start].strip()):
        return None
    return min(found[0].values), max(found[0].values)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a sum lies in both; two ranges that follow one another do not meet."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def _unlike(one: str, other: str) -> bool:
    return one.casefold() not in other.casefold() and other.casefold() not in one.casefold()


def _names(text: str, locator: str) -> bool:
    return locator.casefold() in text.casefold()


def _article(citation: str) -> str:
    found = _ARTICLE.search(citation)
    return found.group() if found else citation


def _by_place(citation: str) -> tuple[int, str]:
    number = re.search(r"Điều (\d+)", citation)
    return (int(number[1]) if number else 0), citation


def _chosen(usable: Sequence[str], seed: str) -> list[str] | None:
    """Three of them, always the same for one question, and no two that hold each other."""
    ordered = sorted(dict.fromkeys(usable), key=lambda text: hashlib.sha256(f"{seed}\0{text}".encode()).digest())
    kept: list[str] = []
    for text in ordered:
        if len(kept) < WRONG_ANSWERS and all(_unlike(text, other) for other in kept):
            kept.append(text)
    return kept if len(kept) == WRONG_ANSWERS else None
