"""The templates for CI as their hosts run them: the program installed as they say, their steps in a shell."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from validators.rules.catalogue import RULES
from validators.rules.finding import Severity
from validators.rules.policy import read_policy

ROOT = Path(__file__).parents[2]
CI = ROOT / "examples" / "ci"
VALID = ROOT / "examples" / "valid"
INVALID = ROOT / "examples" / "invalid"
# How GitHub starts `shell: bash`, and what a GitLab runner sets before a script.
BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
# Actions of others that the workflow calls. They are not run: they need the host.
FOREIGN = {"actions/checkout", "actions/setup-python", "github/codeql-action/upload-sarif"}
BAD = [
    pytest.param("DUNG105/fails.json", "content/fails.json", id="record"),
    pytest.param("DUNG073/fails", "content/fails/data/source/to-gap.pdf", id="package"),
]


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def quiet(arguments: list[str | Path], **options: Any) -> None:
    finished = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", timeout=180, **options)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def make_environment(folder: Path) -> None:
    """A virtual environment with pip in it; by uv where there is one, for Debian's Python may lack ensurepip."""
    uv = shutil.which("uv") or shutil.which(ROOT / ".venv-tools" / "bin" / "uv")
    if uv:
        quiet([uv, "venv", "--quiet", "--seed", "--python", sys.executable, folder])
    else:
        quiet([sys.executable, "-m", "venv", folder])


