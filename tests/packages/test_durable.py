"""Whole writes: the new file or the old one, under no name anybody else uses."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import at_most
from validators.packages.digests import sha256_of
from validators.packages.durable import replacing, sync_tree, unfinished_name, walk, write_bytes, write_text


def half_write(target: Path, failure: type[BaseException]) -> None:
    with replacing(target) as stream:
        stream.write(b"half of the ne")
        raise failure


def test_content_arrives_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "Luật\n")
    (tmp_path / "b.txt").touch()
    assert (tmp_path / "a.txt").read_bytes() == "Luật\n".encode()
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt])
def test_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, failure: type[BaseException]) -> None:
    target = tmp_path / "a.txt"
    write_text(target, "old")
    with pytest.raises(failure):
        half_write(target, failure)
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_no_folder_is_made_for_a_path_that_may_be_mistyped(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_bytes(tmp_path / "khong-co" / "a.txt", b"x")
    assert list(tmp_path.iterdir()) == []


def test_two_who_write_the_same_file_do_not_meet(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as first, replacing(tmp_path / "a") as second:
        first.write(b"first")
        second.write(b"second")
    assert (tmp_path / "a").read_bytes() == b"first"  # the last to finish
    assert unfinished_name("a", "part") != unfinished_name("a", "part")


def test_walk_names_links_and_goes_through_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c").touch()
    (tmp_path / "a").symlink_to(tmp_path / "b")
    assert [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)] == ["a", "b/c", "b"]
    (tmp_path / "b" / "c").chmod(0o444)
    sync_tree(tmp_path)  # a file kept read-only, as received, is no obstacle


@settings(max_examples=at_most(20))
@given(st.binary(max_size=100))
def test_a_hash_is_that_of_all_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "hashed"
    path.write_bytes(content * 3)
    assert sha256_of(path) == hashlib.sha256(content * 3).hexdigest()
