from __future__ import annotations

import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.fonts import BUNDLED
from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, contrast, palette_for
from converters.derivatives.drawing.typography import Typeface
from converters.derivatives.kinds.video import frames, video
from converters.derivatives.kinds.video.captions import recipe_in_vtt
from converters.derivatives.kinds.video.timeline import Segment, plan
from converters.derivatives.saying.key_points import choose_key_points
from tests.each import each
from validators.problems import Message
from validators.sharing.record import Record

FACE = Typeface(BUNDLED)


def segments_of(record: Record) -> tuple[Segment, ...]:
    return plan(record, choose_key_points(record))


def film(record: Record, **options: bool) -> video.Film:
    return video.Film(record, segments_of(record), FACE, DeriveOptions(**options))


@pytest.mark.real
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
@each("draft", [False, True])
def test_every_card_is_well_laid_out(record: Record, draft: bool) -> None:
    segments = segments_of(record)
    for segment in segments:
        for cue in (None, *range(len(segment.cues))):
            scene = frames.frame(record, segment, cue, FACE, parts=len(segments), draft=draft, link=None)
            assert (scene.width, scene.height) == (1080, 1920)
            for item in scene.texts:
                assert scene.frame.holds(item.box), item
                assert all(FACE.width(line, item.style) <= item.box.width + 2 for line in item.lines), item
                assert contrast(item.colour, item.ground) >= MINIMUM_CONTRAST
            for one, other in itertools.combinations(scene.texts, 2):
                assert not one.box.meets(other.box), (one.lines, other.lines)


def test_captions_are_drawn() -> None:
    record = alcohol_record()
    segments = segments_of(record)
    point = segments[1]
    scene = frames.frame(record, point, 0, FACE, parts=len(segments), draft=False, link=None)
    said = {" ".join(item.lines).replace("\u00a0", " ") for item in scene.texts}
    assert point.cues[0].text in said


@pytest.mark.real
def test_the_bar_fills_as_time_goes() -> None:
    moving = film(mediation_record())
    bright = np.array(palette_for(mediation_record().subjects).bright)
    filled = []
    for share in (0.1, 0.5, 0.99):
        picture = moving.at(moving.duration * share)
        filled.append(int((picture[frames.BAR.top + 5] == bright).all(axis=1).sum()))
    assert filled[0] < filled[1] < filled[2]


@pytest.mark.real
def test_cards_fade_into_each_other() -> None:
    moving = film(mediation_record())
    second = moving.segments[1]
    before, between, during, after = (
        moving.at(second.start + offset).astype(int) for offset in (-0.01, 0.225, 0.32, 0.6)
    )
    panel = (slice(700, 900), slice(200, 800))
    means = [picture[panel].mean() for picture in (between, during, after)]
    assert means[0] < means[1] < means[2]
    assert before[panel].std() > 1


@pytest.mark.real
def test_two_cards_are_never_seen_at_once() -> None:
    moving = film(mediation_record())
    third = moving.segments[2].start
    rows = slice(200, 1600)  # without the bar of progress, which moves by itself
    empty = moving._empty()[rows].astype(int)
    halfway = moving.at(third + 0.225)[rows].astype(int)
    assert np.abs(halfway - empty).max() <= 3, "between two cards there is none"
    old = moving.at(third - 0.01)[rows].astype(int)
    for moment in (0.05, 0.15):  # in the first half everything lies between the old card and the empty ground
        seen = moving.at(third + moment)[rows].astype(int)
        assert (seen >= np.minimum(old, empty) - 2).all()
        assert (seen <= np.maximum(old, empty) + 2).all()


@pytest.mark.real
def test_the_last_moment_has_a_picture() -> None:
    moving = film(mediation_record())
    assert moving.at(moving.duration).shape == (1920, 1080, 3)


@pytest.mark.real
def test_a_draft_video_says_so() -> None:
    assert (film(mediation_record(), draft=True).at(1.0) != film(mediation_record()).at(1.0)).any()


def test_no_recipe_without_captions(tmp_path: Path) -> None:
    assert video.recipe_in(tmp_path / "video.mp4") is None


class Steps:
    """Counts what is reported."""

    total: int | None = None
    done = 0

    def start(self, what: Message, total: int | None = None) -> None:
        self.total = total

    def advance(self, steps: int = 1, note: str = "") -> None:
        self.done += steps

    def finish(self) -> None:
        pass


@pytest.mark.real
def test_a_real_video(tmp_path: Path) -> None:
    from moviepy.video.io.ffmpeg_reader import ffmpeg_parse_infos

    steps = Steps()
    record, target, options = mediation_record(), tmp_path / "video.mp4", DeriveOptions(progress=steps)
    made = video.make(record, target, options)
    infos = ffmpeg_parse_infos(str(target))
    assert infos["video_size"] == [1080, 1920]
    assert 20 <= infos["duration"] <= 60
    assert infos["video_fps"] == video.FRAMES_PER_SECOND
    assert abs(infos["duration"] - segments_of(record)[-1].end) < 0.2
    assert not infos["audio_found"]
    head = target.read_bytes()[: 1 << 16]
    assert head[4:8] == b"ftyp"
    assert b"moov" in head, "the index comes first, so that playing starts at once"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["video.mp4", "video.txt", "video.vtt"]
    assert recipe_in_vtt((tmp_path / "video.vtt").read_text(encoding="utf-8")) == video.KIND.recipe(record, options)
    assert video.recipe_in(target) == video.KIND.recipe(record, options)
    assert made.companions["captions"] == tmp_path / "video.vtt"
    assert made.transcript
    assert steps.done == steps.total == int(infos["duration"])
    check_pictures(target, record)


def check_pictures(target: Path, record: Record) -> None:
    """What comes out of the file is what was drawn, as near as the codec allows."""
    from moviepy import VideoFileClip

    drawn = film(record)
    with VideoFileClip(str(target)) as clip:
        for seconds in (1.0, drawn.segments[2].start + 2.0, drawn.duration - 1.0):
            difference = np.abs(clip.get_frame(seconds).astype(int) - drawn.at(seconds).astype(int))
            assert difference.mean() < 4


@pytest.mark.real
@pytest.mark.skipif(os.name == "nt", reason="the broken program is a shell script")
def test_an_encoder_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr("moviepy.video.io.ffmpeg_writer.FFMPEG_BINARY", str(broken))
    target = tmp_path / "video.mp4"
    target.write_bytes(b"the old one")
    with pytest.raises(video.EncoderFailed) as caught:
        video.make(mediation_record(), target, DeriveOptions())
    assert "no room left" in str(caught.value)
    assert target.read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ffmpeg", "video.mp4"]


@pytest.mark.real
def test_without_ffmpeg_the_install_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from validators.problems import MissingDependency

    monkeypatch.setattr("moviepy.video.io.ffmpeg_writer.FFMPEG_BINARY", str(tmp_path / "absent"))
    with pytest.raises(MissingDependency) as caught:
        video.make(mediation_record(), tmp_path / "video.mp4", DeriveOptions())
    assert "imageio-ffmpeg" in str(caught.value.hint)
