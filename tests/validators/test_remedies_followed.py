"""Every remedy that names a command is followed to the letter, and what it was said of is gone.

A rule whose remedy names a command and that is in none of the tables below fails `test_every_remedy_is_followed`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sample import dumped

from examples.validation_cases import DRAFT
from examples.validation_examples import _PDF, _PICTURE_PDF, base, changed, package
from pbgdpl_cli.app import run
from pbgdpl_cli.sheets.workbook import KEYS
from validators.check import check_paths
from validators.options import CheckOptions
from validators.packages.changing import changing
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.finding import Finding
from validators.rules.policy import read_policy
from validators.sharing.pointer import value_at

ROOT = Path(__file__).parents[2]
INVALID = ROOT / "examples" / "invalid"
DAY = dt.date(2026, 11, 22)
_WORD = r"(?:--?[a-z-]+|[a-z]+(?![\w’/])|[A-Z]+(?![\w/]))"
_COMMAND = re.compile(rf"pbgdpl ({_WORD}(?: {_WORD})*)")
NAMED = tuple(rule.code for rule in RULES if "pbgdpl " in rule.remedy.text)

# Remedies that show a list to choose from, and something it has to hold.
SHOWN = {
    "DUNG023": "`to-gap`", "DUNG029": "`legal_basis`", "DUNG160": "2025-06-30", "DUNG162": "Thái Bình",
    "DUNG163": "Thái Bình", "DUNG164": "Đồng Nai",
}  # fmt: skip
# What a person types into the sheet.
TYPED: Mapping[str, Mapping[str, object]] = {
    "DU201": {"/creator/name": "Phòng Mẫu"},
    "DU202": {"/publisher/name": "Sở Tư pháp tỉnh Hưng Yên"},
    "DU203": {"/date_issued": "2026-03-02"},
    "DU204": {"/description": "Giới thiệu điều kiện kết hôn và nơi đăng ký cho người dân."},
    "DU205": {"/title": "Kết hôn đúng luật"},
    "DU209": {"/subjects": "8"},
    "DU210": {"/audiences": "general"},
    "DU211": {"/level": "province"},
    "DU212": {"/place/code": "33", "/place/name": "Tỉnh Hưng Yên"},
    "DU250": {"/rights/statement": "Được sao chép miễn phí."},
    "DU251": {"/rights/source": "Sở Tư pháp tỉnh Hưng Yên"},
    "SONG420": {"/reviewed_on": "2026-11-20", "/review_due": "2027-11-20"},
    "SONG421": {"/reviewed_on": "2026-11-20", "/review_due": "2027-11-20"},
    "SONG422": {"/review_due": "2027-11-20"},
    "SONG423": {"/review_due": "2027-10-01"},
}
# Steps of the review, taken on the failing example.
STEPS = (
    "DU225", "DUNG135", "DUNG141", "DUNG142", "DUNG143", "DUNG144", "DUNG182", "DUNG183", "DUNG190", "DUNG191", "DU220",
    "DU221", "DU222", "DU223", "SACH341", "SACH342", "SACH343", "SONG401", "SONG404", "SONG407", "SONG408", "SONG409",
)  # fmt: skip
# A package that is broken is left alone; its source becomes another.
ELSEWHERE = (
    "DUNG070", "DUNG071", "DUNG073", "DUNG074", "DUNG075", "DU217", "DU218", "DU219", "DU237", "DU238", "DU239",
    "SACH360", "SACH361",
)  # fmt: skip
# The package is made again from its source, in its place.
GONE = {"DU224": ("review/pages.jsonl.gz",)}  # what fails is that these are not there
AGAIN = (
    "DUNG184", "DUNG185", "DUNG186", "DUNG187", "DU205", "DU208", "DU231", "DU232", "DU236", "DU260", "DU261", "DU263",
    "DUNG172", "DUNG176", "DUNG178", "DU224", "DUNG188", "DUNG189", "DU244", "DU245", "DU246", "DU247", "DU249",
    "DU253", "DUNG199", "SACH302", "SACH303",
)  # fmt: skip
DRAWN = ("SONG440", "SONG441")
# The program mends it by itself.
MENDED = ("DUNG010", "DUNG011", "DUNG028", "DUNG030", "SACH301", "SACH305", "SACH306", "SACH309")
READ = ("SONG442",)
FILMED = ("DU241", "DU243")

SOURCE = """SỞ TƯ PHÁP TỈNH HƯNG YÊN

