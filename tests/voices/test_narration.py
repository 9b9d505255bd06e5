from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from converters.derivatives.telling.section import Section, Told
from converters.derivatives.voices.narration import LONGEST_SILENCE, NotRecorded, narrate
from converters.derivatives.voices.scripts import SectionScript, scripts_of
from converters.derivatives.voices.speakers.protocol import Recording, Voice, VoiceFailed
from converters.derivatives.voices.speakers.sound import Sound, read_wav, silence
from tests.toy_voice import RATE, WORD, Humming, Recorded, tone, with_silence

SCRIPTS = scripts_of(
    [
        Section("Mở đầu", (Told("Ba điều cần biết."), Told("Cơ quan ban hành: xã Bình Sơn."))),
        Section("Một", (Told("Cấm hút thuốc, cấm uống rượu. Người vi phạm bị phạt."),)),
        Section("Hai", (Told("Phạt 200.000 đồng."),)),
    ]
)


def silences(sound: Sound) -> list[float]:
    heard = np.flatnonzero(np.abs(sound.samples.astype(int)) > 50)
    return [gap / sound.rate for gap in np.diff(heard) if gap > sound.rate * 0.1]


def test_everything_is_said_in_order_and_where_it_is_told_to_be(tmp_path: Path) -> None:
    voice = Humming()
    assert isinstance(voice, Voice)
    told = narrate(SCRIPTS, voice, tmp_path / "spoken.wav")
    sound = read_wav((tmp_path / "spoken.wav").read_bytes())
    assert sound.seconds == pytest.approx(told.seconds, abs=0.001)
    assert [(one.section, one.passage) for one in told.heard] == sorted(
        (one.section, one.passage) for one in told.heard
    )
    assert [one.breath.spoken for one in told.heard] == [
        breath.spoken for script in SCRIPTS for _, breath in script.breaths
    ]
    for one in told.heard:
        assert one.end - one.start == pytest.approx(WORD * len(one.breath.words), abs=0.1)
        middle = sound.samples[round((one.start + one.end) / 2 * sound.rate) :][:200]
        assert np.abs(middle).max() > 7000


def test_chapters_follow_each_other_over_the_whole(tmp_path: Path) -> None:
    told = narrate(SCRIPTS, Humming(), tmp_path / "spoken.wav")
    assert [chapter.title for chapter in told.chapters] == ["Mở đầu", "Một", "Hai"]
    assert (told.chapters[0].start, told.chapters[-1].end) == (0, told.seconds)
    for before, after in itertools.pairwise(told.chapters):
        assert before.end == after.start
    for one in told.heard:
        chapter = told.chapters[one.section]
        assert chapter.start <= one.start < one.end <= chapter.end


def test_no_silence_is_long(tmp_path: Path) -> None:
    narrate(SCRIPTS, Humming(), tmp_path / "spoken.wav")
    found = silences(read_wav((tmp_path / "spoken.wav").read_bytes()))
    assert found
    assert max(found) <= LONGEST_SILENCE + 0.1


def test_a_recording_is_taken_section_by_section(tmp_path: Path) -> None:
    parts = (tone(1.0).samples, silence(5.0, RATE), tone(1.0).samples)
    torn = Sound(np.concatenate(parts), RATE)
    recorded = Recorded({script.mark: with_silence(torn, 4.0, 4.0) for script in SCRIPTS})
    assert isinstance(recorded, Recording)
    told = narrate(SCRIPTS, recorded, tmp_path / "spoken.wav")
    assert max(silences(read_wav((tmp_path / "spoken.wav").read_bytes()))) <= LONGEST_SILENCE + 0.1
    for before, after in itertools.pairwise(told.heard):
        assert before.start < before.end <= after.start + 1e-6


def test_words_that_were_not_recorded_are_named(tmp_path: Path) -> None:
    recorded = Recorded({SCRIPTS[0].mark: tone(2.0)})
    with pytest.raises(NotRecorded) as caught:
        narrate(SCRIPTS, recorded, tmp_path / "spoken.wav")
    assert SCRIPTS[1].mark in str(caught.value)
    assert "Hai" in str(caught.value)
    assert "Mở đầu" not in str(caught.value)


class Mute(Humming):
    def say(self, words: str) -> Sound:
        return Sound(silence(1.0, RATE), RATE)


class Wavering(Humming):
    def say(self, words: str) -> Sound:
        self.rate += 1000
        return super().say(words)


@pytest.mark.parametrize("voice", [Mute(), Wavering()])
def test_a_voice_that_says_nothing_or_changes_its_rate_has_failed(voice: Voice, tmp_path: Path) -> None:
    with pytest.raises(VoiceFailed):
        narrate(SCRIPTS, voice, tmp_path / "spoken.wav")


def test_nothing_to_say_is_no_sound(tmp_path: Path) -> None:
    empty: tuple[SectionScript, ...] = ()
    with pytest.raises(VoiceFailed):
        narrate(empty, Humming(), tmp_path / "spoken.wav")
