"""A data set is read by programs nobody here wrote, and says the same in every form."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import re
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from converters.exports.columns import TABLES, Column
from converters.exports.dataset import _GROUP
from converters.exports.kinds import EXPORTS
from converters.exports.material import Mark, Material
from converters.progress import Silent
from validators.sharing.record import Record

BASIS = {
    "text": "điểm a khoản 2 Điều 7 Nghị định số 31/2024/NĐ-CP", "role": "basis",
    "locator": {"article": "7", "clause": "2", "point": "a"},
    "act": {"type": "nghi-dinh", "number": "31/2024/NĐ-CP"},
    "validity": {"state": "in-force", "as_of": "2026-05-04", "source": "sổ mẫu"},
}  # fmt: skip
LOCAL = {"text": "Quyết định số 5/2020/QĐ-UBND", "act": {"number": "5/2020/QĐ-UBND"}}


def read_on(page: int) -> list[dict[str, Any]]:
    return [{"page": page, "box": [10, 20, 300, 40], "text": "x", "method": "ocr"}]


def record_of(which: int, **changed: Any) -> Record:
    return Record.model_validate(
        {
            "identifier": f"urn:uuid:0a1b2c3d-0000-4000-8000-{which:012d}", "title": f"Tờ gấp số {which}",
            "kind": "to-gap", "date_issued": "2026-05", "keywords": ["rừng"], "subjects": [3, 11],
            "content": [
                {"type": "heading", "level": 1, "text": "A"},
                {"type": "paragraph", "text": f"Theo {BASIS['text']} và {LOCAL['text']}: phạt."},
                {"type": "heading", "level": 1, "text": "B"},
                {"type": "paragraph", "text": "Câu rất dài của phần này. " * 120},
                {"type": "question", "text": "Ai bị phạt?", "answer": [{"type": "paragraph", "text": BASIS["text"]}]},
            ],
            "legal_basis": [BASIS, LOCAL], "evidence": {"/content/1": read_on(2)},
            "rights": {"license": "CC-BY-4.0"}, **changed,
        }
    )  # fmt: skip


MATERIALS = [
    Material(record_of(1), Path("mot")),
    Material(record_of(2, legal_basis=[], content=[], evidence={}, date_issued=None), Path("hai"), (Mark.DRAFT,)),
    Material(record_of(3, kind="van-ban-quy-pham", number="9/2026/NĐ-CP"), Path("ba")),
]


def written(folder: Path, kind: str) -> Path:
    if kind == "dataset":
        pytest.importorskip("pyarrow")
    folder.mkdir(exist_ok=True)
    EXPORTS[kind][""].write(MATERIALS, folder / kind, Silent())
    return folder / kind


def rows_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table as JSON Lines, each with every member its columns have."""
    lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [whole(json.loads(line), TABLES[name]) for line in lines]


def whole(values: dict[str, Any], columns: tuple[Column, ...]) -> dict[str, Any]:
    assert set(values) <= {column.name for column in columns}
    return {column.name: _whole(values.get(column.name), column) for column in columns}


def _whole(value: Any, column: Column) -> Any:
    if not column.members or value is None:
        return value
    return [whole(one, column.members) for one in value] if column.many else whole(value, column.members)