TỜ GẤP
TÌM HIỂU VỀ KẾT HÔN

Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi được kết hôn theo Điều 8 Luật Hôn nhân và gia đình số 52/2014/QH13.
"""


@dataclass
class Desk:
    """Where somebody sits who was told a remedy: what words in capitals stand for, and what is typed in between."""

    folder: Path
    means: dict[str, str] = field(default_factory=dict)
    typed: Mapping[str, object] = field(default_factory=dict)

    def follow(self, remedy: str, only: str = "") -> None:
        """Run every command of a remedy as it is printed; each succeeds."""
        done = [words for words in _COMMAND.findall(remedy) if words.startswith(only)]
        assert done, remedy
        for words in done:
            if words.startswith("sheet import"):
                self._type()
            open_ends = [word for word in words.split() if word.isupper() and word not in self.means]
            assert not open_ends, f"nobody knows what to put: {words}"
            argv = [self.means.get(word, word) for word in words.split()]
            assert run(argv) == 0, argv

    def _type(self) -> None:
        book = load_workbook(self.means["SHEET"])
        for pointer, value in self.typed.items():
            book.worksheets[0].cell(3, KEYS.index(pointer) + 1).value = value  # type: ignore[union-attr]
        book.save(self.means["SHEET"])


def told(paths: Iterable[Path], code: str, day: dt.date = DAY) -> list[Finding]:
    """What a rule finds, by the settings of its example's folder."""
    home = INVALID / code
    policy = read_policy(home / "pbgdpl.toml").model_copy(update={"only": (code,)}) if home.is_dir() else None
    register = home / policy.register_path if policy and policy.register_path else None
    options = CheckOptions(day, policy, register=register) if policy else CheckOptions(day)
    return [one for one in check_paths(list(paths), options).findings if one.code == code]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    means = {"NAME": "Trần Thị Mẫu", "REASON": "Đã hỏi cơ quan ban hành.", "SHEET": str(tmp_path / "so.xlsx")}
    return Desk(tmp_path, means)


def copied(code: str, folder: Path) -> Path:
    """The failing example of a rule, where it may be changed."""
    (fails,) = (path for path in INVALID.joinpath(code).iterdir() if path.name.startswith("fails"))
    target = folder / fails.name
    if fails.is_dir():
        shutil.copytree(fails, target, symlinks=True)
    else:
        shutil.copy(fails, target)
    return target


def test_every_remedy_is_followed() -> None:
    assert set(NAMED) == {*SHOWN, *TYPED, *STEPS, *ELSEWHERE, *AGAIN, *DRAWN, *READ, *FILMED, *MENDED}


