from __future__ import annotations

import contextlib
import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.facts import facts_of
from converters.derivatives.filming import Filming
from converters.derivatives.saying.key_points import NothingToShow
from converters.derivatives.saying.publishable import LawNotInForce, NotApproved, check_publishable
from converters.derivatives.voices.speaking import Speaking
from converters.writing.stored_record import record_json
from tests.each import each
from validators.packages.changing import changing
from validators.packages.digests import sha256_of
from validators.packages.faults import PackageDamaged
from validators.packages.package import open_package
from validators.packages.swapping import make_staging
from validators.packages.verification import verify
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.record import Record

OPTIONS = DeriveOptions()
DAY = dt.date(2026, 6, 1)
DRAFT = DeriveOptions(draft=True)


def package(root: Path, record: Record) -> Path:
    """A package as `convert` leaves it: source, record, bag."""
    with changing(root) as change:
        change.write("source/scan.pdf", b"%PDF-1.4 as received")
        change.write_record(record_json(record))
        change.describe({"External-Identifier": record.identifier, "Source-Organization": "Sở Tư pháp"})
    return root


@pytest.mark.real
def test_the_poster_goes_into_the_package(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    (made,) = derive_package(root, ["infographic"], OPTIONS)
    assert (made.state, made.path, made.package) == ("made", root / "data/derivatives/infographic.png", root)
    assert verify(root) == []
    record = open_package(root).record()
    entry, second = record.files
    assert [entry.path, second.path] == ["derivatives/infographic.png", "derivatives/infographic-2.png"]
    assert (entry.role, entry.media_type, entry.derived_from) == ("infographic", "image/png", "record.json")
    assert entry.sha256 == sha256_of(made.path)
    assert entry.bytes == made.path.stat().st_size
    assert entry.derived_text_sha256 == content_fingerprint(record)
    assert record.accessibility.alt_texts[entry.path] == made.alt_text
    assert record.ai.generated is False
    assert "Source-Organization: Sở Tư pháp" in (root / "bag-info.txt").read_text(encoding="utf-8")
    assert (root / "data/source/scan.pdf").read_bytes() == b"%PDF-1.4 as received"
    assert [path.name for path in tmp_path.iterdir()] == ["material"], "no staging folder is left"


@pytest.mark.real
def test_the_same_again_does_nothing(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    derive_package(root, ["infographic"], OPTIONS)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    (again,) = derive_package(root, ["infographic"], OPTIONS)
    assert again.state == "unchanged"
    assert again.alt_text
    assert before == {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


@pytest.mark.real
def test_a_changed_text_or_a_draft_is_made_anew(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    derive_package(root, ["infographic"], DRAFT)
    assert derive_package(root, ["infographic"], OPTIONS)[0].state == "made"
    assert verify(root) == []
    picture = root / "data/derivatives/infographic.png"
    picture.write_bytes(picture.read_bytes() + b"touched")
    with pytest.raises(PackageDamaged):  # a new seal would hide that somebody touched it
        derive_package(root, ["infographic"], OPTIONS)
    assert len(open_package(root).record().files) == 2


@pytest.mark.real
def test_text_not_approved_is_refused_unless_a_draft(tmp_path: Path) -> None:
    root = package(tmp_path / "material", bookshelf_record(approval={}))
    with pytest.raises(NotApproved):
        derive_package(root, ["infographic"], OPTIONS)
    assert not (root / "data/derivatives").exists()
    (made,) = derive_package(root, ["infographic"], DRAFT)
    assert made.draft


@each(
    ("state", "refused"),
    [
        ("expired", True),
        ("suspended", True),
        ("unknown", False),
        ("in-force", False),
        ("partly-expired", False),
        ("not-yet-in-force", False),
    ],
)
def test_law_that_ended_is_refused(state: Any, refused: bool) -> None:
    record = mediation_record()
    basis = list(record.legal_basis)
    validity = basis[2].validity.model_copy(update={"state": state})
    basis[2] = basis[2].model_copy(update={"validity": validity})
    changed = record.model_copy(update={"legal_basis": basis})
    if refused:
        with pytest.raises(LawNotInForce) as caught:
            check_publishable(changed, DAY)
        assert "Khoản 1 Điều 12 Luật Hòa giải ở cơ sở" in str(caught.value)
    else:
        check_publishable(changed, DAY)


@each(
    ("expires_on", "role", "refused"),
    [("2026-06-01", None, True), ("2026-06-02", None, False), ("2026-05-31", "repealed", False)],
)
def test_law_whose_last_day_is_over_is_refused(expires_on: str, role: str | None, refused: bool) -> None:
    basis = mediation_record().model_dump(mode="json")["legal_basis"]
    basis[2] = {**basis[2], "role": role, "act": {**basis[2]["act"], "expires_on": expires_on}}
    record = mediation_record(legal_basis=basis)
    assert facts_of(record).is_publishable(DAY) is not refused
    with pytest.raises(LawNotInForce) if refused else contextlib.nullcontext():
        check_publishable(record, DAY)


@each(
    ("changes", "command"),
    [
        ({"approval": {"state": "rejected"}}, "review reopen"),
        ({"approval": {}}, "review compare"),
        ({"approval": {}, "workflow": {"state": "compared"}}, "review approve"),
        ({"workflow": {"state": "withdrawn"}}, "review reopen"),
        ({"approval": {"state": "approved", "text_sha256": "0" * 64}}, "review compare"),
    ],
)
def test_what_is_not_approved_is_refused_and_the_way_on_is_named(changes: dict[str, Any], command: str) -> None:
    with pytest.raises(NotApproved) as caught:
        check_publishable(alcohol_record(**changes), DAY)
    assert f"pbgdpl {command} PACKAGE --by NAME" in str(caught.value.hint)


def test_a_failure_leaves_the_old_package(tmp_path: Path) -> None:
    root = package(tmp_path / "material", bookshelf_record(legal_basis=[]))
    before = sorted(path.relative_to(root) for path in root.rglob("*"))
    with pytest.raises(NothingToShow):
        derive_package(root, ["infographic"], OPTIONS)
    assert verify(root) == []
    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir()] == ["material"]


@pytest.mark.real
def test_what_a_power_cut_left_is_cleared_away(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    left = make_staging(root)
    (left.new / "half.png").write_bytes(b"half")
    derive_package(root, ["infographic"], OPTIONS)
    assert verify(root) == []
    assert [path.name for path in tmp_path.iterdir()] == ["material"]


@pytest.mark.real
def test_the_old_files_are_not_written_through_links(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    kept = tmp_path / "kept.json"
    os.link(root / "data/record.json", kept)
    before = kept.read_bytes()
    derive_package(root, ["infographic"], OPTIONS)
    assert kept.read_bytes() == before
    assert (root / "data/record.json").read_bytes() != before


@pytest.mark.real
def test_ai_is_labelled_where_the_record_says_so(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record(ai={"generated": True, "tool": "Công cụ X"}))
    derive_package(root, ["infographic"], OPTIONS)
    ai = open_package(root).record().ai
    assert (ai.generated, ai.tool, ai.label_shown) == (True, "Công cụ X", True)


@pytest.mark.real
def test_poster_and_video_together(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    short = replace(OPTIONS, filming=Filming(shape="1:1", preview=True), speaking=Speaking(silent=True))
    made = derive_package(root, ["infographic", "video"], short)
    assert [item.state for item in made] == ["made", "made"]
    assert verify(root) == []
    record = open_package(root).record()
    roles = ["infographic", "infographic", "video", "captions", "transcript", "thumbnail", "captions"]
    assert [entry.role for entry in record.files] == roles
    assert record.accessibility.captions == ["derivatives/video.vtt", "derivatives/video.srt"]
    assert record.accessibility.transcript
    pictures = {entry.path for entry in record.files if entry.role in ("infographic", "thumbnail")}
    assert pictures < set(record.accessibility.alt_texts), "every picture is told in words, the cover too"
    again: list[Derived] = derive_package(root, ["video", "infographic"], short)
    assert [(item.kind, item.state) for item in again] == [("video", "unchanged"), ("infographic", "unchanged")]
    assert again[0].companions["captions"].is_file()


@pytest.mark.real
def test_only_the_media_part_is_needed() -> None:
    """`pip install pbgdpl-cli[media]` brings none of what reading scans needs."""
    absent = ("pikepdf", "pypdfium2", "cv2", "docx", "pptx", "pytesseract", "pdfplumber", "openpyxl", "starlette")
    program = (
        f"import sys; sys.modules.update(dict.fromkeys({absent!r})); import converters.derivatives.derive;"
        "from converters.derivatives.registry import derivative_kind, kind_names;"
        "[*map(derivative_kind, kind_names())];"
        "from converters.derivatives.wording.word_pairs import is_one_word as one; assert one('dữ', 'liệu')"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
