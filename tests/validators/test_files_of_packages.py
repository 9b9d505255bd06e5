"""The other files of a package: what they say, what they are, and whether captions can be shown."""

from __future__ import annotations

import base64
import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from converters.derivatives.saying.words import DRAFT_BANNER
from examples.validation_examples import _PDF, base, package
from tests.each import each
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.changing import changing
from validators.rules.correct.integrity import _in_circles
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


def test_captions_of_a_draft_are_not_taken_for_an_internal_paper(tmp_path: Path) -> None:
    cue = "1\n00:00:00,300 --> 00:00:03,400\n{}\n"
    banner = DRAFT_BANNER.replace(", ", ",\n") + "."
    codes = {code for code, _ in found(tmp_path, "derivatives/loi.srt", cue.format(banner).encode())}
    assert "SACH311" not in codes
    marked = found(tmp_path / "marked", "derivatives/loi.srt", cue.format("KHÔNG PHÁT HÀNH.").encode())
    assert ("SACH311", "derivatives/loi.srt") in marked


def in_gzip(content: bytes, level: int = 9) -> bytes:
    """Packed without the time, so that a case has one name whenever it is collected."""
    return gzip.compress(content, level, mtime=0)


def in_zip(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_", ".")), text)  # bytes without the time
    return packed.getvalue()


def in_tar(name: str, text: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    return packed.getvalue()


PHONE = "Gọi chị Mẫu số 0987 654 321 nhé"
RUNS = "<w:p><w:r><w:t>Gọi 0987</w:t></w:r><w:r><w:t> 654</w:t></w:r><w:r><w:t> 321</w:t></w:r></w:p>"
READ = '{{"blocks":[{{"lines":[{{"words":[{}]}}]}}]}}'.format(
    ",".join(f'{{"text":"{part}"}}' for part in PHONE.split())
)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("derivatives/loi.txt.gz", in_gzip(PHONE.encode())),
        ("derivatives/loi.txt.bz2", bz2.compress(PHONE.encode())),
        ("derivatives/loi.txt.xz", lzma.compress(PHONE.encode())),
        ("derivatives/loi.zip", in_zip(a_txt=PHONE)),
        ("derivatives/loi.bin", in_zip(a_zip="", b_txt=PHONE)),
        ("derivatives/loi.tar", in_tar("a.txt", PHONE.encode())),
        ("derivatives/loi.tar.gz", in_gzip(in_tar("a.txt", PHONE.encode()))),
        ("derivatives/ten.zip", in_zip(**{"ho-so-0987654321_txt": ""})),
        ("source/bai.docx", in_zip(word__document_xml=f"<w:document>{RUNS}</w:document>")),
        ("source/bai.docx", in_zip(word__comments_xml=f"<w:comments>{RUNS}</w:comments>")),
        ("source/bai.pptx", in_zip(ppt__slides__slide1_xml="<a:p><a:r><a:t>0987 654 321</a:t></a:r></a:p>")),
        ("source/bai.odt", in_zip(content_xml="<text:p>Gọi <text:span>0987</text:span> 654 321</text:p>")),
        ("review/pages.jsonl.gz", in_gzip(READ.encode())),
        ("derivatives/trang.html", b"<p>G\xe1\xbb\x8di 0987<b>654</b>321</p>"),
        ("derivatives/trang.html", "<p>Xem<!-- gọi 0987 654 321 --></p>".encode()),
        ("derivatives/trang.html", b'<p data-so="0987654321">Xem</p>'),
        ("derivatives/trang.xml", b'<a so="0987654321"/>'),
        ("derivatives/a.csv", b"Mau,0987654321,1\n"),
        ("derivatives/a.rtf", b"{\\rtf1\\pard G\\u7885?i 0987 654 321\\par}"),
        ("derivatives/a.log", PHONE.encode()),
        ("derivatives/a.txt", PHONE.encode("utf-16-le")),
        ("derivatives/a.json", json.dumps({"loi": PHONE}).encode()),
        ("derivatives/a.eml", b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(PHONE.encode())),
    ],
)
def test_a_phone_number_in_what_is_packed(tmp_path: Path, path: str, data: bytes) -> None:
    assert ("SACH322", path) in found(tmp_path, path, data, kind="application/octet-stream")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("derivatives/a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40)),
        ("derivatives/a.rar", b"Rar!\x1a\x07\x01\0" + bytes(40)),
        ("derivatives/a.txt.gz", in_gzip(PHONE.encode() * 9)[:40]),
        ("derivatives/a.txt.xz", lzma.compress(PHONE.encode() * 9)[:60]),
        (
            "derivatives/a.zip",
            in_zip(a_txt=PHONE).replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0"),
        ),
        ("derivatives/a.gz", in_gzip(in_gzip(in_gzip(in_gzip(b"a"))))),
        ("derivatives/a.gz", in_gzip(bytes(70 << 20), 1)),
        ("source/a.doc", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + bytes(40)),
        ("access/b.pdf", b"%PDF-1.7\n1 0 obj<</Type/EmbeddedFile>>endobj\n/Font\n%%EOF\n"),
    ],
)
def test_what_nobody_can_look_into_is_told(tmp_path: Path, path: str, data: bytes) -> None:
    codes = found(tmp_path, path, data, kind="application/octet-stream")
    assert ("SACH361", path) in codes
    assert not {code for code, _ in codes} & {"DUNG013", "DUNG015"}


