"""A cited place without its act says nothing elsewhere: the act stands behind it in brackets, and comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lxml import etree

from converters.records.crosswalks.description import description_of
from converters.records.crosswalks.dublin_core import DC, from_dublin_core, to_dublin_core
from converters.records.crosswalks.ead import EAD, to_ead
from converters.records.crosswalks.json_ld import from_json_ld, to_json_ld
from converters.records.crosswalks.meta_tags import from_meta_tags, to_meta_tags
from converters.records.crosswalks.sheet_row import from_row, to_row
from tests.each import each
from validators.sharing.record import Act, Citation, Record

WAYS: dict[str, Callable[[Record], Record]] = {
    "dublin core": lambda record: from_dublin_core(to_dublin_core(record)),
    "meta": lambda record: from_meta_tags(to_meta_tags(record)),
    "json-ld": lambda record: from_json_ld(json.loads(json.dumps(to_json_ld(record)))),
    "row": lambda record: from_row(to_row(record)),
}


def record(*cited: Citation) -> Record:
    return Record(identifier="urn:x:1", title="Tài liệu", kind="khac", legal_basis=list(cited))


def cited(text: str, **act: Any) -> Citation:
    return Citation(text=text, act=Act(**act))


@each(("text", "act", "told"), [
    ("Điều 7", {"number": "11/2017/QH14"}, "Điều 7 [11/2017/QH14]"),
    ("khoản 2 Điều này", {"title": "Luật Mẫu"}, "khoản 2 Điều này [Luật Mẫu]"),
    ("Điều 7 Luật Trợ giúp pháp lý", {"number": "11/2017/QH14"}, "Điều 7 Luật Trợ giúp pháp lý [11/2017/QH14]"),
    # Its words name the act, however they are written; another number is another act.
    ("Điều 7 Luật số 11/2017/QH14", {"number": "11/2017/QH14"}, "Điều 7 Luật số 11/2017/QH14"),
    ("Nghị định số 05/2020/NĐ - CP", {"number": "5/2020/NĐ-CP"}, "Nghị định số 05/2020/NĐ - CP"),
    ("Điều 2 Luật mẫu", {"title": "Luật Mẫu"}, "Điều 2 Luật mẫu"),
    ("Nghị định số 15/2020/NĐ-CP", {"number": "5/2020/NĐ-CP"}, "Nghị định số 15/2020/NĐ-CP [5/2020/NĐ-CP]"),
    ("Điều 7", {}, "Điều 7"),
])  # fmt: skip
def test_an_act_that_is_not_named_is_supplied(text: str, act: dict[str, str], told: str) -> None:
    assert description_of(record(cited(text, **act))).citations == (told,)


def test_the_same_words_of_two_acts_are_two_in_each_vocabulary() -> None:
    both = record(cited("Điều 7", number="11/2017/QH14"), cited("Điều 7", number="35/2013/QH13"))
    told = ["Điều 7 [11/2017/QH14]", "Điều 7 [35/2013/QH13]"]
    core, ead = (etree.fromstring(made.encode()) for made in (to_dublin_core(both), to_ead(both)))
    assert [one.text for one in core.iter(f"{{{DC}}}relation")] == told
    assert [one.text for one in ead.iter(f"{{{EAD}}}bibref")] == told
    assert f'content="{"; ".join(told)}"' in to_meta_tags(both)


@each("way", WAYS)
def test_what_was_supplied_comes_back_as_the_act(way: str) -> None:
    both = record(cited("Điều 7", number="11/2017/QH14"), cited("Điều 7", number="35/2013/QH13"))
    back = WAYS[way](both).legal_basis
    assert [(one.text, one.act.number) for one in back[:2]] == [("Điều 7", "11/2017/QH14"), ("Điều 7", "35/2013/QH13")]


@each("way", WAYS)
def test_brackets_that_hold_no_number_are_the_text(way: str) -> None:
    back = WAYS[way](record(cited("Phụ lục II [bản mẫu]"))).legal_basis
    assert [(one.text, one.act.number) for one in back] == [("Phụ lục II [bản mẫu]", None)]
