"""Questions on which act is fined and where an answer stands: only where the wrong answers are wrong for certain."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from converters.derivatives.kinds.quiz.choices import asks_for_the_act, asks_for_the_source
from converters.derivatives.kinds.quiz.figures import figures
from converters.derivatives.kinds.quiz.question import QuizQuestion, in_a_sentence, said, with_held
from converters.derivatives.saying.key_points import KeyPoint, PointKind
from converters.derivatives.wording.conditions import Condition
from converters.derivatives.wording.emphasis import emphasis_of
from tests.each import each
from tests.properties import at_most

DECREE = "Nghị định 11/2031/NĐ-CP"
BEASTS = ("Thả gà", "Thả vịt", "Thả trâu", "Thả ngựa", "Nuôi hổ", "Nuôi rắn")


def fine(number: int, low: int, high: int, act: str = "", place: str = "") -> KeyPoint:
    """A fine in one sentence, of a place of its own; sums in millions."""
    text = f"{act or BEASTS[number]} ngoài chợ bị phạt tiền từ {low}.000.000 đồng đến {high}.000.000 đồng."
    place = place or f"Khoản {number + 1} Điều {number + 5}"
    at = f"/content/{number}"
    return KeyPoint(PointKind.SANCTION, text, f"{place} {DECREE}", place, at, emphasis=emphasis_of(text))


def answer(number: int, citation: str = "", locator: str = "", text: str = "Phải rào tổ ong lại.") -> KeyPoint:
    place = locator or f"Khoản 2 Điều {number}"
    cited, at = citation or f"{place} {DECREE}", f"/content/{number}"
    return KeyPoint(PointKind.ANSWER, text, cited, place, at, heading=f"Câu {number}. Nuôi ong cần gì?")


def asked(*points: KeyPoint) -> QuizQuestion | None:
    """The question on the act of the first of some fines."""
    return asks_for_the_act(points[0], points)


def sourced(*points: KeyPoint) -> QuizQuestion | None:
    """The question on the provision of the first of some answers."""
    return asks_for_the_source(points[0], points)


APART = (fine(1, 5, 6), fine(2, 20, 25), fine(3, 70, 80))


def test_a_fine_among_three_others_is_asked_for() -> None:
    question = asked(fine(0, 1, 2), *APART)
    assert question is not None
    assert question.stem == (f"Theo khoản 1 Điều 5 {DECREE}, hành vi nào bị phạt tiền 1.000.000 – 2.000.000 đồng?")
    assert question.options[question.right] == "Thả gà ngoài chợ"
    assert sorted(question.options) == sorted(f"{beast} ngoài chợ" for beast in BEASTS[:4])
    assert question.feedback == f"{fine(0, 1, 2).text} (Khoản 1 Điều 5 {DECREE})"


@each(
    ("low", "high", "sure"),
    [
        (5, 6, False),  # the same
        (5, 8, False),
        (4, 7, False),
        (1, 20, False),  # holds it
        (10, 12, False),  # what organisations pay for it
        (11, 15, False),
        (2, 3, False),  # doubled it meets 5 – 6
        (6, 8, True),  # the next step of the same decree
        (3, 5, True),  # the step before, which begins where it ends when doubled
        (1, 2, True),
        (30, 40, True),
    ],
)
def test_a_fine_whose_sum_meets_the_right_one_or_its_double_is_no_wrong_answer(low: int, high: int, sure: bool) -> None:
    found = asked(fine(0, 5, 6), fine(1, low, high), fine(2, 200, 250), fine(3, 700, 800))
    assert (found is not None) is sure


def single(number: int, words: str) -> KeyPoint:
    text = f"{BEASTS[number]} ngoài chợ bị phạt tiền {words}."
    return replace(fine(number, 1, 2), text=text, emphasis=emphasis_of(text))


@each(
    ("words", "sure"),
    [
        ("400.000 đồng", True),
        ("500.000 đồng", False),  # doubled it is the lower end
        ("1.000.000 đồng", False),  # an end of 1 – 2 millions
        ("1.500.000 đồng", False),
        ("4.000.000 đồng", False),  # twice its upper end
        ("đến 30.000.000 đồng", False),  # "up to" holds 1 – 2 millions
        ("từ 30.000.000 đồng", False),
        ("30.000.000 đồng", True),
    ],
)
def test_a_single_sum_meets_every_range_it_lies_in(words: str, sure: bool) -> None:
    others = single(1, words), fine(2, 200, 250), fine(3, 700, 800)
    assert (asked(fine(0, 1, 2), *others) is not None) is sure


@each(
    ("place", "sure"),
    [
        ("Khoản 9 Điều 9", True),
        ("Khoản 1 Điều 5", False),  # the same
        ("Điểm a khoản 1 Điều 5", False),  # within it
        ("Điều 5", False),  # around it
        ("Khoản 1 Điều 50", True),
        ("Khoản 2 Điều 5", True),
    ],
)
def test_a_fine_of_a_place_that_holds_the_right_one_is_no_wrong_answer(place: str, sure: bool) -> None:
    points = fine(0, 1, 2), fine(1, 20, 25, place=place), fine(2, 200, 250), fine(3, 700, 800)
    assert (asked(*points) is not None) is sure


@each(
    "change",
    [
        {"emphasis": None},
        {"kind": PointKind.RULE, "text": "Tổ ong cách nhà ít nhất 50 m."},
        {"locator": "", "citation": DECREE},  # only the act is known
        {"citation": f"Điều 4 {DECREE}; Điều 5 Luật Nuôi ong"},  # of two acts
        {"text": "Thả gà bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng. Tái phạm thì phạt thêm."},
        {"text": "Thả gà bị phạt tiền 1.000.000 đồng; thả vịt bị phạt tiền 2.000.000 đồng."},
        {"text": "Thả bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng."},  # too short to be an act
        {"text": f"{'Thả gà ' * 25}bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng."},  # too long to be read through
        {"text": "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi thả gà."},
    ],
)
def test_fines_whose_act_cannot_be_told_are_not_asked_for(change: dict[str, object]) -> None:
    assert asked(fine(0, 1, 2), *APART) is not None
    assert asked(replace(fine(0, 1, 2), **change), *APART) is None  # type: ignore[arg-type]


@each(
    ("text", "act"),
    [
        ("Thả gà ngoài chợ bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng.", "Thả gà ngoài chợ"),
        ("Thả gà ngoài chợ: phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng", "Thả gà ngoài chợ"),
        ("Thả gà ngoài chợ sẽ bị phạt từ 1.000.000 đồng đến 2.000.000 đồng.", "Thả gà ngoài chợ"),
        ("Thả gà ngoài chợ thì bị phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng.", "Thả gà ngoài chợ"),
        ("Thả gà ngoài chợ.", "Thả gà ngoài chợ"),  # its sum stands in a field of its own
    ],
)
def test_the_act_is_what_stands_before_its_fine(text: str, act: str) -> None:
    question = asked(replace(fine(0, 1, 2), text=text), *APART)
    assert question is not None
    assert question.options[question.right] == act


def test_a_warning_is_said_where_the_law_leaves_the_choice() -> None:
    text = "Thả gà ngoài chợ bị cảnh cáo hoặc phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng."
    question = asked(replace(fine(0, 1, 2), text=text), *APART)
    assert question is not None
    assert "bị phạt cảnh cáo hoặc phạt tiền 1.000.000" in question.stem


def test_answers_that_hold_one_another_do_not_stand_together() -> None:
    twice = fine(3, 70, 80, act="thả gà"), fine(4, 300, 400, act="Cố ý thả gà")
    assert asked(fine(0, 1, 2), fine(1, 5, 6), fine(2, 20, 25), *twice) is None
    assert asked(fine(0, 1, 2), fine(1, 5, 6), fine(2, 20, 25), *twice, fine(5, 900, 950)) is not None


def test_what_holds_besides_is_asked_along() -> None:
    held = Condition("/content/9", "Tổ chức bị phạt gấp đôi.", "/content")
    point = replace(fine(0, 1, 2), conditions=(held, held))
    question = asked(point, *APART)
    assert question is not None
    assert question.stem.endswith("\nĐọc kèm: Tổ chức bị phạt gấp đôi.")
    assert with_held("Hỏi?", point).count("gấp đôi") == 1
    assert with_held("Hỏi?", fine(0, 1, 2)) == "Hỏi?"


def test_an_answer_is_asked_for_its_provision_and_options_stand_by_article() -> None:
    question = sourced(answer(12), answer(3), answer(100), answer(7))
    assert question is not None
    assert question.options == tuple(f"Khoản 2 Điều {number} {DECREE}" for number in (3, 7, 12, 100))
    assert question.right == 2
    assert question.stem.endswith("Câu 12. Nuôi ong cần gì? Phải rào tổ ong lại.")


@each(
    "others",
    [
        (),
        (answer(3), answer(7)),
        (answer(3), answer(7), answer(8, locator="Khoản 1 Điều 12")),  # the same article
        (answer(3), answer(7), answer(8, locator="Điểm b khoản 5 Điều 12")),
        (answer(3), answer(7), replace(answer(8), heading=answer(12).heading)),  # another answer of the same question
        (answer(3), answer(7), answer(8, citation=DECREE, locator="Phụ lục I")),  # no article
        (answer(3), answer(7), answer(8, citation=f"Điều 8 {DECREE}; Điều 2 Luật Nuôi ong")),
        (answer(3), answer(7), answer(8, locator="Khoản 2 Điều 3")),  # one place twice
    ],
)
def test_too_few_other_articles_give_no_question(others: tuple[KeyPoint, ...]) -> None:
    assert sourced(answer(12), *others) is None


@each(
    "point",
    [
        answer(12, text="Theo khoản 2 Điều 12, phải rào tổ ong lại."),  # gives itself away
        answer(12, locator="", citation=DECREE),
        answer(12, citation=f"Khoản 2 Điều 12 {DECREE}; Điều 2 Luật Nuôi ong"),
        replace(answer(12), heading="Nuôi ong an toàn"),  # not asked
        replace(answer(12), heading=None),
    ],
)
def test_answers_that_are_not_asked_for_their_provision(point: KeyPoint) -> None:
    assert sourced(point, answer(3), answer(7), answer(8)) is None


@each(
    ("provision", "written"),
    [
        ("Khoản 2 Điều 20 Luật X", "khoản 2 Điều 20 Luật X"),
        ("Điểm a khoản 2 Điều 20", "điểm a khoản 2 Điều 20"),
        ("Điều 20 Luật X", "Điều 20 Luật X"),
        ("Nghị định 11/2031/NĐ-CP", "Nghị định 11/2031/NĐ-CP"),
        ("Phụ lục I", "Phụ lục I"),
    ],
)
def test_provisions_in_a_sentence(provision: str, written: str) -> None:
    assert in_a_sentence(provision) == written


def test_a_number_is_said_once() -> None:
    point = fine(0, 1, 2)
    assert said(point) == point.text
    apart = replace(point, text="Thả gà ngoài chợ.")
    assert said(apart) == "Phạt tiền: 1.000.000 – 2.000.000 đồng. Thả gà ngoài chợ."
    assert said(replace(point, text="Thả gà bị phạt 1 – 2 triệu đồng.")) == "Thả gà bị phạt 1 – 2 triệu đồng."


steps = st.sampled_from((1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377))
ranges = st.tuples(steps, st.integers(1, 3)).map(lambda one: (one[0], one[0] + one[1]))


@settings(max_examples=at_most(20))
@given(st.lists(ranges, min_size=6, max_size=6, unique=True))
def test_no_wrong_answer_could_be_fined_by_the_sum_that_is_asked_for(sums: list[tuple[int, int]]) -> None:
    points = [fine(number, low, high) for number, (low, high) in enumerate(sums)]
    question = asked(*points)
    if question is None:
        return
    assert question == asked(*points[:1], *reversed(points[1:]))  # the order of the others decides nothing
    (low, high) = sums[0]
    for option in set(question.options) - {question.options[question.right]}:
        (other,) = [point for point in points if point.text.startswith(option)]
        (found,) = figures(other.emphasis.full if other.emphasis else "")
        for mine in (1, 2):
            for its in (1, 2):
                least, most = (its * value // 1_000_000 for value in found.values)
                assert most <= mine * low or mine * high <= least
