from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from converters.derivatives.voices.speakers import command_voice, espeak_voice, recorded_voice
from converters.derivatives.voices.speakers.protocol import UnknownVoice, VoiceFailed
from converters.derivatives.voices.speakers.registry import open_speaker, voice_names
from converters.derivatives.voices.speakers.sound import written_wav
from tests.each import each
from tests.toy_voice import tone
from validators.problems import MissingDependency


def test_our_voices_are_offered() -> None:
    assert set(voice_names()) >= {"espeak", "command", "recorded"}


def test_an_unknown_voice_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownVoice) as caught:
        open_speaker("parrot:grey")
    assert "espeak" in str(caught.value.hint)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Notes what it is given, and gives a sound."""
    if os.name == "nt":
        pytest.skip("the program made here is a shell script")
    (tmp_path / "tone.wav").write_bytes(written_wav(tone(0.4)))
    path = tmp_path / "speak"
    path.write_text(f'#!/bin/sh\ncat > "{tmp_path}/given"\ncat "$1"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_command_takes_words_and_gives_a_sound(program: Path, tmp_path: Path) -> None:
    voice = command_voice.open_voice(f"{program} {tmp_path}/tone.wav")
    assert voice.say("điều năm.").seconds == pytest.approx(0.4)
    assert (tmp_path / "given").read_text(encoding="utf-8") == "điều năm.\n"


def test_another_model_is_another_voice(program: Path, tmp_path: Path) -> None:
    before = command_voice.open_voice(f"{program} {tmp_path}/tone.wav").identity
    (tmp_path / "tone.wav").write_bytes(written_wav(tone(0.5)))
    assert command_voice.open_voice(f"{program} {tmp_path}/tone.wav").identity != before


@each("argument", ["/dev/null", "/absent"])
def test_a_command_that_gives_no_sound_has_failed(argument: str, program: Path) -> None:
    with pytest.raises(VoiceFailed) as caught:
        command_voice.open_voice(f"{program} {argument}").say("một.")
    assert "speak" in str(caught.value)


def test_a_command_that_is_not_there() -> None:
    for detail in ("", "no-such-program-here --fast"):
        with pytest.raises(UnknownVoice):
            command_voice.open_voice(detail)


@each(
    "written",
    ["aaaa\tabsent.wav\n", "aaaa\t../tone.wav\n", "aaaa\n"],
)
def test_a_list_names_files_beside_it(written: str, tmp_path: Path) -> None:
    folder = tmp_path / "recorded"
    folder.mkdir(exist_ok=True)
    (tmp_path / "tone.wav").write_bytes(written_wav(tone(0.4)))
    (folder / "list.tsv").write_text(written, encoding="utf-8")
    with pytest.raises(UnknownVoice):
        recorded_voice.open_voice(str(folder))


def test_there_is_no_list(tmp_path: Path) -> None:
    for detail in ("", str(tmp_path), str(tmp_path / "absent.tsv")):
        with pytest.raises(UnknownVoice):
            recorded_voice.open_voice(detail)


@pytest.mark.real
def test_a_recording_is_found_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(written_wav(tone(0.4)))
    (tmp_path / "list.tsv").write_text("# name: Trần Thị Mẫu\n\nabcd1234\ta.wav\n", encoding="utf-8-sig")
    voice = recorded_voice.open_voice(str(tmp_path / "list.tsv"))
    assert voice.name == "Trần Thị Mẫu"
    sound = voice.section("abcd1234")
    assert sound is not None
    assert (sound.rate, round(sound.seconds, 2)) == (recorded_voice.RATE, 0.4)
    assert voice.section("ffffffff") is None


@pytest.mark.real
def test_espeak_says_the_same_words_the_same_way() -> None:
    voice = espeak_voice.open_voice("")
    one, two = (voice.say("phạt tiền từ hai triệu đồng,") for _ in range(2))
    assert 1 < one.trimmed().seconds < 4
    assert (one.samples == two.samples).all()
    slow = espeak_voice.open_voice("vi-vn-x-south,90")
    assert slow.say("phạt tiền từ hai triệu đồng,").seconds > one.seconds
    assert slow.identity != voice.identity


@pytest.mark.real
def test_a_voice_espeak_lacks() -> None:
    with pytest.raises(MissingDependency):
        espeak_voice.open_voice("vi-moon")
    with pytest.raises(UnknownVoice):
        open_speaker("espeak:vi,fast")


def test_without_espeak_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(MissingDependency) as caught:
        espeak_voice.open_voice("")
    assert "espeak-ng" in str(caught.value.hint)
