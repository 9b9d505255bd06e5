"""The other files of a package: what they say, what they are, and whether captions can be shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from examples.validation_examples import base, package
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.changing import changing
from validators.rules.policy import Policy

ALTO = "<alto><Layout><Page WIDTH='9' HEIGHT='9'><TextLine>{}</TextLine></Page></Layout></alto>"


def found(
    folder: Path, path: str, data: bytes, role: str = "transcript", kind: str = "text/plain"
) -> set[tuple[str, str]]:
    """Codes and files of findings in a package with one more file."""
    made: dict[str, Any] = base()
    made["files"].append({"path": path, "role": role, "media_type": kind})
    package(folder / "goi", made, {path: data})
    report = check_paths([folder / "goi"], CheckOptions(dt.date(2026, 11, 22), Policy()))
    return {(one.code, one.path.rpartition("/data/")[2]) for one in report.findings}


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("derivatives/loi.vtt", "WEBVTT\n\n00:00.000 --> 00:04.000\nGọi chị Mẫu số 0987 654 321 nhé\n", "SACH322"),
        ("derivatives/loi.srt", "1\n00:00:00,000 --> 00:00:04,000\nCăn cước 0331 8800 4567\n", "SACH320"),
        ("derivatives/trang.html", "<p>Căn cước&nbsp;033188004567</p>", "SACH320"),
        ("review/y-kien.txt", "Gọi không chín một hai ba bốn năm sáu bảy tám", "SACH322"),
        ("ocr/chu.xml", ALTO.format('<String CONTENT="CCCD"/><String CONTENT="033188004567"/>'), "SACH320"),
        ("ocr/chu.xml", ALTO.format('<String CONTENT="TUYỆT"/><String CONTENT="MẬT"/>'), "SACH310"),
        ("content.md", "# Tờ gấp\n\nLưu hành nội bộ\n", "SACH311"),
        ("derivatives/ghi-chep", "Gọi chị Mẫu số 0987 654 321", "SACH322"),
        ("derivatives/trang.html", '<a href="tel:0987654321">Gọi</a>', "SACH322"),
        ("source/CV_TUYET-MAT.txt", "không có gì", "SACH310"),
        ("derivatives/ho-so-0987654321.txt", "không có gì", "SACH322"),
    ],
)
def test_what_stands_in_other_files_and_in_names(tmp_path: Path, path: str, text: str, code: str) -> None:
    assert (code, path) in found(tmp_path, path, text.encode())


def test_texts_of_windows_are_read(tmp_path: Path) -> None:
    path = "derivatives/loi.txt"
    assert ("SACH322", path) in found(tmp_path, path, "Gọi chị Mẫu số 0987 654 321".encode("utf-16"))


@pytest.mark.parametrize(
    ("line", "told"), [("Contact-Name: Mẫu 033188004567", True), ("Contact-Phone: 0987654321", False)]
)
def test_what_a_bag_says_of_itself(tmp_path: Path, line: str, told: bool) -> None:
    package(tmp_path / "goi", base())
    with changing(tmp_path / "goi") as change:
        change.write_record((tmp_path / "goi/data/record.json").read_bytes())
        change.info = (*change.info, (line.partition(": ")[0], line.partition(": ")[2]))
    report = check_paths([tmp_path / "goi"], CheckOptions(dt.date(2026, 11, 22), Policy()))
    assert any(one.path.endswith("bag-info.txt") for one in report.findings) is told


@pytest.mark.parametrize(
    ("path", "kind", "data", "whole"),
    [
        ("a/b.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(20) + b"IEND\xaeB`\x82", True),
        ("a/b.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(20), False),
        ("a/b.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9", True),
        ("a/b.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + bytes(20), False),
        ("a/b.pdf", "application/pdf", b"%PDF-1.7\n/Font\n", False),
        ("a/b.zip", "application/zip", b"PK\x03\x04" + bytes(60), False),
    ],
)
def test_files_that_break_off(tmp_path: Path, path: str, kind: str, data: bytes, whole: bool) -> None:
    assert any(code == "DU239" for code, _ in found(tmp_path, path, data, kind=kind)) is not whole


def test_what_the_record_tells_already_is_told_once(tmp_path: Path) -> None:
    made: dict[str, Any] = base()
    made["content"][1]["text"] = "Gọi anh Thử, số 0987 654 321."
    made["files"].append({"path": "content.md", "role": "content", "media_type": "text/markdown"})
    package(tmp_path / "goi", made, {"content.md": "Gọi anh Thử, số 0987.654.321.".encode()})
    report = check_paths([tmp_path / "goi"], CheckOptions(dt.date(2026, 11, 22), Policy()))
    assert [one.pointer for one in report.findings if one.code == "SACH322"] == ["/content/1/text"]


@pytest.mark.parametrize(
    ("path", "kind", "data", "wrong"),
    [
        ("a/b.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(20), False),
        ("a/b.png", "image/png", b"\xff\xd8\xff\xe0" + bytes(20), True),
        ("a/b.png", "image/jpeg", b"\xff\xd8\xff\xe0" + bytes(20), True),
        ("a/b.jpg", "image/jpeg", b"MZ" + bytes(200), True),
        ("a/b.pdf", "application/pdf", b"not one at all, really", True),
        ("a/b.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04..", False),
        ("a/b.txt", "text/plain", "Lời kể".encode(), False),
        ("a/b.txt", "text/plain", b"%PDF-1.7 and more of it", True),
        ("a/b.mp3", "audio/mpeg", b"RIFF\0\0\0\0WAVE" + bytes(20), True),
        ("a/b.txt", "text/plain", b"<html><script>alert(1)</script></html>", True),
        ("a/b.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"no zip" * 9, True),
    ],
)
def test_files_are_what_they_are_called(tmp_path: Path, path: str, kind: str, data: bytes, wrong: bool) -> None:
    assert any(code == "DU237" for code, _ in found(tmp_path, path, data, kind=kind)) is wrong


def movie(seconds: int) -> bytes:
    """As much of an MP4 as tells its length."""
    times = (1000).to_bytes(4, "big") + (seconds * 1000).to_bytes(4, "big")
    return b"\0\0\0\x18ftypisom" + bytes(8) + b"mvhd" + bytes(12) + times + bytes(80)


@pytest.mark.parametrize(
    ("cues", "right"),
    [
        ("00:00.000 --> 00:04.000\nMột\n\n00:04.000 --> 00:08.000\nHai\n", True),
        ("00:04.000 --> 00:04.000\nMột\n", False),
        ("00:04.000 --> 00:08.000\nHai\n\n00:00.000 --> 00:04.000\nMột\n", False),
        ("không có giờ\n", False),
        ("00:00.000 --> 01:04.000\nQuá dài\n", False),
        ("00:00.000 --> 01:04.000\nQuá dài\n\n00:01.000 --> 00:02.000\nHai\n", False),
        ("00:00.000 --> 00:04.000\n\n", False),
        ("0:00:00.000 --> 0:00:02.000\nGiờ một chữ số\n", False),
        ("00:75:00.000 --> 00:76:02.000\nPhút thứ 75\n", False),
        ("00:00.000 --> 00:02.000\nMột\n\n00:03,5 --> 00:04.000\nHai\n", False),
    ],
)
def test_captions_can_be_shown_and_fit_their_video(tmp_path: Path, cues: str, right: bool) -> None:
    made: dict[str, Any] = base()
    made["files"] += [
        {"path": "derivatives/phim.vtt", "role": "captions", "media_type": "text/vtt"},
        {"path": "derivatives/phim.mp4", "role": "video", "media_type": "video/mp4"},
    ]
    package(
        tmp_path / "goi", made, {"derivatives/phim.vtt": f"WEBVTT\n\n{cues}".encode(), "derivatives/phim.mp4": movie(9)}
    )
    report = check_paths([tmp_path / "goi"], CheckOptions(dt.date(2026, 11, 22), Policy()))
    assert [one.code for one in report.findings if one.code == "DU243"] == ([] if right else ["DU243"])
