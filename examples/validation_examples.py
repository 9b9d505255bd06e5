"""Write `examples/valid` and `examples/invalid/<CODE>/`: one failing and one passing example for every rule.

    python -m examples.validation_examples

Each folder holds `fails…` and `passes…` (a record, a package folder, a zip, or a folder of several) and, where a rule
needs the office's settings, its own `pbgdpl.toml`. Anyone can add a folder by hand; the tests find it.
"""

from __future__ import annotations

import copy
import gzip
import hashlib
import json
import shutil
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from examples.validation_cases import DRAFT, FAILS, PASSES, READ, REGISTER, REMOVE, Changes
from validators.packages.changing import changing
from validators.packages.durable import walk
from validators.packages.package import MADE
from validators.rules.catalogue import RULES
from validators.sharing.pointer import parts_of, strings, value_at

HERE = Path(__file__).parent
BASE = HERE / "valid" / "to-gap-hon-nhan.json"
DAY = "2026-11-22"
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 4 0 R>>>>>>endobj\n"
    b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n0\n%%EOF\n"
)
_PICTURE_PDF = _PDF.replace(b"/Font", b"/None")


def base() -> dict[str, Any]:
    """The valid record."""
    made: dict[str, Any] = json.loads(BASE.read_text(encoding="utf-8"))
    return made


