"""All rules, in the order of their codes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from validators.rules.clean import duplicates, privacy
from validators.rules.clean import text as clean
from validators.rules.complete import complete, words
from validators.rules.correct import citing, facts, form, integrity, structure
from validators.rules.current import current
from validators.rules.rule import Rule

_MODULES = (form, structure, integrity, citing, facts, complete, words, clean, privacy, duplicates, current)
RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
BY_CODE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in RULES})
