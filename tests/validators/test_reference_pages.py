"""The reference pages are what the program prints, in both tongues; every sentence has its Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pbgdpl_cli import i18n
from pbgdpl_cli.app import run
from tests.each import each
from validators.rules.catalogue import BY_CODE, RULES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("language", "page"), [("en", "docs/en/schema.md"), ("vi", "docs/vi/luoc-do.md")])
def test_the_committed_page_is_the_generated_one(language: str, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "schema", "--format", "md"]) == 0
    assert capsys.readouterr().out == (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["docs/en/validation.md", "docs/vi/kiem-tra.md"])
def test_the_guides_count_rules_and_name_settings_rightly(page: str) -> None:
    from validators.rules.policy import Policy

    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.search(rf"\b{len(RULES)} (?:rules|quy tắc)", text)
    names = {field.alias or name for name, field in Policy.model_fields.items()} - {"severity"}
    assert all(f"`{name}`" in text for name in names)
    assert all(code in BY_CODE for code in re.findall(r"\b(?:DUNG|DU|SACH|SONG)\d{3}\b", text))


@each("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_speaks_vietnamese(rule: object) -> None:
    i18n.activate("vi")
    for part in ("sentence", "reason", "remedy"):
        text = getattr(rule, part).text
        assert i18n._(text) != text
        assert set(re.findall(r"\{(\w+)\}", i18n._(text))) == set(re.findall(r"\{(\w+)\}", text))


def test_codes_are_unique_and_in_order_of_their_gate() -> None:
    assert len(BY_CODE) == len(RULES)
    assert all(re.fullmatch(r"(?:DUNG|DU|SACH|SONG)\d{3}", rule.code) for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
