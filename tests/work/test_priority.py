"""What is urgent goes first; what is not leaves the computer to the person at it."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from converters.ocr.options import OcrOptions
from converters.work.local_pool import LocalPool
from converters.work.page_tasks import PageTask
from converters.work.priority import Priority, rank_of
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.runs.batches.source_choice import priority_choice

NICEST = 19  # the system knows no higher nice value (POSIX)


def test_ranks_are_in_order_and_what_is_unknown_is_normal() -> None:
    assert sorted(Priority, key=lambda one: one.rank) == [Priority.LOW, Priority.NORMAL, Priority.HIGH]
    assert [rank_of(told) for told in ("high", "low", None, "gấp", 3, ["high"], {})] == [1, -1, 0, 0, 0, 0, 0]


def test_a_person_is_told_what_there_is() -> None:
    assert priority_choice("low") is Priority.LOW
    with pytest.raises(WrongUsage, match="gấp") as refused:
        priority_choice("gấp")
    assert "high, normal, low" in str(refused.value.hint)


@pytest.mark.skipif(sys.platform == "win32", reason="nice values are POSIX's")
class TestHere:
    def test_whoever_steps_back_takes_its_children_along(self) -> None:
        script = (
            "import os, subprocess, sys; from converters.work.priority import step_back; step_back();"
            "subprocess.run([sys.executable, '-c', 'import os; print(os.nice(0))'], check=True)"
        )
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
        assert int(told.stdout) == min(os.nice(0) + 10, NICEST)

    @pytest.mark.real
    @pytest.mark.parametrize(("priority", "nicer"), [(Priority.LOW, 10), (Priority.NORMAL, 0), (Priority.HIGH, 0)])
    def test_workers_of_a_run_that_is_not_urgent_step_back(
        self, tmp_path: Path, priority: Priority, nicer: int
    ) -> None:
        page = tmp_path / "trang.tif"
        Image.new("1", (8, 8)).save(page)
        with LocalPool(1, priority=priority) as pool:
            pool.submit(PageTask(page, 1, OcrOptions(max_pixels=1))).result()
            (worker,) = multiprocessing.active_children()
            assert os.getpriority(os.PRIO_PROCESS, worker.pid or 0) == min(os.nice(0) + nicer, NICEST)
