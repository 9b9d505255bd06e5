"""An act's own articles, an án lệ's holding and steps that no act lays down: told, each as what it is."""

from __future__ import annotations

from typing import Any

from truth_case import decree, heading, listed, paragraph

from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.key_points import KeyPoints, choose_key_points
from tests.each import each
from validators.sharing.record import Record

OWN = "Nghị định 918/2031/NĐ-CP"


def record(content: list[dict[str, Any]], basis: list[dict[str, Any]] | None = None, **fields: Any) -> Record:
    kept = {"kind": "van-ban-quy-pham", "number": "918/2031/NĐ-CP", "title": "Nghị định quy định về bến đò"}
    return Record.model_validate(
        {
            "identifier": "urn:uuid:1",
            "legal_basis": basis or [],
            "content": content,
            "publisher": {"name": "Đội đò xã Bến Lau"},
            **kept,
            **fields,
        }
    )


def article(label: str, title: str | None, *children: dict[str, Any], text: str | None = None) -> dict[str, Any]:
    marker = f"Điều {label}."
    return {
        "type": "article", "label": label, "marker": marker, "title": title, "text": text, "children": list(children)
    }  # fmt: skip


def clause(label: str, text: str, *points: str) -> dict[str, Any]:
    letters = "abcdđeghik"
    children = [
        {"type": "point", "label": letters[at], "marker": f"{letters[at]})", "text": point, "children": []}
        for at, point in enumerate(points)
    ]
    return {"type": "clause", "label": label, "marker": f"{label}.", "text": text, "children": children}


def said(points: KeyPoints) -> dict[str, str]:
    return {point.citation: point.text for point in points.points}


def why(points: KeyPoints) -> dict[str, Reason]:
    return {one.pointer: one.reason for one in points.account.left_out}


SAFETY = article(
    "2",
    "Trách nhiệm của chủ đò",
    clause("1", "Trang bị đủ áo phao cho mọi người trên đò."),
    clause("2", "Không được xuất bến khi:", "Gió từ cấp 5 trở lên;", "Sương mù dày."),
)
FINES = article(
    "9",
    "Xử phạt",
    clause("1", "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi vi phạm khoản 1 Điều 2 Nghị định này."),
    clause("2", "Mức phạt quy định tại Điều này áp dụng đối với cá nhân; tổ chức bị phạt gấp 02 lần."),
)


def test_a_clause_is_told_with_its_place_in_the_act() -> None:
    told = said(choose_key_points(record([SAFETY])))
    assert told[f"Khoản 1 Điều 2 {OWN}"] == "Trang bị đủ áo phao cho mọi người trên đò."


def test_a_list_of_points_is_told_with_what_opens_it() -> None:
    points = choose_key_points(record([SAFETY]))
    assert said(points)[f"Khoản 2 Điều 2 {OWN}"] == ("Không được xuất bến khi: Gió từ cấp 5 trở lên; Sương mù dày.")
    assert {f"/content/0/children/1/children/{at}" for at in (0, 1)} <= set(points.account.shown)


def test_a_clause_is_of_its_own_article_whatever_places_it_names() -> None:
    told = said(choose_key_points(record([SAFETY, FINES])))
    assert "1.000.000 đồng đến 2.000.000 đồng" in told[f"Khoản 1 Điều 9 {OWN}"]


def test_what_an_article_says_of_itself_is_pinned_in_that_article_alone() -> None:
    for point in choose_key_points(record([SAFETY, FINES])).points:
        held = any("gấp 02 lần" in text for text in point.pinned_texts)
        assert held == ("Điều 9" in point.citation)


def test_the_day_it_comes_into_force_is_pinned_to_all() -> None:
    force = article("12", "Hiệu lực thi hành", text="Nghị định này có hiệu lực từ ngày 20 tháng 9 năm 2031.")
    points = choose_key_points(record([SAFETY, force])).points
    assert points
    assert all("20 tháng 9 năm 2031" in " ".join(point.pinned_texts) for point in points)


