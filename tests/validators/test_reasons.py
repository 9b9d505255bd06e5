"""Reasons of rules and sources of code lists name no replaced act without its successor."""

from __future__ import annotations

from tests.each import each
from validators.citations.acts.numbers import find_numbers
from validators.citations.register import Register
from validators.citations.register.store import SHIPPED
from validators.rules.catalogue import RULES
from validators.sharing.vocabulary import NAMES, vocabulary

TEXTS = sorted({str(rule.reason) for rule in RULES} | {vocabulary(name).source for name in NAMES})


def test_every_replaced_act_is_named_with_its_successor() -> None:
    register = Register.open(SHIPPED)
    alone = [
        (text, act.number)
        for text in TEXTS
        for number in find_numbers(text)
        if (act := register.find(number.text)) and any(by not in text for by in act.replaced_by)
    ]
    assert alone == []


@each("number", ["14/2012/QH13", "12/2026/QH16", "14/2019/QĐ-TTg", "41/2026/QĐ-TTg", "278/2025/NĐ-CP"])
def test_the_acts_whose_fate_is_open_are_named(number: str) -> None:
    assert any(number in text for text in TEXTS)


@each("code", ["BKHĐT", "BGTVT", "BNNPTNT", "BTNMT", "BTTTT", "BLĐTBXH", "UBDT"])
def test_every_organ_that_ended_names_its_heirs_and_they_are_in_the_list(code: str) -> None:
    ministries = vocabulary("ministries")
    term = ministries.find(code)
    assert term is not None
    assert term.valid_to is not None
    assert term.details["replaced_by"]
    assert all(ministries.find(heir) for heir in term.details["replaced_by"])
