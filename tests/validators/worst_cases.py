"""Texts made to take long, out of the expressions themselves, and records that hold one wherever words may stand.

An expression that takes long does so over what repeats one of its parts without end and then does not go on. So every
expression of the room is taken apart: what stands before a part that repeats, then that part, again and again.
"""

from __future__ import annotations

import copy
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import ModuleType
from typing import Any

from sample import record
from test_agreement import FULL, nodes

import validators
from validators.sharing.conformance import schema_faults

_PARSER: Any = importlib.import_module("re._parser")
_ENDLESS = 8  # times a part may come, at least, to be repeated here
_LIKELY = ["a", "1", " ", *map(chr, range(33, 127)), *"ậđấĐẬẤưƯáÁ\n\u0301–“”\u200b½٣字\ue000"]
_KINDS: Mapping[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": lambda sign: sign.isalnum() or sign == "_",
}  # fmt: skip
_DEEP = 4  # containers within each other that are looked into for expressions

# What begins a pattern, and does not end it; and what texts repeat.
BEGINNINGS = (
    " ", "\n", "a", "A", "0", "1 ", "0.", "9-", "(", "<", "&#1", "a@a.", "x.y@", "Ã", "áº", "®", "µa", "¸", "ñ", "Ð",
    "MẬT", "ĐỘ MẬT", "ĐỘ MẬT:", "Độ mật: ", "“MẬT", "M Ậ ", "tài liệu ", "tài liệu MẬT ", "lưu hành nội bộ ", "CCCD 1",
    "căn cước ", "MẬT\n", "TUYỆT MẬT ", "TUYỆT MẬT   ", "\ufe0f", "❤\ufe0f", "a\ufe0f",
    "căn cước 0330990012 ", "số tài khoản ", "STK 1 ", "Kho bạc ", "CMND ", "chứng minh thư ", "BHXH ", "hộ chiếu B1 ",
    "sinh ngày ", "sinh ngày 1/1/2001 ", "trở đi ", "89B1", "89B1-234.56 ", "trú tại số 12 ngõ 5 ", "ở ", "ở A ",
    "số nhà ",
    "số nhà 1/1", "ở thôn Abc", "Cháu Hoa ", "cháu Hoa, 14 ", "14 tuổi ", "Anh Nguyễn ", "Anh Nguyễn Văn ", "+84",
    "0912345678 ", "0912 345 678, ", "phạt tiền ", "<p ", "&nbsp", "\ufffd", "\u200b", "e\u0301", "1900 1", "hotline ",
    "0123456789 ", "033099001234 ", "033 0 99 ", "nguờji ", "Lắk ", "82/2020/NĐ-CP ", "- ", "đồng ", "[x](",
    "](a(", "](<", "không ", "không một ", "T.Ố.", "T.U.Y.Ệ.", "M.Ậ.", "TÀI LIỆU ", "TÀI LIỆU TUYỆT ", "mức độ mật: ",
    "Phòng A ", "Phòng Tư pháp ", "UBND cấp ", "Ủy ban nhân dân ", "Sở Thông tin ", "Bộ Giao thông ", "của Bộ ",
    "trước ", "aа", "а", "CCCD 0 3 3 ", "Nghị định số 15/2020/NĐ-CP năm 2020 của ", "đ", "0123456789",
    "Điều 1, ", "Điều Điều ", "khoản 1 Điều 2 ", "từ Điều 1 đến Điều 2, ", "điểm a khoản 1 Điều 1 Luật Đất đai, ",
    "\u0301", "\u0301\u0323", "a\u0301\u0323", '"', "“a” ", "Dòng này.\n", "1. a\n", "Câu 1: ", "Hỏi: ", "A. ", "☐ ",
    "|", "*", "_", "#", "phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng ", "1.000", "một nghìn ", "Nguyễn Văn An, ",
    "Bộ Tư pháp, ", "ngày 1 tháng 2 năm 2020 ",
    "từ ngày 1/1/2020 đến ngày ", "số 1/2020/NĐ-CP, ", "Luật Đất đai ", "luật ",
    "xã A, huyện B, tỉnh C, ", "1/1/", "…", "..", "/", "\\", "https://a.b/", "\r\n", "\u00a0", "\u2028", "\u202e", "１",
)  # fmt: skip

# Of which no two are the same: nothing is remembered from one to the next.
ALL_DIFFERENT: Mapping[str, Callable[[int], str]] = {
    "phones": lambda number: f"09{number * 7919 % 10**8:08d}",
    "phones with a word": lambda number: f"gọi 09{number * 7919 % 10**8:08d},",
    "citizens' numbers": lambda number: f"0330{number * 7919 % 10**8:08d}",
    "number plates": lambda number: f"89B1-{number * 7 % 1000:03d}.{number % 100:02d}",
    "mail addresses": lambda number: f"a{number}@gmail.com",
    "words that are none": lambda number: f"đz{number * 7919:x}q",
    "acts": lambda number: f"Nghị định số {number % 300}/20{number % 27:02d}/NĐ-CP,",
    "places in acts": lambda number: f"khoản {number % 9 + 1} Điều {number % 700},",
    "fines": lambda number: f"phạt tiền từ {number % 900 + 1}.000.000 đồng đến {number % 900 + 2}.000.000 đồng,",
    "days": lambda number: f"ngày {number % 28 + 1}/{number % 12 + 1}/20{number % 27:02d},",
    "persons": lambda number: f"ông Nguyễn Văn {chr(65 + number % 26)}{number:x},",
}


