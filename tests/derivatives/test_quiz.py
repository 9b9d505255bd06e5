from __future__ import annotations

import importlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from derivative_records import alcohol_record, mediation_record
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.fulltext.zipped import member
from converters.derivatives.kinds.quiz import quiz
from converters.derivatives.kinds.quiz.figures import figures
from converters.derivatives.kinds.quiz.gift import gift
from converters.derivatives.kinds.quiz.moodle import moodle_xml
from converters.derivatives.kinds.quiz.paper import QuizPaper
from converters.derivatives.kinds.quiz.qti import qti_package
from converters.derivatives.kinds.quiz.question import QuizQuestion
from converters.derivatives.kinds.quiz.questions import (
    BLANK,
    NoQuestion,
    figures_of,
    quiz_questions,
    wrong_answers,
)
from converters.derivatives.kinds.quiz.sheet import HEADER, quiz_sheet
from converters.derivatives.saying import words
from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.key_points import NothingToShow, require_key_points
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.secrecy import DerivativeOutOfDate, check_derivatives
from tests.each import each
from tests.schemas import schema
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Record

OPTIONS = DeriveOptions()


def questions_of(record: Record) -> tuple[QuizQuestion, ...]:
    return quiz_questions(record, require_key_points(record, most=60))[0]


def paper(record: Record, **changes: Any) -> QuizPaper:
    return QuizPaper(record, questions_of(record), "0" * 64, **changes)


def outline(*texts: str, **changes: Any) -> Record:
    """A material of one section that names its decree, so that places alone are enough."""
    content = [{"type": "paragraph", "text": f"{text} (khoản {number} Điều 8 Nghị định 168/2024/NĐ-CP)."}
               for number, text in enumerate(texts, 1)]  # fmt: skip
    basis = [
        {"text": f"khoản {number} Điều 8 Nghị định 168/2024/NĐ-CP", "locator": {"article": "8", "clause": str(number)},
         "act": {"type": "nghi-dinh", "number": "168/2024/NĐ-CP"}}
        for number in range(1, len(texts) + 1)
    ]  # fmt: skip
    return mediation_record(content=content, legal_basis=basis, **changes)


def test_every_question_names_its_provision_and_its_right_answer_is_the_statement() -> None:
    of_figures = [one for record in (alcohol_record(), mediation_record()) for one in with_blank(record)]
    for question in of_figures:
        asked, body = question.stem.split("\n")[:2]
        assert question.provision[1:] in asked
        assert body.replace(BLANK, question.options[question.right]) == question.statement
        assert question.provision in question.feedback
    assert len(questions_of(alcohol_record())) == 6
    assert len(of_figures) == 8


def with_blank(record: Record) -> list[QuizQuestion]:
    return [question for question in questions_of(record) if BLANK in question.stem]


def test_no_wrong_answer_is_said_anywhere_in_the_record_nor_meets_the_right_one() -> None:
    for record in (alcohol_record(), mediation_record()):
        held = {figure.values for figure in figures_of(record)}
        for question in with_blank(record):
            (right,) = figures(question.options[question.right])
            wrong = [one for place, one in enumerate(question.options) if place != question.right]
            assert len({*wrong, question.options[question.right]}) == 4
            for option in wrong:
                (figure,) = figures(option)
                assert figure.values not in held
                assert figure.values[0] > right.values[-1] or figure.values[-1] < right.values[0]
                if not right.is_money:
                    continue
                assert figure.values != tuple(2 * one for one in right.values), "what organisations pay"
                assert tuple(2 * one for one in figure.values) != right.values, "what a person pays of it"


def test_an_answer_without_a_figure_is_asked_for_its_provision_among_those_of_other_articles() -> None:
    written = mediation_record().model_dump(mode="json")
    written["content"][1]["answer"][0]["text"] = "Theo Điều 3 Luật Hòa giải ở cơ sở, việc nhỏ trong xóm được hòa giải."
    question = questions_of(Record.model_validate(written))[0]
    assert question.stem.startswith("Tài liệu dẫn quy định nào")
    assert question.options[question.right] == question.provision == "Điều 3 Luật Hòa giải ở cơ sở"
    assert [option.partition("Điều ")[2][:2].strip() for option in question.options] == ["3", "9", "12", "20"]


