"""A clock that cannot be right is told of, in one sentence, whatever is asked; a right one never is."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest

from pbgdpl_cli.app import run
from pbgdpl_cli.terminal.clock import FIRST_DAY

DAY = dt.timedelta(days=1).total_seconds()
FIRST = dt.datetime.combine(FIRST_DAY, dt.time(), dt.UTC).timestamp()


@pytest.mark.parametrize(("seconds", "told"), [(0.0, 1), (FIRST - DAY, 1), (FIRST, 0), (FIRST + 5000 * DAY, 0)])
def test_a_clock_before_this_program_is_told_of(
    seconds: float, told: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(time, "time", lambda: seconds)
    assert run(["--lang", "en", "schema"]) == 0
    said = capsys.readouterr()
    assert said.err.count("The clock of this computer says") == told
    assert "clock of this computer" not in said.out


def test_what_a_machine_reads_stays_what_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert run(["--json", "--lang", "en", "schema"]) == 0
    said = capsys.readouterr()
    json.loads(said.out)
    assert "1970-01-01" in said.err
