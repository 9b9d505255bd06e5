"""Every field of a valid record broken in more than twenty ways: each break is caught, with the right code, there.

The expectations stand in the tables below, written from the schema and the rules' sentences, not from what the
validator answers. That no rule is silent is shown by `test_rule_examples`: each has an example that shows its code.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sample import record

from validators.check import check_paths
from validators.options import CheckOptions
from validators.rules.finding import Finding, Severity

DAY = dt.date(2026, 11, 22)
Steps = tuple[str | int, ...]

# What kind of value a field holds; the first pattern that fits the whole pointer counts.
KINDS: tuple[tuple[str, str], ...] = (
    (r"/schema_version", "version"),
    (r"/identifier", "identifier"),
    (r"/language", "language"),
    (r".*/date|.*/as_of|/date_issued|/reviewed_on|/review_due", "date"),
    (r"/workflow/events/\d/at", "moment"),
    (r".*/sha256", "digest"),
    (r"/content/.*/type", "block"),
    (r"/kind|/level|/audiences/0|.*/state|.*/role|.*/method", "code"),
    (r"/subjects/0|/content/.*/(level|basis)|.*/(page|bytes)", "whole"),
    (r".*/box/\d", "edge"),
    (r".*/amount_(min|max)", "amount"),
    (r".*/confidence", "share"),
    (r"/ai/generated", "flag"),
    (r"/evidence/.*/text", "evidence"),
    (r"/files/\d/(path|media_type|derived_from)", "file"),
    (r".*", "words"),
)

# Ways that put another value in the field's place …
OTHER_TYPES: dict[str, Any] = {
    "number": 5, "negative": -1, "fraction": 1.5, "flag": True,
    "empty list": [], "empty object": {}, "list": [None], "object": {"x": 1}, "null": None,
}  # fmt: skip
WORDS: dict[str, str] = {
    "empty": "", "blank": "   ", "control sign": "\u0000", "zero-width space": "x\u200by", "lost letter": "x\ufffdy",
    "mojibake": "Ã¡Ã ", "decomposed": "e\u0302\u0301", "eth": "Ðiều", "TCVN3": "Phæ biÕn gi¸o dôc ph¸p luËt",
    "impossible date": "2026-13-45", "citizen number": "Cháu CCCD 033099001234", "markup": "<br/>&nbsp;",
}  # fmt: skip
# … that change the members around it, and that break the file at that place.
AROUND = ("removed", "misspelt")
FILE = {"key twice": "DUNG004", "NaN": "DUNG005", "1e400": "DUNG006", "cut off": "DUNG003", "old byte": "DUNG011"}
NAMES = ("misspelt", "key twice")
WAYS = (*OTHER_TYPES, *WORDS, *AROUND, *FILE)

# Strings in a field that holds no words: the schema's codes.
STRING_IN = {
    "version": "DUNG027", "language": "DUNG024", "date": "DUNG024", "moment": "DUNG024", "digest": "DUNG024",
    "block": "DUNG026", "code": "DUNG023", "whole": "DUNG022", "edge": "DUNG022", "amount": "DUNG022",
    "share": "DUNG022", "flag": "DUNG022", "identifier": "DUNG170",
}  # fmt: skip
# Other types in any field; a version and a block's type have codes of their own.
TYPE_IN = defaultdict(lambda: "DUNG022", {"version": "DUNG027", "block": "DUNG026"})
# What is wrong with words people read.
WORDS_ARE = {
    "empty": "DU205", "blank": "DU205", "control sign": "SACH305", "zero-width space": "SACH305",
    "lost letter": "SACH304", "mojibake": "SACH303", "decomposed": "SACH301", "eth": "SACH306", "TCVN3": "SACH302",
    "citizen number": "SACH320", "markup": "SACH308",
}  # fmt: skip
REQUIRED = (
    r"/identifier|/title|/kind|/(creator|publisher|place)/name|/legal_basis/\d/text|/content/.*/(type|text|behaviour)"
    r"|/content/\d/level|/evidence/.*/(text|method)|/workflow/events/\d/(state|at)"
    r"|/files/\d/(path|role|media_type|sha256|bytes)"
)
# Members the schema lets be absent, and the rule that still asks for them.
ASKED_FOR = (
    (r"/schema_version", "DUNG028"), (r"/number|.*/amount_min", "DUNG180"), (r"/date_issued", "DU203"),
    (r"/level", "DU211"), (r"/description", "DU204"), (r"/subjects/0", "DU209"), (r"/audiences/0", "DU210"),
    (r".*/box/\d", "DUNG025"), (r"/legal_basis/0/act/number", "DUNG115"), (r".*/article", "DUNG113"),
    (r".*/clause", "DUNG127"),
    (r".*/validity/state", "DU207"), (r".*/validity/(as_of|source)", "SONG410"), (r".*/basis", "DU262"),
    (r"/rights/statement", "DU250"), (r"/approval/state", "DU220"), (r"/approval/(by|date)", "DU221"),
    (r"/workflow/state", "DUNG135"), (r"/workflow/events/[123]/by", "DU223"), (r"/review_due", "SONG422"),
)  # fmt: skip
# A code for one field and some ways, instead of what the tables above say.
OWN: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (r"/identifier|/files/\d/(path|media_type)", ("empty",), "DUNG025"),
    (r"/identifier", ("blank",), "DU205"),
    (r".*/box/[0-3]", ("negative",), "DUNG181"),
    (r".*/box/[23]", ("number",), "DUNG181"),
    (r".*/amount_(min|max)", ("number",), "DUNG151"),
    (r".*/basis", ("number",), "DUNG117"),
    (r"/ai/generated", ("flag",), "SACH351"),
    (r"/workflow/events/[123]/by", ("empty", "blank"), "DU223"),
    (r".*/act/type", tuple(WORDS), "DUNG104"),
    (r"/publisher/organ_id", ("impossible date",), "DUNG167"),
    (r"/place/code", ("impossible date",), "DUNG161"),
    (r"/place/name", ("impossible date",), "DUNG162"),
    (r"/description", ("impossible date",), "DU206"),
    (r".*/act/number", ("impossible date",), "DUNG107"),
    (r".*/act/organ", ("impossible date",), "DUNG106"),
    (r".*/act/title", ("impossible date",), "DUNG124"),
    (r".*/locator/\w+", ("impossible date",), "DUNG111"),
    (r"/legal_basis/\d/text", ("impossible date",), "DUNG114"),
    (r"/files/0/path|/files/1/derived_from", tuple(WORDS)[1:], "SONG430"),
    (r"/files/\d/media_type", tuple(WORDS)[2:], "DUNG087"),
    (r"/evidence/.*/text|/files/1/path", ("citizen number",), "SACH320"),
    (r"/evidence/~1(title|number|content.*)/text", ("empty", "blank"), "DUNG199"),
    (r"/files/1/path", ("control sign", "zero-width space"), "DUNG087"),
)
OPTIONAL = (
    r"/publisher/organ_id(_scheme)?|/place/code|.*/act/(type|organ|date|title)|.*/(amount_max|subject)"
    r"|/evidence/.*/(page|confidence)|/rights/(source|author)|/approval/(position|document)|/ai/generated"
    r"|/reviewed_on|/files/1/derived_from"
)
# Breaks that are none, and why.
NO_BREAKS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (r"/subjects/0|/content/\d/level|.*/(page|bytes)|.*/box/[01]", ("number",), "five is a possible value there"),
    (r"/evidence/.*/text", tuple(WORDS), "evidence repeats what was printed, errors included, if no citizen's number"),
    (r"/files/\d/(path|media_type)", tuple(WORDS), "names of files are only compared with the package"),
    (r"/files/1/derived_from", ("empty",), "derived from nothing"),
    (r"/identifier", ("impossible date",), "any word without spaces is an identifier"),
    (r".*", ("impossible date",), "digits and hyphens are words like others"),
    (r"/legal_basis/1/act/number", ("null", "removed"), "only laws are cited by name; the decree's words hold it"),
    (r"/language", ("removed",), "Vietnamese unless said otherwise"),
    (r"/(keywords|content/3/items)/\d", ("removed",), "a list one shorter is a list"),
    (OPTIONAL, ("null", "removed"), "may be absent, and nothing else in this record depends on it"),
)  # fmt: skip
# Where a rule compares two values it points at the other one, below this ancestor of the broken field.
ELSEWHERE = {"DUNG180": "/evidence", "DUNG114": "/legal_basis", "SONG430": "/files"}


def leaves(value: Any, path: Steps = ()) -> Iterator[Steps]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, (*path, index))
    else:
        yield path


def pointer_of(path: Steps) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def fits(table: tuple[tuple[Any, ...], ...], pointer: str, way: str | None = None) -> Any:
    rows = (row for row in table if re.fullmatch(row[0], pointer) and (way is None or way in row[1]))
    return next((row[-1] for row in rows), None)


@cache
def expected(pointer: str, way: str) -> str | None:
    """The code a break must be caught with; None when it is none."""
    kind = fits(KINDS, pointer)
    if own := fits(OWN, pointer, way):
        return str(own)
    if way in FILE:
        return FILE[way]
    if way == "removed" or (way == "null" and not re.fullmatch(REQUIRED, pointer)):
        return expected_without(pointer, way)
    if fits(NO_BREAKS, pointer, way) and (
        way != "impossible date" or kind in {"words", "identifier", "evidence", "file"}
    ):
        return None
    if way == "misspelt":
        return "DUNG020" if kind == "block" else "DUNG021"
    if way in WORDS:
        return STRING_IN.get(kind) or WORDS_ARE[way]
    if kind == "share" and way in {"number", "negative", "fraction"}:
        return "DUNG025"
    if kind in {"whole", "amount"} and way == "negative":
        return "DUNG025"
    return TYPE_IN[kind]


def expected_without(pointer: str, way: str) -> str | None:
    """The same where the value is not there any more, or null."""
    if way == "removed" and re.fullmatch(REQUIRED, pointer):
        return "DUNG020"
    if way == "null" and re.fullmatch(r"/schema_version|/language|/workflow/state|.*/\d", pointer):
        return TYPE_IN[fits(KINDS, pointer)]  # no value may be missing in silence where the schema gives no choice
    code: str | None = fits(ASKED_FOR, pointer)
    assert code or fits(NO_BREAKS, pointer, way), f"{pointer} {way}: nothing is expected, and no reason given"
    return code


def broken(path: Steps, way: str) -> bytes:
    """The record's file with one break."""
    made: Any = record()
    node = made
    for part in path[:-1]:
        node = node[part]
    last = path[-1]
    if way in AROUND:
        value = node.pop(last)
        if way == "misspelt":
            node[f"{last}x"] = value
    elif way in FILE:
        return file_broken(made, node, last, way)
    else:
        node[last] = {**OTHER_TYPES, **WORDS}[way]
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


