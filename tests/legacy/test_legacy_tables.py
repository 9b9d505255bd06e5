from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Mapping

import pytest

from converters.legacy.tables import TCVN3, VISCII, VNI_ALONE, VNI_PAIRS, VPS

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
MARKED = {letter for letter in LETTERS if not letter.isascii()}


def from_iconv(encoding: str, byte: int) -> str | None:
    # A letter after it keeps stateful decoders from waiting for a combining mark.
    answer = subprocess.run(
        ["iconv", "-f", encoding, "-t", "UTF-8"], input=bytes([byte, 0x20]), capture_output=True, check=False
    )
    return answer.stdout.decode("utf-8")[:-1] if answer.returncode == 0 else None


@pytest.mark.real
@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv here")
@pytest.mark.parametrize(("encoding", "table"), [("TCVN5712-1", TCVN3), ("VISCII", VISCII)])
def test_tables_agree_with_iconv(encoding: str, table: Mapping[int, str]) -> None:
    if from_iconv(encoding, 0x41) != "A":
        pytest.skip(f"iconv here does not know {encoding}")
    assert {byte: from_iconv(encoding, byte) for byte in table} == dict(table)


@pytest.mark.parametrize("table", [VISCII, VPS])
def test_every_marked_letter_has_one_place_in_both_cases(table: Mapping[int, str]) -> None:
    letters = list(table.values())
    assert set(letters) == MARKED | {letter.upper() for letter in MARKED}
    assert len(letters) == len(set(letters))


def test_tcvn3_holds_every_small_letter() -> None:
    assert set(TCVN3.values()) >= MARKED | set("ĂÂÊÔƠƯĐ")


def test_vni_pairs_and_single_letters_make_every_small_letter() -> None:
    pairs = {unicodedata.normalize("NFC", text) for text in VNI_PAIRS.values()}
    assert pairs | {letter for letter in VNI_ALONE.values() if letter.islower()} >= MARKED


def test_single_vni_letters_come_in_both_cases() -> None:
    for western, letter in VNI_ALONE.items():
        assert VNI_ALONE[western.upper()] == letter.upper()
