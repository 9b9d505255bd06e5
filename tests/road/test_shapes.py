"""The JSON of every command, as others read it: envelope, data shapes, exit codes, empty stderr."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import road_inputs as inputs
from road_inputs import MATERIALS, Answer, here

from pbgdpl_cli.commands import COMMANDS

pytestmark = pytest.mark.real
ENVELOPE = ["version", "command", "status", "exit_code", "data", "errors"]
STATUS = {"success", "partial", "error"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shapes")


@pytest.fixture(scope="module")
def packages(folder: Path) -> Path:
    """A package of a scan and one of a Word file, made once."""
    for source in (inputs.scan(folder), inputs.word_file(folder)):
        here("convert", source, "-o", folder / "packages")
    (folder / "scanner").mkdir()
    shutil.copy2(folder / "tot.docx", folder / "scanner" / "moi.docx")
    return folder / "packages"


def checked(answer: Answer, command: str) -> Answer:
    """The envelope as it must be."""
    body = answer.envelope
    assert list(body) == ENVELOPE
    assert (body["version"], body["command"]) == (1, command)
    assert body["status"] in STATUS
    assert body["exit_code"] == answer.code
    assert (body["status"] == "success") is (body["errors"] == [])
    for error in body["errors"]:
        assert list(error) == ["code", "message", "path", "hint"]
    assert answer.out.count("\n") == 1
    assert answer.err == ""
    return answer


# Good and failing lines of every command; {packages} is a folder of packages, {folder} a scratch one.
LINES: tuple[tuple[str, int], ...] = (
    ("doctor", 0),
    ("diagnose -o {folder}/diagnose.zip", 0),
    ("diagnose -o {folder}/tot.docx", 1),
    ("ocr {folder}/tot.docx -o {folder}/ocr", 0),
    ("ocr {folder}/khong-co.pdf -o {folder}/ocr", 4),
    ("convert {folder}/tot.docx -o {folder}/packages", 0),
    ("convert {folder}/khong-co.pdf -o {folder}/packages", 4),
    ("convert {folder}/tot.docx -o {folder}/packages --dry-run", 0),
    ("convert {folder}/tot.docx -o {folder}/packages --scheduler tcp://192.168.1.5:8786", 2),
    ("watch {folder}/scanner -o {folder}/scanned --settled 0.1 --once", 0),
    ("watch {folder}/khong-co -o {folder}/scanned --once", 4),
    ("derive infographic {packages}/tot", 1),
    ("validate {packages}", 0),
    ("validate {folder}/khong-co", 4),
    ("upload {packages} --to {folder}/the-nho", 0),
    ("upload {packages} --to http://127.0.0.1:9", 6),
    ("status {packages}", 0),
    ("report {packages} -o {folder}/bao-cao.html", 0),
    ("report {folder}/khong-co", 4),
    ("export chunks {packages} -o {folder}/chunks.jsonl", 0),
    ("export static-site {packages} -o {folder}/tu-sach --include draft", 0),
    ("export dublin-core {packages} -o {folder}/dc --include draft", 0),
    ("export akoma-ntoso {packages} -o {folder}/akn --include draft", 0),
    ("export dataset-jsonl {packages} -o {packages}/tot", 2),
    ("export no-such-kind {packages}", 2),
    ("export chunks {packages} -o {folder}/chunks.jsonl --register {folder}/khong-co.sqlite", 4),
    ("worker {folder}/hang-doi --once", 0),
    ("worker {packages}/tot --once", 1),
    ("search tot --in {packages}", 0),
    ("search tot --in {folder}/khong-co", 4),
    ("portal token list --home {folder}/cong", 0),
    ("portal token add --office A --home {folder}/cong", 0),
    ("portal token revoke 000000000000 --home {folder}/cong", 4),
    ("portal audit --home {folder}/cong", 0),
    ("portal check --home {folder}/cong", 0),
    ("portal backup {folder}/sao-luu --home {folder}/cong", 0),
    ("portal restore {folder}/sao-luu --home {folder}/cong-moi", 0),
    ("portal restore {folder}/khong-co --home {folder}/cong-moi", 4),
    ("doctor --no-such-option", 2),
    ("no-such-command", 2),
)


def command_of(words: list[str]) -> str:
    """The command's name as the envelope tells it: with its group, where it has one."""
    inner = 0 if words[0] != "portal" else 2 if words[1] == "token" else 1
    return " ".join(words[: 1 + inner])