MARK = "the value stands here"


def file_broken(made: Any, node: Any, last: str | int, way: str) -> bytes:
    value = json.dumps(node[last], ensure_ascii=False).encode()
    node[last] = MARK
    before, after = json.dumps(made, ensure_ascii=False, indent=2).encode().split(f'"{MARK}"'.encode())
    if way == "cut off":
        return before
    put = {"key twice": value + f',\n"{last}": '.encode() + value, "old byte": b'"\xb8"'}
    return before + put.get(way, way.encode()) + after


@cache
def line_of(path: Steps, way: str) -> int:
    """The line the value stands in; the second one of a name, where there are two."""
    made: Any = record()
    node = made
    for part in path[:-1]:
        node = node[part]
    node[path[-1]] = MARK
    lines = json.dumps(made, indent=2).split("\n")
    return next(index for index, line in enumerate(lines, 1) if MARK in line) + (way == "key twice")


PATHS = list(leaves(record()))
# Elements of lists have no names that could be wrong.
BREAKS = [(path, way) for path in PATHS for way in WAYS if isinstance(path[-1], str) or way not in NAMES]
CAUGHT = [(path, way) for path, way in BREAKS if expected(pointer_of(path), way)]


SAMPLED = 17  # every seventeenth break is tried with the fast tests; a prime, so that no field and no way is left out


