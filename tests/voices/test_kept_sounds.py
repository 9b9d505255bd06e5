from __future__ import annotations

import os
from pathlib import Path

from converters.derivatives.voices.speakers.kept_sounds import KeptSounds
from tests.toy_voice import Humming, tone


def test_the_same_words_are_spoken_once(tmp_path: Path) -> None:
    voice, kept = Humming(), KeptSounds(tmp_path)
    first = kept.get(voice.identity, "một hai.", voice.say)
    second = KeptSounds(tmp_path).get(voice.identity, "một hai.", voice.say)
    assert voice.given == ["một hai."]
    assert (first.samples == second.samples).all()


def test_other_words_and_other_voices_are_other_sounds(tmp_path: Path) -> None:
    voice, kept = Humming(), KeptSounds(tmp_path)
    for identity, words in (("toy 1", "một."), ("toy 2", "một."), ("toy 1", "hai.")):
        kept.get(identity, words, voice.say)
    assert len(voice.given) == 3


def test_a_damaged_sound_is_spoken_anew(tmp_path: Path) -> None:
    voice, kept = Humming(), KeptSounds(tmp_path)
    kept.get("toy", "một.", voice.say)
    (file,) = tmp_path.glob("*/*.wav")
    file.write_bytes(b"half")
    assert kept.get("toy", "một.", voice.say).seconds > 1
    assert len(voice.given) == 2


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    kept = KeptSounds(tmp_path, most_bytes=3 * 32_100)
    for number in range(5):
        kept.get("toy", str(number), lambda _: tone(1.0))
        newest = max(tmp_path.glob("*/*.wav"), key=lambda path: path.stat().st_ctime_ns)
        os.utime(newest, (number, number))
    kept.tidy()
    assert sorted(round(path.stat().st_mtime) for path in tmp_path.glob("*/*.wav")) == [2, 3, 4]


def test_without_a_folder_nothing_is_kept() -> None:
    voice, kept = Humming(), KeptSounds()
    for _ in range(2):
        kept.get("toy", "một.", voice.say)
    kept.tidy()
    assert len(voice.given) == 2


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert KeptSounds(tmp_path / "file").get("toy", "một.", Humming().say).seconds > 1


def test_what_a_killed_run_left_unfinished_goes_after_a_day(tmp_path: Path) -> None:
    kept = KeptSounds(tmp_path)
    kept.get("toy", "một.", lambda _: tone(1.0))
    (folder,) = tmp_path.iterdir()
    for name in (".old.wav.1a2b3c4d.part", ".new.wav.1a2b3c4d.part"):
        (folder / name).write_bytes(b"half")
    os.utime(folder / ".old.wav.1a2b3c4d.part", (1, 1))
    kept.tidy()
    assert sorted(path.suffix for path in folder.iterdir()) == [".part", ".wav"]
    assert not (folder / ".old.wav.1a2b3c4d.part").exists()
