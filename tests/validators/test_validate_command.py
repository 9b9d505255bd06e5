"""`pbgdpl validate` from outside: exit codes, JSON, places, choice of rules, baseline, repair, memory, bad input."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sample import dumped, record

from pbgdpl_cli.app import run
from tests.properties import at_most
from validators.packages.changing import changing
from validators.packages.verification import verify
from validators.sharing.reader import locate, read_record

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = ("--as-of", "2026-11-22")


def validate(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = run(["--lang", "en", "--json", "validate", *map(str, arguments), *DAY])
    return code, json.loads(capsys.readouterr().out)["data"]


def codes(data: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in data["findings"]}


def write(path: Path, value: Any) -> Path:
    path.write_bytes(value if isinstance(value, bytes) else dumped(value))
    return path


def test_a_valid_record_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data = validate(capsys, write(tmp_path / "a.json", record()))
    assert (code, data["findings"], data["checked"]) == (0, [], 1)


def test_errors_end_with_5_and_name_place_field_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data = validate(capsys, write(tmp_path / "a.json", record(date_issued="02/03/2026")))
    finding = next(finding for finding in data["findings"] if finding["code"] == "DUNG024")
    assert code == 5
    assert finding["pointer"] == "/date_issued"
    assert finding["field"] == "Date of issue"
    assert (finding["line"], finding["column"]) == (16, 18)
    assert finding["severity"] == "error"
    assert finding["gate"] == "dung"
    assert finding["remedy"]


def test_text_is_one_line_a_finding_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.json", record(level="district"))
    assert run(["--lang", "vi", "validate", str(path), *DAY]) == 5
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{path.as_posix()}:17:12 lỗi DUNG165 Cấp: Không có cấp huyện vào ngày 2026-03-02."
    assert lines[1].startswith("    → ")
    assert lines[-1] == "Đã kiểm tra 1: 1 lỗi, 0 cảnh báo, 0 lưu ý."


def test_one_bad_material_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a.json", b'{"schema_version": "1.0", ')
    write(tmp_path / "b.zip", b"PK")
    write(tmp_path / "c.json", record())
    code, data = validate(capsys, tmp_path)
    assert (code, data["checked"], codes(data)) == (5, 3, {"DUNG003", "DUNG013"})


def test_only_and_ignore_take_codes_and_beginnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.json", record(level="district", subjects=[]))
    assert codes(validate(capsys, path, "--only", "DU2")[1]) == {"DU209"}
    assert codes(validate(capsys, path, "--ignore", "dung165")[1]) == {"DU209"}
    assert codes(validate(capsys, path, "--only", "DU209,DUNG165")[1]) == {"DU209", "DUNG165"}


@pytest.mark.parametrize("wrong", [
    ("--only", "XY1"), ("--format", "yaml"), ("--for", "fun"), ("--as-of", "tomorrow"),
])  # fmt: skip
def test_wrong_options_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]) -> None:
    path = write(tmp_path / "a.json", record())
    assert run(["--lang", "en", "validate", str(path), *wrong]) in {1, 2}
    assert "Error [" in capsys.readouterr().err


def test_a_path_that_does_not_exist_is_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "validate", str(tmp_path / "absent")]) == 4
    capsys.readouterr()


def test_settings_are_found_above_and_can_change_severities(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content/a.json", record(subjects=[]))
    (tmp_path / "pbgdpl.toml").write_text('[validate.severity]\nDU209 = "error"\n', encoding="utf-8")
    assert validate(capsys, tmp_path / "content")[0] == 5
    (tmp_path / "pbgdpl.toml").write_text('[validate]\nignore = ["DU209"]\n', encoding="utf-8")
    data = validate(capsys, tmp_path / "content")[1]
    assert data["findings"] == []
    settings_file = str(tmp_path / "pbgdpl.toml")
    assert data["switched_off"] == [{"kind": "rule", "names": ["DU209"], "by": f"{settings_file}: ignore"}]


def test_settings_that_come_with_a_package_count_only_when_the_caller_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "a.json", record(level="district"))
    (tmp_path / "pbgdpl.toml").write_text('[validate]\nignore = ["DUNG165"]\n', encoding="utf-8")
    for place in (tmp_path, path):
        code, data = validate(capsys, place)
        assert (code, codes(data)) == (5, {"DUNG165"})
        assert data["switched_off"][0]["kind"] == "not-used"
        assert validate(capsys, place, "--trust-config")[0] == 0


@pytest.mark.parametrize("text", ["[validate\n", "[validate]\nunknown = 1\n", "[validate]\nconfidence = 7\n"])
def test_wrong_settings_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (tmp_path / "pbgdpl.toml").write_text(text, encoding="utf-8")
    path = write(tmp_path / "a.json", record())
    assert run(["--lang", "en", "validate", str(path), "--config", str(tmp_path / "pbgdpl.toml")]) == 1
    assert "wrong-policy" in capsys.readouterr().err


def test_a_baseline_holds_back_what_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.json", record(level="district"))
    baseline = tmp_path / "baseline.json"
    assert run(["--json", "validate", str(path), "--write-baseline", str(baseline), *DAY]) == 0
    capsys.readouterr()
    code, data = validate(capsys, path, "--baseline", baseline)
    assert (code, data["known"], data["findings"]) == (0, 1, [])
    write(path, {"a": 1, **record(level="district", subjects=[])})
    assert codes(validate(capsys, path, "--baseline", baseline)[1]) == {"DUNG021", "DU209"}
    baseline.write_text("{}", encoding="utf-8")
    assert run(["validate", str(path), "--baseline", str(baseline)]) == 4
    capsys.readouterr()


@pytest.mark.parametrize(
    "settings",
    [
        '[validat]\nignore = ["DU2"]', '[validate]\npublic_phone = ["1"]', '[validate.severity]\nDU999 = "error"',
        '[validate.severity]\nDU209 = "eror"', '[validate.severity]\nDUNG013 = "note"', '[validate]\nignore = ["XX"]',
    ],
)  # fmt: skip
def test_settings_nobody_knows_are_refused(tmp_path: Path, settings: str) -> None:
    path = write(tmp_path / "a.json", dumped(record()))
    (tmp_path / "s.toml").write_text(settings, encoding="utf-8")
    assert run(["validate", str(path), "--config", str(tmp_path / "s.toml")]) != 0


def test_fix_repairs_what_is_safe_and_keeps_the_old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import unicodedata

    title = "  " + unicodedata.normalize("NFD", "Hoà giải Ðất đai") + " "
    made = record(title=title, schema_version=None, evidence={})
    path = write(tmp_path / "a.json", b"\xef\xbb\xbf" + dumped(made))
    code, data = validate(capsys, path, "--fix")
    fixed = json.loads(path.read_text(encoding="utf-8"))
    assert fixed["title"] == "Hoà giải Đất đai"
    assert fixed["schema_version"] == "1.1"
    assert data["repairs"][0]["changes"] == ["", "/schema_version", "/title"]
    assert Path(data["repairs"][0]["backup"]).read_bytes().startswith(b"\xef\xbb\xbf")
    assert code == 0
    assert validate(capsys, path, "--fix")[1]["repairs"] == []


def test_fix_seals_a_package_again_and_leaves_a_broken_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXAMPLES / "valid/goi", tmp_path / "whole")
    shutil.copytree(EXAMPLES / "invalid/DUNG073/fails", tmp_path / "broken")
    for name in ("whole", "broken"):
        path = tmp_path / name / "data/record.json"
        path.write_text(path.read_text(encoding="utf-8").replace("Kết hôn đúng", "Kết  hôn đúng"), encoding="utf-8")
    assert validate(capsys, tmp_path, "--fix")[1]["repairs"] == []
    shutil.rmtree(tmp_path / "whole")
    shutil.copytree(EXAMPLES / "valid/goi", tmp_path / "whole")
    _loosen(tmp_path / "whole")
    assert len(validate(capsys, tmp_path / "whole", "--fix")[1]["repairs"]) == 1
    assert verify(tmp_path / "whole") == []


def _loosen(package: Path) -> None:
    text = (package / "data/record.json").read_text(encoding="utf-8").replace("Kết hôn đúng", "Kết  hôn đúng")
    with changing(package) as change:
        change.write_record(text.encode())


def test_incremental_runs_reuse_what_has_not_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for index in range(3):
        changed = record(identifier=f"urn:uuid:{index}", level="district" if index else "province")
        write(tmp_path / f"{index}.json", changed)
    first = validate(capsys, tmp_path, "--incremental")
    again = validate(capsys, tmp_path, "--incremental")
    assert (first[1]["reused"], again[1]["reused"]) == (0, 3)
    assert again[1]["findings"] == first[1]["findings"]
    write(tmp_path / "1.json", record(identifier="urn:uuid:1"))
    third = validate(capsys, tmp_path, "--incremental")
    assert third[1]["reused"] == 2
    assert [f["path"][-6:] for f in third[1]["findings"] if f["code"] == "DUNG165"] == ["2.json"]


@pytest.mark.real
def test_processes_give_the_same_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for index in range(201):
        write(tmp_path / f"{index:03}.json", record(identifier=f"urn:uuid:{index % 150}", number=f"{index}/TL-STP"))
    assert validate(capsys, tmp_path, "--jobs", 1) == validate(capsys, tmp_path, "--jobs", 2)


def test_a_report_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.json", record())
    assert run(["--lang", "en", "validate", str(path), "--format", "html", "-o", str(tmp_path / "r.html"), *DAY]) == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == (
        "1 files and packages seen, 1 checked, 0 skipped.\n1 checked: 0 errors, 0 warnings, 0 notes.\n"
    )


@pytest.mark.real
def test_zip_bombs_and_link_loops_are_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/data/record.json", b" " * (32 << 20))
    if hasattr(os, "symlink"):
        (tmp_path / "loop").symlink_to(tmp_path)
    code, data = validate(capsys, tmp_path)
    assert (code, [f["code"] for f in data["findings"]]) == (5, ["DUNG013", "DUNG017"])


@pytest.mark.parametrize("body", [
    b"", b"{", b"[1,2",
    b'{"a":' * 100_000, b"\xff\xfe{", b"\x00\x00\x00{", b'{"title": "\xff"}', b"null", b"NaN", b'"x"',
    b'{"title": ' + b"9" * 5000 + b"}", b'{"a": 1e999}', b'{"a": [' + b"0," * 300_000 + b"0]}",
    b"\xef\xbb\xbf", b"\xff" * 50,
    b'{"content": [null]}', b'{"legal_basis": {"a": 1}}', b'{"evidence": {"/": [[]]}}', b'{"files": [{"path": "/"}]}',
])  # fmt: skip
def test_bad_input_gets_a_code_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], body: bytes) -> None:
    code, data = validate(capsys, write(tmp_path / "a.json", body))
    assert code == 5
    assert all(
        finding["code"].startswith(("DUNG", "DU", "SACH", "SONG")) and finding["message"]
        for finding in data["findings"]
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(record())) | st.text(max_size=5), inner)
    ),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=at_most(60))
@given(JSON)
@example({"²": None, "٣": [1]})  # digits to the eye that no number begins with
def test_no_json_makes_validation_fail(tmp_path: Path, value: Any) -> None:
    import datetime as dt

    from validators.check import check_paths
    from validators.options import CheckOptions

    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"schema_version": "1.0", "x": value, **(value if isinstance(value, dict) else {})}), "utf-8"
    )
    assert check_paths([path], CheckOptions(dt.date(2026, 11, 22))).failed


@settings(max_examples=at_most(200))
@given(st.binary(max_size=200))
def test_any_bytes_can_be_read_without_failing(data: bytes) -> None:
    read_record(data)


@given(JSON)
def test_places_are_found_in_any_layout(value: Any) -> None:
    for layout in ({"indent": 2}, {}, {"indent": 1, "separators": (" , ", " : ")}):
        text = json.dumps({"first": 1, "second": [value, {"third": value}]}, **layout)
        line, column = locate(text, "/second/1/third") or (0, 0)
        rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :]
        assert json.dumps(json.JSONDecoder().raw_decode(rest)[0]) == json.dumps(value)


class TestSettings:
    """A slip in the settings is told where it is; none is passed over."""

    @pytest.mark.parametrize(
        ("settings", "told"),
        [
            ("[validate\n", "dòng 1, cột 10"),
            ("[validate]\nfor = \n", "dòng 2, cột 7"),
            ("[validat]\nfor = 'working'\n", "“validat”"),
            ("[review]\nsampel = 0.1\n", "“sampel” trong [review]"),
            ("[validate]\nignor = ['DU2']\n", "“ignor” trong [validate]"),
            ("[validate]\nignore = ['']\n", "Không có quy tắc “”"),
            ("[validate]\nignore = ['D', 'S']\n", "quy tắc nào"),
            ("validate = 3\n", "[validate]"),
        ],
    )
    def test_a_slip_is_told_in_the_readers_language(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, told: str
    ) -> None:
        path, config = write(tmp_path / "a.json", record()), tmp_path / "c.toml"
        config.write_text(settings, encoding="utf-8")
        assert run(["--lang", "vi", "validate", str(path), "--config", str(config)]) in {1, 2}
        error = capsys.readouterr().err
        assert told in error
        assert "Expected" not in error

    @pytest.mark.parametrize("words", [("--ignore", "D,S"), ("--only", "DU2", "--ignore", "DU"), ("--only", "DUNG013")])
    def test_a_choice_that_leaves_no_rule_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
    ) -> None:
        path = write(tmp_path / "a.json", record())
        assert run(["--lang", "en", "validate", str(path), *words]) == 2
        assert "no rule to check by" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_names_the_folder_that_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "a.json", record())
    assert run(["validate", str(path), "--format", "html", "-o", str(tmp_path / "khong" / "co.html")]) == 4
    error = capsys.readouterr().err
    assert str(tmp_path / "khong") in error
    assert ".part" not in error
