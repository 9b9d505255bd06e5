"""Progress in a log: few lines, and a time that can be believed whatever the work is like."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest

from pbgdpl_cli import i18n
from pbgdpl_cli.i18n import told
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.terminal.progress_lines import ProgressLines
from pbgdpl_cli.terminal.time_left import TimeLeft, roughly
from validators.problems import say

Steps = list[tuple[float, int]]  # seconds, and the pages done at their end


def scans(pages: int, seconds: float, seed: int = 1) -> Steps:
    """Pages of one pace, give or take a third."""
    pace = random.Random(seed)  # noqa: S311
    return [(seconds * pace.uniform(0.67, 1.33), 1) for _ in range(pages)]


def bursts(steps: Steps, text: int, every: int) -> Steps:
    """Between the scans, now and then a file with good text, all its pages at once."""
    mixed: Steps = []
    for number, step in enumerate(steps):
        mixed.append(step)
        if number % every == every - 1:
            mixed.append((1.0, text))
    return mixed


PACES = {
    "scans": scans(700, 3.0),
    "one process, slow": scans(60, 20.0),
    "two at a time": [(0.1, 1) if number % 2 else (6.0, 1) for number in range(400)],
    "goes on after an interruption": [*[(0.005, 1)] * 300, *scans(300, 3.0)],
    "one page of four minutes": [*scans(100, 3.0), (240.0, 1), *scans(200, 3.0, 2)],
    "good text among scans": bursts(scans(300, 3.0), 40, 20),
    "good text first": [*[(1.0, 100)] * 8, *scans(400, 3.0)],
    "scans first": [*scans(200, 3.0), *[(1.0, 100)] * 5, *scans(50, 3.0)],
    "faster and faster": [(9.0 * 0.99**number + 0.3, 1) for number in range(600)],
    "the computer slept": [*scans(200, 3.0), (4000.0, 1), *scans(200, 3.0, 2)],
}


def told_at(steps: Steps, every: float) -> Iterator[tuple[float, float]]:
    """When a time was told, and which."""
    left, total, now, shown = TimeLeft(0.0), sum(pages for _, pages in steps), 0.0, 0.0
    done = 0
    for seconds, pages in steps:
        now += seconds
        done += pages
        left.advance(pages, now)
        if now - shown >= every and (rest := left.seconds(total - done, now)) is not None:
            shown = now
            yield now, rest


@pytest.mark.parametrize("steps", PACES.values(), ids=PACES)
@pytest.mark.parametrize("every", [0.0, 60.0], ids=["bar", "log"])
def test_what_is_told_never_jumps(steps: Steps, every: float) -> None:
    times = list(told_at(steps, every))
    assert times
    for (then, before), (now, after) in pairwise(times):
        expected, minutes = max(before - (now - then), 0), (now - then) / 60
        assert expected / 1.51**minutes <= after <= max(expected, 20.0) * 1.51**minutes


@pytest.mark.parametrize("name", ["scans", "one process, slow", "two at a time", "goes on after an interruption"])
def test_and_is_near_the_truth(name: str) -> None:
    steps = PACES[name]
    end = sum(seconds for seconds, _ in steps)
    times = [(now, rest) for now, rest in told_at(steps, 60.0) if end - now > 60]
    assert all(0.7 < rest / (end - now) < 1.4 for now, rest in times)


def test_nothing_is_told_before_there_is_something_to_go_by() -> None:
    (first, _), *_ = told_at(PACES["scans"], 0.0)
    assert first >= 30
    assert list(told_at([(0.1, 1)] * 200, 0.0)) == []


def lines_of(steps: Steps, *, unit: bool = True, language: str = "en") -> list[str]:
    i18n.activate(language)
    stream, now = io.StringIO(), [0.0]
    progress = ProgressLines(stream, say("pages") if unit else None, lambda: now[0])
    progress.start(say("Converting"), sum(pages for _, pages in steps))
    for seconds, pages in steps:
        now[0] += seconds
        progress.advance(pages, "a.pdf")
    progress.finish()
    return stream.getvalue().splitlines()


def test_a_line_a_minute_at_most() -> None:
    steps = scans(700, 3.0)
    lines = lines_of(steps)
    minutes = sum(seconds for seconds, _ in steps) / 60
    assert 0.8 * minutes < len(lines) <= minutes
    assert lines[5].startswith("Converting: 1")
    assert lines[5].endswith("/700 pages, about 30 minutes left")


def test_in_vietnamese() -> None:
    lines = lines_of(scans(700, 3.0), language="vi")
    assert lines[9].startswith("Đang chuyển đổi: 20")
    assert lines[9].endswith("/700 trang, còn khoảng 25 phút")


def test_short_work_says_nothing_and_a_share_is_told_of_what_nobody_counts() -> None:
    assert lines_of(scans(15, 3.0)) == []
    assert lines_of([(61.0, 1)] * 2, unit=False) == ["Converting: 50 %", "Converting: 100 %"]


def test_pieces_inside_are_not_told_of() -> None:
    stream, now = io.StringIO(), [0.0]
    progress = ProgressLines(stream, None, lambda: now[0])
    progress.start(say("Making {kinds}", kinds="video"), 2)
    progress.start(say("Reading {name}", name="a"), 100)
    for _ in range(100):
        now[0] += 10
        progress.advance()
    progress.finish()
    assert stream.getvalue() == ""
    progress.advance()
    assert stream.getvalue() == "Making video: 50 %\n"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "about a minute"),
        (89, "about a minute"),
        (100, "about 2 minutes"),
        (20 * 60, "about 20 minutes"),
        (23 * 60, "about 25 minutes"),
        (100 * 60, "about 1.5 hours"),
        (7250, "about 2 hours"),
    ],
)
def test_times_as_people_guess_them(seconds: float, said: str) -> None:
    i18n.activate("en")
    assert told(roughly(seconds)) == said


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("json", "verbosity"), [(True, 0), (False, -1)])
@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_programs_and_the_quiet_see_nothing(json: bool, verbosity: int, stream: type[io.StringIO]) -> None:
    err = stream()
    console = Console(Settings("en", json, verbosity), io.StringIO(), err)
    console.sign(say("Converting"))
    progress = console.progress(say("pages"))
    progress.start(say("Converting"), 2)
    progress.advance()
    progress.finish()
    assert err.getvalue() == ""


def test_the_bar_tells_the_same_time() -> None:
    i18n.activate("en")
    err = Terminal()
    progress = Console(Settings("en", json=False, verbosity=0), io.StringIO(), err).progress()
    progress.start(say("Converting"), 2)
    progress.advance(note="a.pdf")
    progress.finish()
    assert "Converting" in err.getvalue()


def test_what_libraries_say_is_kept_off_the_screen() -> None:
    talk = "; import logging, warnings; warnings.warn('odd file'); logging.getLogger('pypdf').warning('odd object')"
    said = {
        verbosity: subprocess.run(
            [sys.executable, "-c", f"from converters.library_talk import hush; hush({verbosity})" + talk],
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stderr
        for verbosity in (-1, 0, 1, 2)
    }
    assert said[-1] == said[0] == ""
    assert "odd file" in said[1]
    assert "odd object" in said[1]
    assert "odd object" in said[2]
