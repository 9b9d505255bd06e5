from __future__ import annotations

import errno
import itertools
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, contrast
from converters.derivatives.drawing.scene import Rectangle
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.filming import Filming
from converters.derivatives.kinds.video import encoding, frames, video
from converters.derivatives.kinds.video.cards import cards
from converters.derivatives.kinds.video.film import FRAMES_PER_SECOND, Film
from converters.derivatives.kinds.video.frames import Look, pages_of, set_lines
from converters.derivatives.kinds.video.shapes import SHAPES
from converters.derivatives.kinds.video.timeline import Segment, timed_for_reading
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, NoRoom, PointKind, choose_key_points
from converters.derivatives.voices.loudness import measured
from converters.derivatives.voices.speakers.sound import written_wav
from converters.derivatives.voices.speaking import Speaking
from converters.derivatives.wording.conditions import Condition
from converters.externals import ffmpeg
from converters.externals.ffmpeg import EncoderFailed, require_ffmpeg
from tests.each import each
from tests.toy_voice import tone
from validators.problems import Message, MissingDependency
from validators.sharing.record import Record

FACE = Typeface(BUNDLED)
SAFE = Rectangle(120, 288, 888, 1248)  # what Reels, TikTok and Zalo leave free of an upright video
UPRIGHT = Look(SHAPES["9:16"], FACE)
CRUEL = KeyPoint(
    PointKind.SANCTION,
    "Điều khiển xe đi vào đường cấm, khu vực cấm, đi ngược chiều của đường một chiều, không chấp hành hiệu lệnh "
    "của người điều khiển giao thông hoặc người kiểm soát giao thông, chở quá số người quy định, trừ trường hợp chở "
    "người bệnh đi cấp cứu, trẻ em dưới 12 tuổi, người già yếu hoặc người khuyết tật, và các trường hợp khẩn cấp "
    "khác mà pháp luật có quy định riêng đối với từng loại phương tiện.",
    "Điểm a khoản 6, điểm b khoản 8 Điều 7 Nghị định 168/2024/NĐ-CP",
    "Điểm a khoản 6",
    "/content/0",
    "Người điều khiển xe mô tô, xe gắn máy và các loại xe tương tự",
    conditions=(
        Condition("/content/1", "Mức phạt nêu trên áp dụng đối với cá nhân; tổ chức bị phạt gấp hai lần.", ""),
    ),
)


def segments_of(record: Record, look: Look = UPRIGHT) -> tuple[Segment, ...]:
    points = choose_key_points(record).points
    return timed_for_reading(cards(record, [(one, pages_of(record, one, look)) for one in points], draft=look.draft))


def film(record: Record, look: Look = UPRIGHT) -> Film:
    segments = segments_of(record, look)
    return Film(record, segments, replace(look, parts=len(segments)))


@pytest.mark.real
@each("shape", SHAPES)
@each("draft", [False, True])
@each(
    "record",
    [
        alcohol_record(),
        mediation_record(),
        bookshelf_record(),
        bookshelf_record(title="PHÁP-LUẬT-" * 20, ai={"generated": True}),
        mediation_record(title="A", publisher=None, subjects=[]),
    ],
)
def test_every_card_is_well_laid_out(record: Record, draft: bool, shape: str) -> None:
    look = Look(SHAPES[shape], FACE, draft=draft, voice=words.SYNTHETIC_VOICE)
    for segment in segments_of(record, look):
        for cue in (None, *range(len(segment.cues))):
            scene = frames.frame(record, segment, cue, look)
            assert (scene.width, scene.height) == (look.shape.width, look.shape.height)
            for item in scene.texts:
                assert scene.frame.holds(item.box), item
                assert all(FACE.width(line, item.style) <= item.box.width + 2 for line in item.lines), item
                assert contrast(item.colour, item.ground) >= MINIMUM_CONTRAST
                assert item.style.size >= 27
            for one, other in itertools.combinations(scene.texts, 2):
                assert not one.box.meets(other.box), (one.lines, other.lines)


