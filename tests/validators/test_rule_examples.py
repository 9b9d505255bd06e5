"""Every folder of `examples/invalid` is a test: fails… shows its code, passes… does not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.each import each
from validators.check import check_paths
from validators.options import CheckOptions
from validators.report import Report
from validators.rules.catalogue import RULES
from validators.rules.finding import Severity
from validators.rules.policy import read_policy

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path for path in (EXAMPLES / "invalid").iterdir() if path.is_dir())
# No keyword of the schema leads to DUNG029 today; it is there so that a new one is never silent. No known record
# makes a rule fail, which DUNG015 would tell. SONG415 speaks of the register, which both examples share.
WITHOUT_EXAMPLE = {"DUNG015", "DUNG029", "SONG415"}


def checked(folder: Path, pattern: str, *, publishing: bool = False, only: tuple[str, ...] = ()) -> Report:
    policy = read_policy(folder / "pbgdpl.toml")
    if only:
        policy = policy.model_copy(update={"only": only})
    paths = sorted(folder.glob(pattern))
    assert paths, f"{folder.name} has no example {pattern}"
    register = folder / policy.register_path if policy.register_path else None
    day = policy.as_of or dt.date(2026, 11, 22)
    return check_paths(paths, CheckOptions(day, policy, publishing=publishing, register=register))


@each("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_failing_example_shows_its_code(folder: Path) -> None:
    found = [
        finding for finding in checked(folder, "fails*", only=(folder.name,)).findings if finding.code == folder.name
    ]
    assert found
    assert all(str(finding.message) and finding.path for finding in found)


@each("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_passing_example_does_not(folder: Path) -> None:
    codes = {finding.code for finding in checked(folder, "passes*", publishing=True, only=(folder.name,)).findings}
    assert folder.name not in codes


def test_every_rule_has_a_folder() -> None:
    assert {folder.name for folder in FOLDERS} == {rule.code for rule in RULES} - WITHOUT_EXAMPLE


def test_valid_examples_have_nothing_to_complain_about() -> None:
    report = checked(EXAMPLES / "valid", "*[!l]")
    assert report.checked == 3
    assert not [finding for finding in report.findings if finding.severity is not Severity.NOTE]


def test_a_draft_is_no_error_until_it_is_to_be_published() -> None:
    assert not checked(EXAMPLES / "valid", "goi-nen.zip").failed
    findings = checked(EXAMPLES / "valid", "goi-nen.zip", publishing=True).findings
    codes = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    assert codes == {"DU220"}