def repeated(beginning: str, size: int) -> str:
    """The text again and again, so many signs."""
    return (beginning * (size // len(beginning) + 1))[:size]


def all_different(made: Callable[[int], str], size: int) -> str:
    """Things that all differ, so many signs."""
    words, total = [], 0
    while total <= size:
        words.append(made(len(words)))
        total += len(words[-1]) + 1
    return " ".join(words)[:size]


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(validators.__path__, "validators."):
        yield importlib.import_module(found.name)


@cache
def expressions() -> tuple[re.Pattern[str], ...]:
    """Every expression over text that stands in the room's modules, alone or in tables and detectors."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    for module in _modules():
        for value in vars(module).values():
            for pattern in _held(value, _DEEP):
                found[pattern.pattern, pattern.flags] = pattern
    return tuple(found.values())


def _held(value: Any, deep: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif deep:
        for part in _parts(value):
            yield from _held(part, deep - 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    own = type(value).__module__.startswith("validators.") and not isinstance(value, type | ModuleType)
    return vars(value).values() if own and hasattr(value, "__dict__") else ()


def pumps(pattern: re.Pattern[str]) -> dict[tuple[str, str], None]:
    """Each part of an expression that may repeat without end, after what stands before it there."""
    found: dict[tuple[str, str], None] = {}
    _example(_PARSER.parse(pattern.pattern, pattern.flags), "", {}, found)
    return found


def pumped(size: int) -> Iterator[str]:
    """The text of each pump of all expressions, so many signs, none twice."""
    every = dict.fromkeys(pump for pattern in expressions() for pump in pumps(pattern))
    yield from dict.fromkeys((before + part * (size // len(part)))[:size] for before, part in every)


def _example(tree: Any, before: str, groups: dict[int, str], found: dict[tuple[str, str], None]) -> str:
    """A text the expression may find, or nearly: what stands behind and must not is not asked after."""
    made = ""
    for name, value in ((str(step), value) for step, value in tree):
        match name:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                made += _sign_of(value if name == "IN" else [(name, value)])
            case "BRANCH":
                every = [_example(branch, before + made, groups, found) for branch in value[1]]
                made += every[0]
            case "SUBPATTERN":
                said = _example(value[3], before + made, groups, found)
                groups[value[0]] = said
                made += said
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, inner = value
                said = _example(inner, before + made, groups, found)
                if said and int(most) >= _ENDLESS:
                    found[before + made, said] = None
                made += said * max(int(least), 1)
            case "ATOMIC_GROUP":
                made += _example(value, before + made, groups, found)
            case "GROUPREF":
                made += groups.get(value, "")
            case _:  # what asks for no sign of its own
                pass
    return made


def _sign_of(items: Any) -> str:
    """A sign of a set, the plainest there is."""
    named = [(str(name), value) for name, value in items]
    if named[0][0] in {"ANY", "NOT_LITERAL"}:
        return "a" if named[0][1] != ord("a") else "b"
    is_other = named[0][0] == "NEGATE"
    own = [chr(value if name == "LITERAL" else value[0]) for name, value in named if name in {"LITERAL", "RANGE"}]
    likely = (*_LIKELY[:3], *(() if is_other else own), *_LIKELY)
    return next(sign for sign in likely if any(_is_in(sign, *item) for item in named) != is_other)


def _is_in(sign: str, name: str, value: Any) -> bool:
    match name:
        case "LITERAL":
            return ord(sign) == value
        case "RANGE":
            return bool(value[0] <= ord(sign) <= value[1])
        case "CATEGORY":
            kind = str(value).rpartition("_")[2]
            return _KINDS[kind](sign) != ("_NOT_" in str(value))
        case _:
            return False


# Members of which the full record of the agreement of schema and models has none.
WIDE = copy.deepcopy(FULL) | {
    "ai": {"generated": True, "tool": "x", "label_shown": True},
    "waivers": [{"code": "SACH320", "pointer": "/title", "words": "x", "by": "x", "on": "2026-01-01", "reason": "x"}],
    "retention": {"period": "x", "use": "x"},
}
WIDE["legal_basis"][0]["act"] |= {"title": "x", "amended_by": ["x"], "replaced_by": ["x"]}
WIDE["files"][0] |= {"made_by": {"program": "x", "fonts": ["x"], "voice": "x"}, "signature": "x"}
WIDE["workflow"]["events"][0]["note"] = "x"
WORDS = "chữ, 12 (a)"


def _spot(document: dict[str, Any], path: tuple[str | int, ...]) -> Any:
    node: Any = document
    for step in path[:-1]:
        node = node[step]
    return node


@cache
def free_places() -> tuple[tuple[str | int, ...], ...]:
    """Where the full record may hold any words at all, as the schema says."""
    found = []
    for path in nodes(WIDE):
        if isinstance(_spot(WIDE, path)[path[-1]], str):
            made = copy.deepcopy(WIDE)
            _spot(made, path)[path[-1]] = WORDS
            found += [path] if len(schema_faults(made)) == len(schema_faults(WIDE)) else []
    return tuple(found)


def everywhere(text: str) -> dict[str, Any]:
    """The full record, a case story, with a text wherever it may stand."""
    made = copy.deepcopy(WIDE) | {"kind": record(kind="tinh-huong")["kind"]}
    for path in free_places():
        _spot(made, path)[path[-1]] = text
    return made
