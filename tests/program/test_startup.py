"""Help pages and usage errors load nothing they do not need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from pbgdpl_cli import i18n
from pbgdpl_cli.app import run
from pbgdpl_cli.commands import COMMANDS, add_command, help_of
from pbgdpl_cli.result import ExitCode

# What is slow to load, and what help has no use for.
HEAVY = [
    "pydantic",
    "rich",
    "typer.rich_utils",
    "json",
    "platformdirs",
    "importlib.metadata",
    "tempfile",
    "cv2",
    "numpy",
    "PIL",
    "pytesseract",
    "pypdfium2",
    "pikepdf",
    "starlette",
    "httpx2",
    "openpyxl",
    "validators.sharing",
    "validators.packages",
    "pbgdpl_cli.runs",
    "converters.work",
]
LOOK = f"""
import sys
from pbgdpl_cli.__main__ import main
sys.argv = ["pbgdpl", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    commands = sorted(name for name in sys.modules if name.startswith("pbgdpl_cli.commands."))
    heavy = [name for name in {HEAVY} if name in sys.modules]
    print(ended.code, " ".join(commands), "|", " ".join(heavy), file=sys.stderr)
"""


def loaded(*words: str) -> tuple[int, list[str], list[str]]:
    """Exit code, command modules and heavy modules of a run."""
    answer = subprocess.run([sys.executable, "-c", LOOK, *words], capture_output=True, check=True, encoding="utf-8")
    told, heavy = answer.stderr.splitlines()[-1].split("|")
    code, *commands = told.split()
    return int(code), [name.removeprefix("pbgdpl_cli.commands.") for name in commands], heavy.split()


@pytest.mark.real
@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_loads_that_command_alone(name: str) -> None:
    assert loaded(name, "--help") == (0, [name], [])


@pytest.mark.real
@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["no-such-command"], []),
        (["--lang", "xx", "doctor"], ["doctor"]),
        (["convert"], ["convert"]),
        (["convert", "x", "--jobs", "many"], ["convert"]),
        (["validate", "x", "--no-such-option"], ["validate"]),
        (["portal", "serve", "--port", "70000"], ["portal"]),
    ],
)
def test_usage_errors_load_as_little(words: list[str], command: list[str]) -> None:
    assert loaded(*words) == (ExitCode.USAGE, command, [])


@pytest.mark.real
def test_the_version_is_told_by_the_names_of_packages_alone() -> None:
    code, commands, heavy = loaded("--version")
    assert (code, commands) == (0, [])
    assert "importlib.metadata" in heavy
    assert not {"pydantic", "typer.rich_utils", "rich", "validators.sharing", "pbgdpl_cli.runs"} & set(heavy)


STANDING = """
import sys
from pbgdpl_cli.__main__ import main
sys.argv = ["pbgdpl", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    rooms = ("validators.rules.", "validators.citations.", "validators.check", "multiprocessing", "starlette", "httpx2")
    allowed = ("validators.rules.finding", "validators.rules.policy", "validators.rules.policy_place")
    print(ended.code, *(n for n in sys.modules if n.startswith(rooms) and n not in allowed), file=sys.stderr)
"""


@pytest.mark.real
def test_how_packages_stand_is_told_without_what_judges_them(tmp_path: Path) -> None:
    package = Path(__file__).parents[2] / "examples" / "valid" / "goi"
    line = [sys.executable, "-c", STANDING, "--json", "status", str(package)]
    environment = {**os.environ, "PBGDPL_HOME": str(tmp_path)}
    answer = subprocess.run(line, capture_output=True, check=True, encoding="utf-8", env=environment, cwd=tmp_path)
    assert [Path(one["path"]) for one in json.loads(answer.stdout)["data"]["packages"]] == [package]
    assert answer.stderr.split() == ["0"]


ADD_ONS = """
import os, sys
from pbgdpl_cli.__main__ import main
sys.argv = ["pbgdpl", "--help"]
try:
    main()
except SystemExit:
    print(os.environ["PYDANTIC_DISABLE_PLUGINS"], file=sys.stderr)
"""


@pytest.mark.real
@pytest.mark.parametrize(("own", "holds"), [({}, "__all__"), ({"PYDANTIC_DISABLE_PLUGINS": "one"}, "one")])
def test_no_add_on_of_a_library_is_looked_for_unless_a_person_says_so(own: dict[str, str], holds: str) -> None:
    others = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    line = [sys.executable, "-c", ADD_ONS]
    answer = subprocess.run(line, capture_output=True, check=True, encoding="utf-8", env={**others, **own})
    assert answer.stderr.strip() == holds


SIGN = f"""
import os, sys
from pbgdpl_cli.terminal.console import Console
from pbgdpl_cli.__main__ import main

def first(console, what):
    print(what, [name for name in {HEAVY} if name in sys.modules])
    sys.stdout.flush()
    os._exit(0)

Console.sign = first
sys.argv = ["pbgdpl", *sys.argv[1:]]
main()
"""


@pytest.mark.real
@pytest.mark.parametrize(("command", "said"), [("ocr", "Reading"), ("convert", "Converting")])
def test_long_work_gives_a_sign_before_anything_heavy_is_loaded(command: str, said: str, tmp_path: Path) -> None:
    line = [sys.executable, "-c", SIGN, command, str(tmp_path), "-o", str(tmp_path / "out")]
    assert subprocess.run(line, capture_output=True, check=True, encoding="utf-8").stdout == f"{said} []\n"
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_commands_loads_none() -> None:
    assert loaded("--help") == (0, [], [])


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(name: str, language: str) -> None:
    i18n.activate(language)
    app = typer.Typer(rich_markup_mode=None)
    add_command(name, app)
    command = typer.main.get_group(app).commands[name]
    assert command.help == help_of(name)


def test_a_mistyped_command_is_answered_with_one_that_exists(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "covert"]) == ExitCode.USAGE
    assert "did you mean 'convert'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["convert", "x", "--jobs", "many"], "--jobs, -j cannot have this value: it must be a whole number"),
        (["convert", "x", "--jobs", "-1"], "it must be at least 0"),
        (["portal", "serve", "--port", "70000"], "it must be at most 65535"),
        (["derive", "audio", "x", "--minutes", "nhiều"], "it must be a number"),
        (["derive", "audio", "x", "--minutes", "0.25"], "it must be at least 0.5"),
        (["derive", "audio", "x", "--minutes", "60.5"], "it must be at most 60"),
        (["watch", "x", "--settled", "nan"], "it must be at least 0.1"),
    ],
)
def test_values_that_do_not_fit(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json", "--lang", "en", *words]) == ExitCode.USAGE
    assert said in json.loads(capsys.readouterr().out)["errors"][0]["message"]


@pytest.mark.parametrize(("written", "taken"), [("2.5", 2.5), ("1", 1.0), ("1e1", 10.0), (None, None)])
def test_numbers_with_a_fraction_come_as_such(
    written: str | None, taken: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pbgdpl_cli.runs.derive as derive
    from pbgdpl_cli.result import OperationResult

    chosen = []

    def take(session: object, choice: derive.DeriveChoice) -> OperationResult[object]:
        chosen.append(choice.sound.minutes)
        return OperationResult("derive")

    monkeypatch.setattr(derive, "run", take)
    assert run(["derive", "loudspeaker", "x", *([] if written is None else ["--minutes", written])]) == 0
    assert [(type(one), one) for one in chosen] == [(type(taken), taken)]


def test_values_come_in_the_types_commands_declare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import pbgdpl_cli.runs.validate as validate
    from pbgdpl_cli.result import OperationResult

    chosen = []

    def take(session: object, choice: validate.ValidateChoice) -> OperationResult[object]:
        chosen.append(choice)
        return OperationResult("validate")

    monkeypatch.setattr(validate, "run", take)
    assert run(["validate", str(tmp_path), "b", "--jobs", "3", "--only", "DUNG", "--only", "DU", "--fix"]) == 0
    assert chosen == [validate.ValidateChoice(paths=(tmp_path, Path("b")), only=("DUNG", "DU"), jobs=3, fix=True)]
