"""The pages “How do I add …” show code that works: the very files of `examples/adding`, and these are used here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from converters.derivatives.voices.speakers.protocol import Voice
from converters.exports.material import Material
from converters.progress import Silent
from converters.reading.problems import EmptyFile
from docs.making.embedding import embedded, pages
from examples.adding.beep_voice import RATE, open_voice
from examples.adding.hotline import HELP_LINES
from examples.adding.keywords_rule import RULES as ADDED
from examples.adding.subtitles import read_subtitles
from examples.adding.titles_export import EXPORTS
from validators.rules.catalogue import BY_CODE
from validators.sharing.record import Record

ROOT = Path(__file__).parents[2]
VALID = json.loads((ROOT / "examples" / "valid" / "to-gap-hon-nhan.json").read_text("utf-8"))


def test_pages_show_the_files_word_for_word() -> None:
    assert len(pages()) == 14
    assert [page.name for page in pages() if embedded(page.read_text("utf-8")) != page.read_text("utf-8")] == [], (
        "run python -m docs.making.embedding"
    )


def test_every_file_is_shown_in_both_languages() -> None:
    shown = [page.read_text("utf-8") for page in pages()]
    for file in sorted((ROOT / "examples" / "adding").glob("*.py")):
        assert sum(f"<!-- code: examples/adding/{file.name} -->" in text for text in shown) == 2, file.name


def test_the_reader_gives_the_words_and_not_the_times(tmp_path: Path) -> None:
    source = tmp_path / "phim.srt"
    source.write_text(
        "1\n00:00:01,000 --> 00:00:03,000\nHòa giải ở\ncơ sở\n\n2\n00:00:04,000 --> 00:00:05,000\nlà gì?\n", "utf-8"
    )
    (page,) = read_subtitles(source).pages
    assert [block.text for block in page.blocks] == ["Hòa giải ở cơ sở", "là gì?"]
    source.write_text("1\n00:00:01,000 --> 00:00:03,000\n\n", "utf-8")
    with pytest.raises(EmptyFile):
        read_subtitles(source)


def test_the_detector_finds_its_examples() -> None:
    (detector,) = HELP_LINES.detectors
    assert all(HELP_LINES.first(text) for text in detector.positive)
    assert not any(HELP_LINES.first(text) for text in detector.negative)


def test_the_rule_finds_the_place_and_its_code_is_free() -> None:
    from tests.docs.shown_rule import places

    (rule,) = ADDED
    assert rule.code not in BY_CODE
    assert places(rule, VALID | {"keywords": ["kết hôn", "Pháp luật"]}) == ["/keywords/1"]
    assert places(rule, VALID) == []


def test_the_voice_is_one_and_says_a_word_in_its_time() -> None:
    voice = open_voice("330")
    assert isinstance(voice, Voice)
    assert voice.identity != open_voice("").identity
    assert (voice.say("ba trăm đồng").seconds, voice.say("một").rate) == (pytest.approx(0.6), RATE)


def test_the_export_writes_a_line_a_material(tmp_path: Path) -> None:
    record = Record.model_validate(VALID)
    written = EXPORTS["titles"][".tsv"].write([Material(record, tmp_path)], tmp_path / "t.tsv", Silent())
    assert written.pieces == 1
    assert (tmp_path / "t.tsv").read_text("utf-8") == f"{record.identifier}\t{record.title}\n"
