"""A report speaks one language: no English of libraries, of the system or of code lists stands in a Vietnamese one."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from sample import dumped, record

from examples.validation_examples import changed
from pbgdpl_cli.web.page_language import PageLanguage
from tests.each import each
from validators import in_our_words
from validators.check import check_paths
from validators.citations.register import Register
from validators.options import CheckOptions
from validators.problems import Message
from validators.rules.finding import Finding
from validators.sharing.vocabulary import vocabulary

DAY = dt.date(2026, 11, 22)
PACKAGE = Path(__file__).parents[2] / "examples" / "valid" / "goi"
EXAMPLES = Path(__file__).parents[2] / "examples" / "invalid"
TOLD = PageLanguage("vi")
# Codes of lists that nobody types by hand, and words the libraries beneath begin their sentences with.
CODES = {
    term.code
    for name in ("validity-states", "workflow-states", "levels", "evidence-methods", "copy-values", "sharing-classes")
    for term in vocabulary(name).terms
} - {"other", "plain", "office", "ocr", "copy", "original"}
ENGLISH = re.compile(
    r"\b(?:[Ee]xpect\w+|[Ii]nvalid|[Mm]issing|[Uu]nsupported|[Mm]alformed|denied|string|integer|boolean|the|not|"
    + "|".join(sorted(map(re.escape, CODES), key=len, reverse=True))
    + r")\b"
)
# What stands in quotation marks is the record's own; and what may be written is told as it is written.
QUOTED, OF_LISTS = re.compile("“[^”]*”"), {"DUNG023"}
OF_CODES = {"SONG408", "DUNG187"}  # where in quotation marks a code would stand


def english_in(finding: Finding) -> list[str]:
    told = TOLD(finding.message)
    told = told if finding.code in OF_CODES else QUOTED.sub("", told)
    return [] if finding.code in OF_LISTS else ENGLISH.findall(told)


def findings(path: Path, **options: object) -> tuple[Finding, ...]:
    return check_paths([path], CheckOptions(DAY, **options)).findings  # type: ignore[arg-type]


@pytest.mark.real
def test_of_all_examples() -> None:
    found = findings(EXAMPLES)
    assert len({one.code for one in found}) > 200
    assert {one.code: said for one in found if (said := english_in(one))} == {}


@each(
    "text",
    ['{"title": 1,}', '{"title" 1}', '{"title": }', '{"title": 1} x', '{"title": "\n"}', '{"title": "\\x"}', "[1 2]",
     "{'title': 1}", '{"schema_version": tru}', '{"a": "\\u12"}', "{,}", '{"a": [1,]}'],
)  # fmt: skip
def test_of_what_is_no_json(text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as refused:
        json.loads(text)
    told = TOLD(in_our_words.of_json(refused.value.msg))
    assert not ENGLISH.search(told)
    assert told != TOLD(in_our_words.of_json("what no library says"))


TAGS = {
    "version none": "BagIt-Version: một\nTag-File-Character-Encoding: UTF-8\n",
    "version unknown": "BagIt-Version: 7.0\nTag-File-Character-Encoding: UTF-8\n",
    "no encoding": "BagIt-Version: 1.0\n",
    "a mark": "\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    "another encoding": "BagIt-Version: 1.0\nTag-File-Character-Encoding: latin-1\n",
    "nonsense": "không có gì\n",
}


@pytest.mark.real
@pytest.mark.parametrize("tags", TAGS.values(), ids=TAGS)
def test_of_what_is_no_bag(tmp_path: Path, tags: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "goi")
    (tmp_path / "goi" / "bagit.txt").write_text(tags, encoding="utf-8")
    found = findings(tmp_path / "goi")
    assert {"DUNG070", "DUNG074"} & {one.code for one in found}
    assert {one.code: said for one in found if (said := english_in(one))} == {}


@each("gone", ["bagit.txt", "manifest-sha256.txt", "data"])
def test_of_what_is_missing_in_a_bag(tmp_path: Path, gone: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / gone / "goi")
    path = tmp_path / gone / "goi" / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    found = findings(tmp_path / gone)
    assert found
    assert {one.code: said for one in found if (said := english_in(one))} == {}


def test_of_types_and_forms(tmp_path: Path) -> None:
    odd = changed(record(), {"/title": 5, "/date_issued": "hôm qua", "/keywords": "một", "/legal_basis/0/text": None})
    (tmp_path / "a.json").write_bytes(dumped(odd))
    found = findings(tmp_path)
    assert {"DUNG022", "DUNG024"} <= {one.code for one in found}
    assert {one.code: said for one in found if (said := english_in(one))} == {}


def test_of_states_a_register_says_otherwise(tmp_path: Path) -> None:
    acts = "number,date,in_force_from,expired_on\n82/2020/NĐ-CP,2020-07-15,2020-09-01,2024-01-01\n"
    (tmp_path / "r.csv").write_text(acts, encoding="utf-8")
    Register.open(tmp_path / "r.csv").close()
    (tmp_path / "a.json").write_bytes(dumped(record()))
    found = findings(tmp_path / "a.json", register=tmp_path / "r.csv")
    told = [TOLD(one.message) for one in found if one.code == "SONG408"]
    assert told
    assert "“Hết hiệu lực toàn bộ”" in told[0] or "Hết hiệu lực" in told[0]
    assert {one.code: said for one in found if (said := english_in(one))} == {}


def test_of_the_system() -> None:
    for number in errno.errorcode:
        told = in_our_words.of_system(OSError(number, os.strerror(number)))
        assert isinstance(told, Message)
        assert os.strerror(number) not in TOLD(told)
    assert TOLD(in_our_words.of_system(OSError(errno.EACCES, "Permission denied"))) == "không được phép"
