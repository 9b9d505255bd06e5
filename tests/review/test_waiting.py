"""`pbgdpl status --review`: whose turn it is, and how long it takes at the pace that was measured, if one was."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import review_packages

from converters.records.doubts.doubt import doubt
from converters.records.doubts.settled import settled_json, settled_now
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.app import run
from pbgdpl_cli.review.trust.pace import LEAST_TIMED
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, SETTLED
from validators.problems import say

pytestmark = pytest.mark.real
START = dt.datetime(2026, 11, 29, 8, tzinfo=dt.UTC)


def asked(capsys: pytest.CaptureFixture[str], package: Path) -> dict[str, Any]:
    assert run(["--json", "--lang", "en", "status", "--review", str(package)]) == 0
    return dict(json.loads(capsys.readouterr().out)["data"])


def shown(capsys: pytest.CaptureFixture[str], package: Path) -> str:
    assert run(["--lang", "en", "status", "--review", str(package)]) == 0
    return capsys.readouterr().out


def with_amounts(package: Path, count: int, settled: Sequence[int]) -> None:
    """So many doubtful amounts, some of them settled ten seconds apart."""
    reason = say("A second reading says otherwise.")
    doubts = [doubt("amount", reason, page=1, text=f"{at}00.000") for at in range(1, count + 1)]
    done = [settled_now(doubts[at], "Lê Văn Khánh", START + dt.timedelta(seconds=10 * at)) for at in settled]
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, tuple(doubts))))
        change.write(SETTLED, settled_json(done))


def test_hours_follow_from_the_pace(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = review_packages.doubtful(tmp_path)
    with_amounts(package, 40, range(LEAST_TIMED + 1))
    data = asked(capsys, package)
    assert data["pace"] == {"amount": 10}
    assert data["seconds"] == 10 * (40 - LEAST_TIMED - 1) == data["packages"][0]["seconds"]
    page = shown(capsys, package)
    assert "a reviewer" in page
    assert "6 min, at the pace measured at 5 places" in page


def test_no_pace_no_hours(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = review_packages.doubtful(tmp_path)
    with_amounts(package, 9, range(LEAST_TIMED))
    assert asked(capsys, package)["seconds"] is None
    assert "No pace measured yet" in shown(capsys, package)


def test_whose_turn_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    package = review_packages.doubtful(tmp_path)
    with_amounts(package, 1, [0])
    assert "whoever compares it" in shown(capsys, package)
    assert run(["--json", "review", "compare", str(package), "--by", "Lê Văn Khánh"]) == 0
    capsys.readouterr()
    assert "the head who approves" in shown(capsys, package)
    assert asked(capsys, package)["packages"][0]["since"][:10] == dt.datetime.now().astimezone().date().isoformat()
