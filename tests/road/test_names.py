"""Names as they come from old disks, phones and colleagues: nothing is lost, nothing of others is overwritten."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest
import road_inputs as inputs
from hypothesis import given
from hypothesis import strategies as st
from road_inputs import here

from converters.reading.finding.walk import Source
from converters.transcription import plan_targets

POSIX_NAMES = pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses these names")
ODD = [
    "con.docx",
    "Tờ gấp số 1.docx",
    unicodedata.normalize("NFD", "Đề cương.docx"),
    "a" * 250 + ".docx",
    "ệ" * 80 + ".docx",
    "-o.docx",
    "x\ny.docx",
    "[bold]x.docx",
    "50%.docx",
    "{name}.docx",
    os.fsdecode(b"b\xe0i gi\xeang.docx"),  # a name in code page 1258
]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names") / "Tài liệu của tôi"
    folder.mkdir()
    content = inputs.word_file(folder, "goc.docx").read_bytes()
    (folder / "goc.docx").unlink()
    for name in ODD:
        (folder / name).write_bytes(content)
    return folder


@POSIX_NAMES
class TestOddNames:
    @pytest.mark.real
    def test_convert(self, folder: Path, tmp_path: Path) -> None:
        answer = here("--json", "convert", folder, "-o", tmp_path / "kết quả")
        assert (answer.code, answer.errors) == (0, [])
        assert len(answer.data["packages"]) == len(ODD)
        for name in files(tmp_path / "kết quả"):
            assert name.isascii()
            assert name not in {"con", "nul"}
        assert here("--json", "validate", tmp_path / "kết quả").code in {0, 5}
        again = here("--json", "convert", folder, "-o", tmp_path / "kết quả")
        assert {package["state"] for package in again.data["packages"]} == {"unchanged"}

    @pytest.mark.real
    def test_ocr(self, folder: Path, tmp_path: Path) -> None:
        answer = here("--json", "ocr", folder, "-o", tmp_path / "kết quả")
        assert (answer.code, answer.errors) == (0, [])
        names = files(tmp_path / "kết quả")
        assert len(names) == len(ODD)
        assert {"con-x.txt", "Tờ gấp số 1.txt", "Đề cương.txt", "50%.txt", "x-y.txt"} <= set(names)
        again = here("--json", "ocr", folder, "-o", tmp_path / "kết quả")
        assert {output["state"] for output in again.data["outputs"]} == {"unchanged"}

    @pytest.mark.real
    def test_tables_keep_one_line_a_file(self, folder: Path, tmp_path: Path) -> None:
        answer = here("--lang", "en", "ocr", folder, "-o", tmp_path / "out")
        assert len(answer.out.splitlines()) == len(ODD) + 4


@pytest.mark.real
@POSIX_NAMES
def test_links_that_lead_in_circles(tmp_path: Path) -> None:
    folder = tmp_path / "vao"
    folder.mkdir()
    inputs.word_file(folder)
    (folder / "vong").symlink_to(folder, target_is_directory=True)
    (folder / "chinh-no.docx").symlink_to("chinh-no.docx")
    answer = here("--json", "convert", folder, folder / "chinh-no.docx", "-o", tmp_path / "out")
    assert answer.code == 1
    assert [package["name"] for package in answer.data["packages"]] == ["tot.docx"]
    assert {error["path"] for error in answer.errors} == {str(folder / "chinh-no.docx")}  # in its folder, and by name


class TestTheSameStem:
    @pytest.mark.real
    def test_in_one_run(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            inputs.word_file(tmp_path / name, f"{name}.docx").rename(tmp_path / name / "hai.docx")
        (tmp_path / "b" / "hai.docx").write_bytes(inputs.word_file(tmp_path, "khac.docx").read_bytes())
        words = ("--json", "ocr", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "out")
        first = here(*words).data["outputs"]
        assert [Path(output["text"]).name for output in first] == ["hai.txt", "hai-docx.txt"]
        second = here(*words).data["outputs"]
        assert [output["text"] for output in second] == [output["text"] for output in first]
        assert {output["state"] for output in second} == {"unchanged"}

    @pytest.mark.real
    def test_in_runs_apart(self, tmp_path: Path) -> None:
        texts = []
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            source = inputs.word_file(tmp_path / name, "hai.docx")
            texts.append(here("--json", "ocr", source, "-o", tmp_path / "out").data["outputs"][0]["text"])
        assert len(set(texts)) == 2

    @pytest.mark.real
    def test_packages(self, tmp_path: Path) -> None:
        import docx

        inputs.word_file(tmp_path, "hai.docx")
        (tmp_path / "b").mkdir()
        other = docx.Document()
        other.add_paragraph("Nội dung khác hẳn.")
        other.save(str(tmp_path / "b" / "hai.docx"))
        words = ("--json", "convert", tmp_path / "hai.docx", tmp_path / "b" / "hai.docx", "-o", tmp_path / "out")
        first = [package["path"] for package in here(*words).data["packages"]]
        assert len(set(first)) == 2
        assert [package["path"] for package in here(*words).data["packages"]] == first


class TestIntoTheFolderOfTheSources:
    @pytest.mark.real
    def test_nothing_of_the_person_is_overwritten(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        inputs.word_file(tmp_path, "hai.docx")
        notes = tmp_path / "hai.txt"
        notes.write_text("ghi chép của tôi", encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        for _ in range(2):
            answer = here("--json", "ocr", "hai.docx", "-o", ".")
            assert answer.code == 0
        assert files(tmp_path) == ["hai-docx.txt", "hai.docx", "hai.txt"]
        assert notes.read_text("utf-8") == "ghi chép của tôi"

    @pytest.mark.real
    def test_a_pdf_stays_as_it_is(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from PIL import Image

        with Image.open(inputs.scan(tmp_path), formats=("PNG",)) as page:
            page.save(tmp_path / "scan.pdf", "PDF", resolution=300)
        (tmp_path / "quet.png").unlink()
        before = (tmp_path / "scan.pdf").read_bytes()
        monkeypatch.chdir(tmp_path)
        states = [here("--json", "ocr", "scan.pdf", "-o", ".").data["outputs"][0]["state"] for _ in range(2)]
        assert states == ["made", "unchanged"]
        assert (tmp_path / "scan.pdf").read_bytes() == before
        assert files(tmp_path) == ["scan-pdf.alto.xml", "scan-pdf.pdf", "scan-pdf.txt", "scan.pdf"]

    @pytest.mark.real
    def test_a_changed_source_gives_its_product_anew(self, tmp_path: Path) -> None:
        import docx

        source = inputs.word_file(tmp_path)
        here("ocr", source, "-o", tmp_path / "out")
        document = docx.Document()
        document.add_paragraph("Bản sửa.")
        document.save(str(source))
        (output,) = here("--json", "ocr", source, "-o", tmp_path / "out").data["outputs"]
        assert (output["state"], files(tmp_path / "out")) == ("made", ["tot.txt"])
        assert "Bản sửa." in Path(output["text"]).read_text("utf-8")

    @pytest.mark.real
    def test_other_options_give_the_product_anew(self, tmp_path: Path) -> None:
        source = inputs.word_file(tmp_path)
        states = [
            here("--json", "ocr", source, *options, "-o", tmp_path / "out").data["outputs"][0]["state"]
            for options in ((), ("--no-correct",), ("--no-correct",))
        ]
        assert states == ["made", "made", "unchanged"]


stems = st.text(min_size=1, max_size=90).filter(lambda text: "/" not in text and "\0" not in text)


@given(st.lists(stems, min_size=1, max_size=5, unique=True))
def test_any_names_become_names_of_their_own(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    out = Path("ket-qua-khong-co")
    paths = [Path(f"nguon-{place}") / f"{name}.pdf" for place, name in enumerate(names)]
    planned = plan_targets([Source(path, path, path.name) for path in paths], out)
    folded = [unicodedata.normalize("NFC", target.pdf.name).casefold() for target in planned.values()]
    assert len(set(folded)) == len(names)
    for target in planned.values():
        for path in (target.pdf, target.text, target.alto, target.mark):
            assert path.parent == out
            assert len(path.name.encode("utf-8")) <= 255
            assert not set(path.name) & set('<>:"/\\|?*')