def plain(value: Any) -> Any:
    """A value of another library as one of ours: arrays are lists, bytes are text, what is not a number is absent."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, dt.datetime):  # `datasets` makes one of a text in JSON that is a day
        return value.date().isoformat()
    return None if isinstance(value, float) and math.isnan(value) else value


def present(value: Any) -> Any:
    """A value without what is absent: to some readers an absent group is a group of absent members."""
    if isinstance(value, dict):
        return {name: one for name, one in ((n, present(v)) for n, v in value.items()) if one not in (None, {})}
    return [present(one) for one in value] if isinstance(value, list) else value


class TestFolder:
    @pytest.mark.parametrize("kind", ["dataset", "dataset-jsonl"])
    def test_files_are_what_the_card_and_croissant_say(self, kind: str, tmp_path: Path) -> None:
        folder = written(tmp_path, kind)
        described = json.loads((folder / "croissant.json").read_text("utf-8"))
        card = (folder / "README.md").read_text("utf-8")
        assert [file["name"] for file in described["distribution"]] == [f"{name}.{ENDING[kind]}" for name in TABLES]
        for file in described["distribution"]:
            content = (folder / file["contentUrl"]).read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            assert (file["sha256"], file["contentSize"]) == (digest, f"{len(content)} B")
            assert re.search(rf"\| `{file['name']}` \| \d+ \| {len(content)} \| `{digest}` \|", card)

    def test_every_row_has_the_columns_and_no_others(self, tmp_path: Path) -> None:
        folder = written(tmp_path, "dataset-jsonl")
        for name, columns in TABLES.items():
            lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
            assert lines
            assert all(set(json.loads(line)) == {column.name for column in columns} for line in lines)

    def test_a_month_is_not_made_a_day_by_who_guesses_from_names(self) -> None:
        """pandas makes a day of columns that are named "date" or end in "_at"; "2026-05" would be the first of May."""
        guessed = re.compile(r"^(?:date|modified|timestamp)|_(?:at|time)$")
        assert [column.name for table in TABLES.values() for column in table if guessed.search(column.name)] == []

    def test_written_twice_it_is_the_same(self, tmp_path: Path) -> None:
        kind = "dataset" if _has("pyarrow") else "dataset-jsonl"
        once, twice = written(tmp_path / "1", kind), written(tmp_path / "2", kind)
        assert {path.name: path.read_bytes() for path in once.iterdir()} == {
            path.name: path.read_bytes() for path in twice.iterdir()
        }

    @pytest.mark.real
    def test_more_rows_than_are_written_at_once_are_all_there_in_order(self, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        many = [Material(record_of(number), Path(str(number))) for number in range(_GROUP // 2)]
        EXPORTS["dataset"][""].write(many, tmp_path / "ra", Silent())
        file = parquet.ParquetFile(tmp_path / "ra" / "chunks.parquet")
        assert file.metadata.num_row_groups > 1
        told = file.read(["record"]).column("record").to_pylist()
        assert list(dict.fromkeys(told)) == [one.record.identifier for one in many]


ENDING = {"dataset": "parquet", "dataset-jsonl": "jsonl"}


def _has(module: str) -> bool:
    try:
        __import__(module)
    except ImportError:
        return False
    return True


@pytest.mark.real
class TestReaders:
    """Programs of others (`pip install pandas datasets mlcroissant`), skipped where they are absent."""

    @pytest.fixture
    def both(self, tmp_path: Path) -> tuple[Path, Path]:
        return written(tmp_path, "dataset"), written(tmp_path, "dataset-jsonl")

    @pytest.mark.parametrize("name", TABLES)
    def test_pyarrow_reads_what_json_lines_say(self, name: str, both: tuple[Path, Path]) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        assert parquet.read_table(both[0] / f"{name}.parquet").to_pylist() == rows_of(both[1], name)

    @pytest.mark.parametrize("name", TABLES)
    def test_pandas_reads_what_json_lines_say(self, name: str, both: tuple[Path, Path]) -> None:
        pandas = pytest.importorskip("pandas")
        read = pandas.read_parquet(both[0] / f"{name}.parquet").to_dict("records")
        assert [plain(row) for row in read] == rows_of(both[1], name)

    @pytest.mark.parametrize("name", TABLES)
    def test_datasets_finds_every_table_by_the_card(
        self, name: str, both: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
        monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of libraries it loads
            datasets = pytest.importorskip("datasets")
            for folder in both:
                read = datasets.load_dataset(str(folder), name, cache_dir=str(tmp_path / "kept"))["train"]
                got = [whole(plain(row), TABLES[name]) for row in read]
                assert [present(row) for row in got] == [present(row) for row in rows_of(both[1], name)]

    @pytest.mark.parametrize("kind", ENDING)
    def test_mlcroissant_takes_the_description_and_reads_every_row_by_it(self, kind: str, tmp_path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            croissant = pytest.importorskip("mlcroissant")
            folder, lines = written(tmp_path / "a", kind), written(tmp_path / "b", "dataset-jsonl")
            described = croissant.Dataset(jsonld=str(folder / "croissant.json"))
            assert described.metadata.ctx.issues.errors == set()
            for name, columns in TABLES.items():
                read = [plain(dict(row)) for row in described.records(record_set=name)]
                assert read == [_as_croissant(row, columns, name) for row in rows_of(lines, name)]
        assert "mlcroissant" in sys.modules


def _as_croissant(row: dict[str, Any], columns: tuple[Column, ...], within: str) -> dict[str, Any]:
    """A row as Croissant's own reader names it: groups flat, by the way to each member."""
    return {f"{within}/{column.name}": _flat(row[column.name], column, f"{within}/{column.name}") for column in columns}


def _flat(value: Any, column: Column, name: str) -> Any:
    if not column.members:
        return value
    if column.many:
        return [_leaves(one, column, name) for one in value]
    return _leaves(value or {}, column, name)


def _leaves(value: dict[str, Any] | None, column: Column, name: str, above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in column.members:
        inner = (value or {}).get(member.name)
        if member.members:
            found |= _leaves(inner, member, name, f"{above}{member.name}.")
        else:
            found[f"{name}/{above}{member.name}"] = inner
    return found