@pytest.mark.parametrize(("line", "code"), LINES, ids=[line for line, _ in LINES])
def test_envelope_and_exit_code(line: str, code: int, folder: Path, packages: Path) -> None:
    words = [word.format(folder=folder, packages=packages) for word in line.split()]
    answer = here("--json", "--lang", "en", *words)
    # What fails before its own step began is told under the group's name.
    checked(answer, command_of(words) if answer.code == 0 else words[0])
    assert answer.code == code, answer.errors


def test_every_command_is_covered() -> None:
    spoken_for = {line.split()[0] for line, _ in LINES}
    # `demo` is run as a whole elsewhere, `portal` stays up; the others have tests of their own.
    assert set(COMMANDS) - spoken_for <= {"demo", "portal", "schema", "sheet", "review", "register"}


class TestOcr:
    @pytest.fixture(scope="class")
    @staticmethod
    def answer(folder: Path) -> Answer:
        sources = [MATERIALS / "to-gap-phong-chong-bao-luc-gia-dinh.pdf", MATERIALS / "hoi-dap-tro-giup-phap-ly.jpg"]
        return checked(here("--json", "ocr", *sources, "-o", folder / "flags"), "ocr")

    def test_outputs(self, answer: Answer) -> None:
        assert answer.code == 0
        for output in answer.data["outputs"]:
            assert {"source", "pdf", "text", "alto", "pages", "flagged"} <= set(output)
            for kind in ("source", "pdf", "text", "alto"):
                assert Path(output[kind]).is_file()
            assert output["pages"] >= 1

    def test_flags_slice_the_text(self, answer: Answer) -> None:
        flags = 0
        for output in answer.data["outputs"]:
            text = Path(output["text"]).read_bytes().decode("utf-8")
            for flag in output["flagged"]:
                flags += 1
                assert set(flag) == {"page", "box", "start", "end", "text", "candidates", "kind", "reason"}
                assert 0 <= flag["start"] <= flag["end"] <= len(text)
                if flag["text"]:
                    assert text[flag["start"] : flag["end"]] == flag["text"]
                assert 1 <= flag["page"] <= output["pages"]
                assert isinstance(flag["candidates"], list)
                assert flag["reason"]

    def test_the_second_run_says_the_same(self, answer: Answer, folder: Path) -> None:
        sources = [output["source"] for output in answer.data["outputs"]]
        again = here("--json", "ocr", *sources, "-o", folder / "flags")
        assert {output.pop("state") for output in again.data["outputs"]} == {"unchanged"}
        first = json.loads(answer.out)["data"]["outputs"]
        assert again.data["outputs"][0]["flagged"] == first[0]["flagged"]


def test_packages_of_convert(folder: Path, packages: Path) -> None:
    answer = here("--json", "convert", folder / "tot.docx", "-o", folder / "shape")
    (package,) = answer.data["packages"]
    assert {"source", "path", "identifier", "kind", "needs_person"} <= set(package)
    assert package["identifier"].startswith("urn:uuid:")
    for doubt in package["needs_person"]:
        assert set(doubt) == {"pointer", "page", "box", "text", "candidates", "kind", "reason"}


def test_estimate_of_a_dry_run(folder: Path, packages: Path) -> None:
    answer = here("--json", "convert", folder / "tot.docx", "-o", folder / "not-made", "--dry-run")
    assert {"sources", "pages", "done", "sampled", "unreadable", "jobs", "seconds", "bytes", "bytes_free"} == set(
        answer.data
    )
    assert answer.data["seconds"]["low"] <= answer.data["seconds"]["likely"] <= answer.data["seconds"]["high"]
    assert not (folder / "not-made").exists()


def test_findings_of_validate(packages: Path) -> None:
    findings = here("--json", "validate", packages).data["findings"]
    assert findings
    for finding in findings:
        assert {"code", "severity", "gate", "path", "pointer", "message"} <= set(finding)


def test_items_of_upload(folder: Path, packages: Path) -> None:
    items = here("--json", "upload", packages, "--to", folder / "usb").data["items"]
    assert len(items) == 2
    for item in items:
        assert {"path", "identifier", "state", "remote", "bytes_sent"} <= set(item)
