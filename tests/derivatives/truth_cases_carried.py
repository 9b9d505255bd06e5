"""What has to be carried along with a statement, and what no card may say alone; in our own words, all names invented."""

# ruff: noqa: E501  (a sentence of a sample stays on one line)

from __future__ import annotations

from typing import Any

from truth_case import TruthCase, decree, fine, heading, law, listed, paragraph, table

TITLE = "Giữ nước ao làng"
LAW, DECREE = f"Luật {TITLE}", "Nghị định 471/2031/NĐ-CP"
BASIS = [law("61/2030", TITLE), decree("471/2031")]
L, D = "Luật Giữ nước ao làng số 61/2030/QH15", "Nghị định số 471/2031/NĐ-CP"


def case(name: str, *content: dict[str, Any], title: str = "TỜ GẤP GIỮ NƯỚC AO LÀNG", **said: Any) -> TruthCase:
    return TruthCase(name, title, BASIS, list(content), said.pop("provisions", {}), **said)


def situation(text: str, *solution: dict[str, Any]) -> dict[str, Any]:
    return {"type": "situation", "text": text, "solution": list(solution)}


CARRIED = (
    case(
        "what-was-begun-before-goes-with-the-day",
        paragraph(f"Hộ nuôi cá được dùng nước ao vào mùa khô (Điều 4 {L})."),
        paragraph(
            "Luật này có hiệu lực từ ngày 01/5/2031. Hộ đã thả cá trước ngày này thì tiếp tục nuôi theo quy định cũ đến hết vụ."
        ),
        provisions={"mùa khô": f"Điều 4 {LAW}"},
        together={"mùa khô": "tiếp tục nuôi theo quy định cũ"},
    ),
    case(
        "what-was-begun-before-stands-in-the-next-line",
        paragraph(f"{L} có hiệu lực từ ngày 01/5/2031."),
        paragraph("Giấy nhận ao đã cấp trước ngày 01/5/2031 được tiếp tục sử dụng đến hết hạn."),
        paragraph(f"Người nhận ao phải rào bờ (Điều 6 {L})."),
        provisions={"rào bờ": f"Điều 6 {LAW}"},
        together={"rào bờ": "tiếp tục sử dụng đến hết hạn"},
    ),
    case(
        "the-day-stands-first",
        paragraph(f"Từ ngày 01/5/2031, {L} có hiệu lực."),
        paragraph(f"Người nhận ao phải rào bờ (Điều 6 {L})."),
        provisions={"rào bờ": f"Điều 6 {LAW}"},
        together={"rào bờ": "Từ ngày 01/5/2031"},
    ),
    case(
        "what-comes-on-top-of-every-fine",
        heading("GIỮ BỜ AO"),
        paragraph(f"Đổ rơm xuống ao: phạt tiền từ 300.000 đồng đến 500.000 đồng (khoản 1 Điều 9 {D})."),
        paragraph(f"Be bờ lấn ao: phạt tiền từ 2.000.000 đồng đến 4.000.000 đồng (khoản 2 Điều 9 {D})."),
        paragraph("Ngoài bị phạt tiền, người vi phạm còn bị tịch thu xe chở rơm."),
        provisions={"Đổ rơm": f"Khoản 1 Điều 9 {DECREE}", "Be bờ": f"Khoản 2 Điều 9 {DECREE}"},
        together={"Đổ rơm": "tịch thu xe chở rơm", "Be bờ": "tịch thu xe chở rơm"},
        shown=("Đổ rơm", "Be bờ"),
    ),
    case(
        "what-must-be-borne-on-top",
        heading("GIỮ BỜ AO"),
        paragraph(f"Đổ rơm xuống ao: phạt tiền từ 300.000 đồng đến 500.000 đồng (khoản 1 Điều 9 {D})."),
        paragraph("Ngoài ra, người vi phạm phải chịu tiền nạo vét ao."),
        together={"Đổ rơm": "chịu tiền nạo vét"},
        shown=("Đổ rơm",),
    ),
    case(
        "a-longer-fine-keeps-what-comes-on-top",
        paragraph(
            "Phạt tiền từ 5.000.000 đồng đến 10.000.000 đồng đối với chủ trại để nước thải chăn nuôi chảy tràn xuống ao chung của "
            f"làng trong mùa cấy (khoản 3 Điều 9 {D}). Trại vi phạm còn bị đình chỉ và bị tước giấy nhận ao từ 03 tháng đến 06 tháng."
        ),
        provisions={"chủ trại": f"Khoản 3 Điều 9 {DECREE}"},
        together={"chủ trại": "tước giấy nhận ao"},
        shown=("5.000.000 – 10.000.000 đồng",),
    ),
    case(
        "nobody-of-a-story-without-it",
        situation(
            "Bà Mẫu muốn đào ao sau nhà thì làm gì?",
            paragraph(f"Việc đào ao phải được thôn đồng ý (khoản 1 Điều 11 {L}). Bà Mẫu nộp đơn trong 07 ngày."),
        ),
        situation(
            "Ông Thử be bờ lấn ao. Ông bị xử lý ra sao?",
            paragraph(
                f"Be bờ lấn ao bị phạt tiền từ 2.000.000 đồng đến 4.000.000 đồng (khoản 2 Điều 9 {D}). Ông Thử còn buộc phải trả lại bờ cũ."
            ),
        ),
        provisions={"được thôn đồng ý": None},
        never=("Bà Mẫu nộp đơn", "Be bờ lấn ao", "Ông Thử"),
    ),
    case(
        "the-place-of-an-exception-is-no-source",
        paragraph(f"Người nhận ao phải rào bờ (Điều 6 {L})."),
        paragraph(f"Mức phạt tiền cao nhất là 20.000.000 đồng, trừ các trường hợp quy định tại khoản 1 Điều 3 {D}."),
        provisions={"cao nhất": None},
        never=("20 triệu đồng",),
    ),
    case(
        "the-place-in-brackets-is-the-source",
        heading(f"THEO {L.upper()}"),
        paragraph(
            "Giấy nhận ao điện tử có giá trị như bản giấy nếu đủ các yêu cầu tại khoản 3 Điều 12 (khoản 2 Điều 13)."
        ),
        paragraph(f"Người nhận ao phải rào bờ (Điều 6 {L})."),
        provisions={"có giá trị như bản giấy": f"Khoản 2 Điều 13 {LAW}"},
    ),
    case(
        "acts-alone-say-nothing",
        paragraph(f"Theo {L} được sửa đổi bởi {D}"),
        paragraph(f"Người nhận ao phải rào bờ (Điều 6 {L})."),
        provisions={"rào bờ": f"Điều 6 {LAW}"},
        never=("được sửa đổi bởi",),
    ),
    case(
        "rows-that-open-with-their-place",
        table(
            ["Điểm, khoản, Điều", "Hành vi", "Mức phạt tiền"],
            [f"khoản 1 Điều 9 {D}", "Đổ rơm xuống ao", "500.000 đồng - 1 triệu đồng"],
            [f"khoản 2 Điều 9 {D}", "Be bờ lấn ao", "Từ 8.000.000 đồng đến dưới 12.000.000 đồng"],
        ),
        paragraph("Trường hợp lấn nhiều ao thì chỉ bị phạt theo ao rộng nhất."),
        provisions={"Đổ rơm": f"Khoản 1 Điều 9 {DECREE}"},
        together={"Be bờ": "theo ao rộng nhất", "Đổ rơm": "theo ao rộng nhất"},
        shown=("500.000 – 1.000.000 đồng",),
        never=("khoản 1 Điều 9",),
    ),
    case(
        "every-limit-below-a-table",
        table(
            ["Hành vi", "Mức phạt tiền", "Căn cứ"],
            ["Đổ rơm xuống ao", "500.000 đồng", f"khoản 1 Điều 9 {D}"],
            ["Be bờ lấn ao", "800.000 đồng", f"khoản 2 Điều 9 {D}"],
        ),
        paragraph("Mức phạt trên tính cho mỗi ao."),
        paragraph("Trường hợp lấn nhiều ao thì chỉ bị phạt theo ao rộng nhất."),
        together={"Đổ rơm": "theo ao rộng nhất", "Be bờ": "mỗi ao"},
        shown=("Đổ rơm", "Be bờ"),
    ),
    case(
        "what-comes-on-top-of-a-table-with-its-place",
        table(
            ["Hành vi", "Mức phạt tiền", "Căn cứ"],
            ["Đổ rơm xuống ao", "500.000 đồng", f"khoản 1 Điều 9 {D}"],
            ["Be bờ lấn ao", "800.000 đồng", f"khoản 2 Điều 9 {D}"],
        ),
        paragraph(f"Ngoài phạt tiền, người vi phạm còn buộc nạo vét ao (khoản 9 Điều 9 {D})."),
        together={"Đổ rơm": "buộc nạo vét ao", "Be bờ": "buộc nạo vét ao"},
        shown=("Đổ rơm", "Be bờ"),
    ),
    case(
        "one-of-two-parties-is-not-the-figure",
        table(
            ["Hành vi vi phạm", "Cá nhân", "Tổ chức", "Điều khoản"],
            ["Đổ rơm xuống ao", "500.000 đồng - 1 triệu đồng", "1 - 2 triệu đồng", f"khoản 1 Điều 9 {D}"],
        ),
        provisions={"Đổ rơm": f"Khoản 1 Điều 9 {DECREE}"},
        together={"Đổ rơm": "Tổ chức: 1 - 2 triệu đồng"},
        never=("1 – 2 triệu đồng",),
    ),
    case(
        "a-sum-above-is-not-on-the-card",
        table(["Việc", "Mức thu"], ["Nạo ao", "8.000 đồng/lần"], ["Rào ao", "30.000 đồng/lần"]),
        paragraph(f"Mức thu qua mạng bằng 50% mức thu trên (khoản 3 Điều 15 {D})."),
        paragraph(f"Hộ có mức thu nhập trên 5.000.000 đồng tự nạo ao (khoản 4 Điều 15 {D})."),
        shown=("tự nạo ao",),
        never=("bằng 50%",),
    ),
    case(
        "a-breach-that-is-named-is-told-with-its-repetition",
        paragraph(
            f"Người vi phạm lệnh cấm tát ao bị phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng; nếu tái phạm thì bị phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng (Điều 10 {D})."
        ),
        paragraph(f"Người vi phạm bị phạt tiền từ 100.000 đồng đến 200.000 đồng (Điều 17 {D})."),
        fine("Người vi phạm lệnh cấm tát ao", 1_000_000, 3_000_000, 1),
        fine("Người vi phạm lệnh cấm tát ao, nếu tái phạm", 3_000_000, 5_000_000, 1),
        provisions={"lệnh cấm tát ao": f"Điều 10 {DECREE}"},
        together={"lệnh cấm tát ao": "từ 1.000.000 đồng đến 3.000.000 đồng"},
        shown=("lệnh cấm tát ao",),
        never=("200.000",),
    ),
    case(
        "what-was-given-a-time-stands-before-its-end",
        paragraph(
            f"Trong thời hạn 180 ngày, thôn phải nạo ao. Quá thời hạn mà không nạo thì thôn phải trả lại tiền trong thời hạn 15 ngày (Điều 16 {L})."
        ),
        paragraph(f"Đơn được trả lời trong 30 ngày. Ở xóm ngoài bãi thì không quá 45 ngày (Điều 18 {L})."),
        together={"trả lại tiền": "180 ngày", "45 ngày": "30 ngày"},
        shown=("trả lại tiền", "45 ngày"),
    ),
    case(
        "a-rule-that-follows-keeps-out-of-the-provision",
        paragraph(
            f"Ao rộng từ 15 mét trở lên phải có phao (khoản 2 Điều 19 {L}). Khi phao hỏng, thôn phải báo trong vòng 10 ngày."
        ),
        together={"phải có phao": f"phao (khoản 2 Điều 19 {L})."},
        shown=("phải có phao",),
        never=("Tối đa 10 ngày",),
    ),
    case(
        "cases-are-no-steps-and-rights-are-not-cut",
        paragraph(f"Thôn không được nhận đơn trong các trường hợp sau đây (Điều 22 {L}):"),
        listed("1. Đơn bị tẩy xóa.", "2. Đơn không có tên người nộp.", "3. Ao đang có tranh chấp."),
        paragraph(
            f"Điều 23 {L} quy định người nhận ao có các quyền: thả cá, trồng sen quanh bờ; mời người trong làng cùng làm; được "
            "miễn tiền nước vào năm đầu; được khen khi giữ ao sạch; được giúp khi ao vỡ bờ do bão, lũ hoặc do người khác gây ra."
        ),
        title="THỦ TỤC NHẬN AO LÀNG",
        together={"thả cá": "ao vỡ bờ", "bị tẩy xóa": "trong các trường hợp sau đây"},
        shown=("thả cá", "bị tẩy xóa"),
    ),
    case(
        "what-begins-like-an-imprint-is-a-statement",
        paragraph(f"Giấy phép đào ao quá hạn dưới 01 năm được đổi (khoản 1 Điều 24 {L})."),
        paragraph(f"Địa chỉ ao phải được ghi vào sổ của thôn (khoản 2 Điều 24 {L})."),
        paragraph("Giấy phép xuất bản số 12/GP-STTTT; in 500 bản."),
        paragraph("Địa chỉ: thôn Đông, xã Mẫu"),
        provisions={"quá hạn": f"Khoản 1 Điều 24 {LAW}", "ghi vào sổ": f"Khoản 2 Điều 24 {LAW}"},
        shown=("quá hạn dưới 01 năm", "ghi vào sổ"),
        never=("xuất bản", "thôn Đông"),
    ),
)
