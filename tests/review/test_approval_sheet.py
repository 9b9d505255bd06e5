"""What a comparison and an approval rest on: told, kept in the package under its seal, and true."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import review_packages

from converters.corrections.readers.raised import open_places
from converters.corrections.readers.trials import Purpose, Trial, trials_json
from converters.records.doubts.settled import settled_json, settled_now
from converters.records.doubts.stored_doubts import read_stored_doubts
from pbgdpl_cli.app import run
from pbgdpl_cli.review.trust.basis import Basis, Planted, ReadTwice, Sampled, basis_of
from pbgdpl_cli.review.trust.estimate import Estimate
from pbgdpl_cli.review.trust.sheet import Step, left_lines, sheet_json, sheet_markdown
from pbgdpl_cli.review.trying.tryouts import Tryouts
from pbgdpl_cli.web.page_language import PageLanguage
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.changing import changing
from validators.packages.package import SETTLED, SHEETS, TRIALS, open_package
from validators.packages.verification import verify

WHEN = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
FIRST, SECOND = "Lê Văn Khánh", "Trần Thị Bình Minh"
EN = PageLanguage("en")
NOTHING = Basis("urn:uuid:1", "Tờ gấp", 2, "0" * 64, 0, 0, 0, (), (), Planted(), Sampled(), ReadTwice())
APPROVED = Step("approved", SECOND, WHEN, "Trưởng phòng", "21/QĐ-STP")

Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs `pbgdpl --json …` and gives exit code and envelope."""

    def asked(*words: object) -> tuple[int, dict[str, Any]]:
        code = run(["--json", "--lang", "en", *map(str, words)])
        return code, json.loads(capsys.readouterr().out)

    return asked


def told(basis: Basis) -> str:
    return " ".join(EN(one) for one in left_lines(basis, EN))


def with_(**members: object) -> Basis:
    from dataclasses import replace

    return replace(NOTHING, **members)  # type: ignore[arg-type]


def test_what_was_not_measured_is_said() -> None:
    said = told(NOTHING)
    assert "No mistakes were planted" in said
    assert "No undoubted numbers were typed" in said
    assert "No second person read" in said
    assert "nothing is known" in said


@pytest.mark.parametrize(
    "basis",
    [with_(planted=Planted(3, 1)), with_(sampled=Sampled(4, 1, 90)), with_(twice=ReadTwice(9, 2, 0, 1, 1, 3))],
)
def test_of_too_few_nothing_is_said(basis: Basis) -> None:
    assert "too few to say" in told(basis)
    assert "likely left" not in told(basis)


def test_an_estimate_is_told_for_the_text_and_for_a_page() -> None:
    said = told(with_(planted=Planted(18, 2, left=Estimate(3, 1, 8))))
    assert "about 3 mistakes are likely left (1 to 8, with 95 %); 1.5 a page (0.5 to 4)" in said


def test_the_sheet_names_person_position_basis_and_day() -> None:
    page = sheet_markdown(APPROVED, NOTHING, EN)
    for said in ("Trần Thị Bình Minh", "Trưởng phòng", "21/QĐ-STP", "29 November 2026", "0" * 64):
        assert said in page
    assert json.loads(sheet_json(APPROVED, NOTHING))["step"]["position"] == "Trưởng phòng"


def test_no_text_of_a_material_becomes_markup() -> None:
    page = sheet_markdown(APPROVED, with_(title="A | B *c* <b>"), EN)
    assert r"A \| B \*c\* \<b\>" in page


def twice(key: str, stands: str, reads: str, engine: str) -> Trial:
    return Trial(Purpose.SECOND, key, 1, "amount", SECOND, WHEN, stands == reads, None, stands, reads, engine)