def test_of_a_long_list_of_breaches_each_is_told_with_the_fine() -> None:
    lead = "Phạt tiền từ 5.000.000 đồng đến 7.000.000 đồng đối với một trong các hành vi sau đây:"
    breaches = [f"Chở hàng {kind} cùng hành khách trên một chuyến đò mà không có vách ngăn riêng;" for kind in (
        "dễ cháy", "có mùi", "là gia súc", "cồng kềnh", "là hóa chất"
    )]  # fmt: skip
    told = said(choose_key_points(record([article("5", "Xử phạt", clause("1", lead, *breaches))])))
    assert told[f"Điểm c khoản 1 Điều 5 {OWN}"].endswith(f"sau đây: {breaches[2].rstrip(';')}.")
    assert len(told) == len(breaches)


@each(
    ("block", "pointer"),
    [
        (article("1", "Sửa đổi, bổ sung một số điều của Nghị định số 5/2030/NĐ-CP", text="Sửa khoản 2."), "/content/0"),
        (article("3", None, clause("1", "Sửa đổi khoản 2 Điều 5 như sau:")), "/content/0/children/0"),
        (article("4", "Chở hàng", clause("1", "“Chủ đò được nghỉ khi có bão.”")), "/content/0/children/0"),
    ],
)
def test_what_changes_or_quotes_another_act_is_not_told(block: dict[str, Any], pointer: str) -> None:
    points = choose_key_points(record([block]))
    assert points.points == ()
    assert why(points)[pointer] is Reason.UNSURE_PROVISION


def test_what_an_act_says_about_itself_is_no_card() -> None:
    scope = article("1", "Phạm vi điều chỉnh", text="Nghị định này quy định về bến đò.")
    assert choose_key_points(record([scope])).points == ()


def test_articles_of_a_text_attached_to_the_act_are_not_the_acts() -> None:
    attached = [heading("QUY CHẾ MẪU", 1), article("2", "Giờ chạy", text="Đò chạy từ 5 giờ đến 19 giờ mỗi ngày.")]
    points = choose_key_points(record([SAFETY, *attached]))
    assert not any("19 giờ" in point.text for point in points.points)


@each(
    "fields",
    [{"kind": "to-gap"}, {"number": None}, {"number": "05", "title": "Về bến đò"}],
)
def test_articles_of_a_material_that_is_no_act_are_of_none(fields: dict[str, Any]) -> None:
    assert choose_key_points(record([SAFETY], **fields)).points == ()


def test_an_extract_is_of_the_act_its_title_names() -> None:
    basis = [decree("77/2031")]
    told = said(choose_key_points(record([SAFETY], basis, kind="to-gap", title="Trích Nghị định số 77/2031/NĐ-CP")))
    assert f"Khoản 1 Điều 2 {'Nghị định 77/2031/NĐ-CP'}" in told


def test_the_holding_of_an_an_le_is_told_and_the_case_is_not() -> None:
    content = [
        heading("NGUỒN ÁN LỆ"),
        paragraph("Vụ án tranh chấp bờ ao giữa ông Tư Đò và bà Sáu Lau."),
        heading("NỘI DUNG ÁN LỆ"),
        paragraph("Người đã giữ bờ ao công khai trong 30 năm được công nhận là người có quyền dùng bờ ao đó."),
    ]
    points = choose_key_points(record(content, title="Án lệ số 99/2031/AL về bờ ao", number="99/2031/AL"))
    assert said(points) == {"Án lệ 99/2031/AL": content[3]["text"]}


