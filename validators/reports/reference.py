"""The reference page: schema, code lists and rules, generated, so that it cannot drift from the code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from validators.problems import Message, say
from validators.reports.form import GATE_NAMES
from validators.reports.sarif import pattern
from validators.rules.catalogue import RULES
from validators.rules.finding import Gate
from validators.sharing.schema import SCHEMA_ID, committed_schema
from validators.sharing.vocabulary import NAMES, vocabulary


def reference(language: str, tell: Callable[[Message], str]) -> str:
    """The reference as Markdown.

    Args:
        language: vi or en.
        tell: Says a Message in that language.
    """
    schema = committed_schema()
    lines = [
        f"# {_title(schema, language)}",
        "",
        f"`{SCHEMA_ID}` · JSON Schema 2020-12",
        "",
        _about(schema, language),
        "",
    ]
    lines += _model(schema, language, tell)
    for body in schema["$defs"].values():
        lines += [f"## {_title(body, language)}", "", _about(body, language), "", *_model(body, language, tell)]
    lines += [f"# {tell(say('Code lists'))}", ""]
    for name in NAMES:
        lines += _vocabulary(name, language, tell)
    lines += [f"# {tell(say('Rules'))}", ""]
    for gate in Gate:
        lines += _gate(gate, tell)
    return "\n".join(lines).rstrip() + "\n"


def _title(body: dict[str, Any], language: str) -> str:
    return str(body.get("title" if language == "vi" else "x-title-en", ""))


def _about(body: dict[str, Any], language: str) -> str:
    return str(body.get("description" if language == "vi" else "x-description-en", ""))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _model(body: dict[str, Any], language: str, tell: Callable[[Message], str]) -> list[str]:
    headings = (say("Key"), say("Name"), say("Value"), say("Meaning"))
    required = set(body.get("required", ()))
    rows = [
        _row(
            f"`{name}`" + (" **\\***" if name in required else ""),
            _title(part, language),
            _value(part),
            _about(part, language),
        )
        for name, part in body["properties"].items()
    ]
    return [_row(*(tell(heading) for heading in headings)), "|---|---|---|---|", *rows, ""]


def _value(part: dict[str, Any]) -> str:
    if "anyOf" in part:
        forms = [_value(branch) for branch in part["anyOf"] if branch.get("type") != "null"]
        return " · ".join(dict.fromkeys(forms))
    if "$ref" in part:
        return str(part["$ref"]).rsplit("/", 1)[-1]
    if "oneOf" in part:
        return "Block"
    if part.get("type") == "array":
        return f"{_value(part['items'])}[]" if "items" in part else "[integer × 4]"
    if "x-vocabulary" in part:
        return str(part["x-vocabulary"]).rsplit(":", 1)[-1]
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if "examples" in part:
        return " · ".join(f"`{value}`" for value in part["examples"])
    return str(part.get("format") or part.get("type", ""))


def _vocabulary(name: str, language: str, tell: Callable[[Message], str]) -> list[str]:
    codes = vocabulary(name)
    rows = [
        _row(
            f"`{term.code}`",
            term.name(language),
            str(term.valid_from or ""),
            str(term.valid_to or ""),
        )
        for term in codes.terms
    ]
    about = f"`{codes.identifier}` · {codes.version} · {codes.source}"
    headings = (say("Code"), say("Name"), say("From"), say("Until"))
    return [
        f"## {codes.vi if language == 'vi' else codes.en}", "", about,
        "", _row(*(tell(heading) for heading in headings)), "|---|---|---|---|", *rows, "",
    ]  # fmt: skip


def _gate(gate: Gate, tell: Callable[[Message], str]) -> Iterator[str]:
    headings = (say("Code"), say("What is wrong"), say("Finished / draft"), say("Why"), say("What to do"))
    yield f"## {GATE_NAMES[gate]}"
    yield ""
    yield _row(*(tell(heading) for heading in headings))
    yield "|---|---|---|---|---|"
    for rule in RULES:
        if rule.gate is gate:
            severities = f"{tell(_WORDS[rule.severity])} / {tell(_WORDS[rule.draft])}"
            code = f"`{rule.code}` {rule.name}" + (" · `--fix`" if rule.fixable else "")
            yield _row(code, pattern(rule.sentence, tell), severities, tell(rule.reason), pattern(rule.remedy, tell))
    yield ""


_WORDS = {"error": say("error"), "warning": say("warning"), "note": say("note")}