PAGE = "<!DOCTYPE html><html><body>{}</body></html>"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        *(
            ("derivatives/trang.html", PAGE.format(words).encode())
            for words in (
                "<script>alert(1)</script>", "<SCRIPT src=a.js></SCRIPT>", "<p onclick='a()'>x</p>",
                "<img src=x onerror = a()>",
                '<a href=" javascript:a()">x</a>', "<iframe src='https://x.vn'></iframe>",
                "<object data='a.swf'></object>",
                "<embed src='a.swf'>", "<a href='data:text/html,x'>x</a>",
            )
        ),
        ("derivatives/trang.html", b"<meta http-equiv='refresh' content='0;url=https://x.vn'>"),
        ("derivatives/trang.txt", PAGE.format("<script>a()</script>").encode()),
        ("derivatives/trang.html", PAGE.format("<script>a()</script>").encode("utf-16")),
        ("derivatives/trang.html", PAGE.format('<script src=a type="application/ld+json"></script>').encode()),
        ("derivatives/trang.html", PAGE.format('<script type="application/ld+json">1</script><script>a()').encode()),
        ("derivatives/hinh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script></svg>"),
        ("derivatives/hinh.svg", b"<svg:svg><svg:script>a()</svg:script></svg:svg>"),
        ("content.md", b"[Xem](javascript:a)"),
        ("derivatives/a.xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        ("access/b.pdf", b"%PDF-1.7\n<</S/JavaScript/JS(a)>>\n/Font\n%%EOF\n"),
        ("access/b.pdf", b"%PDF-1.7\n<</S/J#61vaScript/JS(a)>>\n/Font\n%%EOF\n"),
        ("access/b.pdf", b"%PDF-1.7\n<</S/Launch/F(a.exe)>>\n/Font\n%%EOF\n"),
        ("access/b.pdf", b"%PDF-1.7\n<</Type/ObjStm>>stream\n" + zlib.compress(b"<</S/JavaScript>>") + b"/Font\n"),
        ("source/a.docm", in_zip(word__vbaProject_bin="x")),
        ("source/a.docx", in_zip(word__document_xml="<w:instrText>DDEAUTO c:</w:instrText>")),
        ("source/a.doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le")),
        ("source/a.rtf", b"{\\rtf1 {\\object\\objupdate}}"),
        ("source/a.odt", in_zip(Basic__Standard__Module1_xml="<a/>")),
        ("derivatives/a.csv", b'ten,so\nA,"=cmd|\' /C calc\'!A0"\n'),
        ("derivatives/chay.bat", b"echo"),
        ("derivatives/a.zip", in_zip(chay_vbs="x")),
        ("derivatives/a.zip", in_zip(trang_html=PAGE.format("<script>a()</script>"))),
        ("derivatives/a.html.gz", in_gzip(PAGE.format("<script>a()</script>").encode())),
    ],
)  # fmt: skip
def test_what_does_something_when_it_is_opened(tmp_path: Path, path: str, data: bytes) -> None:
    assert ("SACH360", path) in found(tmp_path, path, data, kind="application/octet-stream")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("derivatives/trang.html", PAGE.format("<p class='once'>Điều 1: viết script; onclick = bấm</p>").encode()),
        ("derivatives/trang.html", PAGE.format('<script type="application/ld+json">{"a": 1}</script>').encode()),
        ("derivatives/loi.txt", "Bài về <script> và javascript: trong trang".encode()),
        ("content.md", "Mục một on tap = ôn tập".encode()),
        ("access/b.pdf", _PDF.replace(b"%%EOF", b"% /JavaScrip /JS /Launched\n%%EOF")),
        ("source/a.docx", in_zip(word__document_xml="<w:p><w:object/><w:t>Điều 1</w:t></w:p>")),
        ("derivatives/a.csv", b"ten,so\nA,-12\nB,=SUM(A1)\n"),
        ("review/pages.jsonl.gz", in_gzip(READ.replace("0987", "sáu").encode())),
    ],
)
def test_what_does_nothing_passes(tmp_path: Path, path: str, data: bytes) -> None:
    codes = {code for code, at in found(tmp_path, path, data, kind="application/octet-stream") if at == path}
    assert not codes & {"SACH360", "SACH361", "SACH322", "DUNG015"}


