"""Pictures by time. Each is drawn once a caption; between, only the bar of progress moves.

One card follows another by a hard cut, then slides up a little: no two texts are ever seen at once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from converters.derivatives.drawing.scene import paint
from converters.derivatives.kinds.video import frames
from converters.derivatives.kinds.video.frames import Look
from converters.derivatives.kinds.video.timeline import Segment
from validators.sharing.record import Record

FRAMES_PER_SECOND = 30
_SLIDE = 0.3  # seconds a card takes to come to rest
_RISE = 48  # pixels it comes up meanwhile

FramePixels = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Film:
    """Pictures of one video; those of the card at hand are kept."""

    record: Record
    segments: tuple[Segment, ...]
    look: Look
    _drawn: dict[tuple[int, int | None], FramePixels] = field(default_factory=dict)
    _wordless: FramePixels | None = None

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.segments[-1].end

    def frames_of(self, place: int) -> range:
        """Numbers of the frames of a card; cards follow each other without a gap."""
        segment = self.segments[place]
        return range(round(segment.start * FRAMES_PER_SECOND), round(segment.end * FRAMES_PER_SECOND))

    def at(self, seconds: float) -> FramePixels:
        """The picture at a time, rows × columns × RGB."""
        place = next((n for n, segment in enumerate(self.segments) if seconds < segment.end), len(self.segments) - 1)
        return self.of_card(place, seconds)

    def of_card(self, place: int, seconds: float) -> FramePixels:
        """The picture of a card at a time of the whole video."""
        segment = self.segments[place]
        picture = self._still(place, cue_at(segment, seconds)).copy()
        since = max(0.0, seconds - segment.start)
        if place and since < _SLIDE:
            self._slide(picture, since / _SLIDE)
        self._fill_bar(picture, place, since / segment.duration)
        return picture

    def fingerprint(self, place: int) -> str:
        """A hash of all that decides the pictures of a card, without drawing them."""
        segment, first = self.segments[place], self.frames_of(place).start
        cues = [None, *range(len(segment.cues))] if segment.card.point else [None]
        grid = [cue_at(segment, number / FRAMES_PER_SECOND) for number in self.frames_of(place)]
        shown = [repr(frames.frame(self.record, segment, cue, self.look)) for cue in cues]
        bar = self.look.colours(self.record).bright
        parts = [*shown, grid, place, segment.start - first / FRAMES_PER_SECOND, segment.duration, bar]
        face = self.look.typeface
        return hashlib.sha256(json.dumps([*parts, repr(face)]).encode("utf-8")).hexdigest()

    def _still(self, place: int, cue: int | None) -> FramePixels:
        key = (place, cue)
        if key not in self._drawn:
            scene = frames.frame(self.record, self.segments[place], cue, self.look)
            self._drawn = {known: kept for known, kept in self._drawn.items() if known[0] == place}
            self._drawn[key] = np.asarray(paint(scene, self.look.typeface), dtype=np.uint8)
        return self._drawn[key]

    def _empty(self) -> FramePixels:
        """A picture of the film without words."""
        if self._wordless is None:
            scene = frames.wordless(self.record, self.look)
            self._wordless = np.asarray(paint(scene, self.look.typeface), dtype=np.uint8)
        return self._wordless

    def _slide(self, picture: FramePixels, share: float) -> None:
        """The card a little lower, where it comes from."""
        top, bottom = self.look.shape.card.top, self.look.shape.caption.bottom
        offset = round(_RISE * (1 - share) ** 3)
        if offset:
            picture[top + offset : bottom] = picture[top : bottom - offset].copy()
            picture[top : top + offset] = self._empty()[top : top + offset]

    def _fill_bar(self, picture: FramePixels, place: int, share: float) -> None:
        bright = self.look.colours(self.record).bright
        for number, box in enumerate(frames.bar_parts(self.look.shape, len(self.segments))[: place + 1]):
            filled = box.width if number < place else round(box.width * min(1.0, share))
            picture[box.top : box.bottom, box.left : box.left + filled] = bright


def cue_at(segment: Segment, seconds: float) -> int | None:
    """The caption at a time; the last one stays until the card goes."""
    if segment.card.point is None:
        return None
    begun = [number for number, cue in enumerate(segment.cues) if seconds >= cue.start]
    return begun[-1] if begun else None
