from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.second_reading.compare import agreed, key, letter_of, standing_at
from converters.ocr.second_reading.sequences import ALPHABET, in_step, sequence_flags
from converters.reading.boxes import Box
from converters.reading.document import Line, Word
from tests.each import each


@each(
    ("first", "second", "same"),
    [
        ("800.000", "800.000,", True), ("800.000", "300.000", False), ("(63/2010/NĐ-CP)", "63/2010/NÐ–CP", True),
        ("l)", "I)", True), ("1", "l", True), ("i)", "¡)", True), ("d", "đ", False), ("1,3", "13", False),
        ("6", "6_", True),
        ("2/QĐ-TTg", "2/QĐÐ-TTg", True), ("12%", "12", False), ("k", "K", True), ("a", "á", False),
    ],
)  # fmt: skip
def test_what_counts_as_the_same(first: str, second: str, same: bool) -> None:
    assert (key(first) == key(second)) is same


def test_letters() -> None:
    assert letter_of("đ),") == "đ"
    assert letter_of("ab") == ""


@given(st.lists(st.sampled_from(["5", "800.000", "Điều", "khoản", "a)"]), max_size=8))
def test_every_word_agrees_with_itself(words: list[str]) -> None:
    assert agreed(words, words) == set(range(len(words)))
    assert agreed(words, []) == set()


def test_agreement_keeps_the_order() -> None:
    assert agreed(["từ", "800.000", "đồng"], ["tù", "300.000", "đồng"]) == {2}
    assert agreed(["5", "khoản", "5"], ["khoản", "5"]) == {1, 2}


def test_what_stands_between_two_edges() -> None:
    seen = [
        ReadWord("từ", Box(0, 0, 20, 10), 0.9),
        ReadWord("300.", Box(30, 0, 60, 10), 0.8),
        ReadWord("000", Box(62, 0, 90, 10), 0.7),
    ]
    assert standing_at(seen, (25.0, 95.0)) == ("300.000", 0.7)
    assert standing_at(seen, (100.0, 120.0)) == ("", 0.0)


def flags(*openings: str) -> list[tuple[str, tuple[str, ...]]]:
    lines = [Line(tuple(Word(piece) for piece in f"{opening} Nội dung".split())) for opening in openings]
    return [(flag.text, flag.candidates) for flag in sequence_flags(lines, 1)]


@each(
    ("openings", "wanted"),
    [
        (("Điều 5.", "Điều 6.", "Điều 8."), [("8.", ("7.",))]),
        (("Điều 5.", "Điều 6.", "Điều 7."), []),
        (("Điều 14.", "Điều 83.", "Điều 16."), []),
        (("Điều 13.", "Điều 14.", "Điều 75.", "Điều 16."), [("75.", ("15.",))]),
        (("a)", "b)", "c)", "d)", "đ)", "e)"), []),
        (("a)", "b)", "c)", "đ)", "đ)", "e)"), [("đ)", ("d)",))]),
        (("a)", "b)", "c)", "d)", "d)"), [("d)", ("đ)",))]),
        (("a)", "c)"), [("c)", ("b)",))]),
        (("1.", "2.", "3.", "1.", "2."), []),
        (("1.", "a)", "b)", "2.", "a)", "b)"), []),
        (("Điều 1.", "1.", "2.", "Điều 2.", "1."), []),
        (("5.", "9.", "31."), []),
        (("2.", "3.", "2024."), []),
        # what stands in the place of the missing one is told of, not the one after it
        (("d)", "đ)", "gø)", "g)"), [("gø)", ("e)",))]),
        (("g)", "h)", "1)", "k)"), [("1)", ("i)",))]),
        (("r)", "s)", "Đ", "u)"), [("Đ", ("t)",))]),
        (("3.", "4.", "5,", "6."), [("5,", ("5.",))]),
        (("1.", "2.", "Đ.", "B.", "4."), [("4.", ("3.",))]),  # which of the two it was is not known
        (("1.", "2.", "và", "4."), [("4.", ("3.",))]),
        # Roman numbers, capitals, numbers with a bracket, units
        (("I.", "H.", "III."), [("H.", ("II.",))]),
        (("I.", "II.", "IV."), [("IV.", ("III.",))]),
        (("A.", "C."), [("C.", ("B.",))]),
        (("1)", "2)", "4)"), [("4)", ("3)",))]),
        (("Chương I", "Chương II", "Chương IV"), [("IV", ("III",))]),
        (("PHẦN I", "1.", "PHẦN II", "1."), []),
        (("I.", "1.", "2.", "II.", "1."), []),
        (("1.", "• 2.", "3."), []),
    ],
)
def test_sequences(openings: tuple[str, ...], wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    assert flags(*openings) == wanted


def test_headings_in_capitals_are_numbered_apart() -> None:
    lines = [Line(tuple(map(Word, text.split()))) for text in ("1. Một", "2. Hai", "2. TRÌNH TỰ", "3. HỒ SƠ", "3. Ba")]
    assert sequence_flags(lines, 1) == []


@each(
    ("text", "flagged"),
    [("IH. TỔ CHỨC THỰC HIỆN", True), ("Il. NỘI DUNG", True), ("II. NỘI DUNG", False), ("IL. Nội dung", False)],
)
def test_strokes_that_have_grown_together(text: str, flagged: bool) -> None:
    line = Line(tuple(Word(word, Box(place, 0, place + 1, 1)) for place, word in enumerate(text.split())))
    assert bool(sequence_flags([line], 1)) == flagged


def test_an_article_named_in_a_sentence_is_no_heading() -> None:
    assert flags("Điều 1.", "Điều 2.", "Điều 4 của Luật") == []
    assert flags("Điều 1.", "Điều 2.", "Điều 4.") == [("4.", ("3.",))]


def test_the_whole_alphabet_of_points_is_in_order() -> None:
    assert flags(*(f"{letter})" for letter in ALPHABET)) == []
    assert not set("fjwz") & set(ALPHABET)


@each(
    ("openings", "steady"),
    [
        (("a) Một", "b) Hai", "c) Ba"), {"a)", "b)", "c)"}),  # two lead up to the last one
        (("c) Một", "d) Hai", "đ) Ba"), {"d)", "đ)"}),
        (("a) Một", "b) Hai"), {"a)"}),
        (("• 1. Một", "• 2. Hai"), {"1."}),
        (("I. MỘT", "II. HAI", "III. BA"), {"I.", "II.", "III."}),
        (("c) Một", "d) Hai", "e) Ba"), set()),
        (("g) Một", "8. Hai", "h) Ba"), set()),
        (("4. Một", "5. Hai", "a) Ba", "6. Bốn"), {"5.", "6."}),
        (("4. Một", "5. Hai", "Điều 7. Ba", "6. Bốn"), set()),
        (("Điều 5. Một", "1. Hai", "Điều 6. Ba", "Điều 7. Bốn"), {"6.", "7."}),
        (("b) Một", "a) Hai", "c) Ba"), set()),
    ],
)
def test_labels_between_their_neighbours_are_in_step(openings: tuple[str, ...], steady: set[str]) -> None:
    lines = [
        Line(tuple(Word(piece, Box(place, row, place + 1, row + 1)) for place, piece in enumerate(text.split())))
        for row, text in enumerate(openings)
    ]
    assert {word.text for word in in_step(lines)} == steady
