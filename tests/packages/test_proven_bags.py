"""A whole bag of ours is known as one without bagit; of all others bagit's word holds, whatever they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sealed import sealed

from validators.packages import verification
from validators.packages.verification import verify

MANIFEST, TAGS, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"


def changed(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def apply(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert change(text) != text
        (root / name).write_text(change(text), encoding="utf-8", newline="")

    return apply


def added(name: str, content: bytes = b"x") -> Callable[[Path], None]:
    def apply(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)

    return apply


def removed(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def twin_folders(root: Path) -> None:
    for name in ("cafe\u0301", "caf\u00e9"):
        (root / name).mkdir()


ZEROS = "0" * 64
OTHERS: dict[str, Callable[[Path], None]] = {
    "a byte of the source": changed("data/record.json", lambda text: text.replace("gấp", "gặp")),
    "a file more": added("data/source/more.jpg"),
    "a file less": removed("data/source/to-gap.jpg"),
    "no manifest": removed(MANIFEST),
    "no tag manifest": removed(TAGS),
    "no declaration": removed("bagit.txt"),
    "no bag-info": removed(INFO),
    "a manifest of other sums": added("manifest-md5.txt", b"0" * 32 + b"  data/record.json\n"),
    "files elsewhere": added("fetch.txt", b"http://a.invalid 3 data/x\n"),
    "another version": changed("bagit.txt", lambda text: text.replace("1.0", "0.97")),
    "another encoding": changed("bagit.txt", lambda text: text.replace("UTF-8", "UTF-16")),
    "line ends of Windows": changed("bagit.txt", lambda text: text.replace("\n", "\r\n")),
    "a line twice": changed(MANIFEST, lambda text: text + text.splitlines(keepends=True)[0]),
    "an empty line": changed(MANIFEST, lambda text: text + "\n"),
    "no sum": changed(MANIFEST, lambda text: text + "data/record.json\n"),
    "a sum of nothing": changed(MANIFEST, lambda text: text + f"{ZEROS}  data/none.pdf\n"),
    "a name that leads out": changed(MANIFEST, lambda text: text + f"{ZEROS}  data/../../a\n"),
    "sums in capitals": changed(MANIFEST, str.upper),
    "a tag manifest that names no manifest": changed(TAGS, lambda text: text.replace(MANIFEST, "other.txt")),
    "a tag that is another": changed(TAGS, lambda text: ZEROS + text[64:]),
    "another count": changed(INFO, lambda text: text.replace("Payload-Oxum: ", "Payload-Oxum: 9")),
    "two counts": changed(INFO, lambda text: text + "Payload-Oxum: 1.1\n"),
    "a count in small letters": changed(INFO, lambda text: text.replace("Payload-Oxum", "payload-oxum")),
    "a line without a name": changed(INFO, lambda text: text + "nothing at all\n"),
    "a value on two lines": changed(INFO, lambda text: text + "Note: a\n  b\n"),
    "nothing after its name": changed(INFO, lambda text: text + "Note:\n"),
    "two names that are one": twin_folders,
    "something else beside": added("notes.txt"),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_the_short_way_says_what_the_long_way_says(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sealed(tmp_path / "goi")
    OTHERS[what](root)
    found = verify(root)
    monkeypatch.setattr(verification, "_is_proven", lambda root, files, believed_from: False)
    assert found == verify(root)


def test_a_whole_bag_of_ours_needs_no_bagit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sealed(tmp_path / "goi")
    monkeypatch.setitem(sys.modules, "bagit", None)  # to import it is an error now
    assert verify(root) == []


def test_bits_that_fell_over_without_another_size_are_found(tmp_path: Path) -> None:
    root = sealed(tmp_path / "goi")
    photo = root / "data" / "source" / "to-gap.jpg"
    content = bytearray(photo.read_bytes())
    content[50] ^= 1
    photo.write_bytes(content)
    assert [fault.path for fault in verify(root)] == ["data/source/to-gap.jpg"]
