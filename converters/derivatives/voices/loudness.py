"""How loud sound is (EBU R 128, ITU-R BS.1770) and how it is brought to what its listeners expect.

Gain and a limiter, no compressor that breathes: measured, turned up or down, limited at four times the rate so that
no peak between samples is missed, measured again, until it is right. ffmpeg measures and limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from converters.externals.ffmpeg import BITEXACT, encoder_failed, run_ffmpeg

RATE = 48_000  # samples a second of everything that is written
_OVERSAMPLED = 4 * RATE
HIGHEST_PEAK = -1.0  # dBTP of every file that is made
_CEILING = -2.5  # dBTP before encoding: MP3 and Opus lift the peaks of speech by about one
_TOLERANCE = 0.2  # LU; nobody hears less than half of one
_ROUNDS = 5  # limiting takes loudness away again; three are enough for speech
_SILENCE = -70.0  # LUFS; what is below has no loudness
_METER = "ebur128=peak=true:framelog=verbose"
_MEASURED = re.compile(r"\bI:\s+(-?[\d.]+|-inf|nan) LUFS.*?\bPeak:\s+(-?[\d.]+|-?inf|nan) dBFS", re.DOTALL)


class Loudness(StrEnum):
    """For whom it is made."""

    PODCAST = "podcast"
    BROADCAST = "broadcast"

    @property
    def lufs(self) -> float:
        """Integrated loudness: −16 for telephones and the web (AES TD1004), −23 for broadcasting (EBU R 128)."""
        return {Loudness.PODCAST: -16.0, Loudness.BROADCAST: -23.0}[self]


@dataclass(frozen=True, slots=True)
class Level:
    """What was measured: integrated loudness in LUFS, true peak in dBTP."""

    lufs: float
    peak: float


def measured(path: Path) -> Level:
    """The level of a sound file.

    Raises:
        EncoderFailed: ffmpeg cannot read it.
    """
    return _level(run_ffmpeg(("-i", path, "-map", "a:0", "-af", _METER, "-f", "null", "-"), verbose=True))


def brought_to(source: Path, target: Path, loudness: Loudness) -> Level:
    """Write a sound with the loudness its listeners expect.

    Args:
        source: Any sound file.
        target: A WAV file: 48 kHz, 16 bit, as many channels.
        loudness: Wanted.

    Returns:
        What was reached.

    Raises:
        EncoderFailed: ffmpeg failed.
    """
    level = measured(source)
    gain = 0.0 if level.lufs <= _SILENCE else loudness.lufs - level.lufs
    for _ in range(_ROUNDS):
        written = ("-c:a", "pcm_s16le", "-ar", str(RATE), *BITEXACT, target)
        chain = f"{_limited(gain)},{_METER}"
        level = _level(run_ffmpeg(("-i", source, "-map", "a:0", "-af", chain, *written), verbose=True))
        if level.lufs <= _SILENCE or abs(level.lufs - loudness.lufs) <= _TOLERANCE:
            break
        gain += loudness.lufs - level.lufs
    return level


def _level(said: str) -> Level:
    found = _MEASURED.search(said, max(0, said.rfind("Summary:")))
    if found is None:
        raise encoder_failed(said.encode())
    return Level(float(found[1]), float(found[2]))


def limiter(ceiling: float) -> str:
    """The filter that lets no sample rise above a ceiling in dB."""
    return f"alimiter=limit={10 ** (ceiling / 20):.4f}:attack=5:release=60:level=false"


def _limited(gain: float) -> str:
    return f"volume={gain:.3f}dB,aresample={_OVERSAMPLED},{limiter(_CEILING)},aresample={RATE}"
