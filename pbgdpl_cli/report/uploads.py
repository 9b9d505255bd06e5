"""What the ledger of uploads says of the packages counted, target by target."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pbgdpl_cli.report.numbers import TargetNumbers, UploadNumbers
from pbgdpl_cli.report.period import Period
from pbgdpl_cli.upload.ledger import ItemState, LedgerItem

_FAILED = frozenset({ItemState.CONFLICT, ItemState.REFUSED, ItemState.FAILED})


def upload_numbers(items: Iterable[LedgerItem], revisions: Mapping[str, str], period: Period) -> UploadNumbers:
    """Count what was sent.

    Args:
        items: Of the ledger.
        revisions: The present revision of every package counted, by its identifier.
        period: For what was confirmed in it.
    """
    sent: dict[str, dict[str, list[LedgerItem]]] = defaultdict(lambda: defaultdict(list))
    others = set()
    for item in items:
        if item.identifier in revisions:
            sent[item.target][item.identifier].append(item)
        else:
            others.add(item.identifier)
    targets = [_target(name, materials, revisions, period) for name, materials in sorted(sent.items())]
    return UploadNumbers(tuple(targets), len(others))


def _target(
    name: str, materials: Mapping[str, list[LedgerItem]], revisions: Mapping[str, str], period: Period
) -> TargetNumbers:
    confirmed = outdated = recent = failed = begun = 0
    for identifier, items in materials.items():
        there = [one for one in items if one.state is ItemState.CONFIRMED]
        if there:
            confirmed += 1
            outdated += all(one.revision != revisions[identifier] for one in there)
            recent += any(period.holds(_day(one)) for one in there)
        elif max(items, key=lambda one: one.changed_at).state in _FAILED:
            failed += 1
        else:
            begun += 1
    sent = sum(one.bytes_sent for items in materials.values() for one in items)
    return TargetNumbers(name, confirmed, outdated, recent, failed, begun, sent)


def _day(item: LedgerItem) -> dt.date:
    """The day it was confirmed here; ledgers keep UTC, people their own days."""
    return dt.datetime.fromisoformat(item.confirmed_at or item.changed_at).astimezone().date()
