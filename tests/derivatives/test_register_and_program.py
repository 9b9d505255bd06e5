"""What the office's register says of the law, and what the program's own files say, decide what is there already."""

from __future__ import annotations

from pathlib import Path

import pytest
from derivative_records import alcohol_record
from test_already_derived import KINDS, kept_in_place, options_in, origin
from test_derive import package
from test_derive_command import called

from converters.derivatives.batch import derive_each
from converters.derivatives.derive import already_derived, derive_package
from converters.derivatives.registry import derivative_kind
from converters.derivatives.saying.publishable import LawNotInForce
from converters.derivatives.standing.known_law import KnownLaw
from converters.derivatives.standing.program import files_of, maker_sha256, program_sha256
from pbgdpl_cli.runs.register_place import offices_register_path
from pbgdpl_cli.runs.upload import UploadChoice, upload_options
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.secrecy import DerivativeOutOfDate, check_derivatives
from validators.citations.register.lists import WrongRegister
from validators.citations.register.store import Register
from validators.packages.package import open_package
from validators.rules.policy import UploadPolicy
from validators.sharing.staleness import DESIGNS

__all__ = ["origin"]  # the fixture

HEAD = "number,type,title,organ,date,in_force_from,expired_on,replaced_by"
DECREE = "168/2024/NĐ-CP,nghi-dinh,,Chính phủ,2024-12-26,2025-01-01"


def register_in(folder: Path, rest: str) -> Path:
    path = folder / "so.csv"
    path.write_text(f"{HEAD}\n{DECREE},{rest}\n", encoding="utf-8")
    return path


def test_what_is_there_is_refused_once_the_register_says_the_law_ended(origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    ended = options_in(tmp_path / "copy", law=KnownLaw(register_in(tmp_path, "2026-06-01,")))
    assert already_derived(root, KINDS, options) is not None
    assert already_derived(root, KINDS, ended) is None
    with pytest.raises(LawNotInForce, match="168/2024"):
        derive_package(root, KINDS, ended)
    (outcome,) = derive_each([root], KINDS, ended)
    assert {type(failure) for failure in outcome.failures} == {LawNotInForce}


def test_a_register_that_knows_no_end_stops_nothing(origin: Path, tmp_path: Path) -> None:
    root, _ = kept_in_place(origin, tmp_path / "copy")
    for rest in ("2026-06-02,", ","):
        options = options_in(tmp_path / "copy", law=KnownLaw(register_in(root.parent, rest)))
        assert already_derived(root, KINDS, options) is not None
        assert [one.state for one in derive_package(root, KINDS, options)] == ["unchanged"] * len(KINDS)


def test_an_act_replaced_from_no_known_day_is_told(origin: Path, tmp_path: Path) -> None:
    root, _ = kept_in_place(origin, tmp_path / "copy")
    options = options_in(tmp_path / "copy", law=KnownLaw(register_in(tmp_path, ",200/2026/NĐ-CP")))
    for found in (already_derived(root, KINDS, options), derive_package(root, KINDS, options)):
        assert found is not None
        assert all("200/2026/NĐ-CP" in str(one.notes) for one in found)


def test_a_register_that_cannot_be_read_is_no_silence(origin: Path, tmp_path: Path) -> None:
    root, _ = kept_in_place(origin, tmp_path / "copy")
    with pytest.raises(WrongRegister):
        derive_package(root, KINDS, options_in(tmp_path / "copy", law=KnownLaw(tmp_path / "absent.csv")))


def test_the_command_takes_the_offices_own_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = package(tmp_path / "packages" / "material", alcohol_record())
    monkeypatch.chdir(tmp_path)
    assert offices_register_path([root]) is None
    named = register_in(tmp_path, "2026-06-01,")
    (code, envelope) = called(capsys, "social", "--register", str(named), str(root))
    assert (code, [error["code"] for error in envelope["errors"]]) == (1, ["law-not-in-force"])
    (tmp_path / "pbgdpl.toml").write_text('[validate]\nregister = "so.csv"\n', encoding="utf-8")
    assert offices_register_path([root]) == tmp_path / "so.csv"
    (code, envelope) = called(capsys, "social", str(root))
    assert (code, [error["code"] for error in envelope["errors"]]) == (1, ["law-not-in-force"])


def test_what_the_register_ages_is_never_sent(origin: Path, tmp_path: Path) -> None:
    root, _ = kept_in_place(origin, tmp_path / "copy")
    check_derivatives(open_parcel(root))
    check_derivatives(open_parcel(root), Register.open(register_in(tmp_path, "2126-06-01,")))
    with pytest.raises(DerivativeOutOfDate, match="no longer in force"):
        check_derivatives(open_parcel(root), Register.open(register_in(tmp_path, "2026-06-01,")))


def test_the_upload_command_asks_the_offices_register(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = kept_in_place(origin, tmp_path / "copy")
    monkeypatch.chdir(tmp_path)
    choice = UploadChoice(paths=(root,))
    assert upload_options(choice, UploadPolicy()).register is None
    (tmp_path / "pbgdpl.toml").write_text('[validate]\nregister = "so.csv"\n', encoding="utf-8")
    register_in(tmp_path, "2026-06-01,")
    with pytest.raises(DerivativeOutOfDate):
        check_derivatives(open_parcel(root), upload_options(choice, UploadPolicy()).register)
    (tmp_path / "so.csv").unlink()
    with pytest.raises(WrongRegister):  # a register that cannot be read is no silence
        upload_options(choice, UploadPolicy())


def test_another_program_makes_anew(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    monkeypatch.setattr("converters.derivatives.kind.maker_sha256", lambda _: "f" * 64)
    assert already_derived(root, KINDS, options) is None
    assert [one.state for one in derive_package(root, KINDS, options)] == ["made"] * len(KINDS)
    record = open_package(root).record()
    assert {one.made_by.program for one in record.files if one.made_by} == {
        f"{name} {DESIGNS[name]} {'f' * 12}" for name in KINDS
    }


def test_code_tables_and_fonts_count_and_nothing_that_comes_and_goes(tmp_path: Path) -> None:
    for name in ("one.py", "deep/words.tsv", "face.ttf", "README.md", "__pycache__/one.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [name for name, _ in files_of(tmp_path)] == ["deep/words.tsv", "face.ttf", "one.py"]


def test_a_kind_of_somebody_elses_counts_its_own_module() -> None:
    assert maker_sha256(derivative_kind("social").make.__module__) == program_sha256()
    assert maker_sha256(__name__) != program_sha256()
    assert maker_sha256("not.loaded") == program_sha256()
