"""Sources on other computers: fetched once, again when changed, never half; what cannot be fetched stops no other."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from converters.work import far_sources
from converters.work.far_sources import (
    PasswordInAddress,
    UnreachableSource,
    address_of,
    fetched,
    mirrored,
)
from validators.problems import MissingDependency, Problem

AT = 1_760_000_000.25  # seconds


class Store:
    """A store on another computer: files by name, with the time of their change."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files, self.at, self.asked = dict(files), dict.fromkeys(files, AT), []  # type: ignore[var-annotated]
        self.announced: dict[str, int] = {}

    def find(self, path: str, *, detail: bool) -> Mapping[str, Mapping[str, object]]:
        assert detail
        below = {name for name in self.files if name == path or name.startswith(path.rstrip("/") + "/")}
        sizes = {name: self.announced.get(name, len(self.files[name])) for name in below}
        known = {name: {"type": "file", "size": sizes[name], "mtime": self.at[name]} for name in sorted(below)}
        return {name: {} if name == path else one for name, one in known.items()}  # as fsspec answers for one file

    def info(self, path: str) -> Mapping[str, object]:
        return {"type": "file", "size": len(self.files[path]), "mtime": self.at[path]}

    def get_file(self, rpath: str, lpath: str) -> None:
        self.asked.append(rpath)
        if self.files[rpath] == b"refused":
            raise PermissionError(13, "refused")
        Path(lpath).write_bytes(self.files[rpath])


@pytest.fixture
def store() -> Store:
    return Store({"kho/a.pdf": b"one", "kho/xã/b.pdf": b"two"})


def here(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestMirror:
    def test_a_folder_holds_what_the_address_holds(self, store: Store, tmp_path: Path) -> None:
        assert list(mirrored(store, "kho", tmp_path)) == []
        assert here(tmp_path) == {"a.pdf": b"one", "xã/b.pdf": b"two"}

    def test_files_are_asked_for_by_the_names_the_store_gave_them(self, tmp_path: Path) -> None:
        rooted = Store({"/kho/a.pdf": b"one"})  # as SFTP names them; without the slash they would be of another folder
        assert list(mirrored(rooted, "/kho", tmp_path)) == []
        assert (rooted.asked, here(tmp_path)) == (["/kho/a.pdf"], {"a.pdf": b"one"})

    def test_what_stands_as_it_stood_is_not_fetched_again(self, store: Store, tmp_path: Path) -> None:
        list(mirrored(store, "kho", tmp_path))
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")}
        store.asked.clear()
        list(mirrored(store, "kho", tmp_path))
        assert store.asked == []
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.pdf")} == before

    def test_what_changed_is_fetched_even_when_its_size_stays(self, store: Store, tmp_path: Path) -> None:
        list(mirrored(store, "kho", tmp_path))
        store.asked.clear()
        store.files["kho/a.pdf"], store.at["kho/a.pdf"] = b"neu", AT + 1
        list(mirrored(store, "kho", tmp_path))
        assert store.asked == ["kho/a.pdf"]
        assert here(tmp_path)["a.pdf"] == b"neu"

    def test_what_is_gone_there_goes_here(self, store: Store, tmp_path: Path) -> None:
        list(mirrored(store, "kho", tmp_path))
        del store.files["kho/a.pdf"]
        list(mirrored(store, "kho", tmp_path))
        assert here(tmp_path) == {"xã/b.pdf": b"two"}

    def test_one_file_is_an_address_too(self, store: Store, tmp_path: Path) -> None:
        list(mirrored(store, "kho/a.pdf", tmp_path))
        assert here(tmp_path) == {"a.pdf": b"one"}

    def test_one_that_is_refused_stops_no_other(self, store: Store, tmp_path: Path) -> None:
        store.files["kho/a.pdf"] = b"refused"
        (problem,) = mirrored(store, "kho", tmp_path)
        assert (problem.path, "refused" in str(problem.message)) == (Path("kho/a.pdf"), True)
        assert here(tmp_path) == {"xã/b.pdf": b"two"}

    def test_one_that_changes_under_way_is_told_and_not_kept_half(self, store: Store, tmp_path: Path) -> None:
        list(mirrored(store, "kho", tmp_path))
        store.announced["kho/a.pdf"] = 1000
        (problem,) = mirrored(store, "kho", tmp_path)
        assert "changed while" in str(problem.message)
        assert here(tmp_path)["a.pdf"] == b"one"  # as it was fetched before

    @pytest.mark.parametrize("name", ["kho/../../etc/passwd", "kho/..", "kho/a\\..\\b"])
    def test_a_name_leads_nowhere_else(self, name: str, store: Store, tmp_path: Path) -> None:
        store.files[name], store.at[name] = b"x", AT
        problems = list(mirrored(store, "kho", tmp_path / "in" / "ner"))
        assert len(problems) == 1
        assert set(here(tmp_path)) == {"in/ner/a.pdf", "in/ner/xã/b.pdf"}

    def test_nothing_there_is_an_error_and_costs_no_copies(self, store: Store, tmp_path: Path) -> None:
        list(mirrored(store, "kho", tmp_path))
        with pytest.raises(UnreachableSource, match="nothing"):
            list(mirrored(Store({}), "kho", tmp_path))
        assert set(here(tmp_path)) == {"a.pdf", "xã/b.pdf"}


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "address"),
        [
            ("s3://kho/xa", "s3://kho/xa"), ("sftp://an@may-chu:2222/quet", "sftp://an@may-chu:2222/quet"),
            ("a/b.pdf", None), ("s3", None), ("C:/x", None), ("/s3:/x", None), ("http://x/y", None),
        ],
    )  # fmt: skip
    def test_an_address_is_told_from_a_path(self, written: str, address: str | None) -> None:
        assert address_of(Path(written)) == address

    def test_a_password_is_refused_before_anything_is_asked(self, tmp_path: Path) -> None:
        with pytest.raises(PasswordInAddress) as raised:
            fetched("sftp://an:mat-khau@may-chu/quet", tmp_path)
        assert "mat-khau" not in str(raised.value.message)

    def test_each_address_has_copies_of_its_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stores = {"s3://a/kho": Store({"a/kho/1": b"1"}), "s3://b/kho": Store({"b/kho/1": b"2"})}
        monkeypatch.setattr(far_sources, "_opened", lambda address: (stores[address], address.removeprefix("s3://")))
        folders = [fetched(address, tmp_path)[0] for address in stores]
        assert [here(folder) for folder in folders] == [{"1": b"1"}, {"1": b"2"}]

    def test_what_is_not_installed_is_said_in_one_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def missing(address: str) -> object:
            raise ImportError(address)

        monkeypatch.setattr(far_sources, "_opened", missing)
        with pytest.raises(MissingDependency) as raised:
            fetched("s3://a/kho", tmp_path)
        assert "remote" in str(raised.value.message)
        assert "pbgdpl-cli[remote]" in str(raised.value.hint)

    def test_whatever_a_library_throws_is_one_sentence(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(address: str) -> object:
            raise OSError(111, f"refused\n{address}")

        monkeypatch.setattr(far_sources, "_opened", broken)
        with pytest.raises(Problem, match="refused") as raised:
            fetched("s3://a/kho", tmp_path)
        assert os.linesep not in str(raised.value.message)
