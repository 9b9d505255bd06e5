"""Work in processes: a piece that dies, hangs or is not wanted any more costs itself, nothing else."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workers_work import checked_or_died, died_once, doubled, prepared
from validators.check import CheckedMaterial, check_batches
from validators.options import CheckOptions
from validators.packages.package import MaterialPath, PackageForm
from validators.workers import Loss, Workers

pytestmark = pytest.mark.real
LONG = 2.0  # seconds a piece of work may take here


def lost(task: str, loss: Loss) -> str:
    return f"{task} {loss.name}"


@pytest.fixture
def two() -> Iterator[Workers[str, str]]:
    with Workers(2, doubled, lost, seconds=lambda task: LONG if task == "hang" else None) as workers:
        yield workers
    assert multiprocessing.active_children() == []


def test_what_dies_or_hangs_costs_itself(two: Workers[str, str]) -> None:
    asked = ["a", "die", "b", "hang", "c", "die", "d"]
    answers = [future.result() for future in [two.submit(task) for task in asked]]
    assert answers == ["aa", "die DIED", "bb", "hang TOO_LONG", "cc", "die DIED", "dd"]


def test_what_may_be_tried_twice_is_given_to_one_more_and_no_further(tmp_path: Path) -> None:
    with Workers(1, died_once, lost, most_lost=2) as workers:
        once, always = tmp_path / "once", tmp_path / "always"
        assert workers.submit(str(once)).result() == "2"
        assert workers.submit(str(always)).result() == f"{always} DIED"
    assert (tmp_path / "always").read_text() == "xx"


def test_what_is_under_way_is_finished_and_what_waits_is_not_begun() -> None:
    with Workers(1, doubled, lost) as workers:
        slow, waiting = workers.submit("slow"), workers.submit("b")
        while not multiprocessing.active_children():
            time.sleep(0.01)
        workers.stop_taking()
        assert [slow.result(), waiting.result()] == ["slowslow", "b STOPPED"]


def test_what_is_abandoned_ends_at_once(two: Workers[str, str]) -> None:
    futures = [two.submit("for-ever") for _ in range(3)]
    while not multiprocessing.active_children():
        time.sleep(0.01)
    two.abandon()
    while not all(future.done() for future in futures):  # a process that was just starting is met the second time
        time.sleep(0.05)
        two.abandon()
    assert {future.result() for future in futures} <= {"for-ever DIED", "for-ever STOPPED"}


def test_a_worker_is_prepared_once_and_renewed_when_worn(tmp_path: Path) -> None:
    with Workers(1, prepared, lost, prepare=doubled_environment, renew_after=2) as workers:
        answers = [workers.submit(str(number)).result() for number in range(4)]
    seen = [answer.split() for answer in answers]
    assert [count for _, count in seen] == ["1", "1", "1", "1"]
    assert len({process for process, _ in seen}) == 2


def doubled_environment() -> None:
    """What a worker does first."""
    os.environ["PREPARED"] = str(int(os.environ.get("PREPARED", "0")) + 1)


def test_of_a_batch_a_process_died_over_one_material_is_lost() -> None:
    found = [MaterialPath(Path(name), PackageForm.FOLDER) for name in ("a", "die", "b", "c", "d")]
    batches = [tuple(found[:3]), tuple(found[3:])]
    checked = list(check_batches(batches, CheckOptions(dt.date(2026, 11, 30), jobs=2), checked_or_died))
    assert [_told(one) for one in checked] == ["a", "die: ended", "b", "c", "d"]


def _told(one: CheckedMaterial) -> str:
    (finding,) = one.findings
    return finding.path if "ended" not in str(finding.message) else f"{finding.path}: ended"