class TestSteps:
    steps = ("Tắt máy đò.", "Phát áo phao.", "Gọi cứu hộ.")

    def content(self, *around: dict[str, Any]) -> list[dict[str, Any]]:
        procedure = {"type": "procedure", "title": "2. Các bước thực hiện", "steps": list(self.steps)}
        printed = [paragraph(f"Bước {number}: {step}") for number, step in enumerate(self.steps, 1)]
        return [heading("2. Các bước thực hiện"), *printed, *around, heading("3. KHÁC"), procedure]

    def told(self, content: list[dict[str, Any]], *basis: dict[str, Any]) -> KeyPoints:
        return choose_key_points(record(content, list(basis), kind="to-gap", title="Khi đò gặp nạn", number=None))

    def test_a_line_beside_them_says_what_lays_them_down(self) -> None:
        decree_line = paragraph("(Trình tự theo khoản 2 Điều 28 Nghị định số 77/2031/NĐ-CP)")
        points = self.told(self.content(decree_line), decree("77/2031"))
        (point,) = points.points
        assert point.citation == "Khoản 2 Điều 28 Nghị định 77/2031/NĐ-CP"
        assert point.title == "Các bước thực hiện"
        assert [step for _, step in point.steps] == list(self.steps)
        assert set(point.also) == {"/content/1", "/content/2", "/content/3", "/content/4"}

    def test_two_lines_of_two_acts_leave_it_open(self) -> None:
        lines = [paragraph(f"Thủ tục này thực hiện theo Điều 8 Nghị định số {number}/NĐ-CP.") for number in
                 ("77/2031", "78/2031")]  # fmt: skip
        assert self.told(self.content(*lines), decree("77/2031"), decree("78/2031")).points == ()

    def test_without_an_act_the_material_says_so_and_names_none(self) -> None:
        (point,) = self.told(self.content()).points
        assert point.citation == "Hướng dẫn của Đội đò xã Bến Lau"
        assert not point.of_act
        assert all(step.rstrip(".") in point.text for step in self.steps)

    def test_a_list_under_a_heading_of_steps_is_told(self) -> None:
        content = [heading("Khi đò chìm, làm theo các bước"), listed(*(f"{n}. {s}" for n, s in enumerate(self.steps)))]
        (point,) = self.told(content).points
        assert point.citation == "Hướng dẫn của Đội đò xã Bến Lau"
        assert point.in_steps

    def test_steps_with_an_act_of_their_own_lend_it_to_none(self) -> None:
        content = self.content()
        content[1] = paragraph("Bước 1: Tắt máy đò. (Nghị định số 77/2031/NĐ-CP)")
        assert all(point.of_act for point in self.told(content, decree("77/2031")).points)


def test_a_law_is_told_by_its_articles_though_it_was_filed_as_another_kind() -> None:
    content = [article("5", "Vịt", text="Vịt được thả, trừ vịt quy định tại Điều 6 của Luật này.")]
    fields = {"kind": "van-ban-hanh-chinh", "number": "7/2031/QH17", "title": "LUẬT NUÔI VỊT"}
    assert list(said(choose_key_points(record(content, **fields)))) == ["Điều 5 Luật Nuôi vịt"]
    for changed in ({"number": "7/2031/QĐ-UBND"}, {"title": "Tìm hiểu Luật Nuôi vịt"}, {"number": None}):
        assert not said(choose_key_points(record(content, **{**fields, **changed})))


def test_the_case_of_a_ruling_and_what_is_right_in_it_are_one_statement() -> None:
    content = [
        heading("Khái quát nội dung án lệ"),
        paragraph("Tình huống án lệ: Lối đi thường bị ngập, xe không đi được."),
        paragraph("Giải pháp pháp lý: Trường hợp này, phải mở lối đi khác."),
        paragraph("Mọi người giữ lối đi chung."),
    ]
    for number, title in (("91/2031/AL", "ÁN LỆ VỀ LỐI ĐI"), (None, "Án lệ số 91/2031/AL về lối đi")):
        points = choose_key_points(record(content, kind="khac", number=number, title=title)).points
        assert [point.citation for point in points] == ["Án lệ 91/2031/AL"] * 2
        assert points[0].text.startswith("Tình huống án lệ: Lối đi thường bị ngập, xe không đi được. Giải pháp pháp lý")
        assert points[0].also == ("/content/2",)