@pytest.mark.real
class TestPackages:
    """Of a leaflet with three doubts."""

    @pytest.fixture
    def package(self, tmp_path: Path) -> Path:
        """One doubt is settled, eleven mistakes were planted, four places read twice, one undoubted word put right."""
        package = review_packages.doubtful(tmp_path)
        doubts = read_stored_doubts(package).doubts
        looks = [settled_now(one, FIRST, WHEN + dt.timedelta(seconds=20 * at)) for at, one in enumerate(doubts)]
        trials = [
            Trial(Purpose.PLANTED, f"p{at}", 1, "word", FIRST, WHEN + dt.timedelta(hours=at), at > 0)
            for at in range(11)
        ]
        trials += [
            twice("a", "5", "5", "5"),
            twice("b", "6", "6", "5"),
            twice("c", "5", "6", "5"),
            twice("d", "6", "5", "5"),
        ]
        with changing(package) as change:
            change.write(SETTLED, settled_json(looks))
            change.write(TRIALS, trials_json(trials))
        review_packages.correct(package, "Trang mot", "Trang một")
        return package

    def test_the_basis_is_what_people_did(self, package: Path, tmp_path: Path) -> None:
        basis = basis_of(package, open_package(package).record(), tmp_path)
        assert (basis.settled, basis.corrected) == (3, 1)
        assert basis.open_places == len(open_places(package, open_package(package).record()))
        assert [(one.before, one.after, one.who) for one in basis.outside] == [("Trang mot", "Trang một", "Người khác")]
        assert (basis.planted.found, basis.planted.missed) == (10, 1)
        assert basis.planted.left is not None
        twice = basis.twice
        assert (twice.places, twice.differing, twice.only_first, twice.only_second, twice.both) == (4, 2, 1, 1, 1)
        first = basis.readers[0]
        assert (first.name, first.settled, first.seconds, first.timed) == (FIRST, 3, 40, 2)

    def test_how_the_same_people_read_elsewhere_counts(self, package: Path, tmp_path: Path) -> None:
        record = open_package(package).record()
        before = basis_of(package, record, tmp_path).planted
        for at, who in enumerate((FIRST, FIRST, "Người khác hẳn")):
            met = Trial(Purpose.PLANTED, f"khac{at}", 1, "word", who, WHEN, agreed=False)
            Tryouts(tmp_path, tmp_path / "goi-khac", "urn:uuid:2").took(met)
        after = basis_of(package, record, tmp_path).planted
        assert (after.found, after.missed, after.elsewhere_found, after.elsewhere_missed) == (10, 1, 0, 2)
        assert after.left is not None
        assert before.left is not None
        assert after.left.high > before.left.high

    def test_a_step_keeps_its_sheet_under_the_seal(self, ask: Ask, package: Path) -> None:
        code, answer = ask("review", "compare", package, "--by", FIRST)
        assert code == 0
        assert answer["data"]["packages"][0]["basis"]["planted"]["found"] == 10
        page = (package / "data" / "review" / "compared.md").read_text("utf-8")
        assert "10 of 11 were found" in page
        assert verify(package) == []
        code, answer = ask("review", "sheet", package)
        assert (code, answer["data"]["packages"][0]["corrected"]) == (0, 1)

    def test_an_approval_names_position_and_basis(self, ask: Ask, package: Path) -> None:
        ask("review", "compare", package, "--by", FIRST)
        errors = {one.code for one in check_paths([package], CheckOptions(WHEN.date(), publishing=True)).findings}
        allowed = [word for code in sorted(errors) for word in ("--allow", code)]
        words = ("review", "approve", package, "--by", SECOND, "--position", "Trưởng phòng", "--basis", "21/QĐ-STP")
        code, answer = ask(*words, "--despite-doubts", *allowed)
        assert (code, answer["errors"]) == (0, [])
        approval = open_package(package).record().approval
        assert (approval.by, approval.position, approval.document) == (SECOND, "Trưởng phòng", "21/QĐ-STP")
        names = {f"review/{path.name}" for path in (package / "data" / "review").iterdir()}
        assert set(SHEETS) <= names
        assert not {one.code for one in check_paths([package], CheckOptions(WHEN.date())).findings} & {
            "DUNG072",
            "DUNG079",
        }

    def test_two_persons_take_the_two_steps(
        self, ask: Ask, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ask("review", "compare", package, "--by", FIRST)
        code, answer = ask("review", "approve", package, "--by", f" {FIRST.upper()} ", "--two-persons")
        assert (code, answer["errors"][0]["code"]) == (1, "same-person")
        office = tmp_path / "co-quan"
        office.mkdir()
        (office / "pbgdpl.toml").write_text("[review]\ntwo_persons = true\n")
        monkeypatch.chdir(office)
        assert ask("review", "approve", package, "--by", FIRST)[1]["errors"][0]["code"] == "same-person"
        assert ask("review", "approve", package, "--by", SECOND)[1]["errors"][0]["code"] == "needs-person"
