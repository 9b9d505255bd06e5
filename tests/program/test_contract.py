"""The command line's contract: envelope, exit codes, streams, tongues."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from pbgdpl_cli import i18n
from pbgdpl_cli.app import run
from pbgdpl_cli.commands import COMMANDS
from pbgdpl_cli.errors import DiskFull, Interrupted, PortalProblem, WrongUsage, exit_code_of, from_os_error
from pbgdpl_cli.result import ErrorItem, ExitCode, OperationResult, Status, Table
from pbgdpl_cli.settings import Settings, safe_jobs
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.terminal.envelope import envelope
from pbgdpl_cli.terminal.streams import fold_unprintable
from pbgdpl_cli.terminal.tables import laid_out
from validators.problems import MissingDependency, OutputProblem, Problem, UnreadableInput, say

ENVELOPE_KEYS = ["version", "command", "status", "exit_code", "data", "errors"]
ERROR_KEYS = ["code", "message", "path", "hint"]


def _error(code: ExitCode) -> ErrorItem:
    return ErrorItem("x", say("It went wrong."), code)


class TestEnvelope:
    def test_keys_are_fixed(self) -> None:
        result = OperationResult("convert", {"packages": []}, errors=(_error(ExitCode.UNREADABLE),))
        body = json.loads(envelope(result))
        assert list(body) == ENVELOPE_KEYS
        assert list(body["errors"][0]) == ERROR_KEYS

    def test_messages_inside_data_are_spoken(self) -> None:
        i18n.activate("en")
        body = json.loads(envelope(OperationResult("x", {"note": say("Page {number}", number=3)})))
        assert body["data"]["note"] == "Page 3"

    def test_errors_before_a_command_runs_speak_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["--json", "--lang", "en", "no-such-command"]) == ExitCode.USAGE
        printed = capsys.readouterr()
        body = json.loads(printed.out)
        assert body["status"] == "error"
        assert body["exit_code"] == ExitCode.USAGE
        assert printed.err == ""


class TestStatus:
    def test_no_error_is_success(self) -> None:
        result = OperationResult("x", succeeded=2)
        assert (result.status, result.final_exit_code) == (Status.SUCCESS, ExitCode.DONE)

    def test_some_done_is_partial(self) -> None:
        result = OperationResult("x", errors=(_error(ExitCode.UNREADABLE),), succeeded=1)
        assert (result.status, result.final_exit_code) == (Status.PARTIAL, ExitCode.SOME_FAILED)

    def test_one_cause_keeps_its_code(self) -> None:
        result = OperationResult("x", errors=(_error(ExitCode.MISSING), _error(ExitCode.MISSING)))
        assert (result.status, result.final_exit_code) == (Status.ERROR, ExitCode.MISSING)

    def test_several_causes_are_some_failed(self) -> None:
        result = OperationResult("x", errors=(_error(ExitCode.MISSING), _error(ExitCode.UNREADABLE)))
        assert result.final_exit_code is ExitCode.SOME_FAILED


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (UnreadableInput, 4),
        (MissingDependency, 3),
        (OutputProblem, 1),
        (WrongUsage, 2),
        (PortalProblem, 6),
    ],
)
def test_exit_code_of_each_problem(kind: type[Problem], code: int) -> None:
    assert exit_code_of(kind(say("It went wrong."))) == code


def test_interruption_is_130() -> None:
    assert exit_code_of(Interrupted()) == 130


def test_full_disk_is_told_apart() -> None:
    problem = from_os_error(OSError(28, "No space left on device", "out/x.pdf"))
    assert isinstance(problem, DiskFull)
    assert str(problem.path).replace("\\", "/") == "out/x.pdf"


def test_problems_survive_a_process_border() -> None:
    import pickle

    problem = UnreadableInput(say("Page {number} is damaged.", number=2), hint=say("Scan it again."), path="a.pdf")
    copy = pickle.loads(pickle.dumps(problem))  # noqa: S301
    assert (copy.message, copy.hint, copy.path) == (problem.message, problem.hint, problem.path)


class TestStreams:
    def test_results_on_stdout_errors_on_stderr(self) -> None:
        i18n.activate("en")
        out, err = io.StringIO(), io.StringIO()
        console = Console(Settings("en", json=False, verbosity=0, chosen_home=Path("home")), out, err)
        console.render(OperationResult("x", lines=("done",), errors=(_error(ExitCode.UNREADABLE),), succeeded=1))
        assert out.getvalue() == "done\n"
        assert err.getvalue() == "Error [x] It went wrong.\n"

    def test_quiet_shows_answers_but_no_accounts(self) -> None:
        out = io.StringIO()
        console = Console(Settings("en", json=False, verbosity=-1), out, io.StringIO())
        console.render(OperationResult("convert", lines=("an account",)))
        assert out.getvalue() == ""
        console.render(OperationResult("status", lines=("an answer",), answers=True))
        console.render(OperationResult("schema", body="a body"))
        assert out.getvalue() == "an answer\na body"

    def test_no_progress_without_a_terminal(self) -> None:
        console = Console(
            Settings("en", json=False, verbosity=0, chosen_home=Path("home")), io.StringIO(), io.StringIO()
        )
        progress = console.progress()
        progress.start(say("Reading"), 3)
        progress.advance()
        progress.finish()
        assert isinstance(console.err, io.StringIO)
        assert console.err.getvalue() == ""

    def test_legacy_code_page_gets_letters_without_marks(self) -> None:
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="cp1252", errors="pbgdpl-fold")
        stream.write("Luật Đất đai – 5 €")
        stream.flush()
        assert raw.getvalue().decode("cp1252") == "Luat Dat dai – 5 €"

    def test_folding_hands_on_other_errors(self) -> None:
        with pytest.raises(UnicodeDecodeError):
            fold_unprintable(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))


def test_columns_are_as_wide_as_their_letters_not_their_code_points() -> None:
    table = Table((say("A"), say("B")), (("Điều", "x"), ("Đie\u0302\u0300u", "y")))
    lines = laid_out(table).split("\n")
    assert lines[2].index("x") == 6
    assert lines[3].endswith("  y")


@pytest.mark.parametrize(("cores", "memory", "jobs"), [(2, 8 << 30, 2), (8, 4 << 30, 2), (4, None, 4), (4, 1 << 28, 1)])
def test_safe_jobs(cores: int, memory: int | None, jobs: int) -> None:
    assert safe_jobs(cores, memory) == jobs


class TestTongues:
    @pytest.mark.parametrize(
        ("argv", "environ", "tongue"),
        [
            ([], {}, "vi"),
            (["--lang", "en", "doctor"], {}, "en"),
            (["--lang=en"], {}, "en"),
            ([], {"PBGDPL_LANG": "en"}, "en"),
            (["--lang", "vi"], {"PBGDPL_LANG": "en"}, "vi"),
            (["--lang", "fr"], {}, "vi"),
        ],
    )
    def test_choice(self, argv: list[str], environ: dict[str, str], tongue: str) -> None:
        assert i18n.choose(argv, environ) == tongue

    @pytest.mark.parametrize("command", ["", *COMMANDS])
    @pytest.mark.parametrize("tongue", i18n.LANGUAGES)
    def test_help_of_every_command(self, command: str, tongue: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["--lang", tongue, *command.split(), "--help"]) == 0
        printed = capsys.readouterr().out
        assert ("Cách dùng" in printed) is (tongue == "vi")
        assert ("Usage" in printed) is (tongue == "en")

    def test_commands_are_listed_the_way_the_work_goes(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["--lang", "en", "--help"])
        listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
        assert [word for word in listed if word in COMMANDS] == list(COMMANDS)

    @pytest.mark.parametrize("option", ["--json", "-q", "-v", "--version"])
    def test_options_after_the_command_are_told_where_to_go(
        self, option: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["--lang", "en", "doctor", option]) == ExitCode.USAGE
        printed = capsys.readouterr()
        assert f"pbgdpl {option} …" in printed.out + printed.err

    def test_usage_errors_are_spoken_in_vietnamese(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["--lang", "vi", "doctor", "--no-such-option"]) == ExitCode.USAGE
        assert "Không có tùy chọn" in capsys.readouterr().err

    def test_unknown_tongue_is_a_usage_error(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["--lang", "fr", "doctor"]) == ExitCode.USAGE
        assert "fr" in capsys.readouterr().err


def test_a_defect_of_ours_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pbgdpl_cli.runs.doctor

    def broken(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(pbgdpl_cli.runs.doctor, "run", broken)
    monkeypatch.setenv("PBGDPL_HOME", str(tmp_path))
    assert run(["--lang", "en", "doctor"]) == ExitCode.SOME_FAILED
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    assert "error.log" in shown
    assert "ZeroDivisionError" in (tmp_path / "error.log").read_text("utf-8")


def test_help_needs_no_heavy_import() -> None:
    heavy = "cv2 numpy PIL moviepy pytesseract pypdfium2 pikepdf docx pptx starlette uvicorn httpx2 pydantic rich"
    code = (
        "import sys; from pbgdpl_cli.app import run; run(['--help']);"
        f"print([name for name in '{heavy}'.split() if name in sys.modules], file=sys.stderr)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, encoding="utf-8")
    assert answer.stderr.strip() == "[]"


def test_module_and_script_are_the_same_program() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "pbgdpl_cli", "--json", "no-such"], capture_output=True, check=False, encoding="utf-8"
    )
    assert answer.returncode == ExitCode.USAGE
    assert json.loads(answer.stdout)["errors"][0]["code"] == "usage"
