"""All rules, in the order of their codes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from validators.rules.agreeing import boxes, cited, fines, heads, items, lists, lives, named, words_read
from validators.rules.clean import active, duplicates, marks, privacy
from validators.rules.clean import text as clean
from validators.rules.complete import complete, copies, digitised, file_kinds, pictures, word_boxes, words
from validators.rules.correct import (
    checked,
    citing,
    facts,
    form,
    integrity,
    prose,
    read,
    steps,
    structure,
    waiving,
)
from validators.rules.current import acts, current, known_facts
from validators.rules.finding import Gate
from validators.rules.plausible import counts, keeping, people, reading_places, sayings, sequences, typed, unread
from validators.rules.rule import Rule
from validators.rules.written import sealed, since_made

_MODULES = (
    form, checked, structure, integrity, citing, prose, facts, steps, read, waiving,
    cited, fines, heads, items, lists, lives, named, boxes, sealed, words_read, since_made,
    counts, keeping, people, reading_places, sayings, sequences, typed, unread,
    complete, file_kinds, word_boxes, pictures, words, copies, digitised,
    clean, marks, privacy, duplicates, active, acts, current, known_facts,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (list(Gate).index(rule.gate), rule.code),
    )
)
BY_CODE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in RULES})
