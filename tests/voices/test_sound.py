from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from converters.derivatives.voices.speakers.sound import NoSound, Sound, read_wav, silence, written_wav
from tests.each import each
from tests.toy_voice import RATE, tone, with_silence


def wav(channels: int, width: int, rate: int, data: bytes) -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(data)
    return stream.getvalue()


def test_a_sound_is_read_as_it_was_written() -> None:
    sound = tone(0.3)
    read = read_wav(written_wav(sound))
    assert read.rate == RATE
    assert (read.samples == sound.samples).all()


def test_a_length_unknown_to_a_pipe_is_no_fault() -> None:
    content = bytearray(written_wav(tone(0.1)))
    content[4:8] = content[40:44] = b"\xff\xff\xff\x7f"
    assert read_wav(bytes(content)).seconds == pytest.approx(0.1)


def test_two_channels_become_one() -> None:
    both = np.array([[100, 300], [-100, -300]], "<i2").tobytes()
    assert read_wav(wav(2, 2, RATE, both)).samples.tolist() == [200, -200]


@each("content", [b"", b"RIFF", b"no sound at all", wav(1, 1, RATE, b"\x80" * 20), wav(1, 2, 400, b"\0\0")])
def test_what_is_no_sound_is_refused(content: bytes) -> None:
    with pytest.raises(NoSound):
        read_wav(content)


def test_silence_around_a_sound_is_cut_away() -> None:
    trimmed = with_silence(tone(0.5), 1.0, 2.0).trimmed()
    assert 0.5 <= trimmed.seconds <= 0.6
    assert np.abs(trimmed.samples).max() > 7000


def test_nothing_heard_is_an_empty_sound() -> None:
    assert Sound(silence(1.0, RATE), RATE).trimmed().seconds == 0


def test_long_silences_within_are_cut_to_the_bound() -> None:
    parts = (tone(0.5).samples, silence(4.0, RATE), tone(0.5).samples, silence(0.8, RATE), tone(0.5).samples)
    short = Sound(np.concatenate(parts), RATE).with_short_silences(1.5)
    assert short.seconds == pytest.approx(0.5 + 1.5 + 0.5 + 0.8 + 0.5, abs=0.05)
