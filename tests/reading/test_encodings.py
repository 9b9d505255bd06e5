"""Bytes of text files: marks, zeros, what is declared, and what the letters spell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converters.legacy.conversion import Findings
from converters.legacy.fonts import Encoding
from converters.reading.finding.sniff import EXTENSIONS, SourceFormat, looks_like_text
from converters.reading.plain.encodings import decode_bytes, western_text
from tests.each import each

TEXT = "Người dân có quyền khiếu nại quyết định hành chính."
TCVN3 = "Ng­êi d©n cã quyÒn khiÕu n¹i quyÕt ®Þnh hµnh chÝnh."


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert decode_bytes(TEXT.encode(encoding), Findings()) == TEXT


def test_a_declared_encoding_is_believed_where_it_makes_vietnamese() -> None:
    data = "Mư\u0301c pha\u0323t".encode("cp1258")  # Windows-1258 writes tones apart
    assert decode_bytes(data, Findings(), "windows-1258", by_letters=False) == "Mức phạt"


@each("declared", ["koi8-r", "no-such-encoding", "iso-8859-1", "", None])
def test_a_declared_encoding_that_makes_none_or_is_none_is_not_believed(declared: str | None) -> None:
    data = TCVN3.encode("cp1252")
    assert decode_bytes(data, Findings(), declared, by_letters=False) == TCVN3


def test_valid_utf_8_is_believed_before_what_is_declared() -> None:
    assert decode_bytes(TEXT.encode("utf-8"), Findings(), "windows-1258") == TEXT


def test_letters_decide_where_nothing_is_declared() -> None:
    findings = Findings()
    assert decode_bytes(TCVN3.encode("cp1252"), findings) == TEXT
    assert findings.letters[Encoding.TCVN3] > 0
    assert not findings.lost


def test_whoever_knows_the_fonts_gets_the_letters_as_they_are() -> None:
    findings = Findings()
    assert decode_bytes(TCVN3.encode("cp1252"), findings, by_letters=False) == TCVN3
    assert not findings.letters


@each("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_windows_leaves_open_are_kept(byte: int) -> None:
    assert western_text(bytes([byte])) == chr(byte)


@given(st.binary(max_size=300))
def test_western_text_keeps_every_byte_apart(data: bytes) -> None:
    text = western_text(data)
    assert len(text) == len(data)
    assert [western_text(bytes([byte])) for byte in data] == list(text)


@given(st.binary(max_size=300))
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decode_bytes(data, Findings()), str)


def test_every_format_has_an_extension_and_every_extension_one_format() -> None:
    assert set(EXTENSIONS.values()) == set(SourceFormat)
    assert all(extension == extension.lower() and extension.startswith(".") for extension in EXTENSIONS)
    assert EXTENSIONS[".jpeg"] is EXTENSIONS[".jpg"] is SourceFormat.JPEG


@each(
    ("data", "is_text"),
    [
        (TEXT.encode("utf-8"), True),
        (TEXT.encode("utf-16-le"), True),
        (TCVN3.encode("cp1252"), True),
        (b"\x02\x05 \x06" + b"a" * 200, True),  # capitals of VISCII among the control codes
        (bytes(range(32)) * 10, False),
        (b"ab\x00cd\x00\x00efgh", False),
        (b"\x00a", False),
    ],
)
def test_what_looks_like_text(data: bytes, is_text: bool) -> None:
    assert looks_like_text(data) is is_text
