from __future__ import annotations

import itertools
import re
import subprocess
from pathlib import Path

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from hypothesis import given
from hypothesis import strategies as st

from converters.derivatives.kinds.video.captions import srt, transcript, vtt
from converters.derivatives.kinds.video.cards import Card, cards
from converters.derivatives.kinds.video.cues import LETTERS_A_SECOND, LINE, LONGEST, lines, pieces, spread
from converters.derivatives.kinds.video.timeline import (
    SHORTEST,
    Segment,
    piece_at,
    scripts_for,
    timed_by_voice,
    timed_for_reading,
)
from converters.derivatives.kinds.video.video import recipe_in_vtt
from converters.derivatives.saying import words
from converters.derivatives.saying.key_points import KeyPoint, PointKind, choose_key_points
from converters.derivatives.speech.abbreviations import standard_abbreviations
from converters.derivatives.voices.speaking import Speaking
from converters.derivatives.wording.excerpts import tidy
from converters.derivatives.wording.word_pairs import is_one_word, kept_together
from converters.externals.ffmpeg import require_ffmpeg
from tests.each import each
from tests.toy_voice import Humming
from validators.rules.complete.captions import caption_fault
from validators.sharing.record import Record

RECORDS = [alcohol_record(), mediation_record(), bookshelf_record()]
STAMP = re.compile(r"^\d\d:[0-5]\d:[0-5]\d\.\d{3} --> \d\d:[0-5]\d:[0-5]\d\.\d{3}$", re.MULTILINE)
TEXTS = [
    (
        "Khi phát hiện vi phạm dữ liệu cá nhân, người dân có quyền yêu cầu cơ quan có thẩm quyền giải quyết trong thời "
        "hạn 03 ngày làm việc kể từ ngày nhận được đơn theo quy định của pháp luật về khiếu nại."
    ),
    (
        "Phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng đối với người điều khiển xe mô tô có nồng độ cồn trong máu "
        "hoặc hơi thở chưa vượt quá 50 miligam trên 100 mililít máu theo khoản 2 Điều 7 Nghị định số 168/2024/NĐ-CP."
    ),
    "Hành vi chiếm đoạt tài sản, tiết lộ thông tin, thông báo sai sự thật bị xử lý kỷ luật.",
]


def shown(record: Record, *, draft: bool = False) -> tuple[Card, ...]:
    return cards(record, [(point, (point.text,)) for point in choose_key_points(record).points], draft=draft)


def spoken(record: Record, tmp_path: Path) -> tuple[Segment, ...]:
    made = shown(record)
    scripts = scripts_for(made, standard_abbreviations())
    return timed_by_voice(made, scripts, Humming(), Speaking(), tmp_path / "spoken.wav")[0]


def check(segments: tuple[Segment, ...]) -> None:
    assert segments[0].start == 0
    for before, after in itertools.pairwise(segments):
        assert after.start == pytest.approx(before.end)
    clock = 0.0
    for segment in segments:
        assert segment.cues
        for cue in segment.cues:
            assert clock - 1e-6 <= cue.start < cue.end <= segment.end + 1e-6
            assert len(cue.text) / (cue.end - cue.start) <= LETTERS_A_SECOND, cue
            clock = cue.end


@pytest.mark.parametrize("record", RECORDS)
def test_captions_stay_long_enough_to_be_read(record: Record, tmp_path: Path) -> None:
    check(timed_for_reading(shown(record)))
    check(spoken(record, tmp_path))


@pytest.mark.parametrize("record", RECORDS)
def test_captions_are_what_is_said(record: Record, tmp_path: Path) -> None:
    for segment in (*timed_for_reading(shown(record)), *spoken(record, tmp_path)):
        said = " ".join(told.text for told in segment.card.section.passages)
        assert " ".join(cue.text for cue in segment.cues) == tidy(said)


def test_short_material_is_given_time(tmp_path: Path) -> None:
    record = mediation_record(title="Cấm", publisher=None)
    point = KeyPoint(PointKind.RULE, "Cấm hút thuốc.", "Điều 1", "Điều 1", "/content/0")
    made = cards(record, [(point, (point.text,))], draft=False)
    assert timed_for_reading(made)[-1].end > SHORTEST / 3
    scripts = scripts_for(made, standard_abbreviations())
    slow, told = timed_by_voice(made, scripts, Humming(), Speaking(), tmp_path / "spoken.wav")
    assert told.seconds == pytest.approx(slow[-1].end)
    check(slow)


