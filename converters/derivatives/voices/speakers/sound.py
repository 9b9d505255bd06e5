"""Sound as it comes from a voice: one channel of 16-bit samples, without the silence around it."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from validators.problems import Problem, say

if TYPE_CHECKING:  # numpy takes longer to load than all else here, and most runs of `derive` make no sound
    import numpy as np
    import numpy.typing as npt

Samples: TypeAlias = "npt.NDArray[np.int16]"

_AUDIBLE = 0.01  # of the loudest sample; below it a voice is silent
_MARGIN = 0.02  # seconds kept around what is audible: consonants begin softly
_WINDOW = 0.02  # seconds over which it is judged whether something is heard
_LEAST_RATE, _MOST_RATE = 8_000, 96_000  # samples a second


class NoSound(Problem):
    """What a voice gave is no sound."""

    code = "no-sound"


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of one channel at a rate.

    Attributes:
        samples: 16 bit.
        rate: Samples a second.
    """

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate

    def trimmed(self) -> Sound:
        """Without the silence before and after it."""
        import numpy as np

        heard = np.flatnonzero(_is_heard(self))
        if not len(heard):
            return Sound(self.samples[:0], self.rate)
        margin = round(_MARGIN * self.rate)
        return Sound(self.samples[max(0, heard[0] - margin) : heard[-1] + margin], self.rate)

    def with_short_silences(self, longest: float) -> Sound:
        """The same with silences cut to `longest` seconds; a person may have turned a page."""
        import numpy as np

        heard = np.flatnonzero(_is_heard(self))
        gaps = np.flatnonzero(np.diff(heard) > longest * self.rate)
        parts, start, keep = [], 0, round(longest * self.rate / 2)
        for gap in gaps:
            parts.append(self.samples[start : heard[gap] + keep])
            start = heard[gap + 1] - keep
        return Sound(np.concatenate((*parts, self.samples[start:])), self.rate)


def silence(seconds: float, rate: int) -> Samples:
    """So many seconds of nothing."""
    import numpy as np

    return np.zeros(round(seconds * rate), np.int16)


def read_wav(content: bytes) -> Sound:
    """A WAV file's sound, its channels mixed.

    Args:
        content: 16-bit PCM; a length of zero or of all ones in the head, as a pipe writes it, is no fault.

    Raises:
        NoSound: It is none, or not of 16 bits.
    """
    import numpy as np

    try:
        with wave.open(io.BytesIO(content)) as stream:
            channels, width, rate = stream.getnchannels(), stream.getsampwidth(), stream.getframerate()
            data = stream.readframes(len(content))
    except (wave.Error, EOFError) as error:
        raise NoSound(say("This is no WAV sound: {reason}", reason=str(error) or "–")) from error
    if width != 2 or not _LEAST_RATE <= rate <= _MOST_RATE:
        raise NoSound(say("This sound is not 16-bit PCM of 8,000 to 96,000 samples a second."))
    whole = np.frombuffer(data[: len(data) // (2 * channels) * 2 * channels], "<i2").reshape(-1, channels)
    samples = whole[:, 0] if channels == 1 else whole.mean(axis=1)
    return Sound(np.ascontiguousarray(samples, dtype=np.int16), rate)


def written_wav(sound: Sound) -> bytes:
    """The sound as a WAV file."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sound.rate)
        out.writeframes(sound.samples.astype("<i2").tobytes())
    return stream.getvalue()


def _is_heard(sound: Sound) -> npt.NDArray[np.bool_]:
    import numpy as np

    loud = np.abs(sound.samples.astype(np.int32))
    if not len(loud) or not loud.max():
        return np.zeros(len(loud), np.bool_)
    window = max(1, round(_WINDOW * sound.rate))
    padded = np.pad(loud, (0, -len(loud) % window))
    peaks = padded.reshape(-1, window).max(axis=1)
    return np.repeat(peaks > _AUDIBLE * loud.max(), window)[: len(loud)]
