"""What a person may say about a material: which pages, how sharp, what it is called and of which kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import road_inputs as inputs
from road_inputs import here

from validators.sharing.record import Record


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inputs.text_pdf(tmp_path_factory.mktemp("booklet"))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "thong-bao.txt"
    path.write_text("THÔNG BÁO\nVề lịch tiếp công dân\nNgười dân có quyền khiếu nại theo Luật Khiếu nại.\n", "utf-8")
    return path


def record_of(folder: str | Path) -> Record:
    return Record.model_validate_json((Path(folder) / "data" / "record.json").read_bytes())


def sentence_of(*words: str | Path) -> str:
    (error,) = here("--json", "--lang", "en", *words).errors
    return str(error["message"])


@pytest.mark.real
def test_a_part_and_the_whole_are_two_materials(booklet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    answers = [
        here("--json", "convert", booklet, "-o", out, *words) for words in ([], ["--pages", "1-2"], ["--pages", "2,1"])
    ]
    assert [answer.code for answer in answers] == [0, 0, 0]
    whole, part, again = (answer.data["packages"][0] for answer in answers)
    assert Path(part["path"]).name == f"{booklet.stem}-trang-1-2"
    assert (whole["state"], part["state"], again["state"]) == ("made", "made", "unchanged")
    assert part["identifier"] == again["identifier"] != whole["identifier"]
    assert whole["pages"] > part["pages"] == again["pages"] == 2
    places = [one.page for found in record_of(part["path"]).evidence.values() for one in found]
    assert set(places) <= {1, 2}


def test_a_part_has_transcripts_of_its_own(booklet: Path, tmp_path: Path) -> None:
    answers = [here("--json", "ocr", booklet, "-o", tmp_path, *words) for words in ([], ["--pages", "2-2"])]
    assert [answer.code for answer in answers] == [0, 0]
    whole, part = (answer.data["outputs"][0] for answer in answers)
    assert Path(part["text"]).name == f"{booklet.stem}-trang-2.txt"
    assert Path(part["text"]).read_text("utf-8") == Path(whole["text"]).read_text("utf-8").split("\f")[1]
    assert part["pages"] == 1


@pytest.mark.parametrize("command", ["ocr", "convert"])
class TestRefused:
    def test_pages_that_are_not_there(self, command: str, booklet: Path, tmp_path: Path) -> None:
        said = sentence_of(command, booklet, "-o", tmp_path, "--pages", "99")
        assert said.endswith("pages; page 99 was asked for.")
        assert list(tmp_path.glob("[!.]*")) == []

    def test_pages_of_an_office_file(self, command: str, tmp_path: Path) -> None:
        source = inputs.word_file(tmp_path)
        said = sentence_of(command, source, "-o", tmp_path / "out", "--pages", "1")
        assert said.startswith("Pages can be chosen of PDFs and pictures only")

    def test_what_names_no_pages(self, command: str, booklet: Path, tmp_path: Path) -> None:
        answer = here("--json", "--lang", "en", command, booklet, "-o", tmp_path / "out", "--pages", "5-1")
        assert (answer.code, answer.errors[0]["message"]) == (2, "“5-1” does not name pages.")
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(("dpi", "said"), [("149", "at least 150"), ("601", "at most 600"), ("x", "whole number")])
    def test_resolutions_nobody_can_read(
        self, command: str, booklet: Path, dpi: str, said: str, tmp_path: Path
    ) -> None:
        assert said in sentence_of(command, booklet, "-o", tmp_path, "--dpi", dpi)


class TestTitleAndKind:
    def test_are_a_person_s_word(self, notice: Path, tmp_path: Path) -> None:
        words = ("--title", "  Lịch tiếp công dân ", "--kind", "to-roi")
        (made,) = here("--json", "convert", notice, "-o", tmp_path / "out", *words).data["packages"]
        record = record_of(made["path"])
        assert (record.title, record.kind) == ("Lịch tiếp công dân", "to-roi")
        for pointer, said in (("/title", "Lịch tiếp công dân"), ("/kind", "to-roi")):
            (evidence,) = record.evidence[pointer]
            assert (evidence.method, evidence.text, evidence.inferred, evidence.page) == ("person", said, False, None)
        assert not [one for one in made["needs_person"] if one["pointer"] in {"/title", "/kind"}]
        assert "# Lịch tiếp công dân" in (Path(made["path"]) / "data" / "content.md").read_text("utf-8")

    def test_are_refused_for_several_materials(self, notice: Path, tmp_path: Path) -> None:
        other = inputs.word_file(tmp_path)
        answer = here("--json", "--lang", "en", "convert", notice, other, "-o", tmp_path / "out", "--title", "X")
        assert answer.code == 2
        assert answer.errors[0]["message"].startswith("There are 2 materials here")

    def test_of_no_known_kind_are_refused(self, notice: Path, tmp_path: Path) -> None:
        answer = here("--json", "--lang", "en", "convert", notice, "-o", tmp_path / "out", "--kind", "pamphlet")
        assert (answer.code, answer.errors[0]["message"]) == (2, "“pamphlet” is no kind of material.")
        assert "to-gap" in answer.errors[0]["hint"]

    def test_of_white_space_are_refused(self, notice: Path, tmp_path: Path) -> None:
        assert here("--json", "convert", notice, "-o", tmp_path / "out", "--title", "  ").code == 2

    @pytest.mark.real
    def test_are_not_passed_over_where_the_package_is_there(self, notice: Path, tmp_path: Path) -> None:
        words = ("convert", notice, "-o", tmp_path / "out")
        here("--json", *words)
        (error,) = here("--json", *words, "--title", "Lịch mới").errors
        assert error["code"] == "already-made"
        (made,) = here("--json", *words, "--title", "Lịch mới", "--again").data["packages"]
        assert record_of(made["path"]).title == "Lịch mới"
        (same,) = here("--json", *words, "--title", "Lịch mới").data["packages"]
        assert same["state"] == "unchanged"


@pytest.mark.real
def test_every_page_is_read_by_ocr_where_that_is_asked_for(booklet: Path, tmp_path: Path) -> None:
    words = ("--pages", "1", "--force-ocr", "--dpi", "200")
    (made,) = here("--json", "convert", booklet, "-o", tmp_path, *words).data["packages"]
    assert {one.method for found in record_of(made["path"]).evidence.values() for one in found} == {"ocr"}
    alto = next(Path(made["path"]).glob("data/ocr/*.xml")).read_text("utf-8")
    assert f'WIDTH="{round(595 / 72 * 200)}" HEIGHT="{round(842 / 72 * 200)}"' in alto


def test_the_version(tmp_path: Path) -> None:
    del tmp_path
    shown, enveloped = here("--version"), here("--json", "--version")
    assert (shown.code, enveloped.code) == (0, 0)
    assert shown.out.startswith("pbgdpl-cli ")
    assert json.loads(enveloped.out)["data"] == {"software": shown.out.strip()}