ANIMALS = ("gà", "vịt", "ngỗng", "trâu", "lợn", "dê", "ngựa")
SUMS = ((1, 2), (3, 5), (11, 13), (14, 16), (40, 60), (70, 75), (200, 250))


def fined(*sums: tuple[int, int], place: str = "khoản {number} Điều 5") -> list[QuizQuestion]:
    content = [
        {
            "type": "paragraph",
            "text": f"Thả {ANIMALS[number]} ra đường bị phạt tiền từ {low}.000.000 đồng đến "
            f"{high}.000.000 đồng ({place.format(number=number + 1)} Nghị định số 168/2024/NĐ-CP).",
        }
        for number, (low, high) in enumerate(sums)
    ]
    basis = [{"text": "Nghị định số 168/2024/NĐ-CP", "act": {"type": "nghi-dinh", "number": "168/2024/NĐ-CP"}}]
    return [one for one in questions_of(mediation_record(content=content, legal_basis=basis)) if BLANK not in one.stem]


def test_acts_fined_otherwise_are_the_wrong_answers_of_a_fine() -> None:
    asked = fined(*SUMS)
    assert len(asked) == 3
    for question in asked:
        (number,) = [n for n, (low, high) in enumerate(SUMS) if f"{low}.000.000 – {high}.000.000" in question.stem]
        assert question.options[question.right] == f"Thả {ANIMALS[number]} ra đường"
        low, high = SUMS[number]
        for place, option in enumerate(question.options):
            of = SUMS[ANIMALS.index(option.split()[1])]
            doubled = (
                [(times * low, times * high) for times in (1, 2)],
                [(times * of[0], times * of[1]) for times in (1, 2)],
            )
            apart = all(one[1] <= other[0] or other[1] <= one[0] for one in doubled[0] for other in doubled[1])
            assert place == question.right or (apart and of != (low, high))


def test_there_is_no_such_question_where_too_few_are_fined_otherwise_for_certain() -> None:
    assert not fined((1, 2), (1, 2), (2, 4), (1, 3), (2, 3))
    assert not fined(*SUMS, place="khoản 1 Điều 5")  # one place for all


@given(st.sampled_from(["giờ", "ngày", "tháng", "năm", "tuổi"]), st.integers(1, 90), st.text(max_size=4))
def test_wrong_answers_are_never_the_right_one(unit: str, number: int, seed: str) -> None:
    (figure,) = figures(f"{number} {unit}")
    for values, text in wrong_answers(figure, [figure], seed) or []:
        assert values != figure.values
        assert figures(text)


def test_twelve_months_are_no_wrong_answer_where_a_year_is_right() -> None:
    (year,), (months,) = figures("01 năm"), figures("12 tháng")
    wrong = wrong_answers(months, [year], "x")
    assert wrong is not None
    assert months.values not in [values for values, _ in wrong]
    (other,) = figures("10 tháng")
    assert all(values != year.values for values, _ in wrong_answers(other, [year], "x") or [])


def test_the_right_answer_stands_at_no_fixed_place() -> None:
    (figure,) = figures("phạt 10.000.000 đồng")
    places = {sum(values < figure.values for values, _ in wrong_answers(figure, [], str(n)) or []) for n in range(40)}
    assert places == {0, 1, 2, 3}


def test_wrong_ranges_are_about_as_wide_as_the_right_one() -> None:
    for text in ("5.000.000 đồng đến 10.000.000 đồng", "200.000 đồng đến 500.000 đồng", "20 – 30 triệu đồng"):
        (right,) = figures(text)
        for low, high in (values for values, _ in wrong_answers(right, [], "x") or []):
            assert 0.6 < (high / low) / (right.values[1] / right.values[0]) < 1.6


def test_the_same_words_with_two_sums_are_not_asked_for() -> None:
    record = outline("Gây ồn bị phạt tiền 500.000 đồng", "Gây ồn bị phạt tiền 900.000 đồng")
    same = [{**block.model_dump(), "text": block.text.replace("khoản 2", "khoản 1")} for block in record.content]
    with pytest.raises(NoQuestion):
        questions_of(record.model_validate({**record.model_dump(), "content": same}))


def test_an_answer_that_the_rest_gives_away_is_not_asked_for() -> None:
    record = outline("Chậm nhất là 07 ngày, tức 07 ngày kể từ ngày nhận đơn, phải trả lời người dân")
    with pytest.raises(NoQuestion):
        questions_of(record)


