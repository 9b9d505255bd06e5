"""A scanner's folder: a file is taken when it is whole, once as it stands, whatever clock the scanner has."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pbgdpl_cli.runs.watch import EMPTY_TIMES, Arrivals


class TestArrivals:
    @pytest.fixture
    def now(self) -> list[float]:
        return [0.0]

    @pytest.fixture
    def arrivals(self, now: list[float]) -> Arrivals:
        return Arrivals(10, lambda: now[0])

    def test_a_growing_file_is_left_alone(self, arrivals: Arrivals, now: list[float], tmp_path: Path) -> None:
        scan = tmp_path / "a.pdf"
        for size in range(1, 5):
            scan.write_bytes(b"x" * size)
            os.utime(scan, (0, 0))  # a scanner whose clock stands
            assert arrivals.whole([scan]) == []
            now[0] += 9
        now[0] += 1
        assert arrivals.whole([scan]) == [scan]
        assert arrivals.whole([scan]) == arrivals.pending == []

    def test_a_file_that_changes_afterwards_is_taken_again(
        self, arrivals: Arrivals, now: list[float], tmp_path: Path
    ) -> None:
        scan = tmp_path / "a.pdf"
        for content in (b"1", b"22"):
            scan.write_bytes(content)
            arrivals.whole([scan])
            now[0] += 10
            assert arrivals.whole([scan]) == [scan]

    def test_an_empty_file_is_waited_for_longer_and_then_told(
        self, arrivals: Arrivals, now: list[float], tmp_path: Path
    ) -> None:
        scan = tmp_path / "a.pdf"
        scan.touch()
        arrivals.whole([scan])
        now[0] = 10 * EMPTY_TIMES - 1
        assert (arrivals.whole([scan]), arrivals.pending) == ([], [scan])
        now[0] += 1
        assert arrivals.whole([scan]) == [scan]

    def test_a_file_taken_away_is_forgotten(self, arrivals: Arrivals, now: list[float], tmp_path: Path) -> None:
        scan = tmp_path / "a.pdf"
        scan.write_bytes(b"1")
        arrivals.whole([scan])
        now[0] = 10
        arrivals.whole([scan])
        arrivals.whole([])
        arrivals.whole([scan])  # put there again, the very same
        now[0] = 20
        assert arrivals.whole([scan]) == [scan]


@pytest.mark.real
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent by a signal")
def test_what_arrives_is_converted_once_until_ctrl_c_and_after_a_restart(tmp_path: Path) -> None:
    scanner, out = tmp_path / "quet", tmp_path / "goi"
    scanner.mkdir()
    text = "TỜ RƠI\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n"

    def watching(*more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pbgdpl_cli", "--lang", "en", "watch", scanner, "-o", out, "--settled", "0.3"]
        return subprocess.Popen(
            [*command, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PBGDPL_HOME": str(tmp_path / "home")},
        )  # fmt: skip

    (scanner / "a.txt").write_text(text, "utf-8")
    running = watching()
    while not (out / "a").is_dir():
        assert running.poll() is None
        time.sleep(0.1)
    (scanner / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    (scanner / "b.txt").write_text(text.replace("này", "ấy"), "utf-8")
    while not (out / "b").is_dir():
        assert running.poll() is None
        time.sleep(0.1)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    said, errors = running.communicate(timeout=60)
    assert "2 done, 0 unchanged" in said
    assert errors.count("hong.pdf") == 1
    assert "Traceback" not in errors
    assert running.returncode == 1
    said, errors = watching("--once").communicate(timeout=120)
    assert "0 done, 2 unchanged since the last run, 1 failed" in said
