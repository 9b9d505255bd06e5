"""Texts made to take long: no rule does, whatever stands in the record.

Each text repeats what makes a pattern begin and then fail. A rule that compares everything with everything, or tries
every way to cut a text in two, does not come back within the limit, which the engine itself sets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from rule_hits import subject_of
from sample import record
from worst_cases import ALL_DIFFERENT, BEGINNINGS, all_different, repeated

from examples.validation_examples import base, package
from validators.check import check_one
from validators.options import CheckOptions
from validators.packages.package import MaterialPath, PackageForm
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.engine import hits_of
from validators.rules.limits import time_limit
from validators.rules.subject import Subject

SIZES = (20_000, pytest.param(1_000_000, marks=pytest.mark.real))  # signs; a thousand pages have two millions
PATIENCE = 20.0  # seconds for all rules and a text; on a machine with nothing else to do they take two


def story(text: str) -> Subject:
    """A case story with the text, which every text rule looks at."""
    made = record(kind="tinh-huong")
    made["content"][1]["text"] = text
    return subject_of(made)


def everywhere(text: str) -> Subject:
    """The text wherever a record holds words."""
    made = record(title=text, identifier=text, number=text, description=text)
    made["legal_basis"][1] = {
        "text": text, "act": {"number": text, "type": text, "organ": text, "title": text, "date": "2020-07-15"},
        "locator": {"article": text, "clause": text, "point": text},
    }  # fmt: skip
    made["place"] = {"code": text, "name": text}
    made["publisher"] = {"name": text, "organ_id": text, "organ_id_scheme": "QĐ 20/2020/QĐ-TTg"}
    made["evidence"] = {"/content/4/answer/1/amount_min": [{"text": text, "method": "ocr", "confidence": 0.5}],
                        "/" + text: [{"text": text, "method": "ocr"}]}  # fmt: skip
    made["files"][0] |= {"path": text, "derived_from": text}
    return subject_of(made)


@pytest.mark.real
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_no_rule_over_a_text_takes_long(beginning: str, size: int) -> None:
    subject = story(repeated(beginning, size))
    with time_limit(PATIENCE):
        told = list(hits_of(RULES, subject))
    assert [one.hit.values for one in told if one.rule.code == "DUNG015"] == []


@pytest.mark.real
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("made", ALL_DIFFERENT.values(), ids=ALL_DIFFERENT)
def test_nor_over_a_hundred_thousand_things_that_all_differ(made: Callable[[int], str], size: int) -> None:
    with time_limit(PATIENCE):
        told = list(hits_of(RULES, story(all_different(made, size))))
    assert [one.hit.values for one in told if one.rule.code == "DUNG015"] == []


@pytest.mark.real
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("beginning", [*BEGINNINGS[::5], "0"])
def test_nor_over_any_other_words(beginning: str, size: int) -> None:
    subject = everywhere(repeated(beginning, size // 10))
    with time_limit(PATIENCE):
        told = list(hits_of(RULES, subject))
    assert [one.hit.values for one in told if one.rule.code == "DUNG015"] == []


def test_nor_over_a_title_that_was_read_otherwise() -> None:
    """Word after word is held against word after word."""
    title, said = (" ".join(f"{letter}{number}{letter}" for number in range(20_000)) for letter in "bk")
    made = record(title=title)
    made["evidence"]["/title"] = [{"text": said, "method": "ocr", "confidence": 0.5}]
    with time_limit(PATIENCE):
        told = list(hits_of((BY_CODE["DUNG184"],), subject_of(made)))
    assert [(one.rule.code, one.hit.pointer) for one in told] == [("DUNG184", "/title")]


@pytest.mark.real
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("beginning", ["[x](", "](a(", "](<", "[x](a) ", "](" + "a" * 400 + ") "])
def test_nor_over_markdown(tmp_path: Path, beginning: str, size: int) -> None:
    package(tmp_path / "goi", base(), {"content.md": repeated(beginning, size).encode()})
    found = check_one(MaterialPath(tmp_path / "goi", PackageForm.FOLDER), CheckOptions(dt.date(2026, 11, 22)))
    assert not [one for one in found.findings if one.code in {"DUNG013", "DUNG015"}]
