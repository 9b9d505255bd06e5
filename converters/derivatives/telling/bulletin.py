"""The bulletin of a loudspeaker (bản tin truyền thanh): read once, then read again, within the minutes a station gives.

All fines are read, however long it takes; of the rest as many as fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoints
from converters.derivatives.telling.points import Manner, ended, told_points
from converters.derivatives.telling.section import Section, Told
from converters.derivatives.telling.station import Station
from validators.sharing.record import Record

Length = Callable[[Sequence[Section]], float]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What is read.

    Attributes:
        sections: Of all readings, with the station's own words around them.
        points: What of the material it tells.
        seconds: About how long it takes.
    """

    sections: tuple[Section, ...]
    points: KeyPoints
    seconds: float


def bulletin(record: Record, points: KeyPoints, station: Station, manner: Manner, length: Length) -> Bulletin:
    """The bulletin of a material.

    Args:
        record: The material.
        points: Its key points.
        station: Who reads, how long and how often.
        manner: What must be said beside them.
        length: About how many seconds sections take.
    """
    for count in range(len(points.points), points.fewest - 1, -1):
        kept = points.fewer(count)
        sections = _all_readings(told_points(record, kept.points, manner), station)
        seconds = length(sections)
        if seconds <= station.minutes * 60:
            break
    return Bulletin(sections, kept, seconds)


def _all_readings(once: tuple[Section, ...], station: Station) -> tuple[Section, ...]:
    again = Section(words.ONCE_MORE, (Told(ended(words.ONCE_MORE)),))
    readings = [part for number in range(station.readings) for part in ((again, *once) if number else once)]
    before = [Section(station.name or station.opening, (Told(ended(station.opening)),))] if station.opening else []
    after = [Section(station.name or station.closing, (Told(ended(station.closing)),))] if station.closing else []
    return (*before, *readings, *after)
