"""From schema 1.0 to 1.1: the function, the option, and what neither touches."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import pytest
from sample import dumped, record

from pbgdpl_cli.app import run
from validators.packages.verification import verify
from validators.sharing.conformance import schema_faults
from validators.sharing.fingerprint import content_fingerprint
from validators.sharing.migration import NotOfThisVersion, migrated
from validators.sharing.record import Record

GOI = Path(__file__).parents[2] / "examples" / "valid" / "goi"


def test_a_record_of_1_0_is_one_of_1_1_and_nothing_else_changes() -> None:
    older = record(schema_version="1.0")
    before = copy.deepcopy(older)
    newer, changes = migrated(older)
    assert (older, changes) == (before, ("/schema_version",))
    assert newer == {**older, "schema_version": "1.1"}
    assert schema_faults(newer) == ()
    texts = [content_fingerprint(Record.model_validate(one)) for one in (older, newer)]
    assert texts[0] == texts[1]


def test_a_record_of_1_1_stays_as_it_is() -> None:
    newer = record(schema_version="1.1")
    assert migrated(newer) == (newer, ())


@pytest.mark.parametrize("version", ["2.0", "0.9", 1, None])
def test_any_other_version_is_refused(version: object) -> None:
    with pytest.raises(NotOfThisVersion):
        migrated({**record(), "schema_version": version})


def test_migrate_brings_packages_and_records_to_the_present_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(GOI, tmp_path / "all" / "goi")
    (tmp_path / "all" / "a.json").write_bytes(dumped(record(schema_version="1.0")))
    assert run(["--json", "validate", str(tmp_path / "all"), "--fix", "--as-of", "2026-11-22"]) in {0, 5}
    assert json.loads(capsys.readouterr().out)["data"]["repairs"] == []
    run(["--json", "validate", str(tmp_path / "all"), "--migrate", "--as-of", "2026-11-22"])
    repairs = json.loads(capsys.readouterr().out)["data"]["repairs"]
    assert [one["changes"] for one in repairs] == [["/schema_version"], ["/schema_version"]]
    for path in (tmp_path / "all" / "a.json", tmp_path / "all" / "goi" / "data" / "record.json"):
        assert json.loads(path.read_bytes())["schema_version"] == "1.1"
    assert list(verify(tmp_path / "all" / "goi")) == []
    assert all(Path(one["backup"]).is_file() for one in repairs)


def test_what_is_looked_up_about_an_act_changes_no_approved_text() -> None:
    said = Record.model_validate(record())
    looked_up = record()
    looked_up["legal_basis"][1]["act"] |= {
        "in_force_from": "2020-09-01", "amended_by": ["117/2024/NĐ-CP"], "replaced_by": None, "expires_on": None,
    }  # fmt: skip
    assert content_fingerprint(Record.model_validate(looked_up)) == content_fingerprint(said)


def test_what_1_1_can_say_of_files_and_copies_follows_the_schema() -> None:
    document = record(
        schema_version="1.1", copy_value="working-copy", published_before=False, sharing_class="open",
        retention={"period": "10 năm", "use": "Không hạn chế"},
    )  # fmt: skip
    document["files"][0] |= {
        "pages": 2, "dpi": 150, "colour": "grey", "pdf_version": "1.7", "pdfa_part": "2b", "signature": "none",
        "page_facts": [{"page": 2, "dpi": 150, "colour": "grey", "scale": 100}],
    }  # fmt: skip
    assert schema_faults(document) == ()