@each("text", TEXTS)
def test_no_caption_is_long_and_none_ends_inside_a_word(text: str) -> None:
    found = pieces(text)
    assert " ".join(found) == text
    for piece in found:
        assert len(piece) <= LONGEST
        assert all(len(line) <= LINE for line in lines(piece).split("\n")), lines(piece)
        assert lines(piece).count("\n") <= 1
    for before, after in itertools.pairwise(found):
        first, second = before.split()[-1], after.split()[0]
        assert first[-1] in ".,;:!?" or not is_one_word(first, second), (first, second)
        assert not (first[-1].isdigit() and second == "đồng")


def test_a_sentence_begins_a_caption() -> None:
    assert pieces("Bao lâu? Trong 03 ngày.") == ("Bao lâu?", "Trong 03 ngày.")


@given(st.lists(st.sampled_from(["người", "8.000.000", "đồng,", "phải", "Điều", "9."]), min_size=1, max_size=60))
def test_pieces_lose_no_word(words: list[str]) -> None:
    text = " ".join(words)
    assert " ".join(pieces(text)) == text
    assert lines(text[:LONGEST]).split() == text[:LONGEST].split()
    assert " ".join(spread(text, 3)) == text


@each("count", [2, 3, 4])
def test_a_text_is_spread_evenly(count: int) -> None:
    parts = spread(TEXTS[0], count)
    assert len(parts) == count
    assert max(map(len, parts)) <= 1.3 * len(TEXTS[0]) / count


@each(("first", "second"), [("dữ", "liệu"), ("vi", "phạm"), ("hòa", "giải"), ("tài", "sản"), ("quy", "định")])
def test_words_of_two_syllables(first: str, second: str) -> None:
    assert is_one_word(first, second)


@each(("first", "second"), [("phạm", "dữ"), ("liệu", "khi"), ("nhân", "người"), ("định", "trong")])
def test_neighbours_that_are_no_word(first: str, second: str) -> None:
    assert not is_one_word(first, second)


def test_words_are_kept_on_one_line() -> None:
    assert kept_together("vi phạm dữ liệu, khi đó") == "vi\u00a0phạm dữ\u00a0liệu, khi đó"
    assert kept_together("Cấm") == "Cấm"


def test_where_a_letter_stands() -> None:
    assert [piece_at(("một hai", "ba"), offset) for offset in (0, 6, 8, 40)] == [0, 0, 1, 1]


def test_a_draft_says_so_aloud() -> None:
    assert shown(mediation_record(), draft=True)[0].section.passages[0].text.startswith(words.DRAFT_BANNER)


@pytest.mark.real
@pytest.mark.parametrize("record", RECORDS)
def test_caption_files_are_read_by_others(record: Record, tmp_path: Path) -> None:
    segments = spoken(record, tmp_path)
    cues = [cue for segment in segments for cue in segment.cues]
    (tmp_path / "a.vtt").write_text(vtt(record, segments, "ab" * 32), encoding="utf-8")
    (tmp_path / "a.srt").write_text(srt(segments), encoding="utf-8")
    for name in ("a.vtt", "a.srt"):
        assert caption_fault(tmp_path / name) is None
        asked = [str(require_ffmpeg()), "-loglevel", "error", "-i", str(tmp_path / name), "-f", "srt", "-"]
        blocks = subprocess.run(asked, capture_output=True, check=True).stdout.decode("utf-8").strip().split("\n\n")
        assert [" ".join(block.split("\n")[2:]) for block in blocks] == [cue.text for cue in cues]
        starts = [re.split("[:,]", block.split("\n")[1][:12]) for block in blocks]
        read = [int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms in starts]
        assert read == pytest.approx([cue.start for cue in cues], abs=0.002)
    text = (tmp_path / "a.vtt").read_text(encoding="utf-8")
    assert len(STAMP.findall(text)) == len(cues)
    assert recipe_in_vtt(text) == "ab" * 32


def test_markup_in_a_text_is_escaped() -> None:
    record = mediation_record(title="A --> B <i> & C")
    segments = timed_for_reading(shown(record))
    assert "A --&gt; B &lt;i&gt; &amp; C" in vtt(record, segments, "0" * 64)
    assert srt(segments).count("-->") == sum(len(segment.cues) for segment in segments)


def test_a_file_without_recipe() -> None:
    assert recipe_in_vtt("WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nx\n") is None


def test_the_transcript_stands_on_its_own() -> None:
    record = alcohol_record()
    said = transcript(record, choose_key_points(record).points, "Giọng máy")
    assert said.startswith(record.title)
    assert "8.000.000 – 10.000.000 đồng" in said
    assert "(Điểm a khoản 6 Điều 7 Nghị định 168/2024/NĐ-CP)" in said
    assert said.rstrip().endswith("Hội đồng phối hợp PBGDPL xã Bình Sơn.\n\nGiọng máy.")