def plain(lines: tuple[str, ...]) -> str:
    return " ".join(lines).replace("\u00a0", " ")


def test_statement_figure_provision_and_caption_are_seen_together_where_no_button_lies() -> None:
    record = alcohol_record()
    segment = segments_of(record)[1]
    point = segment.card.point
    assert point
    assert point.emphasis
    scene = frames.frame(record, segment, 0, UPRIGHT)
    said = {plain(item.lines): item for item in scene.texts}
    for text in (point.text, point.emphasis.figure, point.citation, segment.cues[0].text):
        assert text in said
        assert SAFE.holds(said[text].box), text
    assert len(said[segment.cues[0].text].lines) <= 2


@each("shape", SHAPES)
def test_a_long_text_is_spread_over_cards_that_each_say_everything(shape: str) -> None:
    record, look = alcohol_record(), Look(SHAPES[shape], FACE)
    pages = pages_of(record, CRUEL, look)
    assert " ".join(pages) == CRUEL.text
    made = timed_for_reading(cards(record, [(CRUEL, pages)], draft=False))
    for segment, page in zip(made[1:-1], pages, strict=True):
        said = [plain(item.lines) for item in frames.frame(record, segment, 0, look).texts]
        for text in (page, CRUEL.heading, CRUEL.citation, CRUEL.pinned_texts[0]):
            assert text in said


def test_what_no_card_holds_is_refused_by_name() -> None:
    point = replace(CRUEL, conditions=(Condition("/content/1", "Điều kiện rất dài. " * 60, ""),))
    with pytest.raises(NoRoom) as caught:
        pages_of(alcohol_record(), point, UPRIGHT)
    assert "đường cấm" in str(caught.value)


def test_no_line_ends_inside_a_word() -> None:
    style = frames._CAPTIONS[0]
    lines = set_lines("hòa giải viên bắt đầu hòa giải trong trường hợp cần", style, 620, FACE)
    assert len(lines) > 1
    assert not any(line.endswith(("hòa", "bắt", "trường")) for line in lines)
    assert set_lines("PHÁP-LUẬT-" * 20, style, 400, FACE)


@pytest.mark.real
def test_two_cards_are_never_seen_at_once() -> None:
    moving = film(mediation_record())
    shape = moving.look.shape
    rows = slice(shape.card.top, shape.caption.bottom)
    second, third = moving.segments[1:3]
    old = moving.at(third.start - 0.01)[rows]
    rest = moving.at(third.start + 0.295)[rows]
    first = moving.at(third.start)[rows]
    assert not (first == old).all()
    offset = 48
    assert (first[offset:] == rest[:-offset]).all(), "the new card slides up whole, on an empty ground"
    assert (first[:offset] == moving._empty()[rows][:offset]).all()
    assert second.end == third.start


@pytest.mark.real
def test_the_bar_fills_as_time_goes() -> None:
    moving = film(mediation_record())
    filled = [moving.at(moving.duration * share)[moving.look.shape.bar.top + 5].std() for share in (0.0, 0.5)]
    assert filled[0] < filled[1]
    assert moving.at(moving.duration).shape == (1920, 1080, 3)


@pytest.mark.real
def test_a_draft_video_says_so() -> None:
    drafted = film(mediation_record(), replace(UPRIGHT, draft=True))
    assert (drafted.at(1.0) != film(mediation_record()).at(1.0)).any()


def test_other_pictures_have_another_fingerprint() -> None:
    moving = film(mediation_record())
    marks = [moving.fingerprint(place) for place in range(len(moving.segments))]
    assert len(set(marks)) == len(marks)
    assert film(mediation_record()).fingerprint(1) == marks[1]
    later = moving.segments[1]
    moving.segments = (moving.segments[0], replace(later, duration=later.duration + 1), *moving.segments[2:])
    assert moving.fingerprint(1) != marks[1]