@pytest.fixture(scope="module", params=["sample", pytest.param("all", marks=pytest.mark.real)])
def findings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[Steps, str], list[Finding]]:
    """Broken records, checked together: a sample with the fast tests, all of them with the slow ones."""
    tried = BREAKS if request.param == "all" else BREAKS[::SAMPLED]
    folder = tmp_path_factory.mktemp("broken")
    names = {}
    for number, (path, way) in enumerate(tried):
        names[f"{number:05}.json"] = (path, way)
        (folder / f"{number:05}.json").write_bytes(broken(path, way))
    # They are near-duplicates of each other, which is not what is asked here.
    report = check_paths(sorted(folder.iterdir()), CheckOptions(DAY, ignore=("SACH34",)))
    assert report.checked == len(tried)
    sorted_out: dict[tuple[Steps, str], list[Finding]] = {pair: [] for pair in tried}
    for finding in report.findings:
        sorted_out[names[Path(finding.path).name]].append(finding)
    return sorted_out


def points_at(finding: Finding, path: Steps, way: str) -> bool:
    """At the value, above it or below it; faults of the file have a line only."""
    if way in FILE:
        return finding.line == line_of(path, way)
    wanted = pointer_of((*path[:-1], f"{path[-1]}x")) if finding.code == "DUNG021" else pointer_of(path)
    pair = sorted((wanted + "/", finding.pointer + "/"), key=len)
    return pair[1].startswith(pair[0]) or finding.pointer.startswith(ELSEWHERE.get(finding.code, "\0"))


