"""All rules, in the order of their codes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from validators.rules import citing, clean, complete, current, duplicates, facts, form, integrity, privacy, structure
from validators.rules.rule import Rule

_MODULES = (form, structure, integrity, citing, facts, complete, clean, privacy, duplicates, current)
RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
BY_CODE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in RULES})
