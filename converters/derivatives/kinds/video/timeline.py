"""When what is shown in a video, from how long it takes to read.

Vietnamese is read at about three syllables a second from a moving picture; each written word is one syllable, and a
number takes as long as saying it. The whole stays within 20 to 60 seconds: short material is given more time, long
material is read a little faster, then loses its least important points. Fines are never lost: many make it longer.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints
from converters.derivatives.wording.excerpts import tidy
from validators.sharing.record import Record

SHORTEST, LONGEST = 20.0, 60.0  # seconds: what networks show without asking, and people watch to the end
_COMFORTABLE, BRISK, _SLOW = 3.1, 3.9, 2.2  # syllables a second; reading aloud is 4 to 5, this leaves time to look
_PATIENCE = 0.1  # syllables a second by which short material is slowed down, step by step
CUE_LENGTH = 78  # letters: three lines of large type
_ENTRANCE = 0.9  # seconds until a card stands still and its caption begins
_REST = 0.5  # seconds a card stays when its last caption is read
_LEAST_CUE = 1.5  # seconds; less cannot be found and read
_TITLE_LEAST, _TITLE_MOST, _TITLE_EXTRA = 3.0, 7.0, 1.2  # seconds of the title card; the extra to take it in
_CUE_IN, _CUE_OUT = 0.3, 0.2  # seconds of the title without caption, at its beginning and end
_CLOSING = 4.5  # seconds: time to take out a phone and scan
_SYLLABLES_A_DIGIT = 0.8  # "30" is said in two syllables, "2026" in four to seven
_LONGEST_SYLLABLE = 14  # letters: "nghiêng" has seven, two joined by a hyphen or slash twice that
_LETTERS_A_SYLLABLE = 3.5  # where words are written together
# Where a text is cut into captions, costs are in letters away from the even cut.
_WORTH_A_DETOUR = {".": 32, "!": 32, "?": 32, ";": 24, ":": 18, ",": 14}
_OVERLONG = 12  # letters a caption may have beyond its length, for a better cut
_LONGEST_CUE = 125  # letters: four lines, rather than a cut inside a word
# A word of two syllables ("dữ liệu") is never parted: a caption ends behind punctuation, or before a word that opens a
# phrase and is no second syllable there.
_OPENERS = frozenset((
    "và", "hoặc", "thì", "mà", "khi", "nếu", "để", "trong", "tại", "nhưng", "của", "từ", "bị", "phải", "với", "hay",
    "ở",
))  # fmt: skip
_NO_OPENER_BEHIND = frozenset((
    "trong", "sau", "trước", "đôi", "mỗi", "một", "kể", "đối", "cùng", "so", "hiện", "tồn", "bên", "mà", "trừ", "có",
    "thì", "lẽ", "nhưng", "bởi", "không", "thế", "cho", "nữa", "nhằm",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: from when to when, seconds from the start of the video."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One card of the video.

    Attributes:
        start: Seconds from the start of the video.
        duration: Seconds.
        cues: Captions, drawn and in the caption file.
        point: The key point; None for the title and closing cards.
    """

    start: float
    duration: float
    cues: tuple[Cue, ...]
    point: KeyPoint | None = None

    @property
    def end(self) -> float:
        """Seconds from the start of the video."""
        return self.start + self.duration


def plan(record: Record, points: KeyPoints) -> tuple[Segment, ...]:
    """Title card, a card a point, closing card.

    Args:
        record: The material.
        points: Its key points; the least important are left out when sixty seconds are too short for all.

    Returns:
        Segments one after another, 20 to 60 seconds in all; longer only where all fines take longer.
    """
    segments: tuple[Segment, ...] = ()
    for count in range(len(points.points), points.fewest - 1, -1):
        kept = points.fewer(count).points
        for pace in (_COMFORTABLE, (_COMFORTABLE + BRISK) / 2, BRISK):
            segments = tuple(_segments(record, kept, pace))
            if segments[-1].end <= LONGEST:
                return _unhurried(record, kept, segments, pace)
    if any(point.pinned for point in kept):
        return segments  # all fines, at a pace at which they can be read, and be it longer
    return _scaled(segments, LONGEST / segments[-1].end)


def _unhurried(
    record: Record, points: Sequence[KeyPoint], segments: tuple[Segment, ...], pace: float
) -> tuple[Segment, ...]:
    while segments[-1].end < SHORTEST and pace > _SLOW:
        pace = max(_SLOW, pace - _PATIENCE)
        segments = tuple(_segments(record, points, pace))
    if segments[-1].end < SHORTEST:
        return _scaled(segments, SHORTEST / segments[-1].end)
    return segments