BOXES = (
    '<alto><Layout><Page {}><TextLine><String CONTENT="Kết" {}/></TextLine></Page>'
    '<Page WIDTH="9" HEIGHT="9"/><Page WIDTH="9" HEIGHT="9"/></Layout></alto>'
)


@pytest.mark.parametrize(
    ("page", "word", "told"),
    [
        ('WIDTH="1000" HEIGHT="1400"', 'HPOS="1" VPOS="1" WIDTH="5" HEIGHT="5"', False),
        ("WIDTH='1000' HEIGHT='1400.5'", "", False),
        ('WIDTH="1000" HEIGHT="1400"', 'HPOS="990" VPOS="1" WIDTH="25" HEIGHT="5"', False),
        ('WIDTH="0" HEIGHT="1400"', "", True),
        ('WIDTH="1000" HEIGHT="0.0"', "", True),
        ('WIDTH="-1000" HEIGHT="1400"', "", True),
        ('WIDTH="1e99" HEIGHT="1400"', "", True),
        ('WIDTH="nan" HEIGHT="1400"', "", True),
        ('WIDTH="" HEIGHT="1400"', "", True),
        ('WIDTH="9000000" HEIGHT="9000000"', "", True),
        ('ID="p"', "", True),
        ('WIDTH="1000" HEIGHT="1400"', 'HPOS="-5" VPOS="1" WIDTH="5" HEIGHT="5"', True),
        ('WIDTH="1000" HEIGHT="1400"', 'HPOS="5" VPOS="1" WIDTH="0" HEIGHT="5"', True),
        ('WIDTH="1000" HEIGHT="1400"', 'HPOS="1100" VPOS="1" WIDTH="5" HEIGHT="5"', True),
        ('WIDTH="1000" HEIGHT="1400"', 'HPOS="inf" VPOS="1" WIDTH="5" HEIGHT="5"', True),
    ],
)
def test_pages_and_words_have_a_size(tmp_path: Path, page: str, word: str, told: bool) -> None:
    codes = found(tmp_path, "ocr/chu.xml", BOXES.format(page, word).encode(), role="ocr", kind="application/alto+xml")
    assert any(code == "DU218" for code, _ in codes) is told


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


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0\0\x0b\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\1\1\x11\0"
    return b"\xff\xd8\xff\xe0\0\x04ab" + frame + bytes(20) + b"\xff\xd9"


@pytest.mark.parametrize(
    ("path", "kind", "data", "told"),
    [
        ("a/b.jpg", "image/jpeg", jpeg(640, 480), False),
        ("a/b.jpg", "image/jpeg", jpeg(640, 0), True),
        ("a/b.gif", "image/gif", b"GIF89a\0\0\1\0" + bytes(20), True),
        ("a/b.gif", "image/gif", b"GIF89a\1\0\1\0" + bytes(20), False),
        ("a/b.pdf", "application/pdf", b"%PDF-1.7\n/Font/MediaBox [0 0 595.3 842]\n%%EOF\n", False),
        ("a/b.pdf", "application/pdf", b"%PDF-1.7\n/Font/MediaBox[ 0 0 595 0 ]\n%%EOF\n", True),
    ],
)
def test_pictures_and_pages_have_a_size(tmp_path: Path, path: str, kind: str, data: bytes, told: bool) -> None:
    assert any(code == "DU219" for code, _ in found(tmp_path, path, data, kind=kind)) is told


@each(
    ("origins", "circles"),
    [({"a": None}, ""), ({"a": "a"}, "a"), ({"a": "b", "b": "a"}, "ab"), ({"a": "b", "b": "c", "c": "b"}, "bc"),
     ({"a": "x"}, ""), ({"a": "b", "b": "c", "c": None, "d": "b"}, ""),
     ({"d": "a", "a": "b", "b": "a", "c": "d"}, "ab")],
)  # fmt: skip
def test_files_that_were_made_from_themselves(origins: dict[str, str | None], circles: str) -> None:
    assert _in_circles(origins) == set(circles)
