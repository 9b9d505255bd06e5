from __future__ import annotations

import itertools
import re

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from hypothesis import given
from hypothesis import strategies as st

from converters.derivatives.kinds.video.captions import recipe_in_vtt, transcript, vtt
from converters.derivatives.kinds.video.timeline import (
    BRISK,
    CUE_LENGTH,
    LONGEST,
    SHORTEST,
    parts,
    plan,
    spoken_syllables,
)
from converters.derivatives.saying.key_points import KeyPoint, KeyPoints, PointKind, choose_key_points
from tests.each import each
from validators.sharing.record import Record

RECORDS = [alcohol_record(), mediation_record(), bookshelf_record()]
STAMP = r"(\d\d):([0-5]\d):([0-5]\d\.\d{3})"
CUE = re.compile(rf"^{STAMP} --> {STAMP}$")


def made_of(text: str, count: int) -> KeyPoints:
    made = [KeyPoint(PointKind.RULE, f"{text} {number}", "Điều 1", "Điều 1", f"/{number}") for number in range(count)]
    return KeyPoints(tuple(made), tuple(range(count)))


def check(record: Record, points: KeyPoints) -> None:
    segments = plan(record, points)
    assert SHORTEST - 0.01 <= segments[-1].end <= LONGEST + 0.01
    assert segments[0].point is None
    assert segments[-1].point is None
    assert segments[0].start == 0
    for before, after in itertools.pairwise(segments):
        assert after.start == pytest.approx(before.end)
    clock = 0.0
    for segment in segments:
        for cue in segment.cues:
            assert clock - 1e-6 <= cue.start < cue.end <= segment.end + 1e-6
            clock = cue.end


@pytest.mark.parametrize("record", RECORDS)
def test_twenty_to_sixty_seconds_one_card_after_another(record: Record) -> None:
    check(record, choose_key_points(record))


@each("count", [1, 2, 3, 6])
@each("text", ["Cấm.", "Người dân có quyền được biết, được bàn, được giám sát. " * 3])
def test_very_short_and_very_long_material(count: int, text: str) -> None:
    check(mediation_record(), made_of(text, count))


@pytest.mark.parametrize("record", RECORDS)
def test_captions_can_be_read_in_their_time(record: Record) -> None:
    for segment in plan(record, choose_key_points(record)):
        for cue in segment.cues if segment.point else ():
            assert spoken_syllables(cue.text) / (cue.end - cue.start) <= BRISK + 0.01
            assert len(cue.text) <= CUE_LENGTH + 16


@pytest.mark.parametrize("record", RECORDS)
def test_captions_are_the_text_of_the_points(record: Record) -> None:
    for segment in plan(record, choose_key_points(record)):
        if segment.point:
            assert " ".join(cue.text for cue in segment.cues) == segment.point.text


def test_long_material_loses_its_least_points_first() -> None:
    points = choose_key_points(alcohol_record())
    kept = [segment.point for segment in plan(alcohol_record(), points) if segment.point]
    assert kept == [point for point in points.points if point in kept]
    assert len(kept) >= 3


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Đi xe máy có nồng độ cồn chưa vượt quá 0,25 miligam/1 lít khí thở. Trừ 4 điểm giấy phép lái xe.",
            "Đi xe máy có nồng độ cồn chưa vượt quá 0,25 miligam/1 lít khí thở.",
        ),
        ("Một câu ngắn.", "Một câu ngắn."),
    ],
)
def test_captions_part_behind_punctuation(text: str, first: str) -> None:
    assert parts(text)[0] == first


@given(st.lists(st.sampled_from(["người", "8.000.000", "đồng,", "phải", "Điều", "9."]), min_size=1, max_size=60))
def test_parts_lose_no_word(words: list[str]) -> None:
    assert " ".join(parts(" ".join(words))).split() == words


@pytest.mark.parametrize("record", RECORDS)
def test_the_caption_file_is_valid_webvtt(record: Record) -> None:
    segments = plan(record, choose_key_points(record))
    text = vtt(record, segments, "ab" * 32)
    blocks = text.rstrip("\n").split("\n\n")
    assert blocks[0].startswith("WEBVTT\n")
    assert "Language: vi" in blocks[0]
    last = 0.0
    cues = [block.split("\n") for block in blocks[1:] if not block.startswith("NOTE")]
    assert len(cues) == sum(len(segment.cues) for segment in segments)
    for number, lines in enumerate(cues, 1):
        assert lines[0] == str(number)
        stamps = CUE.match(lines[1])
        assert stamps is not None
        values = [float(value) for value in stamps.groups()]
        start = values[0] * 3600 + values[1] * 60 + values[2]
        end = values[3] * 3600 + values[4] * 60 + values[5]
        assert last <= start + 0.002
        assert start < end
        last = end
        assert lines[2:]
        assert not any("-->" in line for line in lines[2:])
    assert recipe_in_vtt(text) == "ab" * 32


def test_captions_tell_what_is_only_shown() -> None:
    record = alcohol_record()
    text = vtt(record, plan(record, choose_key_points(record)), "0" * 64)
    assert "2.000.000 – 3.000.000 đồng\n" in text
    assert "(Điểm a khoản 6 Điều 7 Nghị định 168/2024/NĐ-CP)" in text


def test_markup_in_a_text_is_escaped() -> None:
    record = mediation_record(title="A --> B <i> & C")
    text = vtt(record, plan(record, made_of("x < y", 3)), "0" * 64)
    assert "A --&gt; B &lt;i&gt; &amp; C" in text


def test_a_file_without_recipe() -> None:
    assert recipe_in_vtt("WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nx\n") is None


def test_the_transcript_stands_on_its_own() -> None:
    record = alcohol_record()
    said = transcript(record, plan(record, choose_key_points(record)))
    assert said.startswith(record.title)
    assert "8.000.000 – 10.000.000 đồng" in said
    assert said.rstrip().endswith("Cơ quan ban hành: Hội đồng phối hợp PBGDPL xã Bình Sơn.")
