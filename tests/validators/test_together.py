"""Records looked at together, rule by rule, are judged as each is by itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sample import dumped, record

from examples.validation_examples import changed
from tests.each import each
from validators import check
from validators.check import check_one, check_several
from validators.groups import TOGETHER, USUAL, groups_of
from validators.options import CheckOptions
from validators.packages.package import MaterialPath, PackageForm
from validators.rules.limits import TimeIsUp

OPTIONS = CheckOptions(dt.date(2026, 11, 22), ignore=("DU204",))
GOOD = Path(__file__).parents[2] / "examples" / "valid"
CHANGES = ({}, {"/title": "CCCD 033099001234"}, {"/level": "district"}, {"/content/1/text": "MẬT"}, {"/kind": "x"})


@pytest.fixture
def found(tmp_path: Path) -> list[MaterialPath]:
    """Good, bad and unreadable records, one that is not there, and a package among them."""
    data = [*(dumped(changed(record(), changes)) for changes in CHANGES), b"", b"{", b"[1]", b"\xff"]
    for number, one in enumerate(data):
        (tmp_path / f"{number}.json").write_bytes(one)
    made = [MaterialPath(tmp_path / f"{number}.json", PackageForm.RECORD) for number in range(len(data) + 1)]
    return [*made[:3], MaterialPath(GOOD / "goi", PackageForm.FOLDER), *made[3:]]


def test_each_gives_what_it_gives_alone(found: list[MaterialPath]) -> None:
    alone = [check_one(item, OPTIONS) for item in found]
    assert list(check_several(found, OPTIONS)) == alone
    assert list(check_several(found[:3], OPTIONS)) == alone[:3]
    assert len({one.code for result in alone for one in result.findings}) > len(CHANGES)


def test_what_a_limit_stops_is_looked_at_again_one_by_one(
    found: list[MaterialPath], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = [check_one(item, OPTIONS) for item in found[:3]]

    def too_long(*_: object) -> None:
        raise TimeIsUp  # as the alarm does, in whatever the rules are doing

    monkeypatch.setattr(check, "hits_of_each", too_long)
    assert check._checked_together(found[:3], OPTIONS) == []
    assert list(check_several(found[:3], OPTIONS)) == alone
    monkeypatch.undo()
    assert [*check._checked_together(found[:3], OPTIONS)] == alone


@each(("sizes", "together"), [
    ((1, 1, 1), [3]), ((1, USUAL + 1, 1, 1), [1, 1, 2]), ((), []), ((USUAL,) * (TOGETHER + 1), [TOGETHER, 1]),
    ((None, 1), [1, 1]),
])  # fmt: skip
def test_small_records_beside_each_other_are_looked_at_together(
    sizes: tuple[int | None, ...], together: list[int]
) -> None:
    items = [_Sized(size) for size in sizes]
    made = list(groups_of(items))  # type: ignore[arg-type]
    assert [len(group) for group in made] == together
    assert [item for group in made for item in group] == items


class _Sized:
    """Stands for a record of a size, of which there is no file; None is one that cannot be looked at."""

    form = PackageForm.RECORD

    def __init__(self, size: int | None) -> None:
        self.st_size = size or 0
        self.path = self
        self.is_there = size is not None

    def stat(self) -> _Sized:
        if not self.is_there:
            raise FileNotFoundError
        return self