def test_what_holds_for_all_stands_in_the_question() -> None:
    record = alcohol_record()
    condition = {"type": "paragraph", "text": "Mức phạt nêu trên áp dụng đối với cá nhân."}
    asked = questions_of(record.model_validate({**record.model_dump(), "content": [*record.model_dump()["content"],
                                                                                   condition]}))  # fmt: skip
    assert all(condition["text"] in question.stem for question in asked)


def test_statements_without_a_figure_are_left_out_and_named() -> None:
    record = mediation_record()
    _, account = quiz_questions(record, require_key_points(record))
    assert [one.pointer for one in account.left_out if one.reason is Reason.NO_FIGURE]


def read_moodle(content: bytes) -> list[tuple[str, list[str], str]]:
    """By a foreign reader: stem, options, the right one."""
    reader = pytest.importorskip("moodle_xml_parser.parser")
    found = reader.parse_string(content.decode())["multichoice"]
    return [
        (one.text_pre_parse, [option.answer for option in one.options],
         next(option.answer for option in one.options if option.score_fraction == 100))
        for one in found
    ]  # fmt: skip


def meant(quiz: QuizPaper) -> list[tuple[str, list[str], str]]:
    return [(quiz.stem(one), list(one.options), one.options[one.right]) for one in quiz.questions]


@pytest.mark.real
@each("record", [alcohol_record(), mediation_record(title="A & <b> ~ = # {x} // y")])
def test_moodle_xml_is_read_back_by_others(record: Record) -> None:
    made = paper(record, draft=True)
    assert read_moodle(moodle_xml(made)) == meant(made)


_GIFT_SCRIPT = """
const { parse } = require('gift-pegjs');
const text = require('fs').readFileSync(0, 'utf8');
console.log(JSON.stringify(parse(text).filter(one => one.type === 'MC').map(one => [
  one.stem.text, one.choices.map(c => c.text.text), one.choices.find(c => c.isCorrect).text.text])));
"""


@pytest.mark.real
@each("record", [alcohol_record(), mediation_record(title="A & <b> ~ = # {x} // y")])
def test_gift_is_read_back_by_others(record: Record) -> None:
    node = shutil.which("node")
    if node is None or subprocess.run([node, "-e", "require('gift-pegjs')"], capture_output=True).returncode:
        pytest.skip("no gift-pegjs for node here (npm install gift-pegjs, NODE_PATH)")
    made = paper(record)
    ran = subprocess.run(
        [node, "-e", _GIFT_SCRIPT], input=gift(made), capture_output=True, encoding="utf-8", check=True
    )
    assert [tuple(one) for one in json.loads(ran.stdout)] == meant(made)


@pytest.mark.real
def test_qti_is_read_back_by_others(tmp_path: Path) -> None:
    reader = pytest.importorskip("onyx2moodle.parser")
    made = paper(alcohol_record())
    package_of_it = qti_package(made)
    for question in made.questions:
        file = tmp_path / f"{question.id}.xml"
        file.write_bytes(member(package_of_it, f"items/{question.id}.xml") or b"")
        item = reader.parse_item(file)
        (interaction,) = item.interactions
        choices = {choice.identifier: choice.html for choice in interaction.choices}
        (right,) = item.response_decls["RESPONSE"].correct_values
        assert list(choices.values()) == list(question.options)
        assert choices[right] == question.options[question.right]


def test_a_qti_package_lists_what_it_holds() -> None:
    package_of_it = qti_package(paper(alcohol_record()))
    manifest = ET.fromstring(member(package_of_it, "imsmanifest.xml") or b"")
    listed = [one.get("href", "") for one in manifest.iter() if one.tag.endswith("}file")]
    assert len(listed) == 7
    assert all(member(package_of_it, name) for name in listed)
    test = ET.fromstring(member(package_of_it, "tests/de-thi.xml") or b"")
    named = [one.get("href", "") for one in test.iter() if one.tag.endswith("}assessmentItemRef")]
    assert [name.replace("../", "") for name in named] == listed[1:]


