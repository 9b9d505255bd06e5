from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.legacy.conversion import Findings, Run, convert_runs, convert_text
from converters.legacy.decoding import decode, joined_pieces
from converters.legacy.detection import detect, likeness
from converters.legacy.fonts import Encoding
from converters.legacy.tables import TCVN3, VISCII, VNI_ALONE, VNI_PAIRS, VPS
from tests.each import each

SENTENCE = "Người dân có quyền được thông tin về chính sách, pháp luật; nghĩa vụ học tập, tuân thủ Hiến pháp."


def western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def in_table(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


def encoder(encoding: Encoding) -> dict[str, str]:
    """Letters to what a file of that encoding holds, from the same tables the other way round."""
    if encoding is Encoding.VNI:
        pairs = {
            unicodedata.normalize("NFC", letter): "".join(pair) for pair, letter in VNI_PAIRS.items() if pair[0] != "i"
        }
        pairs |= {letter.upper(): pair.upper() for letter, pair in pairs.items()}
        return pairs | {letter: alone for alone, letter in VNI_ALONE.items()}
    table = {Encoding.TCVN3: TCVN3, Encoding.VISCII: VISCII, Encoding.VPS: VPS}[encoding]
    return {letter: western(byte) for byte, letter in table.items()}


FONTS = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times", Encoding.VPS: "VPS Times", Encoding.VISCII: "VI Times"}


@each("encoding", FONTS)
def test_font_name_decides(encoding: Encoding) -> None:
    findings = Findings()
    assert convert_text(in_table(SENTENCE, encoder(encoding)), FONTS[encoding], findings) == SENTENCE
    assert set(findings.letters) == {encoding}
    assert not findings.lost


@each("encoding", [Encoding.TCVN3, Encoding.VNI, Encoding.VPS, Encoding.VISCII])
def test_letters_decide_where_the_font_says_nothing(encoding: Encoding) -> None:
    assert convert_text(in_table(SENTENCE, encoder(encoding)), "Times New Roman", Findings()) == SENTENCE


def test_windows_1258_by_letters() -> None:
    # Code page 1258 has â, ê, ô … as letters and the tones as marks of their own.
    parts = unicodedata.normalize("NFD", SENTENCE)
    stored = ""
    for mark in parts:
        shaped = unicodedata.normalize("NFC", stored[-1:] + mark)
        joins = mark in "\u0302\u0306\u031b" and len(shaped) == 1
        stored = stored[:-1] + shaped if joins else stored + mark
    raw = stored.replace("\u0323\u0302", "\u0302\u0323")
    as_western = "".join(western(byte) for byte in raw.encode("cp1258", "ignore"))
    assert detect(as_western) is Encoding.CP1258


@each(
    "text",
    [
        SENTENCE,
        "Hà Nội, và là cả nhà",
        "La société générale à Paris où l'été a été très agréable à Genève.",
        "Straße, Fußgänger und Übergröße",
        "Copyright © 2003 Microsoft® – 25 °C ± 2 · §5 “quoted” café",
        "TÍNH Ý CHÍ",
        "Đ/c: số 1, phố Huế",
        "plain English text, 100 % of it",
    ],
)
@each("prior", [None, Encoding.TCVN3, Encoding.VNI])
def test_text_that_is_right_stays(text: str, prior: Encoding | None) -> None:
    findings = Findings()
    if prior is not None:
        findings.letters[prior] = 1000
    assert convert_text(text, None, findings) == text


@pytest.mark.parametrize("text", [SENTENCE, "quyền được thông tin", "TÍNH Ý CHÍ"])
def test_unicode_text_set_in_a_legacy_font_stays(text: str) -> None:
    assert convert_text(text, ".VnTime", Findings()) == text


def test_mixed_encodings_in_one_paragraph() -> None:
    runs = (
        Run("Céng hoµ", ".VnTime"),
        Run(" – ", "Times New Roman"),
        Run("Coäng hoøa", "VNI-Times"),
        Run(" – Cộng hoà (Republic)", "Arial"),
    )
    assert "".join(convert_runs(runs, Findings())) == "Cộng hoà – Cộng hòa – Cộng hoà (Republic)"


def test_capitals_font() -> None:
    assert convert_text("nghÞ ®Þnh", ".VnTimeH", Findings()) == "NGHỊ ĐỊNH"
    assert convert_text("chuong i", ".VnTimeH", Findings()) == "CHUONG I"


def test_vni_mark_in_the_next_run() -> None:
    runs = (Run("ño", "VNI-Times"), Run("äc la", "VNI-Times"), Run("äp", "VNI-Times"))
    texts = convert_runs(runs, Findings())
    assert "".join(texts) == "độc lập"
    assert len(texts) == 3


def test_decomposed_letters_are_composed_over_runs() -> None:
    runs = (Run("tie"), Run("\u0302\u0301ng Vie\u0323\u0302t"))
    assert unicodedata.is_normalized("NFC", "".join(convert_runs(runs, Findings())))


def test_symbol_font_codes_are_read_too() -> None:
    stored = "".join(chr(0xF000 + byte) if byte > 0x7F else chr(byte) for byte in "®iÒu".encode("cp1252"))
    assert convert_text(stored, ".VnTime", Findings()) == "điều"


def test_optional_hyphen_shares_its_code_with_a_letter() -> None:
    assert convert_text("th\u00ad\u00ad¬ng", ".VnTime", Findings()) == "thương"
    assert convert_text("tr\u00ad¬ng", ".VnTime", Findings()) == "trương"


def test_degree_sign_in_a_legacy_font() -> None:
    assert convert_text("30°C", ".VnTime", Findings()) == "30°C"


def test_loss_report_names_what_was_lost() -> None:
    findings = Findings()
    convert_text("Ñieàu Æ\u00df vaø quyeàn \u00c7", "VNI-Times", findings)
    convert_text("Âiãöu luáût phaïp", "VNtimes new roman", findings)
    said = " ".join(str(note) for note in findings.notes())
    assert "VNI-Windows" in said
    assert "VNtimes" in said


def test_prior_lets_one_word_decide() -> None:
    findings = Findings()
    assert convert_text("®iÒu", None, findings) == "®iÒu"
    findings.letters[Encoding.TCVN3] = 50
    assert convert_text("®iÒu", None, findings) == "điều"


def test_likeness_counts_only_marked_words() -> None:
    found = likeness("Luật ABC số 1 năm xyz")
    assert (found.words, found.syllables) == (3, 3)


@given(st.text(alphabet=st.characters(max_codepoint=0x1EFF, exclude_categories=["Cs"]), max_size=60))
def test_conversion_never_fails_and_is_nfc(text: str) -> None:
    for font in (None, ".VnTimeH", "VNI-Times", "VPS Times", "VI Times", "VNtimes"):
        converted = convert_text(text, font, Findings())
        assert unicodedata.is_normalized("NFC", converted)


@given(st.text(alphabet=[*"abcdeghiklmnopqrstuvxy ", *"ăâđêôơưáàảãạếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ"], max_size=40))
def test_every_encoding_goes_there_and_back(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for encoding in FONTS:
        if encoding is Encoding.TCVN3 and re.search("ư[ưứừửữự]", text):
            continue  # no Vietnamese word holds this; there it is a hyphen
        assert joined_pieces(decode(in_table(text, encoder(encoding)), encoding)) == text


@given(st.lists(st.text(alphabet="abô®µ¬\u00ad ùøcÑ", max_size=6), max_size=8))
def test_runs_keep_their_number(parts: list[str]) -> None:
    for font in (".VnTime", "VNI-Times", None):
        assert len(convert_runs([Run(part, font) for part in parts], Findings())) == len(parts)


def test_single_letters_tell_nothing_of_an_encoding() -> None:
    assert detect("â1â â") is Encoding.UNICODE
