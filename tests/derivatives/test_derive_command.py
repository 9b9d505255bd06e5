from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from derivative_records import bookshelf_record, mediation_record
from test_derive import package

from pbgdpl_cli.app import run
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.runs.derive import split_words
from pbgdpl_cli.runs.derive_sound import FilmChoice, SoundChoice
from tests.each import each


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = run(["--lang", "en", "--json", "derive", *words])
    return code, json.loads(capsys.readouterr().out)


def test_kinds_come_first() -> None:
    assert split_words(["infographic", "video", "infographic", "a", "video"]) == (
        ["infographic", "video"],
        [Path("a"), Path("video")],
    )
    for words in (["packages"], ["infographic"], ["podcast", "packages"]):
        with pytest.raises(WrongUsage):
            split_words(words)


@pytest.mark.real
def test_what_was_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = package(tmp_path / "material", mediation_record())
    code, envelope = called(capsys, "infographic", str(root))
    assert (code, envelope["status"]) == (0, "success")
    (made,) = envelope["data"]["derived"]
    assert list(made)[:7] == ["package", "kind", "path", "state", "draft", "companions", "notes"]
    assert {name: made[name] for name in ("package", "kind", "path", "state", "draft")} == {
        "package": str(root),
        "kind": "infographic",
        "path": str(root / "data" / "derivatives" / "infographic.png"),
        "state": "made",
        "draft": False,
    }
    code, envelope = called(capsys, "infographic", str(root))
    assert (code, envelope["data"]["derived"][0]["state"]) == (0, "unchanged")


@pytest.mark.real
def test_one_bad_package_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package(tmp_path / "packages" / "1-bad", bookshelf_record(approval={}))
    package(tmp_path / "packages" / "2-good", mediation_record())
    broken = package(tmp_path / "packages" / "3-broken", mediation_record())
    (broken / "data" / "record.json").write_text("{", encoding="utf-8")
    code, envelope = called(capsys, "infographic", str(tmp_path / "packages"), str(tmp_path / "absent"))
    assert (code, envelope["status"]) == (1, "partial")
    assert [Path(item["package"]).name for item in envelope["data"]["derived"]] == ["2-good"]
    codes = {Path(error["path"]).name: error["code"] for error in envelope["errors"]}
    assert codes["1-bad"] == "not-approved"
    assert set(codes) >= {"1-bad", "absent"}
    assert all(error["message"] and error["hint"] for error in envelope["errors"])


def test_a_refusal_is_told_once_for_all_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = package(tmp_path / "material", bookshelf_record(approval={}))
    code, envelope = called(capsys, "infographic", "video", str(root))
    assert code == 1
    assert [error["code"] for error in envelope["errors"]] == ["not-approved"]


@pytest.mark.real
def test_drafts_and_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = package(tmp_path / "material", bookshelf_record(approval={}))
    code, envelope = called(capsys, "infographic", "--draft", "--portal-address", "http://127.0.0.1:1", str(root))
    assert code == 0
    assert envelope["data"]["derived"][0]["draft"] is True


def test_wrong_words_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    code, envelope = called(capsys, "podcast", "x")
    assert (code, envelope["errors"][0]["code"]) == (2, "usage")
    assert "infographic" in envelope["errors"][0]["hint"]


def test_a_folder_without_packages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, envelope = called(capsys, "infographic", str(tmp_path))
    assert code == 4
    assert envelope["errors"][0]["path"] == str(tmp_path)


@pytest.mark.real
def test_people_get_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = package(tmp_path / "material", mediation_record())
    assert run(["--lang", "en", "derive", "infographic", str(root)]) == 0
    shown = capsys.readouterr()
    assert "infographic.png" in shown.out
    assert "1 made, 0 already there." in shown.out
    assert shown.err == ""


def test_help_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "derive", "--help"]) == 0
    assert "--portal-address" in capsys.readouterr().out


@each(
    "choice",
    [
        SoundChoice(voice="espeak", silent=True),
        SoundChoice(loudness="loud"),
    ],
)
def test_sound_that_cannot_be_chosen(choice: SoundChoice, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        choice.speaking(tmp_path)


@each("choice", [FilmChoice(shape="4:3"), FilmChoice(music=Path("/absent.mp3"))])
def test_film_that_cannot_be_chosen(choice: FilmChoice, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        choice.filming(tmp_path)


def test_what_is_chosen_reaches_the_maker(tmp_path: Path) -> None:
    profile = tmp_path / "station.toml"
    profile.write_text('name = "Đài xã Bình Sơn"\nminutes = 9\n', encoding="utf-8")
    speaking = SoundChoice(loudness="podcast", station=profile, minutes=4, whole_text=True).speaking(tmp_path)
    assert (speaking.station.name, speaking.station.minutes, speaking.loudness) == ("Đài xã Bình Sơn", 4, "podcast")
    assert speaking.whole_text
    assert speaking.kept.folder == tmp_path / "sounds"
    filming = FilmChoice(shape="1:1", megabytes=2.5, preview=tmp_path / "try.mp4").filming(tmp_path)
    assert (filming.shape, filming.most_bytes, filming.preview) == ("1:1", 2_500_000, True)
    assert filming.scenes == tmp_path / "scenes"


@pytest.mark.real
def test_a_preview_leaves_the_package_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = package(tmp_path / "material", mediation_record())
    before = sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*"))
    words = ("video", str(root), "--preview", str(tmp_path / "try.mp4"), "--no-voice", "--video-shape", "1:1")
    code, envelope = called(capsys, *words)
    assert code == 0
    assert envelope["data"]["derived"][0]["path"] == str(tmp_path / "try.mp4")
    assert (tmp_path / "try.mp4").stat().st_size > 10_000
    assert sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*")) == before
    assert called(capsys, "audio", str(root), "--preview", str(tmp_path / "try.mp4"))[0] == 2