def changed(record: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """A copy with values set or taken away by JSON Pointer."""
    made = copy.deepcopy(record)
    for pointer, value in changes.items():
        *path, last = parts_of(pointer)
        node: Any = made
        for part in path:
            node = node[int(part)] if isinstance(node, list) else node.setdefault(part, {})
        if value is REMOVE:
            node.pop(last, None)
        elif isinstance(node, list):
            node[int(last)] = value
        else:
            node[last] = value
    return made


def dumped(record: Any) -> bytes:
    """As a record file holds it."""
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def package(target: Path, record: dict[str, Any], files: dict[str, bytes] | None = None) -> None:
    """A sealed package whose record lists its files."""
    contents = {"source/to-gap.pdf": _PICTURE_PDF, "access/to-gap.pdf": _PDF, **(files or {})}
    made = copy.deepcopy(record)
    for entry in made["files"]:
        data = contents[entry["path"]]
        entry |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    with changing(target) as change:
        for name, data in {**contents, "record.json": dumped(made)}.items():
            change.write(name, data)
        change.describe({"Bagging-Date": DAY, "External-Identifier": made["identifier"]})


def zipped(folder: Path, target: Path) -> None:
    """A zip of a package, the same bytes every time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in walk(folder):
            if path.is_file():
                info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", (2026, 11, 22, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, path.read_bytes())


def raw_forms() -> dict[str, bytes]:
    """Files that are wrong before their meaning is looked at."""
    good = dumped(base())
    return {
        "DUNG001": b"",
        "DUNG002": good.replace(b'"kind": "to-gap",', b'"kind": "to-gap",,'),
        "DUNG003": good[: len(good) // 2],
        "DUNG004": good.replace(b'"kind": "to-gap",', b'"kind": "to-gap", "kind": "sach",'),
        "DUNG005": good.replace(b"0.97", b"NaN"),
        "DUNG006": good.replace(b"0.97", b"1e400"),
        "DUNG007": b'{"a":' * 150 + b"1" + b"}" * 150,
        "DUNG008": good,
        "DUNG009": good,
        "DUNG010": b"\xef\xbb\xbf" + good,
        "DUNG011": good.decode("utf-8").encode("utf-16"),
        "DUNG012": b"[]\n",
        "DUNG014": good.replace('"tảo hôn"'.encode(), b'"\\ud83d"'),
    }


def write_packages(folder: Path, code: str) -> bool:
    """Examples that are packages; False where the rule needs none."""
    fails = folder / "fails"
    record = base()
    makers: dict[str, Callable[[], object]] = {
        "DUNG070": (fails / "bagit.txt").unlink,
        "DUNG071": (fails / "data/source/to-gap.pdf").unlink,
        "DUNG072": lambda: (fails / "data/thumbs.db").write_bytes(b"x"),
        "DUNG073": lambda: (fails / "data/source/to-gap.pdf").write_bytes(_PICTURE_PDF.replace(b"1.4", b"1.5")),
        "DUNG074": lambda: _lie_about_size(fails),
        "DUNG076": lambda: (fails / "data/link").symlink_to("record.json"),
        "DUNG077": lambda: _name_outside(fails),
        "DUNG086": lambda: _label(fails, {"Source-Organization": "Sở Tài chính tỉnh Hưng Yên"}),
        "DUNG178": lambda: _reseal(fails, _as_it_is, {MADE: gzip.compress(b"{}", mtime=0)}),
        "DUNG080": lambda: _reseal(fails, lambda made: made["files"].append(
            {"path": "access/gone.pdf", "role": "access", "media_type": "application/pdf", "sha256": "0" * 64,
             "bytes": 4})),
        "DUNG081": lambda: _reseal(fails, lambda made: made["files"][0].update(bytes=1)),
        "DUNG082": lambda: _reseal(fails, lambda made: made["files"][0].update(sha256="0" * 64)),
        "DUNG084": lambda: _reseal(fails, lambda made: made["files"].pop()),
        "SONG432": lambda: _reseal(fails, _as_it_is, {"content.md": b"[x](source/gone.pdf)\n"}),
        "DU232": lambda: _reseal(fails, _as_it_is, {"access/to-gap.pdf": _PICTURE_PDF}),
    }  # fmt: skip
    if code in FILES:
        _write_with_file(folder, code)
        return True
    if code not in makers:
        return False
    package(fails, record)
    makers[code]()
    package(folder / "passes", record)
    return True


def _boxed_words() -> str:
    words = " ".join(said for _, said in strings(base()["content"])).split()
    heights = [88] * len(base()["title"].split()) + [600] * len(words)  # the title, and all else below
    return "".join(
        f'<String CONTENT="{word.strip(chr(34))}" HPOS="120" VPOS="{height}" WIDTH="60" HEIGHT="40"/>'
        for word, height in zip(words, heights, strict=False)
    )


_ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>
<Page ID="page-1" PHYSICAL_IMG_NR="1" WIDTH="1000" HEIGHT="1400"><PrintSpace><TextBlock ID="b1"><TextLine ID="l1">
<String CONTENT="15/TL-STP" HPOS="130" VPOS="41" WIDTH="90" HEIGHT="18"/>
{words}</TextLine></TextBlock></PrintSpace></Page>
<Page ID="page-2" PHYSICAL_IMG_NR="2" WIDTH="1000" HEIGHT="1400"/>
</Layout></alto>
""".replace("{words}", _boxed_words()).encode()


def _picture(width: int) -> bytes:
    """The head of a PNG so wide."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", width, 480) + b"\x08\2\0\0\0" + b"\0" * 8


_PNG, _PNG_END = _picture(640), b"IEND\xaeB`\x82"


def _read_from(digest: str) -> bytes:
    """The head of pages as they were read from a file."""
    return gzip.compress(json.dumps({"version": 1, "sha256": digest}).encode() + b"\n{}\n", mtime=0)


_READ_PAGES = gzip.compress(
    json.dumps({"version": 1}).encode() + b"\n" + "".join(
        json.dumps({"text": said}, separators=(",", ":")) for _, said in strings(base()["content"])
    ).encode(), mtime=0,
)  # fmt: skip
_CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:04.000\nMot\n\n00:04.000 --> 00:08.000\nHai\n"
_SPOKEN = "WEBVTT\n\n00:00.000 --> 00:04.000\nNam từ đủ hai mươi tuổi được kết hôn\n".encode()
_BOXES = {"path": "ocr/to-gap.alto.xml", "role": "ocr", "media_type": "application/alto+xml"}
_WEB_PAGE = b"<!DOCTYPE html>\n<html lang='vi'><head><title>Loi</title></head><body><p>Mot</p></body></html>\n"
# A further file of the package, what it holds where the example passes and where it fails, and what the record says.
FILES: dict[str, tuple[dict[str, Any], bytes, bytes, Changes]] = {
    "DUNG185": (_BOXES, _ALTO, _ALTO, {"/evidence/~1title/0/page": 3}),
    "DUNG186": (_BOXES, _ALTO, _ALTO, {"/evidence/~1title/0/box": [120, 88, 1940, 132]}),
    "DU237": ({"path": "access/bia.png", "role": "thumbnail", "media_type": "image/png"}, _PNG,
              b"\xff\xd8\xff" * 9, {}),
    "DUNG189": (_BOXES, _ALTO, _ALTO, {"/evidence/~1title/0/box": [120, 388, 940, 432]}),
    "DU217": (_BOXES, _ALTO, b"<?xml version='1.0'?>\n<alto><Layout/></alto>\n", {}),
    "DU239": ({"path": "access/bia.png", "role": "thumbnail", "media_type": "image/png"}, _PNG + _PNG_END,
              _PNG, {}),
    "DU219": ({"path": "access/bia.png", "role": "thumbnail", "media_type": "image/png"}, _PNG + _PNG_END,
              _picture(0) + _PNG_END, {}),
    "DU218": (_BOXES, _ALTO, _ALTO.replace(b'WIDTH="1000"', b'WIDTH="0"'), {}),
    "DU238": (_BOXES, _ALTO, _ALTO[:300], {}),
    "SACH360": ({"path": "derivatives/trang.html", "role": "transcript", "media_type": "text/html"}, _WEB_PAGE,
                _WEB_PAGE.replace(b"<p>", b"<p onclick='alert(1)'>"), {}),
    "SACH361": ({"path": "derivatives/loi.txt.gz", "role": "transcript", "media_type": "application/gzip"},
                gzip.compress(b"Mot", mtime=0), gzip.compress(b"Mot", mtime=0)[:-9], {}),
    "DU244": ({"path": "content.md", "role": "content", "media_type": "text/markdown"}, b"Nam 20\n", b"Nam 377\n", {}),
    "DU245": (_BOXES, _ALTO, _ALTO.replace(b"CONTENT=", b"CONTENT='x' WAS="), {}),
    "DUNG187": ({"path": "review/pages.jsonl.gz", "role": "transcript", "media_type": "application/gzip"},
                gzip.compress(b"{}", mtime=0), gzip.compress(b"{}", mtime=0), {"/evidence": {}}),
    "DU246": ({"path": "review/pages.jsonl.gz", "role": "transcript", "media_type": "application/gzip"},
              _read_from(hashlib.sha256(_PICTURE_PDF).hexdigest()), _read_from("0" * 64), {}),
    "DU224": ({"path": "content.md", "role": "content", "media_type": "text/markdown"}, b"Nam 20\n", b"Nam 20\n",
              READ),
    "DU247": ({"path": "content.md", "role": "content", "media_type": "text/markdown"}, b"Nam 20\n", b"Nam 20\n",
              READ),
    "SACH362": ({"path": "source/ban-ve.dwg", "role": "source", "media_type": "application/octet-stream"}, b"AC 1",
                b"AC1032\0\0\0\0\x01", {}),
    "DU249": ({"path": "review/pages.jsonl.gz", "role": "transcript", "media_type": "application/gzip"},
              _READ_PAGES, _READ_PAGES, {**READ, "/content/1/text": "Nam từ đủ 22 tuổi."}),
    "DU248": ({"path": "derivatives/phim.vtt", "role": "captions", "media_type": "text/vtt"}, _SPOKEN,
              b"WEBVTT\n\n00:00.000 --> 00:04.000\nA man may marry from the age of twenty\n", {}),
    "DU243": ({"path": "derivatives/phim.vtt", "role": "captions", "media_type": "text/vtt"}, _CAPTIONS,
              _CAPTIONS.replace(b"00:08", b"00:03"), {}),
}  # fmt: skip


def _write_with_file(folder: Path, code: str) -> None:
    entry, good, bad, changes = FILES[code]
    for name, data, said in (("passes", good, PASSES.get(code, {})), ("fails", bad, changes)):
        record = changed(base(), said)
        record["files"].append(dict(entry))
        package(folder / name, record, {entry["path"]: data})


def _as_it_is(record: dict[str, Any]) -> None:
    """The record stays; only files change."""
    del record


def _reseal(root: Path, change: Any, files: dict[str, bytes] | None = None) -> None:
    """Seal again with another record, so that only the record and the files disagree."""
    record = json.loads((root / "data/record.json").read_text(encoding="utf-8"))
    change(record)
    with changing(root) as resealed:
        for name, data in (files or {}).items():
            resealed.write(name, data)
            for entry in record["files"]:
                if entry["path"] == name:
                    entry |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        resealed.write_record(dumped(record))
        resealed.info = (("Bagging-Date", DAY),)


def _label(root: Path, members: dict[str, str]) -> None:
    """The bag says something of itself, and is sealed with it."""
    with changing(root) as resealed:
        resealed.write_record((root / "data/record.json").read_bytes())
        resealed.describe(members)


def _lie_about_size(root: Path) -> None:
    info = root / "bag-info.txt"
    text = "".join(line for line in info.read_text(encoding="utf-8").splitlines(keepends=True) if "Oxum" not in line)
    info.write_text(text + "Payload-Oxum: 1.1\n", encoding="utf-8")
    digest = hashlib.sha256(info.read_bytes()).hexdigest()
    manifest = root / "tagmanifest-sha256.txt"
    lines = [f"{digest}  bag-info.txt" if line.endswith("bag-info.txt") else line
             for line in manifest.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _name_outside(root: Path) -> None:
    with (root / "manifest-sha256.txt").open("a", encoding="utf-8") as stream:
        stream.write("0" * 64 + "  ../../outside.txt\n")


def _name_conflict(folder: Path) -> None:
    """As a zip: some systems cannot even hold the two names in a folder."""
    source = folder / "fails"
    package(source, base())
    zipped(source, folder / "fails.zip")
    shutil.rmtree(source)
    with zipfile.ZipFile(folder / "fails.zip", "a") as archive:
        for form in ("NFC", "NFD"):
            name = unicodedata.normalize(form, "fails/data/luật.txt")
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0)), b"x")


def write_several(folder: Path, code: str) -> bool:
    """Examples of several records; False where the rule looks at one."""
    other = {"/identifier": "urn:uuid:0d6b2b0e-7d0a-4c55-8a2e-3d2f4b0c9a11", "/number": "16/TL-STP",
             "/evidence/~1number": REMOVE, "/files/0/sha256": "a" * 64, "/files/1/sha256": "b" * 64}  # fmt: skip
    elsewhere = {"/content": [{"type": "paragraph", "text": "Đất đai thuộc sở hữu toàn dân do Nhà nước đại diện chủ sở "
                  "hữu và thống nhất quản lý; người sử dụng đất có quyền và nghĩa vụ theo quy định của luật."}],
                 "/evidence/~1content~14~1answer~11~1amount_min": REMOVE}  # fmt: skip
    kept = {"SACH340": "/identifier", "SACH341": "/number", "SACH342": "/files/0/sha256", "SACH343": "/content"}
    if code not in kept:
        return False
    apart = changed(changed(base(), other), elsewhere)
    alike = {"SACH343": changed(base(), other)}.get(code) or changed(apart, {kept[code]: _value(kept[code])})
    for name, second in (("fails", alike), ("passes", apart)):
        (folder / name).mkdir()
        (folder / name / "a.json").write_bytes(dumped(base()))
        (folder / name / "b.json").write_bytes(dumped(second))
    return True


def _value(pointer: str) -> Any:
    return value_at(base(), pointer)


_OF_THE_REGISTER = frozenset(f"SONG{number}" for number in (*range(401, 409), *range(412, 415), 416, 417))


def settings(code: str) -> str:
    """The settings a folder needs: the day everywhere, sizes and the register where a rule asks for them."""
    lines = ["[validate]", f"as_of = {DAY}"]
    if code in _OF_THE_REGISTER:
        lines.append('register = "../register.csv"')
    lines += {"DUNG008": ["max_values = 50"], "DUNG009": ["max_kilobytes = 2"]}.get(code, [])
    return "\n".join(lines) + "\n"


def write_unseen(folder: Path, code: str) -> None:
    """Folders in which nothing, or not everything, was looked at."""
    fails = folder / "fails"
    if code == "DUNG016":
        fails.mkdir()
        (fails / "ghi-chu.txt").write_text("Chưa có tài liệu nào.\n", encoding="utf-8")
    if code == "DUNG017":
        fails.mkdir()
        (fails / "a.json").write_bytes(dumped(base()))
        (fails / "b.json").symlink_to("a.json")


def write_folder(folder: Path, code: str) -> None:
    """One rule's folder."""
    folder.mkdir(parents=True)
    (folder / "pbgdpl.toml").write_text(settings(code), encoding="utf-8")
    if code == "DUNG075":
        _name_conflict(folder)
    write_unseen(folder, code)
    if code == "DUNG013":
        (folder / "fails.zip").write_bytes(b"PK\x03\x04 this is no zip")
    if code in {"DUNG008", "DUNG009"}:
        kept = {"schema_version", "identifier", "title", "kind"}
        small = {name: value for name, value in base().items() if name in kept}
        (folder / "fails.json").write_bytes(raw_forms()[code])
        (folder / "passes.json").write_bytes(dumped(small))
    elif not (write_packages(folder, code) or write_several(folder, code)):
        if not any(folder.glob("fails*")):
            body = raw_forms().get(code) or (b"" if code == "DUNG001" else dumped(changed(base(), FAILS[code])))
            (folder / "fails.json").write_bytes(body)
        (folder / "passes.json").write_bytes(dumped(changed(base(), PASSES.get(code, {}))))


def main() -> None:
    """Write everything anew."""
    shutil.rmtree(HERE / "invalid", ignore_errors=True)
    for rule in RULES:
        # No keyword of the schema leads to DUNG029 today; no known record makes a rule fail, which DUNG015 would tell;
        # SONG415 speaks of the register, which both examples share.
        if rule.code not in {"DUNG015", "DUNG029", "SONG415"}:
            write_folder(HERE / "invalid" / rule.code, rule.code)
    (HERE / "invalid" / "register.csv").write_text(REGISTER, encoding="utf-8")
    valid = HERE / "valid"
    (valid / "pbgdpl.toml").write_text(settings(""), encoding="utf-8")
    for name in ("goi", "goi-nen.zip"):
        shutil.rmtree(valid / name, ignore_errors=True)
    (valid / "goi-nen.zip").unlink(missing_ok=True)
    second = changed(base(), {"/identifier": "urn:uuid:5a4c5f1e-2f0e-4a3c-9c59-0a6f9d1b7e02", "/number": "17/TL-STP",
                              "/evidence": {}, **elsewhere_text()})  # fmt: skip
    package(valid / "goi", second)
    draft = changed(base(), {**DRAFT, "/approval": {}, "/identifier": "urn:uuid:77f0f7de-6b1c-4d3f-8d1b-52d3c3d3aa03",
                             "/number": "18/TL-STP", "/evidence": {}, **elsewhere_text(1)})  # fmt: skip
    package(valid / "nen", draft, {"source/to-gap.pdf": _PICTURE_PDF + b"%2\n"})
    zipped(valid / "nen", valid / "goi-nen.zip")
    shutil.rmtree(valid / "nen")


def elsewhere_text(which: int = 0) -> Changes:
    """Other content, so that valid examples are no near-duplicates of each other."""
    mediation = (
        "Hòa giải viên ở cơ sở giúp các bên hiểu nhau, tự nguyện thỏa thuận và giữ gìn tình làng nghĩa xóm; việc hòa "
        "giải không thu phí và được ghi vào sổ theo dõi khi các bên đồng ý."
    )
    aid = (
        "Người được trợ giúp pháp lý không phải trả tiền; hồ sơ gồm đơn yêu cầu và giấy tờ chứng minh thuộc diện được "
        "trợ giúp, nộp tại Trung tâm trợ giúp pháp lý nhà nước hoặc gửi qua bưu chính."
    )
    texts = (mediation, aid)
    return {"/content": [{"type": "paragraph", "text": texts[which]}]}


if __name__ == "__main__":
    main()