def _scaled(segments: Sequence[Segment], factor: float) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            segment.start * factor,
            segment.duration * factor,
            tuple(Cue(cue.start * factor, cue.end * factor, cue.text) for cue in segment.cues),
            segment.point,
        )
        for segment in segments
    )


def _segments(record: Record, points: Sequence[KeyPoint], pace: float) -> Iterator[Segment]:
    title = tidy(record.title)
    length = max(_TITLE_LEAST, min(_TITLE_MOST, _TITLE_EXTRA + spoken_syllables(title) / pace))
    yield Segment(0.0, length, (Cue(_CUE_IN, length - _CUE_OUT, title),))
    clock = length
    pinned: tuple[str, ...] = ()
    for point in points:
        new = [text for text in point.pinned_texts if text not in pinned]
        segment = _point_segment(point, clock, pace, sum(map(spoken_syllables, new)) / pace)
        pinned = point.pinned_texts
        yield segment
        clock = segment.end
    yield Segment(clock, _CLOSING, (Cue(clock + _CUE_IN, clock + _CLOSING, closing_words(record)),))


def _point_segment(point: KeyPoint, start: float, pace: float, reading: float) -> Segment:
    """A card; `reading` is how long what is newly pinned to it takes to read, in seconds, before its captions begin."""
    cues: list[Cue] = []
    clock = start + _ENTRANCE + reading
    for part in parts(point.text):
        end = clock + max(_LEAST_CUE, spoken_syllables(part) / pace)
        cues.append(Cue(clock, end, part))
        clock = end
    return Segment(start, clock + _REST - start, tuple(cues), point)


def closing_words(record: Record) -> str:
    """Who stands behind it."""
    named = words.issuer(record)
    return f"{named[0]}: {named[1]}" if named else words.FIELD


def spoken_syllables(text: str) -> float:
    """How long a text is, in syllables; a digit of a number counts about as one."""
    return sum(map(_syllables, text.split()))


def _syllables(word: str) -> float:
    """A word of Vietnamese is one; what is written without spaces (Khmer) is as many as its letters make."""
    if len(word) > _LONGEST_SYLLABLE and not word.isascii():
        return max(1.0, len(word) / _LETTERS_A_SYLLABLE)
    return max(1.0, _SYLLABLES_A_DIGIT * sum(letter.isdigit() for letter in word))


def parts(text: str) -> tuple[str, ...]:
    """A text in pieces short enough for one caption, of like length, cut behind punctuation where there is some."""
    wanted = math.ceil(len(text) / CUE_LENGTH)
    found: list[str] = []
    rest = text.split()
    for left in range(wanted, 1, -1):
        if sum(len(word) + 1 for word in rest) <= CUE_LENGTH:
            break
        cut = _best_cut(rest, sum(len(word) + 1 for word in rest) / left)
        found.append(" ".join(rest[:cut]))
        rest = rest[cut:]
    return tuple(part for part in (*found, " ".join(rest)) if part)


def _best_cut(texts: Sequence[str], wanted: float) -> int:
    """How many words make up about `wanted` letters; punctuation nearby is worth a detour."""
    best, least, length = len(texts), math.inf, 0
    for count, word in enumerate(texts[:-1], 1):
        length += len(word) + 1
        if not _may_end(word, texts[count]):
            continue
        cost = abs(length - wanted) - _WORTH_A_DETOUR.get(word[-1], 0)
        # The first cut that is too late is still better than one inside a word.
        if (length <= CUE_LENGTH + _OVERLONG and cost < least) or (length <= _LONGEST_CUE and best == len(texts)):
            best, least = count, cost
    return best if best < len(texts) or length <= _LONGEST_CUE else _any_cut(texts, wanted)


def _any_cut(texts: Sequence[str], wanted: float) -> int:
    """Where no phrase begins: the even cut, but between no number and what it counts."""
    ends = list(itertools.accumulate(len(word) + 1 for word in texts))
    free = [at for at in range(1, len(texts)) if not (texts[at - 1][-1].isdigit() or texts[at][0].isdigit())]
    return min(free or range(1, len(texts)), key=lambda at: abs(ends[at - 1] - wanted), default=1)


def _may_end(word: str, following: str) -> bool:
    """Whether a caption may end behind a word."""
    if word[-1] in ".!?;:,…)":
        return not (word[-1] in ".," and following[0].isdigit() and word[:-1].isdigit())
    return following.casefold() in _OPENERS and word.casefold() not in _NO_OPENER_BEHIND
