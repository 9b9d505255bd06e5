"""What cards say of twenty materials, against what was checked by hand: no wrong provision, no changed meaning."""

from __future__ import annotations

import pytest
from truth_case import TruthCase
from truth_cases import ALL

from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.palette import PALETTES
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.infographic.poster import poster, sheets
from converters.derivatives.kinds.infographic.style import PosterStyle
from converters.derivatives.kinds.video.cards import cards as video_cards
from converters.derivatives.kinds.video.frames import Look, frame, pages_of
from converters.derivatives.kinds.video.shapes import SHAPES
from converters.derivatives.kinds.video.timeline import timed_for_reading
from converters.derivatives.saying.account import in_order, passages
from converters.derivatives.saying.key_points import KeyPoint, choose_key_points
from converters.derivatives.saying.words import FINE

FACE = Typeface(BUNDLED)
each_case = pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)


def own_words(point: KeyPoint) -> str:
    figure = (point.emphasis.text, point.emphasis.full) if point.emphasis else ()
    return " ".join((point.heading or "", *figure, point.text))


def all_words(point: KeyPoint) -> str:
    return " ".join((own_words(point), *point.pinned_texts))


def cards(case: TruthCase) -> tuple[KeyPoint, ...]:
    return choose_key_points(case.record).points


@each_case
def test_every_card_names_the_provision_of_what_it_says(case: TruthCase) -> None:
    for phrase, label in case.provisions.items():
        assert all(point.citation == label for point in cards(case) if phrase in own_words(point)), phrase


@each_case
def test_what_belongs_together_is_shown_together_and_nothing_else(case: TruthCase) -> None:
    for point in cards(case):
        said = all_words(point).casefold()
        for phrase, words in case.together.items():
            assert phrase not in point.text or words.casefold() in said, (phrase, words)
        for phrase, words in case.apart.items():
            assert phrase not in point.text or words.casefold() not in said, (phrase, words)
        assert not any(words in all_words(point) for words in case.never)


@each_case
def test_what_can_be_shown_is_shown(case: TruthCase) -> None:
    said = " ".join(map(all_words, cards(case)))
    assert [words for words in case.shown if words not in said] == []


@each_case
def test_every_passage_is_shown_or_left_out_for_a_reason(case: TruthCase) -> None:
    account = choose_key_points(case.record).account
    known = {*account.shown, *(one.pointer for one in account.left_out)}
    for pointer, _ in passages(case.record):
        steps = pointer.split("/")
        assert any("/".join(steps[:count]) in known for count in range(3, len(steps) + 1)), pointer
    pointers = [one.pointer for one in account.left_out]
    assert pointers == sorted(pointers, key=in_order)


@pytest.mark.real
@each_case
def test_what_is_drawn_is_what_is_said(case: TruthCase) -> None:
    record, style, chosen = case.record, PosterStyle(FACE, PALETTES[0]), choose_key_points(case.record)
    spread = sheets(record, chosen.points, style)
    drawn_points = sorted(point.pointer for sheet in spread for point in sheet.points)
    assert drawn_points == sorted(point.pointer for point in chosen.points)
    for sheet in spread:
        scene = poster(record, sheet, style)
        drawn = " ".join(" ".join(item.lines) for item in scene.texts).replace("\u00a0", " ")
        for point in sheet.points:
            text, figure = point.text, point.emphasis
            if figure and figure.figure in drawn:  # a sum that stands beside what was done is not said twice
                text = text.rstrip(".").removesuffix(f": {figure.full}")
            assert all(" ".join(words.split()) in drawn for words in (text, point.citation, *point.pinned_texts))
            named = " ".join(str(point.heading).split()).removesuffix(" tiền")  # the head of the column says "Mức phạt"
            assert point.heading in {None, FINE} or named in drawn
            assert point.emphasis is None or point.emphasis.text.split()[0] in drawn
    look = Look(SHAPES["9:16"], FACE)
    pages = [(point, pages_of(record, point, look)) for point in chosen.points]
    assert all(" ".join(texts).split() == point.text.split() for point, texts in pages)
    for segment in timed_for_reading(video_cards(record, pages, draft=False))[1:-1]:
        point = segment.card.point
        assert point is not None
        for cue, caption in enumerate(segment.cues):
            scene = frame(record, segment, cue, look)
            texts = [" ".join(item.lines).replace("\u00a0", " ") for item in scene.texts]
            assert {caption.text, point.citation, " ".join(segment.card.text.split())} <= set(texts)
            assert all(words in " ".join(texts) for words in point.pinned_texts)
