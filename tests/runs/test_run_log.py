"""The log of a run: which run, which source, which page, in lines any program reads."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from converters.reading.finding.walk import Source
from converters.work.failures import too_long
from converters.work.page_tasks import failed_page
from pbgdpl_cli import i18n
from pbgdpl_cli.runs.batches.run_log import RunLog, logging_to
from pbgdpl_cli.runs.batches.standing import Tellers
from pbgdpl_cli.runs.convert import ConvertChoice, run
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.terminal.console import Console
from validators.problems import OutputProblem, UnreadableInput, say

BOOK = Source(Path("x/qd.pdf"), Path("quet/bo.zip"), "bo.zip/2003/qd.pdf")


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@pytest.fixture
def convert(tmp_path: Path) -> Callable[..., Any]:
    i18n.activate("en")
    session = Session(Console(Settings("en", True, 0, tmp_path / "home"), io.StringIO(), io.StringIO()))

    def converted(**chosen: Any) -> Any:
        return run(session, ConvertChoice((tmp_path / "quet",), tmp_path / "goi", jobs=1, **chosen))

    return converted


def test_each_line_names_the_run_the_source_and_the_page(tmp_path: Path) -> None:
    file = tmp_path / "nhật ký.jsonl"
    with logging_to(file, 1) as log:
        log.page(BOOK, failed_page(7, too_long(7)))
        log.source(BOOK, "unreadable", UnreadableInput(say("No {x}.", x="y")))
        log.source(BOOK, "crash", ValueError("secret"))
    begun, page, item, defect, ended = lines_of(file)
    assert {line["run"] for line in (begun, page, item, defect, ended)} == {log.run}
    assert [line["event"] for line in (begun, page, item, defect, ended)] == ["begun", "page", "item", "item", "ended"]
    assert (page["item"], page["page"], page["failed"]) == (str(Path("quet/bo.zip")) + "/2003/qd.pdf", 7, "timeout")
    assert "took too long" in page["reason"]
    assert (item["reason"], defect["reason"]) == ("No y.", "ValueError")


def test_runs_add_to_what_is_there_and_differ(tmp_path: Path) -> None:
    for _ in range(2):
        with logging_to(tmp_path / "a.jsonl", 0):
            pass
    assert len({line["run"] for line in lines_of(tmp_path / "a.jsonl")}) == 2


def test_names_that_are_no_text_are_told_as_far_as_they_are(tmp_path: Path) -> None:
    odd = Source(Path("x"), Path("t\udce9.pdf"), "t\udce9.pdf")
    with logging_to(tmp_path / "a.jsonl", 1) as log:
        log.source(odd, None, None)
    assert lines_of(tmp_path / "a.jsonl")[1]["item"] == "t\udce9.pdf"


def test_without_a_file_nothing_is_written_and_a_full_disk_stops_nothing(tmp_path: Path) -> None:
    RunLog().page(BOOK, failed_page(1, too_long(1)))

    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    RunLog(Full()).begun(1)
    with pytest.raises(OutputProblem, match="log cannot be written"), logging_to(tmp_path / "no" / "a", 1):
        pass


def test_a_batch_takes_down_what_became_of_each(convert: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "quet"
    folder.mkdir()
    (folder / "mot.txt").write_text("TỜ RƠI\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n", "utf-8")
    (folder / "rong.pdf").write_bytes(b"")
    file = tmp_path / "a.jsonl"
    convert(tellers=Tellers(log=file))
    told = [(line["event"], Path(line.get("item", "")).name, line.get("failed")) for line in lines_of(file)]
    assert told[0] == ("begun", "", None)
    assert sorted(told[1:-1]) == [("item", "mot.txt", None), ("item", "rong.pdf", "empty")]
    assert told[-1] == ("ended", "", None)
