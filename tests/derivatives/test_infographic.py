from __future__ import annotations

from pathlib import Path

import pytest
from derivative_records import alcohol_record, bookshelf_record, mediation_record
from PIL import Image

from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.fonts import FontFamily
from converters.derivatives.kinds.infographic import infographic
from converters.derivatives.kinds.video import video
from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.key_points import NothingToShow
from tests.each import each
from validators.sharing.record import Record

OPTIONS = DeriveOptions()


@pytest.mark.real
def test_a_png_of_the_right_size_with_its_text_alternative(tmp_path: Path) -> None:
    target = tmp_path / "infographic.png"
    made = infographic.draw(alcohol_record(), target, OPTIONS)
    with Image.open(target, formats=("PNG",)) as picture:
        assert picture.size == (1080, 1350)
        assert picture.mode == "RGB"
        assert picture.info["Title"] == alcohol_record().title
        assert len(picture.getcolors(1 << 22) or ()) > 50
    assert (made.kind, made.state, made.draft, made.path) == ("infographic", "made", False, target)
    assert made.alt_text is not None
    (second,) = made.further
    assert "2.000.000 – 3.000.000 đồng" in made.alt_text
    assert "30.000.000 – 40.000.000 đồng" in second.alt_text
    assert "Điểm a khoản 11 Điều 6 Nghị định 168/2024/NĐ-CP" in second.alt_text
    assert "Hội đồng phối hợp PBGDPL xã Bình Sơn" in made.alt_text
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["infographic-2.png", "infographic.png"], "no temporary file is left"


@pytest.mark.real
def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "1.png", tmp_path / "2.png"
    infographic.draw(mediation_record(), one, OPTIONS)
    infographic.draw(mediation_record(), other, OPTIONS)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.real
def test_the_recipe_is_kept_in_the_picture(tmp_path: Path) -> None:
    target = tmp_path / "x.png"
    infographic.draw(mediation_record(), target, OPTIONS)
    assert infographic.recipe_in(target) == infographic.KIND.recipe(mediation_record(), OPTIONS)
    assert infographic.recipe_in(tmp_path / "absent.png") is None
    foreign = tmp_path / "foreign.png"
    Image.new("RGB", (3, 3)).save(foreign)
    assert infographic.recipe_in(foreign) is None
    foreign.write_bytes(b"\x89PNG\r\n\x1a\nrubbish")
    assert infographic.recipe_in(foreign) is None


@each(
    ("record", "options"),
    [
        (mediation_record(title="Khác"), OPTIONS),
        (mediation_record(publisher={"name": "Khác"}), OPTIONS),
        (mediation_record(subjects=[11]), OPTIONS),
        (mediation_record(ai={"generated": True}), OPTIONS),
        (mediation_record(), DeriveOptions(draft=True)),
        (mediation_record(), DeriveOptions(portal_address="https://x.example")),
        (mediation_record(), DeriveOptions(family=FontFamily("Khác", Path("a"), Path("b")))),
    ],
)
def test_the_recipe_follows_all_that_is_seen(record: Record, options: DeriveOptions) -> None:
    assert infographic.KIND.recipe(record, options) != infographic.KIND.recipe(mediation_record(), OPTIONS)
    assert video.KIND.recipe(mediation_record(), OPTIONS) != infographic.KIND.recipe(mediation_record(), OPTIONS)


def test_the_recipe_does_not_follow_what_is_not_seen() -> None:
    approved, not_yet = mediation_record(), mediation_record(approval={}, workflow={"state": "compared"})
    assert infographic.KIND.recipe(approved, OPTIONS) == infographic.KIND.recipe(not_yet, OPTIONS)


def test_nothing_to_show_is_said(tmp_path: Path) -> None:
    target = tmp_path / "x.png"
    with pytest.raises(NothingToShow) as caught:
        infographic.draw(bookshelf_record(legal_basis=[]), target, OPTIONS)
    assert caught.value.hint is not None
    assert not target.exists()


@pytest.mark.real
def test_fewer_than_three_points_are_drawn_and_said(tmp_path: Path) -> None:
    record = mediation_record()
    made = infographic.draw(record.model_copy(update={"content": record.content[:3]}), tmp_path / "x.png", OPTIONS)
    assert "2" in str(made.notes[0])
    assert made.alt_text is not None
    assert " 3. " not in made.alt_text


def procedure_record() -> Record:
    step = "Nộp hồ sơ tại bộ phận một cửa của xã và nhận giấy hẹn có ghi ngày trả kết quả, số điện thoại liên hệ"
    basis = [
        {
            "text": "Điều 9 Luật An Bình",
            "act": {"type": "luat", "number": "9/2020/QH14", "title": "An Bình", "date": "2020-06-01"},
            "locator": {"article": "9"},
        }
    ]
    steps = [f"{step} ({number})" for number in range(1, 8)]
    content = [{"type": "procedure", "title": "Đăng ký sổ chợ", "steps": steps, "basis": 0}]
    return mediation_record(legal_basis=basis, content=content)


@pytest.mark.real
def test_all_steps_of_a_procedure_are_shown_and_none_is_called_left_out(tmp_path: Path) -> None:
    made = infographic.draw(procedure_record(), tmp_path / "x.png", OPTIONS)
    said = " ".join((made.alt_text or "", *(page.alt_text for page in made.further)))
    assert all(f"liên hệ ({number})" in said for number in range(1, 8))
    assert "Điều 9" in said
    assert [one for one in made.account.left_out if one.reason is Reason.TOO_LONG] == []
    assert made.account.shown == ("/content/0",)
