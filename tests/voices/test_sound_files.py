from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from converters.derivatives.voices.loudness import Loudness, brought_to, measured
from converters.derivatives.voices.narration import Chapter
from converters.derivatives.voices.recipes import recipe_in_sound
from converters.derivatives.voices.sound_files import write_sound
from converters.derivatives.voices.speakers.sound import Sound, written_wav
from converters.externals.ffmpeg import EncoderFailed, require_ffmpeg
from tests.toy_voice import tone

CHAPTERS = [Chapter("Mở đầu; #1", 0.0, 2.75), Chapter("Mức phạt = bao nhiêu?", 2.75, 6.0)]
TAGS = {"title": "Ba điều \\ cần biết", "artist": "Xã Bình Sơn", "language": "vie", "recipe": "ab" * 32}


def speech_like(height: int) -> Sound:
    """A hummed voice: overtones of a tone that rises and falls, four syllables a second, a breath of noise.

    Its peaks stand about 10 dB above its mean, as those of a person who reads do.
    """
    random = np.random.default_rng(7)
    rate = 22_050
    times = np.arange(6 * rate) / rate
    turn = 2 * np.pi * np.cumsum(120 + 20 * np.sin(2 * np.pi * 0.7 * times)) / rate
    hum = sum(np.sin(number * turn + number**2) / number for number in range(1, 20))
    swell = 0.15 + 0.85 * np.abs(np.sin(2 * np.pi * 2 * times))
    voice = (hum + 0.05 * random.standard_normal(len(times))) * swell
    return Sound((voice / np.abs(voice).max() * height).astype(np.int16), rate)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "spoken.wav"
    path.write_bytes(written_wav(speech_like(9000)))
    return path


@pytest.mark.real
@pytest.mark.parametrize("loudness", Loudness)
def test_every_file_has_the_loudness_of_its_listeners(loudness: Loudness, spoken: Path, tmp_path: Path) -> None:
    loud = tmp_path / "loud.wav"
    assert brought_to(spoken, loud, loudness).lufs == pytest.approx(loudness.lufs, abs=0.3)
    for ending in (".mp3", ".opus"):
        target = tmp_path / f"made{ending}"
        write_sound(loud, target, TAGS, CHAPTERS)
        level = measured(target)
        assert level.lufs == pytest.approx(loudness.lufs, abs=0.8)
        assert level.peak <= -1.0


@pytest.mark.real
def test_silence_stays_silence(tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.wav"
    quiet.write_bytes(written_wav(tone(1.0, height=0)))
    assert brought_to(quiet, tmp_path / "loud.wav", Loudness.PODCAST).lufs <= -69


@pytest.mark.real
@pytest.mark.parametrize("ending", [".mp3", ".opus"])
def test_tags_and_chapters_are_read_by_ffmpeg_and_bytes_are_the_same(ending: str, spoken: Path, tmp_path: Path) -> None:
    one, two = (tmp_path / f"{number}{ending}" for number in "12")
    for target in (one, two):
        write_sound(spoken, target, TAGS, CHAPTERS)
    assert one.read_bytes() == two.read_bytes()
    assert recipe_in_sound(one) == "ab" * 32
    asked = [str(require_ffmpeg()), "-hide_banner", "-i", str(one)]
    told = subprocess.run(asked, capture_output=True, check=False).stderr.decode("utf-8")
    for words in ("Ba điều \\ cần biết", "Xã Bình Sơn", "Mở đầu; #1", "Mức phạt = bao nhiêu?"):
        assert re.search(rf"(?i)(?:title|artist)\s*: {re.escape(words)}", told), told
    starts = [float(found) for found in re.findall(r"Chapter #\d+:\d+: start ([\d.]+)", told)]
    assert starts == pytest.approx([0, 2.75], abs=0.03)  # an MP3 player counts from behind the encoder's delay


def test_no_recipe_in_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"ID3 recipe\x00 nothing")
    assert recipe_in_sound(tmp_path / "a.mp3") is None
    assert recipe_in_sound(tmp_path / "absent.mp3") is None


@pytest.mark.real
def test_an_encoder_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "made.mp3"
    target.write_bytes(b"the old one")
    (tmp_path / "broken.wav").write_bytes(b"no sound")
    with pytest.raises(EncoderFailed):
        write_sound(tmp_path / "broken.wav", target, TAGS, CHAPTERS)
    assert target.read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.wav", "made.mp3"]