def test_the_sheet_is_read_back_and_holds_no_formula() -> None:
    openpyxl = importlib.import_module("openpyxl")
    import io

    made = paper(alcohol_record(title="=1+1"))
    book = openpyxl.load_workbook(io.BytesIO(quiz_sheet(made)))
    head, *rows = book.worksheets[0].values
    assert head == HEADER
    read = [(row[1], list(row[2:6]), row[2 + "ABCD".index(row[6])]) for row in rows]
    assert read == meant(made)
    assert book.worksheets[1]["A1"].value == "=1+1"
    assert book.worksheets[1]["A1"].data_type == "s"


@pytest.mark.real
def test_the_same_record_gives_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    folders = [tmp_path / "1", tmp_path / "2"]
    for folder in folders:
        folder.mkdir()
        quiz.write(alcohol_record(), folder / "quiz.xml", OPTIONS)
    one, other = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in folders)
    assert sorted(one) == ["quiz.gift", "quiz.xlsx", "quiz.xml", "quiz.zip"]
    assert one == other
    assert quiz.recipe_in(folders[0] / "quiz.xml") == quiz.KIND.recipe(alcohol_record(), OPTIONS)
    assert quiz.recipe_in(folders[0] / "quiz.zip") is None
    assert quiz.recipe_in(folders[0] / "absent.xml") is None


@each(
    ("options", "said", "unsaid"),
    [
        (OPTIONS, words.NEEDS_REVIEW, words.DRAFT_BANNER),
        (DeriveOptions(draft=True, reviewed_by="Lê An"), words.DRAFT_BANNER, words.NEEDS_REVIEW),
        (DeriveOptions(reviewed_by="Lê An"), "Lê An", words.NEEDS_REVIEW),
    ],
)
def test_every_format_says_how_it_stands(options: DeriveOptions, said: str, unsaid: str, tmp_path: Path) -> None:
    made = quiz.write(mediation_record(), tmp_path / "quiz.xml", options)
    items = member((tmp_path / "quiz.zip").read_bytes(), "items/cau-001.xml") or b""
    test = member((tmp_path / "quiz.zip").read_bytes(), "tests/de-thi.xml") or b""
    sheets = [member(tmp_path / "quiz.xlsx", f"xl/worksheets/sheet{number}.xml") or b"" for number in (1, 2)]
    sheet = "".join(text for one in sheets for text in ET.fromstring(one).itertext()).encode()
    for content in ((tmp_path / "quiz.xml").read_bytes(), (tmp_path / "quiz.gift").read_bytes(), items + test, sheet):
        assert said in content.decode()
        assert unsaid not in content.decode()
    assert bool(made.notes) == (options.reviewed_by is None)


def test_a_quiz_nobody_looked_at_is_not_uploaded(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    derive_package(root, ["quiz"], OPTIONS)
    assert verify(root) == []
    record = open_package(root).record()
    assert [entry.role for entry in record.files] == ["quiz"] * 4
    assert all(entry.made_by and entry.made_by.needs_review for entry in record.files)
    with pytest.raises(DerivativeOutOfDate) as caught:
        check_derivatives(open_parcel(root))
    assert "--reviewed-by" in str(caught.value.hint)
    derive_package(root, ["quiz"], DeriveOptions(reviewed_by="Lê An"))
    record = open_package(root).record()
    assert all(entry.made_by and not entry.made_by.needs_review for entry in record.files)
    check_derivatives(open_parcel(root))
    assert derive_package(root, ["quiz"], DeriveOptions(reviewed_by="Lê An"))[0].state == "unchanged"


def test_nothing_to_ask_is_said_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(NothingToShow):
        quiz.write(mediation_record(legal_basis=[]), tmp_path / "quiz.xml", OPTIONS)
    with pytest.raises(NoQuestion):
        quiz.write(outline("Người dân có quyền khiếu nại quyết định hành chính"), tmp_path / "quiz.xml", OPTIONS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.real
@each("name", ["imsqti_v2p1", "imscp_v1p1"])
def test_qti_fits_its_schemas(name: str) -> None:
    meant = schema(f"{name}.xsd")
    with zipfile.ZipFile(io.BytesIO(qti_package(paper(alcohol_record())))) as archive:
        trees = [etree.fromstring(archive.read(one)) for one in archive.namelist() if one.endswith(".xml")]
    ours = [tree for tree in trees if name in tree.tag]
    assert ours
    for tree in ours:
        meant.assertValid(tree)
