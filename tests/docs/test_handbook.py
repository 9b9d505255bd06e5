"""The handbook is whole: a page for every code, every page in both languages, and MkDocs builds it strictly."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from docs.making import code_pages
from docs.making.errors import errors, exit_of, named
from docs.making.outside import linked, pages
from pbgdpl_cli.errors import exit_code_of
from tests.each import each
from validators.problems import Problem, say
from validators.rules.catalogue import RULES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE = code_pages.pages()
LANGUAGES = ("vi", "en")


def classes() -> list[type[Problem]]:
    found, waiting = [], [Problem]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += [kind for kind in below if kind.__module__.split(".")[0] in {"validators", "converters", "pbgdpl_cli"}]
        waiting += below
    return found


@each("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page_in_both_languages_that_says_what_to_do(rule: object) -> None:
    texts = [MADE[f"{code_pages.FOLDERS[language]}/{rule.code}.md"] for language in LANGUAGES]  # type: ignore[attr-defined]
    assert "## Cần làm gì\n\n" in texts[0]
    assert "## What to do\n\n" in texts[1]
    assert texts[0].split("\n## ")[1] != texts[1].split("\n## ")[1]


@each("code", sorted(errors()))
def test_every_error_has_a_page_in_both_languages_that_says_what_to_do(code: str) -> None:
    for language, heading in (("vi", "## Cần làm gì"), ("en", "## What to do")):
        text = MADE[f"{code_pages.FOLDERS[language]}/{code}.md"]
        advice = text.split(heading, 1)[1].split("\n## ")[0]
        assert re.search(r"^- \S", advice, re.MULTILINE), f"{code} ({language}): nothing to do; add it to errors.tsv"


def test_the_meanings_are_those_of_the_codes_there_are() -> None:
    assert set(named()) == set(errors())


def test_classes_that_are_loaded_are_among_those_found_with_the_exit_code_the_program_gives() -> None:
    loaded = {
        kind.code: kind for kind in classes() if kind.code in errors() and errors()[kind.code].kind == kind.__name__
    }
    assert len(loaded) > 20
    for code, kind in loaded.items():
        problem = kind.__new__(kind)
        Problem.__init__(problem, say("x"))
        assert exit_of(errors()[code]) == int(exit_code_of(problem)), code


def test_pairs_of_languages_are_all_pages_there_are() -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    pairs = YAML(typ="safe", pure=True).load(config)["extra"]["pairs"]
    there = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} | {"vi/ma/index.md", "en/codes/index.md"}
    assert {*pairs, *pairs.values()} == there - {"index.md", "en/architecture.md"}
    assert all(f": {name}\n" in config for name in there)


@each(("markdown", "shown"), [
    ("See DUNG141 and `DU209`.", "See [DUNG141](codes/DUNG141.md) and [`DU209`](codes/DU209.md)."),
    ("[DUNG141](x.md), DUNG999, `pbgdpl --code DUNG141`", "[DUNG141](x.md), DUNG999, `pbgdpl --code DUNG141`"),
    ("```text\nDUNG141\n```", "```text\nDUNG141\n```"),
])  # fmt: skip
def test_codes_lead_to_their_pages(markdown: str, shown: str) -> None:
    assert code_pages.linked(markdown, "en/guide.md") == shown


def test_links_that_leave_the_documentation_come_along() -> None:
    text = (
        "[a](../../README.md#install) [b](../../examples/ci/github.yml) [c](../../examples/derivative) [d](schema.md)"
    )
    made = pages({"en/guide.md": text})
    assert {"project/README.md", "project/examples/ci/github.yml.md", "project/examples/derivative/README.md"} <= set(
        made
    )
    assert linked(text, "en/guide.md") == (
        "[a](../project/README.md#install) [b](../project/examples/ci/github.yml.md)"
        " [c](../project/examples/derivative/README.md) [d](schema.md)"
    )


@pytest.mark.real
def test_mkdocs_builds_it_strictly_and_nothing_of_it_is_fetched(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path / "site")]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert built.returncode == 0, built.stdout + built.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        loaded = re.findall(r"<(?:script|img|link)\b[^>]*?(?:src|href)=\"(https?:[^\"]+)", page.read_text("utf-8"))
        assert not loaded, (page.name, loaded)
    assert (tmp_path / "site" / "search" / "pages.js").stat().st_size > 100_000