def test_no_recipe_without_captions(tmp_path: Path) -> None:
    assert video.recipe_in(tmp_path / "video.mp4") is None


@each(
    "filming",
    [Filming(shape="1:1"), Filming(most_bytes=900_000), Filming(preview=True)],
)
def test_settings_are_part_of_the_recipe(filming: Filming) -> None:
    record, silent = mediation_record(), Speaking(silent=True)
    plain_options = DeriveOptions(speaking=silent)
    other = DeriveOptions(speaking=silent, filming=filming)
    assert video.KIND.recipe(record, plain_options) != video.KIND.recipe(record, other)


class Steps:
    """Counts what is reported."""

    total: float | None = None
    done = 0.0

    def start(self, what: Message, total: float | None = None) -> None:
        self.total = total

    def advance(self, steps: float = 1, note: str = "", *, total: float | None = None) -> None:
        self.done += steps

    def finish(self) -> None:
        pass


def told_by_ffmpeg(path: Path) -> str:
    asked = [str(require_ffmpeg()), "-hide_banner", "-i", str(path)]
    return subprocess.run(asked, capture_output=True, check=False).stderr.decode("utf-8")


@pytest.mark.real
def test_a_real_video_is_read_aloud_and_goes_on_where_it_was_left(tmp_path: Path) -> None:
    steps, record = Steps(), mediation_record()
    filming = Filming(shape="1:1", preview=True, scenes=tmp_path / "scenes")
    options = DeriveOptions(progress=steps, filming=filming)
    target = tmp_path / "video.mp4"
    made = video.KIND.derive(record, target, options)
    told = told_by_ffmpeg(target)
    assert "1080x1080" in told
    assert "30 fps" in told
    assert re.search(r"Audio: aac.* 48000 Hz, mono", told)
    assert re.search(r"Duration: 00:00:(?:09\.9|10\.)", told)
    assert words.SYNTHETIC_VOICE in told
    assert measured(target).lufs == pytest.approx(-16, abs=1.5)
    assert measured(target).peak <= -1
    head = target.read_bytes()[: 1 << 16]
    assert head[4:8] == b"ftyp"
    assert b"moov" in head, "the index comes first, so that playing starts at once"
    assert made.voice == "Giọng đọc do máy tính tạo ra (eSpeak NG vi)"
    assert made.transcript
    assert words.SYNTHETIC_VOICE in made.transcript
    assert steps.done == pytest.approx(steps.total or 0, abs=1)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"scenes", "video.mp4", "video.txt", "video.vtt", "video.srt", "video-cover.png"}
    assert video.recipe_in_vtt((tmp_path / "video.vtt").read_text(encoding="utf-8")) == video.KIND.recipe(
        record, options
    )
    before = {path: path.stat().st_ctime_ns for path in (tmp_path / "scenes").iterdir()}
    first = target.read_bytes()
    next(iter(before)).unlink()
    video.KIND.derive(record, target, options)
    assert target.read_bytes() == first, "the same video, one card of it made anew"
    assert {path.name for path in (tmp_path / "scenes").iterdir()} == {path.name for path in before}


@pytest.mark.real
def test_a_silent_video_with_a_bound_to_its_size(tmp_path: Path) -> None:
    target = tmp_path / "video.mp4"
    filming = Filming(shape="1:1", preview=True, most_bytes=200_000)
    made = video.KIND.derive(mediation_record(), target, DeriveOptions(filming=filming, speaking=Speaking(silent=True)))
    assert target.stat().st_size <= 200_000
    assert "Audio" not in told_by_ffmpeg(target)
    assert made.voice is None
    with pytest.raises(encoding.TooLarge):
        encoding.made_to_fit(target, 20_000, 10.0, sound=False)