def test_the_record_is_valid(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(record()), encoding="utf-8")
    assert not check_paths([tmp_path], CheckOptions(DAY)).findings


def test_there_are_enough_breaks() -> None:
    assert len(PATHS) >= 120
    assert len(WAYS) >= 20
    assert len(CAUGHT) >= 0.85 * len(BREAKS)


@pytest.mark.real
@pytest.mark.parametrize("way", WAYS)
def test_every_break_is_caught_with_its_code(way: str, findings: dict[tuple[Steps, str], list[Finding]]) -> None:
    missed = {}
    for path in (path for path, broken_so in findings if broken_so == way):
        code, found = expected(pointer_of(path), way), findings[path, way]
        if code and not any(finding.code == code and points_at(finding, path, way) for finding in found):
            missed[pointer_of(path)] = (code, sorted({(one.code, one.pointer, one.line) for one in found}))
    assert missed == {}


@pytest.mark.parametrize("way", [*OTHER_TYPES, *WORDS])
def test_the_schema_complains_about_nothing_else(way: str, findings: dict[tuple[Steps, str], list[Finding]]) -> None:
    for path in (path for path, broken_so in findings if broken_so == way):
        schema = [finding for finding in findings[path, way] if finding.code.startswith("DUNG02")]
        assert [finding for finding in schema if not points_at(finding, path, way)] == []


def test_what_is_no_break_is_no_error(findings: dict[tuple[Steps, str], list[Finding]]) -> None:
    """Where a reason is given why nothing is wrong, no error may be found; weaker hints are allowed.

    Evidence repeats what was printed; that it does not say what it stands for (DUNG153, DUNG184), or stands where
    nothing was read (DUNG176), is an error.
    """
    alarmed = {}
    for (path, way), found in findings.items():
        errors = [one.code for one in found if one.severity is Severity.ERROR]
        evidence = set(errors) <= {"DUNG153", "DUNG176", "DUNG184", "DUNG199"}
        if errors and not expected(pointer_of(path), way) and not evidence:
            alarmed[pointer_of(path), way] = errors
    assert alarmed == {}