def copy_program(source: Path) -> None:
    """What an install of this tree needs; a build writes catalogues, which other tests may be reading."""
    for name in ("pbgdpl_cli", "converters", "validators"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(CI, source / "examples" / "ci")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a runner with a Python that has what builds the program, and nothing else."""
    if os.name == "nt" or shutil.which("bash") is None:
        pytest.skip("the steps are written for bash")
    folder = tmp_path_factory.mktemp("machine")
    make_environment(folder / "python")
    builds = re.search(r"requires = \[([^\]]*)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert builds is not None
    pip = [folder / "python" / "bin" / "python", "-m", "pip", "install", "--quiet"]
    quiet([*pip, *(name.strip(' "') for name in builds[1].split(",") if name.strip())])
    other = {"PYTHONPATH", "PYTHONHOME", "PBGDPL_LANG"}
    return {name: value for name, value in os.environ.items() if name not in other} | {
        "VIRTUAL_ENV": str(folder / "python"),
        "PATH": f"{folder / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads "no" as false, and so does not make an environment for each build
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PBGDPL_HOME": str(folder / "home"),
    }


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A content repository: a record, a package and a zipped package that are right, with their settings.

    The program stands in it, as the templates say.
    """
    folder = tmp_path / "repository"
    content = folder / "content"
    shutil.copytree(VALID, content)
    shutil.move(content / "pbgdpl.toml", folder)
    copy_program(folder / "pbgdpl-cli")
    return folder


def add_bad(repository: Path, example: str) -> None:
    source = INVALID / example
    (shutil.copytree if source.is_dir() else shutil.copy)(source, repository / "content" / source.name)


def shell(script: str, cwd: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BASH, script], cwd=cwd, env=dict(variables), capture_output=True, text=True, encoding="utf-8", timeout=180
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every `${{ … }}` replaced; one that nothing is known of is a KeyError, as it is a fault there."""
    return re.sub(r"\$\{\{\s*([\w.]+)\s*\}\}", lambda found: values[found[1]], text)


def run_steps(
    steps: list[dict[str, Any]], cwd: Path, variables: Mapping[str, str], values: Mapping[str, str], *, composite: bool
) -> tuple[int, str]:
    """Run the steps in turn as GitHub does: after a failure only those with `if: always()`.

    Returns:
        The first failing step's exit code, or 0, and all that was printed.
    """
    failed, printed = 0, ""
    for step in steps:
        if "uses" in step:
            assert step["uses"].partition("@")[0] in FOREIGN
            continue
        assert not composite or step["shell"] == "bash", "a composite action must name its shell"
        assert step.get("if", "always()") == "always()"
        if failed and "if" not in step:
            continue
        extra = {name: filled(str(value), values) for name, value in step.get("env", {}).items()}
        finished = shell(filled(step["run"], values), cwd, {**variables, **extra})
        printed += finished.stdout + finished.stderr
        failed = failed or finished.returncode
    return failed, printed


def run_action(repository: Path, machine: Mapping[str, str], **inputs: str) -> tuple[int, str]:
    """What `uses:` with these inputs does; an input left out has its default."""
    action = read(CI / "action.yml")
    assert action["runs"]["using"] == "composite"
    assert set(inputs) <= set(action["inputs"])
    values = {f"inputs.{name}": inputs.get(name, told["default"]) for name, told in action["inputs"].items()}
    values["github.action_path"] = str(repository / "pbgdpl-cli" / "examples" / "ci")
    return run_steps(action["runs"]["steps"], repository, machine, values, composite=True)


def run_workflow(repository: Path, machine: Mapping[str, str]) -> tuple[int, str]:
    (job,) = read(CI / "github.yml")["jobs"].values()
    code, printed = run_steps(job["steps"], repository, machine, {}, composite=False)
    (report,) = (step["with"]["sarif_file"] for step in job["steps"] if "sarif_file" in step.get("with", {}))
    assert (repository / report).is_file(), "the report that is uploaded must be written, also after a failure"
    return code, printed


def run_gitlab(repository: Path, machine: Mapping[str, str]) -> tuple[int, str]:
    (job,) = read(CI / "gitlab-ci.yml").values()
    script = "\n".join([*job["before_script"], *job["script"]])
    finished = shell(script, repository, {**machine, **job["variables"]})
    artifacts = job["artifacts"]
    for report in (*artifacts["paths"], *artifacts["reports"].values()):
        assert (repository / report).is_file(), "an artifact that is kept must be written, also after a failure"
    return finished.returncode, finished.stdout + finished.stderr


@pytest.mark.real
def test_the_composite_action_passes_good_content(repository: Path, machine: dict[str, str]) -> None:
    code, printed = run_action(repository, machine)
    assert code == 0, printed
    assert "::error" not in printed
    # Only the base was installed: the light job that is promised.
    listed = subprocess.run(["pip", "list"], env=machine, capture_output=True, text=True, check=True).stdout.lower()
    assert "pbgdpl-cli" in listed
    assert not any(name in listed for name in ("numpy", "opencv", "moviepy", "pytesseract", "starlette"))


@pytest.mark.real
@pytest.mark.parametrize(("example", "place"), BAD)
def test_the_composite_action_fails_bad_content(
    repository: Path, machine: dict[str, str], example: str, place: str
) -> None:
    add_bad(repository, example)
    code, printed = run_action(repository, machine)
    assert code == 5, printed
    title = f"title={example.partition('/')[0]}::"
    assert any(line.startswith(f"::error file={place},") and title in line for line in printed.splitlines()), printed


@pytest.mark.real
def test_the_inputs_of_the_action_reach_the_program(repository: Path, machine: dict[str, str]) -> None:
    add_bad(repository, "DUNG105/fails.json")
    good = "content/goi content/goi-nen.zip"
    assert run_action(repository, machine, paths=good)[0] == 0
    code, printed = run_action(repository, machine, **{"paths": good, "for": "publishing", "lang": "en"})
    assert code == 5, "a draft is not ready for publishing"
    assert "not been approved" in printed or "not approved" in printed


@pytest.mark.real
@pytest.mark.parametrize("host", [run_workflow, run_gitlab])
def test_the_jobs_pass_good_content_and_fail_bad(
    host: Callable[[Path, Mapping[str, str]], tuple[int, str]], repository: Path, machine: dict[str, str]
) -> None:
    code, printed = host(repository, machine)
    assert code == 0, printed
    add_bad(repository, "DUNG105/fails.json")
    code, printed = host(repository, machine)
    assert code == 5, printed


@pytest.mark.real
def test_the_settings_are_obeyed(repository: Path, machine: dict[str, str]) -> None:
    """With all that the settings name beside them, and the topic left out: an error to publish, here a warning."""
    add_bad(repository, "DU209/fails.json")
    (repository / "content/to-gap-hon-nhan.json").unlink()
    shutil.rmtree(repository / "content/goi")
    (repository / "content/goi-nen.zip").unlink()
    shutil.copy(INVALID / "register.csv", repository)
    (repository / "baseline.json").write_text('{"version": 2, "findings": []}\n', encoding="utf-8")
    settings = (CI / "pbgdpl.toml").read_text(encoding="utf-8")
    for severity, form in (("warning", "::warning"), ("error", "::error")):
        text = settings.replace('DU209 = "warning"', f'DU209 = "{severity}"')
        (repository / "pbgdpl.toml").write_text(text, encoding="utf-8")
        _, printed = run_action(repository, machine)
        (line,) = (line for line in printed.splitlines() if "title=DU209::" in line)
        assert line.startswith(form)


# The hook for pre-commit


def hook() -> dict[str, Any]:
    (definition,) = read(ROOT / ".pre-commit-hooks.yaml")
    return dict(definition)


def configured() -> dict[str, Any]:
    """The hook's definition, and over it what the example configuration sets."""
    (source,) = read(CI / "pre-commit-config.yaml")["repos"]
    (chosen,) = source["hooks"]
    assert chosen["id"] == hook()["id"]
    return hook() | dict(chosen)


def commit_all(repository: Path) -> None:
    identity = ["-c", "user.name=Example", "-c", "user.email=example@example.invalid"]
    if not (repository / ".git").exists():
        quiet(["git", "init", "--quiet", repository])
    quiet(["git", "-C", repository, "add", "--all", "--", ":!pbgdpl-cli"])
    quiet(["git", "-C", repository, *identity, "commit", "--quiet", "--no-verify", "-m", "Content"])


def chosen_files(repository: Path) -> list[str]:
    """The files of the repository that pre-commit would give to the hook: `files`, `exclude` and `types`."""
    definition = configured()
    listed = subprocess.run(["git", "-C", repository, "ls-files", "-z"], capture_output=True, check=True).stdout
    names = [name for name in listed.decode("utf-8").split("\0") if name]
    assert definition.get("types", ["file"]) == ["file"], "other types must be understood here first"
    return [
        name
        for name in names
        if re.search(definition["files"], name)
        and not re.search(definition["exclude"], name)
        and (repository / name).is_file()
        and not (repository / name).is_symlink()
    ]


def run_hook(repository: Path, machine: Mapping[str, str]) -> tuple[int, str]:
    """One process over all files, as `require_serial` asks, in an environment with the base installed."""
    definition = configured()
    assert definition["language"] == "python"
    assert definition["pass_filenames"]
    assert definition["require_serial"]
    command = [*shlex.split(definition["entry"]), *definition["args"], *chosen_files(repository)]
    finished = shell(f"pip install --quiet ./pbgdpl-cli\n{shlex.join(command)}", repository, machine)
    return finished.returncode, finished.stdout + finished.stderr


@pytest.mark.real
def test_the_hook_passes_good_files(repository: Path, machine: dict[str, str]) -> None:
    (repository / "notes.txt").write_text("not a record", encoding="utf-8")
    (repository / "baseline.json").write_text('{"version": 2, "findings": []}\n', encoding="utf-8")
    commit_all(repository)
    assert chosen_files(repository) == [
        "content/goi-nen.zip",
        "content/goi/data/record.json",
        "content/to-gap-hon-nhan.json",
    ]
    code, printed = run_hook(repository, machine)
    assert code == 0, printed


def codes_of_bad_records() -> Iterator[str]:
    """Rules whose example is one record that the common settings refuse, in a working draft."""
    severities = {rule.code: rule.severity for rule in RULES}
    common = read_policy(INVALID / "DUNG105" / "pbgdpl.toml")
    for folder in sorted(INVALID.iterdir()):
        if not (folder / "fails.json").is_file() or severities[folder.name] is Severity.NOTE:
            continue
        if read_policy(folder / "pbgdpl.toml") == common:
            yield folder.name


@pytest.mark.real
def test_the_hook_finds_every_bad_record(repository: Path, machine: dict[str, str]) -> None:
    codes = set(codes_of_bad_records())
    assert len(codes) > 100
    for code in codes:
        (repository / "content" / code).mkdir()
        shutil.copy(INVALID / code / "fails.json", repository / "content" / code)
    commit_all(repository)
    result, printed = run_hook(repository, machine)
    assert result == 5, printed
    told = set(re.findall(r"^content/(\w+)/fails\.json:\d+:\d+ \D+ (?=\1 )", printed, re.MULTILINE))
    # A draft's number that awaits a person is only noted, and notes are not shown unasked.
    assert codes - told == {"DUNG182"}


@pytest.mark.real
def test_pre_commit_itself_runs_the_hook(
    repository: Path, machine: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which(
        "pre-commit", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    )
    if program is None and importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed; the hook's definition is run by the other tests")
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit takes hooks from a git repository only")
    command = [program] if program else [sys.executable, "-m", "pre_commit"]
    # The example as it is, with a copy of the program where it says: beside the content repository.
    quiet(["git", "clone", "--quiet", ROOT, repository.parent / "pbgdpl-cli"])
    shutil.copy(CI / "pre-commit-config.yaml", repository / ".pre-commit-config.yaml")
    commit_all(repository)
    plain = {name: value for name, value in machine.items() if name not in {"PIP_NO_BUILD_ISOLATION", "VIRTUAL_ENV"}}
    plain |= {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "PRE_COMMIT_COLOR": "never"}
    run = [*command, "run", "--all-files", "--verbose"]
    good = subprocess.run(run, cwd=repository, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=180)
    assert good.returncode == 0, good.stdout + good.stderr
    add_bad(repository, "DUNG105/fails.json")
    commit_all(repository)
    bad = subprocess.run(run, cwd=repository, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=180)
    assert bad.returncode == 1
    assert "exit code: 5" in bad.stdout
    assert "DUNG105" in bad.stdout


# Every template, and the tests above that run it.
RUN_BY: dict[str, list[Callable[..., object]]] = {
    "action.yml": [test_the_composite_action_passes_good_content, test_the_composite_action_fails_bad_content],
    "github.yml": [test_the_jobs_pass_good_content_and_fail_bad],
    "gitlab-ci.yml": [test_the_jobs_pass_good_content_and_fail_bad],
    "pbgdpl.toml": [test_the_settings_are_obeyed],
    "pre-commit-config.yaml": [test_the_hook_passes_good_files, test_the_hook_finds_every_bad_record],
}


def test_every_template_is_run_by_a_test() -> None:
    there = {path.relative_to(CI).as_posix() for path in CI.rglob("*") if path.is_file()}
    assert there == set(RUN_BY), "a template without a test, or a test without its template"
    assert all(RUN_BY.values())