@pytest.mark.real
def test_music_gives_way_to_the_voice(tmp_path: Path) -> None:
    (tmp_path / "voice.wav").write_bytes(written_wav(tone(2.0)))
    (tmp_path / "music.wav").write_bytes(written_wav(tone(0.7, rate=44_100)))
    encoding.sound_of(tmp_path / "voice.wav", None, tmp_path / "plain.wav")
    encoding.sound_of(tmp_path / "voice.wav", tmp_path / "music.wav", tmp_path / "mixed.wav")
    assert (tmp_path / "plain.wav").read_bytes() != (tmp_path / "mixed.wav").read_bytes()
    assert measured(tmp_path / "mixed.wav").lufs == pytest.approx(-16, abs=0.5)


@pytest.mark.real
@pytest.mark.skipif(os.name == "nt", reason="the broken program is a shell script")
def test_an_encoder_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr("moviepy.video.io.ffmpeg_writer.FFMPEG_BINARY", str(broken))
    target = tmp_path / "video.mp4"
    target.write_bytes(b"the old one")
    with pytest.raises(EncoderFailed) as caught:
        video.make(mediation_record(), target, DeriveOptions(speaking=Speaking(silent=True)))
    assert "no room left" in str(caught.value)
    assert target.read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ffmpeg", "video.mp4"]


@pytest.mark.real
def test_cards_that_cannot_be_kept_are_made_nevertheless(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    silent = DeriveOptions(speaking=Speaking(silent=True), filming=Filming("1:1", preview=True))
    video.make(mediation_record(), tmp_path / "kept.mp4", silent)
    elsewhere = replace(silent, filming=replace(silent.filming, scenes=tmp_path / "file" / "scenes"))
    video.make(mediation_record(), tmp_path / "made.mp4", elsewhere)
    assert (tmp_path / "made.mp4").read_bytes() == (tmp_path / "kept.mp4").read_bytes()


@pytest.mark.real
@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_a_full_disk_is_told_as_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = tmp_path / "ffmpeg"
    full.write_text("#!/bin/sh\necho '[out#0 @ 0x1] Error: No space left on device' >&2\nexit 1\n", encoding="utf-8")
    full.chmod(0o755)
    monkeypatch.setattr("moviepy.video.io.ffmpeg_writer.FFMPEG_BINARY", str(full))
    silent = DeriveOptions(speaking=Speaking(silent=True), filming=Filming(scenes=tmp_path / "scenes"))
    with pytest.raises(OSError, match="No space left") as caught:
        video.make(mediation_record(), tmp_path / "video.mp4", silent)
    assert caught.value.errno == errno.ENOSPC
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["ffmpeg", "scenes"]


@pytest.mark.real
def test_without_ffmpeg_the_install_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg, "_from_wheel", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    require_ffmpeg.cache_clear()
    with pytest.raises(MissingDependency) as caught:
        video.make(mediation_record(), tmp_path / "video.mp4", DeriveOptions(speaking=Speaking(silent=True)))
    require_ffmpeg.cache_clear()
    assert "imageio-ffmpeg" in str(caught.value.hint)


def test_without_a_voice_silence_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependency) as caught:
        video.make(mediation_record(), tmp_path / "video.mp4", DeriveOptions())
    assert "--no-voice" in str(caught.value.hint)


@pytest.mark.real
def test_pictures_come_out_of_the_file_as_they_were_drawn(tmp_path: Path) -> None:
    from moviepy import VideoFileClip

    target, record = tmp_path / "video.mp4", mediation_record()
    video.make(record, target, DeriveOptions(speaking=Speaking(silent=True), filming=Filming("1:1", preview=True)))
    drawn = film(record, Look(SHAPES["1:1"], FACE))
    with VideoFileClip(str(target)) as clip:
        for seconds in (1.0, drawn.segments[1].start + 1.0):
            number = round(seconds * FRAMES_PER_SECOND)
            seen = clip.get_frame(number / FRAMES_PER_SECOND + 0.001).astype(int)
            assert np.abs(seen - drawn.at(number / FRAMES_PER_SECOND).astype(int)).mean() < 4
