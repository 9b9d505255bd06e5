from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from converters.derivatives.drawing.palette import MINIMUM_CONTRAST, WHITE, contrast
from pbgdpl_cli.portal.shelf.collections import DEFAULTS, Collection
from pbgdpl_cli.portal.shelf.settings import NAME, ShelfSettings, WrongShelfSettings, read_settings
from validators.sharing.codes import Kind


def settings(folder: Path, text: str) -> ShelfSettings:
    (folder / NAME).write_text(text, encoding="utf-8")
    return read_settings(folder)


def test_without_a_file_everything_is_as_the_program_has_it(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == ShelfSettings()


def test_what_an_office_says_is_taken(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    read = settings(
        tmp_path,
        'name = "Tủ sách An Lạc"\naddress = "https://tusach.example/"\ncontact = "a@b.example"\nlogo = "logo.png"\n'
        '[colours]\nmain = "#10346e"\n[[collection]]\nid = "dat-dai"\nname = "Đất đai"\nsubjects = [11]\n',
    )
    assert (read.name, read.address, read.logo_type) == ("Tủ sách An Lạc", "https://tusach.example", "image/png")
    assert read.collections == (Collection("dat-dai", "Đất đai", "Đất đai", subjects=(11,)),)
    assert read.theme.main
    assert contrast(read.theme.main, WHITE) >= MINIMUM_CONTRAST
    assert "#10346e" in read.theme.css()


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        "name = 3",
        'nmae = "x"',
        'contact = "nobody"',
        'address = "tusach.example"',
        'logo = "missing.png"',
        'register = "missing.csv"',
        '[colours]\nmain = "red"',
        '[colours]\nmain = "#ffd34d"',  # white could not be read on it
        '[colours]\nother = "#000000"',
        '[[collection]]\nid = "A b"\nname = "x"\nkinds = ["sach"]',
        '[[collection]]\nid = "a"\nname = "x"',
        '[[collection]]\nid = "a"\nkinds = ["sach"]',
        '[[collection]]\nid = "a"\nname = "x"\nkinds = ["sachh"]',
        '[[collection]]\nid = "a"\nname = "x"\nsubjects = [46]',
        '[[collection]]\nid = "a"\nname = "x"\nkind = ["sach"]',
        '[[collection]]\nid = "a"\nname = "x"\nkinds = "sach"',
        2 * '[[collection]]\nid = "a"\nname = "x"\nkinds = ["sach"]\n',
        'collection = "x"',
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongShelfSettings):
        settings(tmp_path, text)


def test_a_register_nobody_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").write_bytes(b"no register")
    with pytest.raises(WrongShelfSettings):
        settings(tmp_path, 'register = "register.sqlite"')


class TestCollections:
    def test_every_kind_but_other_is_in_one(self) -> None:
        assert set(get_args(Kind)) - {"khac"} <= {kind for one in DEFAULTS for kind in one.kinds}

    @pytest.mark.parametrize(
        ("facets", "belongs"),
        [
            ([("kind", "video")], True),
            ([("kind", "sach"), ("medium", "video")], True),
            ([("kind", "sach"), ("medium", "audio")], False),
            ([], False),
        ],
    )
    def test_by_kind_or_by_what_there_is_to_watch(self, facets: list[tuple[str, str]], belongs: bool) -> None:
        (video,) = [one for one in DEFAULTS if one.identifier == "video"]
        assert video.holds(facets) is belongs

    def test_subject_and_place_narrow_what_the_kind_gives(self) -> None:
        one = Collection("x", "X", "X", kinds=("sach",), subjects=(11, 14), places=("Xã Mẫu",))
        assert one.holds([("kind", "sach"), ("subject", "14"), ("place", "Xã Mẫu")])
        assert not one.holds([("kind", "sach"), ("subject", "14"), ("place", "Xã Khác")])
        assert not one.holds([("kind", "sach"), ("place", "Xã Mẫu")])
