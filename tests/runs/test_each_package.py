"""The one way through packages: what goes wrong with one is told of, the others go on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pbgdpl_cli.result import ExitCode
from pbgdpl_cli.runs.each_package import EDITABLE, SENDABLE, Failures, each_package
from validators.packages.package import PackageForm
from validators.problems import MissingDependency, say

VALID = Path(__file__).parents[2] / "examples" / "valid"


@pytest.fixture
def failures(tmp_path: Path) -> Failures:
    return Failures(tmp_path / "home")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """Two packages and a folder without any."""
    for name in ("a", "b"):
        shutil.copytree(VALID / "goi", tmp_path / "packages" / name)
    (tmp_path / "none").mkdir()
    return tmp_path


def test_packages_come_in_order_and_each_once(places: Path, failures: Failures) -> None:
    packages = places / "packages"
    found = [item.path for item in each_package([packages / "b", packages, packages / "a"], failures)]
    assert found == [packages / "b", packages / "a"]
    assert failures.errors == []


@pytest.mark.parametrize(
    ("forms", "names"),
    [
        (frozenset({PackageForm.FOLDER}), {"goi"}),
        (SENDABLE, {"goi", "goi-nen.zip"}),
        (EDITABLE, {"goi", "to-gap-hon-nhan.json"}),
    ],
)
def test_forms_are_chosen(forms: frozenset[PackageForm], names: set[str], failures: Failures) -> None:
    assert {item.path.name for item in each_package([VALID], failures, forms=forms)} == names


def test_a_bad_place_stops_no_other(places: Path, failures: Failures) -> None:
    asked = [places / "absent", places / "none", places / "packages"]
    assert [item.path.name for item in each_package(asked, failures)] == ["a", "b"]
    assert [(error.code, error.path) for error in failures.errors] == [
        ("not-a-package", str(places / "absent")),
        ("not-a-package", str(places / "none")),
    ]
    assert all(error.hint for error in failures.errors)


def test_a_place_may_be_without_packages(places: Path, failures: Failures) -> None:
    assert list(each_package([places / "none"], failures, may_be_none=True)) == []
    assert failures.errors == []


@pytest.mark.parametrize(
    ("raised", "code", "exit_code"),
    [
        (MissingDependency(say("It is not here.")), "missing-dependency", ExitCode.MISSING),
        (PermissionError(13, "Permission denied"), "cannot-write", ExitCode.SOME_FAILED),
        (MemoryError(), "memory", ExitCode.SOME_FAILED),
        (ZeroDivisionError(), "internal", ExitCode.SOME_FAILED),
    ],
)
def test_whatever_is_raised_becomes_an_error_of_that_package(
    raised: Exception, code: str, exit_code: ExitCode, failures: Failures
) -> None:
    with failures.of(Path("one")):
        raise raised
    (error,) = failures.errors
    assert (error.code, error.exit_code, error.path) == (code, exit_code, "one")


def test_the_same_is_told_once(failures: Failures) -> None:
    for path in ("one", "one", "two"):
        with failures.of(Path(path)):
            raise MissingDependency(say("It is not here."))
    assert [error.path for error in failures.errors] == ["one", "two"]


def test_ctrl_c_is_no_failure_of_a_package(failures: Failures) -> None:
    with pytest.raises(KeyboardInterrupt), failures.of(Path("one")):
        raise KeyboardInterrupt
    assert failures.errors == []