@pytest.mark.real
@pytest.mark.parametrize("code", SHOWN)
def test_a_list_to_choose_from_is_shown(code: str, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.follow(BY_CODE[code].remedy.text)
    assert SHOWN[code] in capsys.readouterr().out


@pytest.mark.real
@pytest.mark.parametrize("code", TYPED)
def test_what_is_typed_into_the_sheet(code: str, desk: Desk) -> None:
    path = copied(code, desk.folder)
    (found, *_) = told([path], code)
    desk.means["PACKAGE"], desk.typed = str(path), TYPED[code]
    desk.follow(str(found.remedy), only="sheet")
    assert told([path], code) == []


def started(code: str, folder: Path) -> tuple[Path, Path]:
    """What is judged, and the package of it that a person takes a step with."""
    if code == "DU220":
        path = folder / "a.json"
        path.write_bytes(dumped(changed(base(), {**DRAFT, "/approval": {}})))
        return path, path
    path = copied(code, folder)
    several = sorted(path.glob("*.json")) if path.is_dir() else []
    return path, several[-1] if several else path


@pytest.mark.real
@pytest.mark.parametrize("code", STEPS)
def test_steps_of_the_review(code: str, desk: Desk) -> None:
    path, taken = started(code, desk.folder)
    (found, *_) = told([path], code)
    desk.means["PACKAGE"] = str(taken)
    if code in {"DUNG190", "DUNG191"}:
        waiver = value_at(json.loads(path.read_text("utf-8")), found.pointer)
        desk.means |= {"CODE": waiver["code"], "POINTER": waiver["pointer"]}
    desk.follow(str(found.remedy))
    today = dt.datetime.now().astimezone().date()  # steps are taken today
    assert told([path], code, today) == []


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source and the folder of packages with the one made of it."""
    folder = tmp_path_factory.mktemp("converted")
    (folder / "to-gap.txt").write_text(SOURCE, encoding="utf-8")
    assert run(["convert", str(folder / "to-gap.txt"), "-o", str(folder / "goi")]) == 0
    return folder


@pytest.fixture
def at_home(converted: Path, desk: Desk) -> Desk:
    """With a package that was made here, and its source."""
    shutil.copytree(converted, desk.folder / "home")
    home = desk.folder / "home"
    desk.means |= {"SOURCE": str(home / "to-gap.txt"), "FOLDER": str(home / "goi"), "PACKAGE": str(home / "goi/to-gap")}
    return desk


@pytest.mark.real
@pytest.mark.parametrize("code", ELSEWHERE)
def test_the_source_becomes_another_package(code: str, at_home: Desk) -> None:
    broken = copied(code, at_home.folder)
    (found, *_) = told([broken], code)
    at_home.means["FOLDER"] = str(at_home.folder / "other")
    at_home.follow(str(found.remedy))
    assert told([at_home.folder / "other"], code) == []
    assert told([broken], code)  # the broken one is there still


def files_of(example: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(example.rglob("*")) if example.is_dir() else ():
        if path.is_file() and path.is_relative_to(example / "data") and path.name != "record.json":
            yield path.relative_to(example / "data").as_posix(), path.read_bytes()


def planted(code: str, goi: Path) -> None:
    """Put what fails in an example into a package that was converted here."""
    (example,) = (path for path in INVALID.joinpath(code).iterdir() if path.name.startswith("fails"))
    record: dict[str, Any] = json.loads((example / "data/record.json" if example.is_dir() else example).read_bytes())
    own = json.loads((goi / "data/record.json").read_text("utf-8"))
    kept = {name: own.get(name, {}) for name in ("schema_version", "identifier", "workflow", "approval")}
    files = dict(files_of(example)) or {"source/to-gap.pdf": _PICTURE_PDF, "access/to-gap.pdf": _PDF}
    with changing(goi) as change:
        for name, data in files.items():
            change.write(name, data)
        for name in GONE.get(code, ()):
            change.remove(name)
        change.write_record(dumped({**record, **kept, "files": [*own["files"], *record["files"]]}))


@pytest.mark.real
@pytest.mark.parametrize("code", AGAIN)
def test_the_package_is_made_again(code: str, at_home: Desk) -> None:
    goi = Path(at_home.means["PACKAGE"])
    planted(code, goi)
    (found, *_) = told([goi], code)
    at_home.follow(str(found.remedy), only="convert")
    assert told([goi], code) == []
    assert (goi / "data/source/to-gap.txt").read_text("utf-8") == SOURCE


def rewritten(goi: Path, change_record: Callable[[dict[str, Any]], None], files: Mapping[str, bytes]) -> None:
    record = json.loads((goi / "data/record.json").read_text("utf-8"))
    change_record(record)
    with changing(goi) as change:
        for name, data in files.items():
            change.write(name, data)
        change.write_record(dumped(record))


def _entry(record: dict[str, Any], role: str) -> dict[str, Any]:
    return next(entry for entry in record["files"] if entry["role"] == role)


@pytest.mark.real
@pytest.mark.parametrize("code", READ)
def test_a_person_says_who_read_it(code: str, desk: Desk) -> None:
    goi = desk.folder / "goi"
    package(goi, base())
    assert run(["derive", "quiz", str(goi)]) == 0
    (found, *_) = told([goi], code)
    desk.means |= {"PACKAGE": str(goi), "NAME": "Trần Thị Bình Minh"}
    desk.follow(str(found.remedy))
    assert told([goi], code) == []


@pytest.mark.real
@pytest.mark.parametrize("code", DRAWN)
def test_a_picture_is_drawn_again(code: str, desk: Desk) -> None:
    goi = desk.folder / "goi"
    package(goi, base())
    assert run(["derive", "infographic", str(goi)]) == 0
    assert told([goi], code) == []
    if code == "SONG440":
        rewritten(goi, lambda record: _entry(record, "infographic").update(derived_text_sha256="1" * 64), {})
    else:
        rewritten(goi, lambda record: _entry(record, "infographic").pop("derived_text_sha256"), {})
    (found,) = told([goi], code)
    desk.means["PACKAGE"] = str(goi)
    desk.follow(str(found.remedy))
    assert told([goi], code) == []


@pytest.mark.real
@pytest.mark.parametrize("code", MENDED)
def test_what_the_program_mends(code: str, desk: Desk) -> None:
    path = copied(code, desk.folder)
    (found, *_) = told([path], code)
    desk.means["PACKAGE"] = str(path)
    desk.follow(str(found.remedy))
    assert told([path], code) == []
    assert path.with_name(path.name + ".bak").exists()


_TOO_LONG = b"WEBVTT\n\n00:00.000 --> 09:00.000\nXin chao\n\n00:01.000 --> 00:00.500\nTam biet\n"


@pytest.mark.real
def test_a_film_is_made_again_with_captions_that_can_be_shown(desk: Desk) -> None:
    """One remedy for both: making a film takes half a minute."""
    film = {"path": "derivatives/video.mp4", "role": "video", "media_type": "video/mp4"}
    captions = {"path": "derivatives/video.vtt", "role": "captions", "media_type": "text/vtt"}
    data = {film["path"]: b"\0\0\0\x18ftypisom" + bytes(80), captions["path"]: _TOO_LONG}
    found = []
    for code, entries in (("DU241", [film]), ("DU243", [film, captions])):
        made: dict[str, Any] = base()
        made["files"] += entries
        package(desk.folder / code, made, {entry["path"]: data[entry["path"]] for entry in entries})
        found += told([desk.folder / code], code)
    first, second = found
    assert str(first.remedy).partition("pbgdpl")[2] == str(second.remedy).partition("pbgdpl")[2]
    desk.means["PACKAGE"] = str(desk.folder / "DU243")
    desk.follow(str(second.remedy))
    assert [told([desk.folder / "DU243"], code) for code in FILMED] == [[], []]
