"""A page for every code: each rule of validation, each error of the program; what it means, and what to do."""

from __future__ import annotations

import difflib
import gettext
import posixpath
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from docs.making.errors import ROOT, ErrorCode, errors, exit_of, named
from docs.making.outside import outside_fences
from pbgdpl_cli.catalogues import DOMAIN
from pbgdpl_cli.i18n import LOCALE
from validators.problems import Message
from validators.reports.form import GATE_NAMES
from validators.reports.sarif import pattern
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.finding import Gate
from validators.rules.rule import Rule

FOLDERS = {"vi": "vi/ma", "en": "en/codes"}
MOST_DIFFERENCES = 40  # lines of an example; longer ones are not looked through by anybody
_BRACES = re.compile(r"\{\w+\}")
_CODE = re.compile(
    r"(?P<link>\[[^\]]*\]\([^)]*\))|(?<![\w/`-])(?P<tick>`?)(?P<code>(?:DUNG|DU|SACH|SONG)\d{3})(?P=tick)(?![\w`])"
)
_WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def pages() -> dict[str, str]:
    """Text of each page by its place in the handbook, the lists of codes among them."""
    made = {}
    for language, folder in FOLDERS.items():
        made[f"{folder}/index.md"] = _index(language)
        made |= {f"{folder}/{rule.code}.md": rule_page(rule, language) for rule in RULES}
        made |= {f"{folder}/{error.code}.md": error_page(error, language) for error in errors().values()}
    return made


def linked(markdown: str, name: str) -> str:
    """A page of the handbook with every code of a rule in its text leading to the code's page."""
    language = name.split("/", 1)[0]
    if language not in FOLDERS:
        return markdown
    way = posixpath.relpath(FOLDERS[language], posixpath.dirname(name))

    def led(found: re.Match[str]) -> str:
        if found["link"] or found["code"] not in BY_CODE:
            return found[0]
        return f"[{found['tick']}{found['code']}{found['tick']}]({way}/{found['code']}.md)"

    return outside_fences(markdown, lambda text: _CODE.sub(led, text))


def rule_page(rule: Rule, language: str) -> str:
    """What a rule asks, why, and what to do."""
    words, tell = _WORDS[language], teller(language)
    weights = f"{words['finished']}: **{words[rule.severity]}** · {words['draft']}: {words[rule.draft]}"
    advice = [pattern(rule.remedy, tell), words["fix"] if rule.fixable else ""]
    advice.append(words["waive"] if rule.waivable else words["never"])
    parts = [
        f"# {rule.code} · {rule.name}",
        f"**{_safe(pattern(rule.sentence, tell))}**",
        f"{words['gate']}: {GATE_NAMES[rule.gate]} · {weights}",
        f"## {words['do']}",
        *(_safe(part) for part in advice if part),
        f"## {words['why']}",
        _safe(tell(rule.reason)),
        *_example(rule, words),
        f"[{words['all']}](index.md)",
    ]
    return "\n\n".join(parts) + "\n"


def error_page(error: ErrorCode, language: str) -> str:
    """What an error means, what the program says, and what to do."""
    words, said = _WORDS[language], catalogue(language)
    about = named()[error.code]
    meaning, advice = (about.vi, about.do_vi) if language == "vi" else (about.en, about.do_en)
    hints = [*([advice] if advice else []), *(said(hint) for hint in error.hints if not hint.startswith("{"))]
    parts = [f"# {error.code}", f"**{meaning}**", f"{words['exit']}: {exit_of(error)}"]
    parts += [f"## {words['do']}", _listed(hints)]
    if error.sentences:
        parts += [f"## {words['says']}", _listed([said(sentence) for sentence in error.sentences])]
    return "\n\n".join([*parts, f"[{words['all']}](index.md)"]) + "\n"


@cache
def catalogue(language: str) -> Callable[[str], str]:
    """Says an English sentence in a language."""
    return gettext.translation(DOMAIN, LOCALE, languages=[language], fallback=True).gettext


def teller(language: str) -> Callable[[Message], str]:
    """Says a Message in a language; what stands in braces is filled in by whoever called `pattern`."""
    say = catalogue(language)
    return lambda message: say(message.text).format(
        **{
            name: teller(language)(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
    )


def _listed(sentences: list[str]) -> str:
    return "\n".join(f"- {_safe(_BRACES.sub('…', sentence))}" for sentence in dict.fromkeys(sentences))


def _safe(text: str) -> str:
    """A sentence of the program as text of a page: nothing in it is Markdown but code between backticks."""
    return re.sub(r"([*_<>\[\]#|])", r"\\\1", text) if "`" not in text else text.replace("<", "&lt;")


def _example(rule: Rule, words: dict[str, str]) -> Iterator[str]:
    """How the sample that fails differs from the one that passes, where both are records that differ little."""
    folder = ROOT / "examples" / "invalid" / rule.code
    wrong, right = folder / "fails.json", folder / "passes.json"
    if not (wrong.is_file() and right.is_file()):
        return
    texts = [path.read_text("utf-8", errors="replace").splitlines() for path in (wrong, right)]
    lines = list(difflib.unified_diff(*texts, n=1, lineterm=""))[2:]
    if 0 < len(lines) <= MOST_DIFFERENCES:
        shown = "\n".join("…" if line.startswith("@@") else line for line in lines)
        yield f"## {words['example']}"
        yield f"{words['before']}\n\n```diff\n{shown}\n```"


def _index(language: str) -> str:
    words, tell = _WORDS[language], teller(language)
    parts = [f"# {words['title']}", words["intro"], f"## {words['rules']}"]
    head = f"| {words['code']} | {words['means']} |\n|---|---|\n"
    for gate in Gate:
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {_safe(pattern(rule.sentence, tell))} |"
            for rule in RULES
            if rule.gate is gate
        ]
        parts += [f"### {GATE_NAMES[gate]}", head + "\n".join(rows)]
    meanings = {code: about.vi if language == "vi" else about.en for code, about in named().items()}
    rows = [f"| [{code}]({code}.md) | {meanings[code]} |" for code in errors()]
    return "\n\n".join([*parts, f"## {words['errors']}", head + "\n".join(rows)]) + "\n"
