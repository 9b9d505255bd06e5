"""What the network's signs mean for the words of a crop, with signs written down instead of read."""

from __future__ import annotations

from converters.ocr.second_reading.digits.network_reading import NetworkReading, digit_for_letter, network_readings
from converters.ocr.second_reading.digits.reading import Sign
from tests.each import each

WIDTH = 10  # pixels a sign


def seen(text: str, *, start: int = 0, confidence: float = 0.99) -> list[Sign]:
    """Signs side by side from a place on."""
    return [Sign(sign, (start + place + 0.5) * WIDTH, confidence) for place, sign in enumerate(text)]


def readings(words: str, signs: list[Sign]) -> list[NetworkReading | None]:
    """Of words set like the signs, one space between them."""
    spans, left = [], 0
    for word in words.split():
        spans.append((left * WIDTH, (left + len(word)) * WIDTH))
        left += len(word) + 1
    return network_readings(words.split(), spans, signs)


def only(words: str, signs: list[Sign]) -> NetworkReading:
    (reading,) = [reading for reading in readings(words, signs) if reading is not None]
    return reading


def test_words_without_digits_have_no_reading() -> None:
    assert readings("từ đồng", seen("aa aaaa")) == [None, None]


@each(
    ("read", "printed", "digits", "signs"),
    [
        ("800.000", "800.000", True, True),
        ("800.000", "300.000", False, False),
        ("800.000", "800,000", True, False),
        ("(800.000)", "q800.000q", True, True),
        ("800.000đ", "800.000a", True, True),
        ("800.000", "800 000", False, False),
        ("80.000", "800.00", True, False),
    ],
)
def test_digits_and_signs_are_compared_apart(read: str, printed: str, digits: bool, signs: bool) -> None:
    reading = only(read, seen(printed))
    assert (reading.same_digits, reading.same_signs) == (digits, signs)


def test_the_least_sure_digit_counts_and_no_other_sign() -> None:
    signs = [*seen("8", confidence=0.7), *seen(".", start=1, confidence=0.2), *seen("5", start=2, confidence=0.95)]
    assert only("8.5", signs).confidence == 0.7
    assert only("8.5", seen("aaa")).confidence == 0.0


def test_what_stands_beside_the_box_belongs_to_another_word() -> None:
    first, second = readings("12 34", seen("12 34"))
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("12", "34")


def test_the_rest_of_a_torn_number_is_seen_with_it() -> None:
    reading = only("700.000", [*seen("700.000"), *seen(".900", start=7)])
    assert (reading.text, reading.same_digits) == ("700.000.900", False)


def test_numbers_in_their_order_are_the_same_wherever_their_boxes_are() -> None:
    shifted = seen("12 34", start=1)
    assert [reading.same_digits for reading in readings("12 34", shifted) if reading] == [True, True]
    other = seen("12 35", start=1)
    assert [reading.same_digits for reading in readings("12 34", other) if reading][1] is False


@each(
    ("read", "printed", "confidence", "written"),
    [
        ("I.", "1.", 0.99, "1."),
        ("l)", "1)", 0.9, "1)"),
        ("I.", "1.", 0.89, ""),
        ("I.", "a.", 0.99, ""),
        ("I.", "11.", 0.99, ""),
        ("I.", "a1.", 0.99, ""),
        ("o)", "0)", 0.99, ""),  # they look alike
        ("I", "1", 0.99, "1"),
        ("].", "1.", 0.99, "1."),
        ("II.", "1.", 0.99, ""),
    ],
)
def test_only_one_sure_digit_stands_for_the_letter_of_a_label(
    read: str, printed: str, confidence: float, written: str
) -> None:
    signs = seen(printed, confidence=confidence)
    assert digit_for_letter(read, (0.0, float(len(printed) * WIDTH)), signs) == written


def test_a_digit_of_the_next_word_is_no_label() -> None:
    assert digit_for_letter("I.", (0.0, 20.0), [*seen("a."), *seen("5", start=3)]) == ""
