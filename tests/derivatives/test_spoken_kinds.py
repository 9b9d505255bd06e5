"""Audio book, bulletin and its script, as `derive` makes them."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from derivative_records import alcohol_record, mediation_record
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.kinds.audio import audio
from converters.derivatives.kinds.loudspeaker import loudspeaker, script
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import NothingToShow
from converters.derivatives.saying.publishable import NotApproved
from converters.derivatives.telling.station import Station
from converters.derivatives.voices.loudness import measured
from converters.derivatives.voices.scripts import CannotBeSaid
from converters.derivatives.voices.speaking import Speaking
from converters.externals.ffmpeg import require_ffmpeg
from validators.packages.package import open_package
from validators.sharing.record import Record

SHORT = [
    {"type": "heading", "level": 2, "text": "Hòa giải (khoản 1 Điều 12 Luật Hòa giải ở cơ sở)"},
    {"type": "paragraph", "text": "Mỗi tổ hòa giải có từ 03 hòa giải viên trở lên, trong đó có hòa giải viên nữ."},
]


def short_record(**changes: object) -> Record:
    return mediation_record(content=SHORT, **changes)


def told_by_ffmpeg(path: Path, *more: str) -> str:
    asked = [str(require_ffmpeg()), "-hide_banner", "-nostats", "-i", str(path), *more]
    return subprocess.run(asked, capture_output=True, check=False).stderr.decode("utf-8")


@pytest.mark.real
def test_an_audio_book_in_its_package(tmp_path: Path) -> None:
    root = package(tmp_path / "material", short_record())
    (made,) = derive_package(root, ["audio"], DeriveOptions())
    record = open_package(root).record()
    entries = {entry.path: entry for entry in record.files}
    for name, media_type in (("mp3", "audio/mpeg"), ("opus", "audio/ogg"), ("txt", "text/plain")):
        entry = entries[f"derivatives/audio.{name}"]
        assert entry.media_type == media_type
        assert entry.made_by
        assert entry.made_by.voice == "Giọng đọc do máy tính tạo ra (eSpeak NG vi)"
        assert entry.made_by.fonts is None
    assert record.accessibility.transcript == made.transcript
    assert words.SYNTHETIC_VOICE_SAID in (made.transcript or "")
    level = measured(made.path)
    assert level.lufs == pytest.approx(-16, abs=1)
    assert level.peak <= -1
    assert "silence_start" not in told_by_ffmpeg(made.path, "-af", "silencedetect=n=-50dB:d=3", "-f", "null", "-")
    (again,) = derive_package(root, ["audio"], DeriveOptions())
    assert again.state == "unchanged"
    whole = DeriveOptions(speaking=Speaking(whole_text=True))
    (other,) = derive_package(root, ["audio"], whole)
    assert other.state == "made"
    assert (other.transcript or "") != made.transcript


@pytest.mark.real
def test_the_same_bulletin_has_the_same_bytes_and_says_what_it_is(tmp_path: Path) -> None:
    station = Station(name="Đài xã Bình Sơn", opening="Đây là Đài xã Bình Sơn.", readings=2)
    options = DeriveOptions(draft=True, speaking=Speaking(station=station))
    one, two = (tmp_path / name / "loudspeaker.mp3" for name in "ab")
    for target in (one, two):
        target.parent.mkdir()
        loudspeaker.KIND.derive(short_record(), target, options)
    for ending in (".mp3", ".opus", ".txt"):
        assert one.with_suffix(ending).read_bytes() == two.with_suffix(ending).read_bytes()
    told = told_by_ffmpeg(one)
    assert words.DRAFT_BANNER in told
    assert words.SYNTHETIC_VOICE in told
    assert "Đài xã Bình Sơn" in told
    assert told.count("Chapter #") == 8
    assert measured(one).lufs == pytest.approx(-23, abs=1)
    assert loudspeaker.KIND.recipe_in(one) == loudspeaker.KIND.recipe(short_record(), options)


def test_the_script_is_what_a_person_reads(tmp_path: Path) -> None:
    target = tmp_path / "loudspeaker-script.txt"
    made = script.KIND.derive(short_record(), target, DeriveOptions())
    text = target.read_text(encoding="utf-8")
    assert "Căn cứ: Khoản 1 Điều 12 Luật Hòa giải ở cơ sở." in text
    assert "Đọc là: " in text
    assert "khoản một điều mười hai luật hòa giải ở cơ sở" in text
    assert words.SYNTHETIC_VOICE_SAID not in text
    marks = re.findall(r"mã ([0-9a-f]{8})", text)
    assert len(marks) == 7
    assert len(set(marks)) == 4
    assert script.KIND.recipe_in(target) == script.KIND.recipe(short_record(), DeriveOptions())
    assert script.KIND.recipe_in(tmp_path / "absent.txt") is None
    assert made.account.shown


def test_a_draft_script_says_so_first(tmp_path: Path) -> None:
    target = tmp_path / "loudspeaker-script.txt"
    script.KIND.derive(short_record(), target, DeriveOptions(draft=True))
    assert target.read_text(encoding="utf-8").startswith(words.DRAFT_BANNER)


def test_a_bulletin_that_is_too_long_is_told(tmp_path: Path) -> None:
    options = DeriveOptions(speaking=Speaking(station=Station(minutes=1)))
    made = script.KIND.derive(alcohol_record(), tmp_path / "loudspeaker-script.txt", options)
    assert "no fine is left out" in str(made.notes[0])
    assert len(made.account.shown) == 6


def test_another_station_is_another_recipe() -> None:
    record, options = short_record(), DeriveOptions()
    other = replace(options, speaking=Speaking(station=Station(minutes=9)))
    assert script.KIND.recipe(record, options) != script.KIND.recipe(record, other)


def test_what_cannot_be_said_leaves_no_file(tmp_path: Path) -> None:
    record = short_record(publisher={"name": "Trung tâm QZXW xã Bình Sơn"})
    with pytest.raises(CannotBeSaid):
        script.KIND.derive(record, tmp_path / "loudspeaker-script.txt", DeriveOptions())
    assert not list(tmp_path.iterdir())


def test_nothing_to_say_leaves_no_file(tmp_path: Path) -> None:
    record = mediation_record(content=[{"type": "paragraph", "text": "Xin chào bà con."}])
    with pytest.raises(NothingToShow):
        script.KIND.derive(record, tmp_path / "loudspeaker-script.txt", DeriveOptions())
    assert not list(tmp_path.iterdir())


def test_what_is_not_approved_is_not_spoken(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record(approval={}))
    with pytest.raises(NotApproved):
        derive_package(root, ["audio"], DeriveOptions())


def test_no_recipe_in_foreign_sound(tmp_path: Path) -> None:
    (tmp_path / "audio.mp3").write_bytes(b"ID3")
    assert audio.KIND.recipe_in(tmp_path / "audio.mp3") is None
