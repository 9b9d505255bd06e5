"""All that is said, one after another, with silence between breaths; when each breath begins and ends."""

from __future__ import annotations

import contextlib
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.speech.breaths import Breath
from converters.derivatives.speech.script import Pause
from converters.derivatives.voices.scripts import SectionScript, given_words
from converters.derivatives.voices.speakers.kept_sounds import KeptSounds
from converters.derivatives.voices.speakers.protocol import Recording, Speaker, Voice, VoiceFailed, voice_failed
from converters.derivatives.voices.speakers.sound import Samples, Sound, silence
from converters.progress import Progress, Silent
from validators.problems import say

_LONGEST_FOR_READING = 2.5  # seconds, behind a fast voice: what it said is still to be read
LONGEST_SILENCE = 1.5  # seconds, also within a recording; three seconds sound like a broken set
BETWEEN_SECTIONS = 1.2  # seconds
_BEGIN, _END = 0.3, 0.6  # seconds of silence around everything
_LEAST_SOUND = 0.01  # seconds; less is a click


@dataclass(frozen=True, slots=True)
class Heard:
    """One breath as heard.

    Attributes:
        section: Number of its section.
        passage: Number of its passage within it.
        breath: Its words.
        start: Seconds from the start.
        end: Seconds from the start; the silence behind it is not counted.
    """

    section: int
    passage: int
    breath: Breath
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """From when to when a section is heard, seconds; chapters follow each other without a gap."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Narration:
    """A WAV file and what is heard in it when."""

    path: Path
    heard: tuple[Heard, ...]
    chapters: tuple[Chapter, ...]
    seconds: float


class NotRecorded(VoiceFailed):
    """A recording has no file for what must be said."""

    code = "not-recorded"


def narrate(
    scripts: Sequence[SectionScript],
    speaker: Speaker,
    path: Path,
    kept: KeptSounds | None = None,
    progress: Progress | None = None,
    least: Callable[[Heard], float] = lambda _: 0.0,
) -> Narration:
    """Speak sections into a WAV file.

    Args:
        scripts: What is said.
        speaker: A voice, or a recording.
        path: The WAV file (one channel, 16 bit, the voice's own rate).
        kept: Sounds spoken before.
        progress: Told of every section.
        least: Seconds from the beginning of a breath to that of the next, at least; not for recordings.

    Raises:
        VoiceFailed: The voice did not speak, or changed its rate.
        NotRecorded: The recording lacks sections; it names them and their marks.
        OSError: The file cannot be written.
    """
    if isinstance(speaker, Recording):
        _check_recorded(scripts, speaker)
    kept, progress = kept or KeptSounds(), progress or Silent()
    with contextlib.closing(_Tape(path, speaker.name)) as tape:
        heard: list[Heard] = []
        chapters: list[Chapter] = []
        for number, script in enumerate(scripts):
            start = tape.seconds
            tape.rest(BETWEEN_SECTIONS if number else _BEGIN)
            for one in _speak(number, script, speaker, kept, tape):
                heard.append(one)
                if isinstance(speaker, Voice):
                    tape.rest(one.breath.pause / 1000)
                    tape.rest(least(one) - (one.end - one.start), _LONGEST_FOR_READING)
            chapters.append(Chapter(script.section.title, start, tape.seconds))
            progress.advance()
        tape.end()
    chapters[-1] = Chapter(chapters[-1].title, chapters[-1].start, tape.seconds)
    kept.tidy()
    return Narration(path, tuple(heard), tuple(chapters), tape.seconds)


class _Tape:
    """A WAV file being written; its rate is that of the first sound."""

    def __init__(self, path: Path, speaker: str) -> None:
        self._path, self._speaker = path, speaker
        self._out: wave.Wave_write | None = None
        self._rate: int | None = None
        self._waiting = 0.0
        self._samples = 0

    @property
    def seconds(self) -> float:
        """Written so far, and the silence that is to come before the next sound."""
        return (self._samples / self._rate if self._rate else 0.0) + self._waiting

    def rest(self, seconds: float, most: float = LONGEST_SILENCE) -> None:
        """Silence; of several one after another the longest is kept, and none is long."""
        self._waiting = max(self._waiting, min(seconds, most))

    def put(self, sound: Sound) -> tuple[float, float]:
        """Sound, after the silence that was asked for; when it begins and ends."""
        if self._rate is None:
            self._rate = sound.rate
            self._out = wave.open(str(self._path), "wb")  # noqa: SIM115  (closed by `close`)
            self._out.setparams((1, 2, sound.rate, 0, "NONE", ""))
        if sound.rate != self._rate:
            raise voice_failed(self._speaker, say("its sounds have different rates"))
        self._write(silence(self._waiting, sound.rate))
        self._waiting = 0.0
        start = self.seconds
        self._write(sound.samples)
        return start, self.seconds

    def end(self) -> None:
        """The silence at the end.

        Raises:
            VoiceFailed: Nothing was said.
        """
        if self._rate is None:
            raise voice_failed(self._speaker, say("there was nothing to say"))
        self.rest(_END)
        self._write(silence(self._waiting, self._rate))
        self._waiting = 0.0

    def close(self) -> None:
        """The file is whole as far as it was written."""
        if self._out is not None:
            self._out.close()

    def _write(self, samples: Samples) -> None:
        if self._out is not None:
            self._out.writeframes(samples.astype("<i2").tobytes())
            self._samples += len(samples)


def _speak(number: int, script: SectionScript, speaker: Speaker, kept: KeptSounds, tape: _Tape) -> Iterator[Heard]:
    if isinstance(speaker, Recording):
        yield from _play(number, script, speaker, tape)
        return
    for passage, breath in script.breaths:
        start, end = tape.put(_sound(speaker, breath, kept))
        yield Heard(number, passage, breath, start, end)


def _sound(speaker: Voice, breath: Breath, kept: KeptSounds) -> Sound:
    sound = kept.get(speaker.identity, given_words(breath), speaker.say).trimmed()
    if sound.seconds < _LEAST_SOUND:
        raise voice_failed(speaker.name, say("nothing was heard of “{words}”", words=breath.spoken))
    return sound.with_short_silences(LONGEST_SILENCE)


def _play(number: int, script: SectionScript, speaker: Recording, tape: _Tape) -> Iterator[Heard]:
    """A section as recorded; within it time is shared among breaths by their words and pauses."""
    recorded = speaker.section(script.mark)
    sound = recorded.trimmed().with_short_silences(LONGEST_SILENCE) if recorded else None
    if sound is None or sound.seconds < _LEAST_SOUND:
        raise voice_failed(speaker.name, say("nothing was heard of “{words}”", words=script.section.title))
    start, end = tape.put(sound)
    parts = [(passage, breath, len(breath.words) + _pause_in_words(breath)) for passage, breath in script.breaths]
    share = (end - start) / sum(weight for _, _, weight in parts)
    for passage, breath, weight in parts:
        until = start + share * weight
        yield Heard(number, passage, breath, start, until - share * _pause_in_words(breath))
        start = until
    tape.rest(Pause.PARAGRAPH / 1000)


def _pause_in_words(breath: Breath) -> float:
    """How many words could be said in the silence behind a breath (about four a second)."""
    return breath.pause / 250


def _check_recorded(scripts: Sequence[SectionScript], speaker: Recording) -> None:
    lacking = [script for script in scripts if speaker.section(script.mark) is None]
    if lacking:
        named = "; ".join(f"{script.mark} “{script.section.title}”" for script in dict.fromkeys(lacking))
        raise NotRecorded(
            say("The recording has no file for: {sections}.", sections=named),
            hint=say("Record these sections and add their marks to the list; the script shows their words."),
        )
