"""An approval holds for one text: no way of changing it leaves the material approved, its media and copies fresh."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import review_packages

from converters.writing.stored_record import record_json
from pbgdpl_cli.app import run
from pbgdpl_cli.review.answers.items import Said, answered
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.upload.ledger import ItemState, LedgerItem
from pbgdpl_cli.upload.package_overview import overview_of
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.bag import payload_digests, read_bag_info, write_tag_files
from validators.packages.changing import changing
from validators.packages.digests import sha256_of
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.problems import Problem
from validators.sharing.fingerprint import content_fingerprint, revision_of
from validators.sharing.record import FileEntry, Record
from validators.sharing.standing import Standing, transition

pytestmark = pytest.mark.real
WHO = ("--by", "Trần Thị Bình Minh")
DAY = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
TARGET = "https://cong.example.vn"

Way = Callable[[Path, Path], None]


def record_of(package: Path) -> Record:
    return open_package(package).record()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An approved leaflet with an infographic made from its text."""
    package = review_packages.doubtful(tmp_path)
    with changing(package) as change:
        change.write("derivatives/to.png", b"tranh")
        record = change.record()
        drawn = FileEntry.model_validate({
            "path": "derivatives/to.png", "role": "infographic", "media_type": "image/png", "bytes": 5,
            "sha256": sha256_of(change.data / "derivatives" / "to.png"),
            "derived_text_sha256": content_fingerprint(record),
        })  # fmt: skip
        record = record.model_copy(update={"files": [*record.files, drawn]})
        for state in (Standing.COMPARED, Standing.APPROVED):
            record = transition(record, state, who="Lê Văn Khánh", when=DAY)
        change.write_record(record_json(record))
    return package


def stands(package: Path, sent: str) -> tuple[bool, bool, bool]:
    """Whether it is approved, its picture fresh, and its copy at a portal the present one."""
    identifier, day = record_of(package).identifier, DAY.isoformat()
    copy = LedgerItem(TARGET, identifier, sent, str(package), "", ItemState.CONFIRMED, None, None, 0, day, day)
    overview = overview_of(open_package(package), [copy])
    return record_of(package).standing.is_approved, not overview.stale, overview.uploads[0].current


def edit_record(package: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """With an editor, and sealed anew by somebody who knows how."""
    path = package / "data" / "record.json"
    values = json.loads(path.read_text("utf-8"))
    change(values)
    path.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    info = read_bag_info(package)
    write_tag_files(package, info, payload_digests(package))


def by_hand(package: Path, folder: Path) -> None:
    del folder
    edit_record(package, lambda values: values["content"].append({"type": "paragraph", "text": "Thêm một câu."}))


def title_by_hand(package: Path, folder: Path) -> None:
    del folder
    edit_record(package, lambda values: values.update(title="Tên khác"))


def sheet(package: Path, folder: Path, *more: str) -> int:
    path = folder / "bang.xlsx"
    assert run(["sheet", "export", str(package), "-o", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    rows = book.worksheets[0]
    for cell in next(row for row in rows.iter_rows() if any(one.value == record_of(package).title for one in row)):
        if cell.value == record_of(package).title:
            cell.value = "Tên mới"
    book.save(path)
    return run(["sheet", "import", str(path), str(package), *more])


def by_sheet(package: Path, folder: Path) -> None:
    assert sheet(package, folder, "--reopen") == 0


def reopened_and_corrected(package: Path, folder: Path) -> None:
    del folder
    assert run(["review", "reopen", str(package), *WHO]) == 0
    assert run(["review", "correct", str(package), "--text", "300.000", "--to", "800.000", *WHO]) == 0


def reopened_and_converted(package: Path, folder: Path) -> None:
    assert run(["review", "reopen", str(package), *WHO]) == 0
    words = ("convert", str(folder / "to-roi.pdf"), "-o", str(package.parent), "--again", "--title", "Tên mới")
    assert run(list(words)) == 0


@pytest.mark.parametrize("way", [by_hand, title_by_hand, by_sheet, reopened_and_corrected, reopened_and_converted])
def test_a_changed_text_is_a_draft_with_stale_media_and_copies(package: Path, tmp_path: Path, way: Way) -> None:
    sent = revision_of(record_of(package))
    assert stands(package, sent) == (True, True, True)
    way(package, tmp_path)
    assert stands(package, sent) == (False, False, False)
    assert record_of(package).standing is Standing.DRAFT
    assert verify(package) == []


def refused_correction(package: Path, folder: Path) -> None:
    del folder
    assert run(["review", "correct", str(package), "--text", "300.000", "--to", "800.000", *WHO]) != 0


def refused_sheet(package: Path, folder: Path) -> None:
    assert sheet(package, folder) != 0


def refused_conversion(package: Path, folder: Path) -> None:
    assert run(["convert", str(folder / "to-roi.pdf"), "-o", str(package.parent), "--again"]) != 0


def refused_answers(package: Path, folder: Path) -> None:
    under_review = PackageUnderReview(package, folder / "nha")
    item = under_review.item("line-1-1")
    assert item is not None
    under_review.answer(answered(item, Said("Một dòng khác"), "Lê Văn Khánh"))
    with pytest.raises(Problem):
        under_review.apply()
    assert under_review.answers


@pytest.mark.parametrize("way", [refused_correction, refused_sheet, refused_conversion, refused_answers])
def test_an_approved_text_is_changed_by_no_command(package: Path, tmp_path: Path, way: Way) -> None:
    sent, text = revision_of(record_of(package)), (package / "data" / "content.md").read_bytes()
    way(package, tmp_path)
    assert stands(package, sent) == (True, True, True)
    assert (package / "data" / "content.md").read_bytes() == text


@pytest.mark.parametrize("name", ["data/record.json", "data/content.md"])
def test_an_edit_without_a_seal_is_found_and_sealed_by_nothing(package: Path, name: str) -> None:
    path = package / name
    path.write_text(path.read_text("utf-8").replace("300.000", "800.000"), "utf-8")
    codes = {one.code for one in check_paths([package], CheckOptions(DAY.date())).findings}
    assert codes & {"DUNG073", "DUNG074", "DUNG075"}
    for step in ("publish", "reopen"):
        assert run(["review", step, str(package), *WHO]) != 0


def test_an_edit_under_a_new_seal_is_found(package: Path, tmp_path: Path) -> None:
    by_hand(package, tmp_path)
    assert "DUNG142" in {one.code for one in check_paths([package], CheckOptions(DAY.date())).findings}


def test_repairs_leave_no_changed_text_approved(package: Path, tmp_path: Path) -> None:
    """What `validate --fix` does to letters is a change of the text like any other."""
    import unicodedata

    def decomposed(values: dict[str, Any]) -> None:
        values["title"] = unicodedata.normalize("NFD", "Tờ gấp phòng cháy")

    edit_record(package, decomposed)
    record = record_of(package)
    approved = record.approval.model_copy(update={"text_sha256": content_fingerprint(record)})
    edit_record(package, lambda values: values["approval"].update(text_sha256=approved.text_sha256))
    assert record_of(package).standing is Standing.APPROVED
    copy = Path(shutil.copytree(package, tmp_path / "ban"))
    run(["validate", str(copy), "--fix"])
    fixed = record_of(copy)
    assert fixed.standing is Standing.DRAFT or content_fingerprint(fixed) == approved.text_sha256
