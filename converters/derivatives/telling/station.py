"""The profile of a loudspeaker station: its name, its own opening and closing words, how long and how often it reads.

A profile is a small TOML file that an office writes once:

    name = "Đài truyền thanh xã Bình Sơn"
    opening = "Đây là Đài truyền thanh xã Bình Sơn."
    closing = "Bản tin đến đây là hết. Chào tạm biệt bà con."
    minutes = 5
    readings = 2
    loudness = "broadcast"
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from validators.problems import Problem, say

_LARGEST = 64 << 10  # bytes of a profile
_MOST_READINGS = 3
_LONGEST_MINUTES = 60.0


class WrongStation(Problem):
    """A station's profile cannot be used."""

    code = "wrong-station"


@dataclass(frozen=True, slots=True)
class Station:
    """How a station reads.

    Attributes:
        name: As listeners know it; goes into the tags.
        opening: What it says first; empty for the bulletin's own words.
        closing: What it says last.
        minutes: How long all readings together may take.
        readings: How often the bulletin is read.
        loudness: "podcast" or "broadcast".
    """

    name: str = ""
    opening: str = ""
    closing: str = ""
    minutes: float = 5.0
    readings: int = 2
    loudness: str = "broadcast"

    def __post_init__(self) -> None:
        texts = all(isinstance(text, str) for text in (self.name, self.opening, self.closing))
        numbers = all(isinstance(number, int | float) for number in (self.minutes, self.readings))
        if not texts or not numbers or self.loudness not in ("podcast", "broadcast"):
            raise ValueError(self.loudness)
        if not 0 < self.minutes <= _LONGEST_MINUTES or self.readings not in range(1, _MOST_READINGS + 1):
            raise ValueError(self.minutes)


def read_station(path: Path) -> Station:
    """Read a profile.

    Raises:
        WrongStation: It is no TOML, holds a name that is not known, or a value that cannot be.
        OSError: It cannot be read.
    """
    import tomllib  # most runs have no profile

    if path.stat().st_size > _LARGEST:
        raise WrongStation(say("This profile of a station is too large to be one."), path=path)
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
        return Station(**values)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise WrongStation(
            say("This profile of a station cannot be used: {reason}", reason=str(error)),
            hint=say("It may say: {names}.", names=", ".join(field.name for field in fields(Station))),
            path=path,
        ) from error
