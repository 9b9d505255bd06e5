"""Many small files that come together: on the disk before they are spoken of, all of them or none."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pbgdpl_cli.portal.store.blobs import ContentMismatch
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.portal.store.syncing import sync_files, sync_folders
from tests.upload.package_factory import noise

FILES = [(hashlib.sha256(content).hexdigest(), content) for content in (noise(900 + n, n) for n in range(40))]


def rows(stores: PortalStores) -> int:
    return len(stores.database.rows("SELECT sha256 FROM blobs"))


def test_each_gets_its_place_by_content(stores: PortalStores) -> None:
    stores.blobs.take_in(FILES)
    assert all(stores.blobs.path_of(sha256).read_bytes() == content for sha256, content in FILES)
    assert rows(stores) == len(FILES)


def test_what_is_here_already_stays_as_it_is(stores: PortalStores) -> None:
    stores.blobs.take_in(FILES[:3])
    before = stores.blobs.path_of(FILES[0][0]).stat().st_mtime_ns
    stores.blobs.take_in([*FILES[:5], FILES[4]])
    assert (rows(stores), stores.blobs.path_of(FILES[0][0]).stat().st_mtime_ns) == (5, before)


def test_bytes_and_names_are_on_the_disk_before_a_row_says_so(
    stores: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, real = [], os.fsync

    def fsync(handle: int) -> None:
        known.append(rows(stores))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    stores.blobs.take_in(FILES)
    folders = {sha256[:2] for sha256, _ in FILES}
    assert known == [0] * (len(FILES) + len(folders) + 1)  # every file, every folder with new names, the one above


def test_folders_that_were_there_need_no_word_to_the_one_above(
    stores: PortalStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores.blobs.take_in(FILES)
    known: list[int] = []
    monkeypatch.setattr(os, "fsync", known.append)
    first = next(sha256 for sha256, _ in FILES)
    stores.blobs.path_of(first).unlink()
    stores.blobs.take_in(FILES)
    assert len(known) == 2  # the file, and its folder


def test_where_one_cannot_be_kept_none_is_spoken_of_and_no_part_is_left(stores: PortalStores, home: Path) -> None:
    stores.blobs.path_of(FILES[-1][0]).mkdir(parents=True)
    with pytest.raises(OSError, match=FILES[-1][0]):
        stores.blobs.take_in(FILES)
    assert rows(stores) == 0
    assert not list((home / "portal" / "parts").iterdir())


def test_what_got_its_name_before_that_is_adopted_by_the_next_start(stores: PortalStores, home: Path) -> None:
    stores.blobs.path_of(FILES[-1][0]).mkdir(parents=True)
    with pytest.raises(OSError, match=FILES[-1][0]):
        stores.blobs.take_in(FILES)
    stores.blobs.path_of(FILES[-1][0]).rmdir()
    stores.close()
    with PortalStores(home) as again:
        assert rows(again) == len(FILES) - 1
        again.blobs.take_in(FILES)
        assert rows(again) == len(FILES)


def test_a_damaged_one_keeps_all_out(stores: PortalStores, home: Path) -> None:
    with pytest.raises(ContentMismatch):
        stores.blobs.take_in([*FILES[:2], (FILES[2][0], b"something else")])
    assert rows(stores) == 0
    assert not list((home / "portal" / "blobs").glob("??/*"))


@pytest.mark.parametrize("many", [1, 5])
def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, many: int) -> None:
    for number in range(many - 1):
        (tmp_path / str(number)).write_bytes(b"x")
    with pytest.raises(FileNotFoundError):
        sync_files([tmp_path / str(number) for number in range(many)])
    with pytest.raises(FileNotFoundError):
        sync_folders([tmp_path / "missing", *[tmp_path] * (many - 1)])


def test_nothing_to_bring_there_is_fine() -> None:
    sync_files([])
    sync_folders([])
