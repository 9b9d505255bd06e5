"""Which materials are looked at together, rule by rule, and which each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validators.packages.package import MaterialPath, PackageForm

TOGETHER = 8  # records; with more, what was read of them is no longer at hand when the next rule looks at it
USUAL = 64 << 10  # bytes of the largest of them


def groups_of(found: Iterable[MaterialPath]) -> Iterator[list[MaterialPath]]:
    """Materials in their order: small records that stand beside each other together, each other one by itself."""
    group: list[MaterialPath] = []
    for item in found:
        usual = _is_small_record(item)
        if group and (not usual or len(group) == TOGETHER):
            yield group
            group = []
        if usual:
            group.append(item)
        else:
            yield [item]
    if group:
        yield group


def _is_small_record(item: MaterialPath) -> bool:
    try:
        return item.form is PackageForm.RECORD and item.path.stat().st_size <= USUAL
    except OSError:
        return False  # told where it is opened
