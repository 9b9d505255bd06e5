"""The ledger of work: what is done costs no look inside, how things failed is known, a damaged ledger costs time."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from converters.work.failures import KINDS, died, kind_of, kind_of_problem, lost_twice, out_of_memory, too_long
from pbgdpl_cli import i18n
from pbgdpl_cli.errors import InternalError, OutOfMemory, WrongUsage
from pbgdpl_cli.result import OperationResult
from pbgdpl_cli.runs.batches.package_data import DoubtData, PackageData, told_again, told_json
from pbgdpl_cli.runs.batches.source_choice import retry_kinds
from pbgdpl_cli.runs.batches.stopping import FEWEST, Stopping
from pbgdpl_cli.runs.convert import ConvertChoice, Existing, existing_choice, run
from pbgdpl_cli.runs.why import WhyChoice
from pbgdpl_cli.runs.why import run as why
from pbgdpl_cli.session import Session
from pbgdpl_cli.settings import Settings
from pbgdpl_cli.state.local_disk import network_kind
from pbgdpl_cli.state.work_ledger import WORK_FILE, Work, WorkLedger, ledger_if_there
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.terminal.envelope import envelope
from validators.problems import Message, MissingDependency, UnreadableInput, say

WORK = Work(
    "convert", "/a/tờ gấp.pdf", "/out", 10, 20, "s", "done", (), None, "/out/to-gap", "stamp", "{}", "pbgdpl-cli 1",
    "2026-03-15T00:00:00+00:00",
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def session(home: Path) -> Session:
    i18n.activate("en")
    settings = Settings("en", json=True, verbosity=0, chosen_home=home)
    return Session(Console(settings, io.StringIO(), io.StringIO()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "quet"
    folder.mkdir()
    for name in ("mot", "hai"):
        (folder / f"{name}.txt").write_text(
            f"TỜ RƠI {name}\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n", encoding="utf-8"
        )
    return folder


@pytest.fixture
def convert(session: Session, folder: Path, tmp_path: Path) -> Callable[..., OperationResult[Any]]:
    def converted(**chosen: Any) -> OperationResult[Any]:
        return run(session, ConvertChoice((folder,), tmp_path / "goi", jobs=1, **chosen))

    return converted


def packages(result: OperationResult[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(envelope(result))["data"]["packages"]
    return found


class TestLedger:
    def test_what_was_noted_is_there_again(self, home: Path) -> None:
        failed = replace(
            WORK,
            source="/a/2",
            product=None,
            outcome="damaged",
            kinds=("unreadable",),
            reason=say("Bad {x}.", x=say("a")),
        )
        with WorkLedger(home) as ledger:
            ledger.note(WORK)
            ledger.note(failed)
        with WorkLedger(home) as ledger:
            assert ledger.of("convert", WORK.source, "/out") == WORK
            assert ledger.of("ocr", WORK.source, "/out") is None
            assert ledger.failed("/out") == [failed]
            assert ledger.of_product(Path("/out/to-gap")) == WORK
            ledger.note(replace(failed, outcome="done", kinds=(), reason=None))
        with WorkLedger(home) as ledger:
            assert ledger.failed("/out") == []

    def test_a_damaged_ledger_is_put_aside(self, home: Path) -> None:
        home.mkdir()
        (home / WORK_FILE).write_bytes(b"no ledger at all" * 100)
        with WorkLedger(home) as ledger:
            ledger.note(WORK)
        assert (home / "work.damaged").is_file()
        with WorkLedger(home) as ledger:
            assert ledger.of("convert", WORK.source, "/out") == WORK

    def test_where_it_cannot_be_kept_nothing_is_remembered_and_nothing_stops(self, home: Path) -> None:
        home.write_bytes(b"a file where the folder should be")
        with WorkLedger(home) as ledger:
            ledger.note(WORK)
            ledger.write()
            assert ledger.of("convert", WORK.source, "/out") is None
            assert ledger.failed("/out") == []
            assert ledger.of_product(Path("/out/to-gap")) is None

    def test_looking_makes_none(self, home: Path) -> None:
        with ledger_if_there(home) as ledger:
            assert ledger is None
        assert not home.exists()

    @pytest.mark.parametrize(
        ("mounts", "kind"),
        [
            ("/dev/sda1 / ext4 rw 0 0\n//nas/x {home} cifs rw 0 0\n", "cifs"),
            ("/dev/sda1 / ext4 rw 0 0\nnas:/x {home} nfs4 rw 0 0\n", "nfs4"),
            ("nas:/x / nfs4 rw 0 0\n/dev/sda1 {home} ext4 rw 0 0\n", None),
            ("", None),
        ],
    )
    def test_disks_of_other_computers_are_known(self, mounts: str, kind: str | None, tmp_path: Path) -> None:
        table = tmp_path / "mounts"
        place = tmp_path / "nhà của tôi"
        table.write_text(mounts.format(home=str(place).replace(" ", r"\040")), encoding="utf-8")
        assert network_kind(place / "pbgdpl", table) == kind


class TestFailures:
    def test_sentences_have_kinds(self) -> None:
        assert [kind_of(one) for one in (too_long(1), died(2), lost_twice(3), out_of_memory(4), say("No."))] == [
            "timeout", "crash", "crash", "memory", "unreadable",
        ]  # fmt: skip

    def test_problems_have_kinds(self) -> None:
        class Empty(UnreadableInput):
            code = "empty-file"

        problems = [
            UnreadableInput(say("None of the {count} pages could be read. {reason}", count=2, reason=too_long(1))),
            UnreadableInput(died(1)), Empty(say("Empty.")), UnreadableInput(say("Bad.")), MissingDependency(say("No.")),
            InternalError(say("Oh.")), OutOfMemory(say("More.")), WrongUsage(say("No.")),
        ]  # fmt: skip
        assert [kind_of_problem(problem) for problem in problems] == [
            "timeout", "crash", "empty", "unreadable", "missing", "crash", "memory", "refused",
        ]  # fmt: skip

    def test_kinds_are_named_as_they_are(self) -> None:
        assert retry_kinds(None) == frozenset()
        assert retry_kinds("timeout, crash") == {"timeout", "crash"}
        assert retry_kinds("all") == set(KINDS)
        with pytest.raises(WrongUsage, match="quá giờ"):
            retry_kinds("timeout,quá giờ")

    def test_a_batch_stops_where_the_computer_fails(self) -> None:
        papers, computer = Stopping(), Stopping()
        assert not any(papers.after("unreadable") for _ in range(10 * FEWEST))
        assert [computer.after("crash") for _ in range(FEWEST)] == [False] * (FEWEST - 1) + [True]
        assert list(papers.told(5)) == []
        (told,) = computer.told(5)
        assert told.message.values["left"] == 5
        mixed = Stopping()
        assert not any(mixed.after(kind) for _ in range(FEWEST) for kind in (None, None, "timeout"))


class TestTold:
    DATA = PackageData(
        Path("a.pdf"), "a.pdf", Path("goi/a"), "urn:x", "to-gap", "Tờ gấp", 2, "unchanged",
        (DoubtData("/title", 1, (1, 2, 3, 4), "chữ", ("chứ",), "word", say("So {why}", why=say("{n}!", n=1))),), (),
    )  # fmt: skip

    def test_a_package_is_told_again_as_it_was(self) -> None:
        content = told_json(self.DATA)
        assert content is not None
        assert told_again(content, self.DATA.source, self.DATA.name, self.DATA.path) == self.DATA
        elsewhere = told_again(content, Path("b.pdf"), "b.pdf", Path("goi/b"))
        assert elsewhere == replace(self.DATA, source=Path("b.pdf"), name="b.pdf", path=Path("goi/b"))

    def test_what_would_not_come_back_is_not_kept(self) -> None:
        strange = replace(self.DATA, notes=(Message("{x}", {"x": object()}),))
        assert told_json(strange) is None
        assert told_again("[]", Path("a.pdf"), "a.pdf", Path("goi/a")) is None


class TestConverting:
    def test_what_is_done_is_told_alike_without_a_look_inside(
        self, convert: Callable[..., OperationResult[Any]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = packages(convert())
        from pbgdpl_cli.runs import convert as module

        looked: list[object] = []
        monkeypatch.setattr(module, "convert_source", lambda *_, **__: looked.append(1))
        again = packages(convert())
        assert looked == []
        assert [{**one, "state": "made"} for one in again] == [{**one, "notes": []} for one in made]

    def test_what_changed_is_looked_at(
        self, convert: Callable[..., OperationResult[Any]], folder: Path, tmp_path: Path
    ) -> None:
        first = packages(convert())
        (folder / "mot.txt").write_text("TỜ RƠI khác\n\nĐiều 2. Khác\n1. Luật này quy định khác.\n", encoding="utf-8")
        second = {Path(one["source"]).name: one["state"] for one in packages(convert())}
        assert second == {"hai.txt": "unchanged", "mot.txt": "made"}
        record = tmp_path / "goi" / Path(first[0]["path"]).name / "data" / "record.json"
        record.write_bytes(record.read_bytes() + b"\n")  # changed by hand: no word of the ledger counts
        assert {one["state"] for one in packages(convert())} == {"unchanged"}

    def test_a_package_that_is_gone_is_made_anew(
        self, convert: Callable[..., OperationResult[Any]], tmp_path: Path
    ) -> None:
        import shutil

        convert()
        shutil.rmtree(tmp_path / "goi" / "hai")
        assert {one["name"]: one["state"] for one in packages(convert())} == {"hai.txt": "made", "mot.txt": "unchanged"}

    def test_only_what_failed_so_is_tried_again(
        self, convert: Callable[..., OperationResult[Any]], folder: Path, session: Session, tmp_path: Path
    ) -> None:
        (folder / "rong.pdf").write_bytes(b"")
        (folder / "hong.pdf").write_bytes(b"%PDF-1.4 x")
        convert()
        tried = convert(retry=frozenset({"empty"}))
        assert [Path(error.path or "").name for error in tried.errors] == ["rong.pdf"]
        assert packages(tried) == []
        told = json.loads(envelope(why(session, WhyChoice((tmp_path / "goi",)))))["data"]
        assert [(Path(one["source"]).name, one["kinds"]) for one in told["failed"]] == [
            ("hong.pdf", ["unreadable"]), ("rong.pdf", ["empty"]),
        ]  # fmt: skip
        assert {one["source_state"] for one in told["packages"]} == {"unchanged"}
        (folder / "mot.txt").unlink()
        (folder / "hai.txt").write_text("khác", encoding="utf-8")
        told = json.loads(envelope(why(session, WhyChoice((tmp_path / "goi",)))))["data"]
        assert sorted(one["source_state"] for one in told["packages"]) == ["changed", "gone"]
        convert()  # of the changed file, a package beside the old one
        stood = why(session, WhyChoice((tmp_path / "goi",))).data.packages
        assert sorted(one.source_state for one in stood) == ["gone", "unchanged", "unknown"]
        (unknown,) = [one for one in stood if one.source_state == "unknown"]
        assert "from a file that has changed since" in unknown.why.text

    def test_existing_packages_can_stop_the_run(self, convert: Callable[..., OperationResult[Any]]) -> None:
        from converters.conversion import AlreadyMade

        convert(existing=Existing.ABORT)
        with pytest.raises(AlreadyMade):
            convert(existing=Existing.ABORT)
        assert {one["state"] for one in packages(convert(existing=Existing.REDO))} == {"made"}

    def test_what_stands_as_it_was_read_before_is_not_passed_over_in_silence(
        self, convert: Callable[..., OperationResult[Any]]
    ) -> None:
        def told(**chosen: Any) -> list[str]:
            return [str(line) for line in convert(**chosen).lines if "left as it is" in str(line)]

        assert told() == []
        for _ in range(2):
            (line,) = told(correct=False, force_ocr=True)
            assert "and 1 more" in line
            assert "--force-ocr, --no-correct: --existing redo" in line
        assert told(correct=False, force_ocr=True, existing=Existing.REDO) == []
        assert told(correct=False, force_ocr=True) == []  # as asked
        assert told() == []

    def test_choices_are_named_as_they_are(self) -> None:
        assert existing_choice("abort", again=False) is Existing.ABORT
        assert existing_choice("skip", again=True) is Existing.REDO
        with pytest.raises(WrongUsage):
            existing_choice("other", again=False)
