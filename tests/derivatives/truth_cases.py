"""Twenty materials in our own words, each with what its cards may say, checked by hand; all names are invented."""

# ruff: noqa: E501  (a sentence of a sample stays on one line)

from __future__ import annotations

from truth_case import TruthCase, decree, fine, heading, law, listed, paragraph, question, table
from truth_cases_carried import CARRIED

BLIND_FIRST = (
    TruthCase(
        "fines-under-a-line-that-names-the-decree",
        "TỜ GẤP PHÁP LUẬT GIỮ GÌN CHỢ QUÊ",
        [
            law(
                "77/2025",
                "Giữ gìn chợ quê",
                "khoản 2 Điều 3 Luật Giữ gìn chợ quê số 77/2025/QH15",
                article="3",
                clause="2",
            ),
            decree("401/2025"),
            decree("401/2025", "khoản 1 Điều 12", article="12", clause="1"),
            decree("401/2025", "điểm c khoản 3 Điều 12", article="12", clause="3", point="c"),
        ],
        [
            heading("CHỢ LÀ CỦA CHUNG"),
            paragraph(
                "Người bán hàng được giữ chỗ ngồi đã đăng ký (khoản 2 Điều 3 Luật Giữ gìn chợ quê số 77/2025/QH15)."
            ),
            heading("LÀM HỎNG CHỢ BỊ PHẠT"),
            paragraph("Mức phạt theo Nghị định số 401/2025/NĐ-CP"),
            paragraph("Đốt rơm trong khu chợ"),
            paragraph("Từ 2.000.000 đồng đến 3.000.000 đồng"),
            paragraph("khoản 1 Điều 12"),
            paragraph("Tháo dỡ mái che của chợ"),
            paragraph("Từ 15.000.000 đồng đến 20.000.000 đồng"),
            paragraph("điểm c khoản 3 Điều 12"),
            fine("Đốt rơm trong khu chợ", 2_000_000, 3_000_000, 2),
            fine("Tháo dỡ mái che của chợ", 15_000_000, 20_000_000, 3),
        ],
        {
            "giữ chỗ ngồi": "Khoản 2 Điều 3 Luật Giữ gìn chợ quê",
            "Đốt rơm": "Khoản 1 Điều 12 Nghị định 401/2025/NĐ-CP",
            "Tháo dỡ mái che": "Điểm c khoản 3 Điều 12 Nghị định 401/2025/NĐ-CP",
        },
        shown=("Đốt rơm", "Tháo dỡ mái che", "2.000.000 – 3.000.000 đồng", "15.000.000 – 20.000.000 đồng"),
    ),
    TruthCase(
        "bare-places-where-two-acts-could-be-meant",
        "Hỏi đáp về nước sạch nông thôn",
        [
            law("88/2025", "Nước sạch", "Điều 4 Luật Nước sạch số 88/2025/QH15", article="4"),
            decree("55/2026", "khoản 2 Điều 9 Nghị định số 55/2026/NĐ-CP", article="9", clause="2"),
            law("88/2025", "Nước sạch", "khoản 3 Điều 21", article="21", clause="3"),
            decree("55/2026", "khoản 1 Điều 30", article="30", clause="1"),
        ],
        [
            heading("I. NGUỒN NƯỚC"),
            paragraph("Mọi hộ dân được dùng nước sạch với giá như nhau (Điều 4 Luật Nước sạch số 88/2025/QH15)."),
            paragraph(
                "Đổ rác xuống giếng chung bị phạt từ 1.000.000 đồng đến 2.000.000 đồng (khoản 2 Điều 9 Nghị định số 55/2026/NĐ-CP)."
            ),
            paragraph("Người phát hiện nước bẩn phải báo trưởng thôn trong 24 giờ (khoản 3 Điều 21)."),
            paragraph("Tự ý khóa van nước của xóm bị phạt từ 3.000.000 đồng đến 5.000.000 đồng (khoản 1 Điều 30)."),
        ],
        {
            "giá như nhau": "Điều 4 Luật Nước sạch",
            "Đổ rác xuống giếng": "Khoản 2 Điều 9 Nghị định 55/2026/NĐ-CP",
            "báo trưởng thôn": None,
            "khóa van nước": None,
        },
        shown=("Đổ rác xuống giếng", "giá như nhau"),
    ),
    TruthCase(
        "a-place-a-person-confirmed",
        "Hỏi đáp về nước sạch nông thôn",
        [
            law("88/2025", "Nước sạch", "Điều 4 Luật Nước sạch số 88/2025/QH15", article="4"),
            decree("55/2026", "khoản 2 Điều 9 Nghị định số 55/2026/NĐ-CP", article="9", clause="2"),
            decree("55/2026", "khoản 1 Điều 30", article="30", clause="1"),
        ],
        [
            paragraph("Mọi hộ dân được dùng nước sạch với giá như nhau (Điều 4 Luật Nước sạch số 88/2025/QH15)."),
            paragraph("Tự ý khóa van nước của xóm bị phạt từ 3.000.000 đồng đến 5.000.000 đồng (khoản 1 Điều 30)."),
        ],
        {"khóa van nước": "Khoản 1 Điều 30 Nghị định 55/2026/NĐ-CP"},
        shown=("khóa van nước",),
        person=(2,),
    ),
    TruthCase(
        "a-table-of-three-columns-and-its-condition",
        "Mức phạt vi phạm về nuôi chó thả rông",
        [decree("12/2026"), decree("12/2026", "Khoản 1 Điều 6 Nghị định số 12/2026/NĐ-CP", article="6", clause="1")],
        [
            paragraph("Mức phạt dưới đây áp dụng đối với cá nhân; tổ chức có cùng hành vi bị phạt gấp 02 lần."),
            table(
                ["Hành vi", "Mức phạt", "Căn cứ"],
                [
                    "Không đeo rọ mõm cho chó nơi công cộng",
                    "Cảnh cáo hoặc phạt tiền từ 300.000 đồng đến 500.000 đồng",
                    "Khoản 1 Điều 6 Nghị định số 12/2026/NĐ-CP",
                ],
                [
                    "Không tiêm phòng dại cho chó",
                    "1.000.000 đồng – 2.000.000 đồng",
                    "Khoản 2 Điều 6 Nghị định số 12/2026/NĐ-CP",
                ],
                ["Để chó cắn người", "2.000.000 đồng – 3.000.000 đồng", ""],
            ),
            fine("Không đeo rọ mõm cho chó nơi công cộng", 300_000, 500_000, 1, "cảnh cáo"),
            fine("Không tiêm phòng dại cho chó", 1_000_000, 2_000_000, None),
        ],
        {
            "rọ mõm": "Khoản 1 Điều 6 Nghị định 12/2026/NĐ-CP",
            "tiêm phòng": "Khoản 2 Điều 6 Nghị định 12/2026/NĐ-CP",
            "cắn người": None,
        },
        together={
            "rọ mõm": "Cảnh cáo hoặc phạt tiền",
            "tiêm phòng": "tổ chức có cùng hành vi bị phạt gấp 02 lần",
        },
        shown=("rọ mõm", "tiêm phòng"),
    ),
    TruthCase(
        "an-exception-in-the-next-sentence",
        "Tìm hiểu Luật Đường làng số 91/2025/QH15",
        [law("91/2025", "Đường làng")],
        [
            paragraph(
                "Xe tải được đi vào đường làng từ 05 giờ đến 22 giờ (khoản 1 Điều 8). Quy định tại khoản này không áp dụng với xe chở hàng nguy hiểm."
            ),
            paragraph("Người dân được phơi lúa bên lề đường làng (khoản 4 Điều 10)."),
            paragraph("Quy định tại khoản này không áp dụng với đoạn đường dốc."),
            paragraph("Chủ xe phải trả phí 20.000 đồng/lượt (Điều 11). Riêng xe của người khuyết tật được miễn phí."),
        ],
        {
            "Xe tải được đi": "Khoản 1 Điều 8 Luật Đường làng",
            "phơi lúa": "Khoản 4 Điều 10 Luật Đường làng",
            "trả phí": "Điều 11 Luật Đường làng",
        },
        together={
            "Xe tải được đi": "không áp dụng với xe chở hàng nguy hiểm",
            "phơi lúa": "không áp dụng với đoạn đường dốc",
            "trả phí": "xe của người khuyết tật được miễn phí",
        },
    ),
    TruthCase(
        "ranges-and-large-sums",
        "Mức phạt theo Nghị định số 33/2026/NĐ-CP về bãi bồi ven sông",
        [decree("33/2026")],
        [
            table(
                ["Hành vi", "Mức phạt tiền", "Căn cứ"],
                ["San lấp bãi bồi dưới 50 m²", "1.250.000.000 đồng đến 2.750.500.000 đồng", "Khoản 1 Điều 4"],
                [
                    "San lấp bãi bồi từ 50 m² đến dưới 100 m²",
                    "500.000.000 đồng đến 1.000.000.000 đồng",
                    "Khoản 2 Điều 4",
                ],
                ["Hút hơn 3 m³ cát", "Đến 123.456.700.000 đồng", "Khoản 3 Điều 4"],
            ),
        ],
        {
            "dưới 50 m²": "Khoản 1 Điều 4 Nghị định 33/2026/NĐ-CP",
            "từ 50 m²": "Khoản 2 Điều 4 Nghị định 33/2026/NĐ-CP",
            "3 m³": "Khoản 3 Điều 4 Nghị định 33/2026/NĐ-CP",
        },
        shown=("50 m²", "3 m³", "1.250.000.000", "2.750.500.000", "123.456.700.000"),
        never=("123457", "2750,5", "123,457 "),
    ),
    TruthCase(
        "a-long-answer",
        "Hỏi đáp Luật Thư viện xã số 95/2025/QH15",
        [law("95/2025", "Thư viện xã", "khoản 2 Điều 14 Luật Thư viện xã số 95/2025/QH15", article="14", clause="2")],
        [
            question(
                "Người dân mượn sách của thư viện xã trong bao lâu?",
                paragraph(
                    "Theo khoản 2 Điều 14 Luật Thư viện xã số 95/2025/QH15, người có thẻ bạn đọc được mượn mang về nhà không quá 05 cuốn sách mỗi lần trong thời hạn 30 ngày kể từ ngày mượn và được gia hạn một lần nếu không có bạn đọc khác đăng ký mượn cùng cuốn sách đó, trừ sách quý hiếm chỉ được đọc tại chỗ."
                ),
            ),
        ],
        {"05 cuốn sách": "Khoản 2 Điều 14 Luật Thư viện xã"},
        together={"05 cuốn sách": "trừ sách quý hiếm chỉ được đọc tại chỗ"},
        shown=("05 cuốn sách",),
    ),
    TruthCase(
        "a-law-behind-the-fine-and-the-decree-of-the-fine",
        "Bảo vệ đê điều mùa mưa lũ",
        [
            law("66/2025", "Đê điều", "Điều 7 Luật Đê điều số 66/2025/QH15", article="7"),
            decree("21/2026", "khoản 3 Điều 15 Nghị định số 21/2026/NĐ-CP", article="15", clause="3"),
        ],
        [
            paragraph(
                "Hành vi cấm tại Điều 7 Luật Đê điều số 66/2025/QH15 bị phạt từ 5.000.000 đồng đến 10.000.000 đồng (khoản 3 Điều 15 Nghị định số 21/2026/NĐ-CP)."
            ),
        ],
        {"Hành vi cấm": "Điều 7 Luật Đê điều; khoản 3 Điều 15 Nghị định 21/2026/NĐ-CP"},
        shown=("Hành vi cấm",),
    ),
    TruthCase(
        "speaker-notes-are-no-law",
        "Bài giảng Luật Cây xanh số 59/2025/QH15",
        [law("59/2025", "Cây xanh", "Điều 5 Luật Cây xanh số 59/2025/QH15", article="5")],
        [
            listed("• Mỗi hộ trồng ít nhất một cây trước nhà (Điều 5 Luật Cây xanh số 59/2025/QH15)"),
            {
                "type": "aside",
                "of": "notes",
                "page": 1,
                "content": [
                    paragraph(
                        "Chặt cây bị phạt từ 1.000.000 đồng đến 2.000.000 đồng (Điều 6 Luật Cây xanh số 59/2025/QH15)."
                    )
                ],
            },
            fine("Chặt cây", 1_000_000, 2_000_000, None),
            fine("Chặt cây", 1_000_000, 2_000_000, 0),
        ],
        {"một cây": "Điều 5 Luật Cây xanh", "Chặt cây": None},
        shown=("một cây",),
    ),
    TruthCase(
        "a-place-above-belongs-to-the-fine-above",
        "Giữ yên tĩnh nơi thôn xóm",
        [
            decree("70/2026", "điểm a khoản 2 Điều 8 Nghị định số 70/2026/NĐ-CP", article="8", clause="2", point="a"),
            law("44/2025", "Thôn xóm"),
        ],
        [
            paragraph("Hát loa kéo sau 22 giờ"),
            paragraph("Từ 500.000 đồng đến 1.000.000 đồng"),
            paragraph("điểm a khoản 2 Điều 8 Nghị định số 70/2026/NĐ-CP"),
            paragraph("Nổ máy cày lúc nửa đêm"),
            paragraph("Từ 700.000 đồng đến 900.000 đồng"),
            paragraph("Mọi người cùng giữ yên tĩnh theo Luật Thôn xóm số 44/2025/QH15."),
            fine("Hát loa kéo sau 22 giờ", 500_000, 1_000_000, 0),
            fine("Nổ máy cày lúc nửa đêm", 700_000, 900_000, 0),
        ],
        {"Hát loa kéo": "Điểm a khoản 2 Điều 8 Nghị định 70/2026/NĐ-CP", "Nổ máy cày": None},
        shown=("Hát loa kéo",),
    ),
)

BLIND_SECOND = (
    TruthCase(
        "general-points-then-fines-by-section",
        "Đề cương giới thiệu Nghị định số 61/2026/NĐ-CP về bảo vệ rừng tràm",
        [decree("61/2026"), law("18/2025", "Rừng tràm"), decree("61/2026", "khoản 1 Điều 7", article="7", clause="1")],
        [
            heading("1. Những điểm chung"),
            paragraph("Nghị định số 61/2026/NĐ-CP có hiệu lực từ ngày 01 tháng 9 năm 2026."),
            paragraph("Mức phạt nêu tại Chương II là mức áp dụng với cá nhân. Tổ chức vi phạm bị phạt gấp đôi."),
            heading("2. Xử phạt"),
            listed(
                "a) Đốt ong lấy mật trong rừng: phạt từ 1.000.000 đồng đến 3.000.000 đồng (khoản 1 Điều 7).",
                "b) Đào mương trong rừng: phạt từ 20.000.000 đồng đến 50.000.000 đồng (khoản 4 Điều 7).",
            ),
            heading("3. Theo Luật Rừng tràm số 18/2025/QH15"),
            paragraph("Người dân được lấy củi khô dùng trong nhà (khoản 2 Điều 15)."),
        ],
        {
            "Đốt ong": "Khoản 1 Điều 7 Nghị định 61/2026/NĐ-CP",
            "Đào mương": "Khoản 4 Điều 7 Nghị định 61/2026/NĐ-CP",
            "củi khô": "Khoản 2 Điều 15 Luật Rừng tràm",
        },
        together={"Đốt ong": "Tổ chức vi phạm bị phạt gấp đôi", "Đào mương": "từ ngày 01 tháng 9 năm 2026"},
        apart={"củi khô": "phạt"},
        shown=("Đốt ong", "Đào mương", "củi khô"),
    ),
    TruthCase(
        "two-sections-two-decrees-each-with-its-condition",
        "Biết để tránh bị phạt",
        [decree("14/2026"), decree("15/2026")],
        [
            heading("Về chợ nổi: Nghị định số 14/2026/NĐ-CP"),
            paragraph("Không áp dụng các mức phạt này với ghe của hộ nghèo."),
            paragraph("Neo ghe chắn luồng bị phạt từ 400.000 đồng đến 600.000 đồng (Điều 3)."),
            heading("Về bến phà: Nghị định số 15/2026/NĐ-CP"),
            paragraph("Chen lấn khi lên phà bị phạt 200.000 đồng (Điều 8)."),
        ],
        {"Neo ghe": "Điều 3 Nghị định 14/2026/NĐ-CP", "Chen lấn": "Điều 8 Nghị định 15/2026/NĐ-CP"},
        together={"Neo ghe": "ghe của hộ nghèo"},
        apart={"Chen lấn": "ghe của hộ nghèo"},
        shown=("Neo ghe", "Chen lấn"),
        never=("Điều 3 Nghị định 15", "Điều 8 Nghị định 14"),
    ),
    TruthCase(
        "a-lead-in-with-points",
        "Mức phạt với quán ăn theo Nghị định số 90/2026/NĐ-CP",
        [decree("90/2026"), decree("90/2026", "khoản 2 Điều 5", article="5", clause="2")],
        [
            paragraph(
                "Phạt tiền từ 4.000.000 đồng đến 6.000.000 đồng đối với một trong các hành vi sau (khoản 2 Điều 5):"
            ),
            listed("a) Để ruồi bâu thức ăn;", "b) Rửa bát ngoài vỉa hè;"),
            fine("Để ruồi bâu thức ăn", 4_000_000, 6_000_000, 1),
            fine("Rửa bát ngoài vỉa hè", 4_000_000, 6_000_000, 1),
        ],
        {"ruồi bâu": "Khoản 2 Điều 5 Nghị định 90/2026/NĐ-CP", "Rửa bát": "Khoản 2 Điều 5 Nghị định 90/2026/NĐ-CP"},
        together={"ruồi bâu": "4.000.000", "Rửa bát": "6.000.000"},
        shown=("ruồi bâu", "Rửa bát"),
    ),
    TruthCase(
        "a-warning-instead-or-on-top",
        "Tìm hiểu Nghị định số 48/2026/NĐ-CP",
        [decree("48/2026", "khoản 1 Điều 2 Nghị định số 48/2026/NĐ-CP", article="2", clause="1")],
        [
            heading("Mức phạt"),
            fine("Phơi quần áo trên cột điện", 100_000, 200_000, 0, "cảnh cáo"),
            fine("Buộc trâu vào cột điện", 300_000, 500_000, 0, "Buộc tháo dây"),
        ],
        {"quần áo": None, "Buộc trâu": "Khoản 1 Điều 2 Nghị định 48/2026/NĐ-CP"},
        together={"Buộc trâu": "Buộc tháo dây"},
        shown=("Buộc trâu",),
        never=("cảnh cáo.",),
    ),
    TruthCase(
        "an-answer-of-several-passages",
        "Hỏi đáp về mượn máy cày chung",
        [
            law(
                "27/2025", "Máy cày chung", "khoản 1 Điều 6 Luật Máy cày chung số 27/2025/QH15", article="6", clause="1"
            ),
            law("27/2025", "Máy cày chung", "Điều 19 Luật Máy cày chung số 27/2025/QH15", article="19"),
            decree("3/2026"),
        ],
        [
            question(
                "Ai được mượn máy cày của hợp tác xã?",
                paragraph("Trả lời: Mọi xã viên đều được mượn, mỗi lần không quá 05 ngày."),
                paragraph("Xã viên làm hỏng máy phải sửa trong 10 ngày (Điều 19 Luật Máy cày chung số 27/2025/QH15)."),
            ),
            question(
                "Có phải trả tiền không?",
                paragraph(
                    "Theo khoản 1 Điều 6 Luật Máy cày chung số 27/2025/QH15, xã viên không phải trả tiền. Nếu mượn quá 05 ngày thì trả 50.000 đồng/ngày."
                ),
            ),
        ],
        {
            "Mọi xã viên": None,
            "làm hỏng máy": "Điều 19 Luật Máy cày chung",
            "không phải trả tiền": "Khoản 1 Điều 6 Luật Máy cày chung",
        },
        together={"không phải trả tiền": "Nếu mượn quá 05 ngày thì trả 50.000 đồng/ngày"},
        apart={"làm hỏng máy": "Ai được mượn"},
        shown=("không phải trả tiền",),
    ),
    TruthCase(
        "the-old-decree-beside-the-new-one",
        "Điểm mới của Nghị định số 200/2026/NĐ-CP",
        [decree("200/2026"), decree("50/2020")],
        [
            heading("Nuôi gà trong phố"),
            paragraph(
                "Trước đây Nghị định số 50/2020/NĐ-CP phạt việc này từ 100.000 đồng đến 200.000 đồng (khoản 1 Điều 4)."
            ),
            paragraph("Nay nuôi gà trong phố bị phạt từ 500.000 đồng đến 800.000 đồng (khoản 1 Điều 9)."),
            heading("Nuôi vịt trong phố"),
            paragraph("Nuôi vịt trong phố bị phạt từ 600.000 đồng đến 900.000 đồng (khoản 2 Điều 9)."),
        ],
        {"Nay nuôi gà": None, "Nuôi vịt trong phố bị phạt": "Khoản 2 Điều 9 Nghị định 200/2026/NĐ-CP"},
        shown=("Nuôi vịt trong phố bị phạt",),
        never=("Điều 9 Nghị định 50/2020",),
    ),
    TruthCase(
        "sums-with-limits-and-units",
        "Hỗ trợ theo Luật Làng nghề số 31/2025/QH15",
        [law("31/2025", "Làng nghề")],
        [
            paragraph("Hộ làm gốm được hỗ trợ không quá 1.500.000 đồng/tháng (khoản 1 Điều 12)."),
            paragraph("Lò nung từ 10 m³ trở lên phải xa nhà ở ít nhất 200 m (khoản 2 Điều 12)."),
            paragraph("Vay từ 50 triệu đồng đến dưới 100 triệu đồng phải có người bảo lãnh (Điều 13)."),
            paragraph("Hồ sơ được trả lời trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ giấy tờ (Điều 14)."),
        ],
        {
            "làm gốm": "Khoản 1 Điều 12 Luật Làng nghề",
            "Lò nung": "Khoản 2 Điều 12 Luật Làng nghề",
            "bảo lãnh": "Điều 13 Luật Làng nghề",
            "trả lời": "Điều 14 Luật Làng nghề",
        },
        shown=("1.500.000 đồng/tháng", "10 m³ trở lên", "200 m", "15 ngày làm việc", "đến dưới 100 triệu đồng"),
        never=("50 – 100", "10 m "),
    ),
    TruthCase(
        "thirteen-fines-and-a-right",
        "Mức phạt trên sông theo Nghị định số 9/2026/NĐ-CP",
        [decree("9/2026")],
        [
            paragraph("Người đi đò có quyền mượn áo phao (Điều 2)."),
            table(
                ["STT", "Hành vi", "Mức phạt (đồng)", "Căn cứ"],
                *(
                    [
                        str(number),
                        f"Vi phạm luồng lạch loại {number}",
                        f"{number}00.000 đồng – {number}50.000 đồng",
                        f"Khoản {number} Điều 20",
                    ]
                    for number in range(1, 10)
                ),
            ),
            table(
                ["Hành vi", "Mức phạt", "Biện pháp thêm", "Điều khoản"],
                ["Chở quá người", "Từ 3 triệu đồng đến 4 triệu đồng", "Tước giấy phép 02 tháng", "Điều 21"],
                ["Chở quá hàng", "Từ 4 triệu đồng đến 6 triệu đồng", "Tước giấy phép 03 tháng", "Điều 22"],
                ["Lái đò khi say", "Từ 8 triệu đồng đến 10 triệu đồng", "Tước giấy phép 06 tháng", "Điều 23"],
                ["Bỏ khách", "Từ 1 triệu đồng đến 2 triệu đồng", "Xin lỗi khách", "Điều 24"],
            ),
        ],
        {
            "Chở quá người": "Điều 21 Nghị định 9/2026/NĐ-CP",
            "Lái đò khi say": "Điều 23 Nghị định 9/2026/NĐ-CP",
            "luồng lạch loại 7": "Khoản 7 Điều 20 Nghị định 9/2026/NĐ-CP",
        },
        together={"Chở quá người": "Tước giấy phép 02 tháng", "Bỏ khách": "Xin lỗi khách"},
        shown=(*(f"luồng lạch loại {number}" for number in range(1, 10)), "Bỏ khách", "Chở quá hàng"),
    ),
    TruthCase(
        "who-is-fined-and-a-division",
        "Quy định về phát thanh xã",
        [decree("77/2026"), decree("77/2026", "khoản 3 Điều 10 Nghị định số 77/2026/NĐ-CP", article="10", clause="3")],
        [
            {
                "type": "part",
                "label": "I",
                "title": "LOA PHÁT THANH (Nghị định số 77/2026/NĐ-CP)",
                "children": [
                    {
                        "type": "article",
                        "label": "10",
                        "text": "Phát loa trước 05 giờ bị phạt từ 1.000.000 đồng đến 2.000.000 đồng (khoản 1 Điều 10), trừ khi báo bão.",
                    },
                    {**fine("Bán loa của xã", 7_000_000, 9_000_000, 1), "subject": "tổ chức"},
                ],
            }
        ],
        {"Phát loa": "Khoản 1 Điều 10 Nghị định 77/2026/NĐ-CP", "Bán loa": "Khoản 3 Điều 10 Nghị định 77/2026/NĐ-CP"},
        together={"Phát loa": "trừ khi báo bão", "Bán loa": "tổ chức"},
        shown=("Phát loa", "Bán loa"),
    ),
    TruthCase(
        "notes-below-a-table-and-a-spanned-source",
        "Bảng mức phạt giữ trật tự lễ hội",
        [
            decree("36/2026", "Điều 5 Nghị định số 36/2026/NĐ-CP", article="5"),
            decree("36/2026"),
            law("71/2025", "Lễ hội"),
        ],
        [
            table(
                ["Hành vi", "Mức phạt", "Căn cứ (Nghị định số 36/2026/NĐ-CP)"],
                ["Đốt vàng mã sai chỗ", "Từ 200.000 đồng đến 500.000 đồng", "Điều 5"],
                ["Bán vé giả", "Từ 5.000.000 đồng đến 7.000.000 đồng", ""],
                ["Tranh cướp lộc", "Cảnh cáo hoặc phạt từ 300.000 đồng đến 400.000 đồng", "Khoản 2 Điều 6"],
            ),
            paragraph("Lưu ý: các mức phạt trên không áp dụng với người dưới 14 tuổi."),
            paragraph("Ban tổ chức phải có phương án cứu thương theo Điều 9 Luật Lễ hội số 71/2025/QH15."),
        ],
        {
            "vàng mã": "Điều 5 Nghị định 36/2026/NĐ-CP",
            "Bán vé giả": None,
            "Tranh cướp lộc": "Khoản 2 Điều 6 Nghị định 36/2026/NĐ-CP",
            "cứu thương": "Điều 9 Luật Lễ hội",
        },
        together={"vàng mã": "không áp dụng với người dưới 14 tuổi", "Tranh cướp lộc": "Cảnh cáo hoặc phạt"},
        shown=("vàng mã", "Tranh cướp lộc", "cứu thương"),
    ),
)

HELD_BY_ONE = TruthCase(
    "what-a-sentence-says-of-the-one-before-it",
    "Dùng loa ở xóm",
    [decree("88/2026")],
    [
        heading("Ai được dùng loa"),
        paragraph("Mọi nhà được dùng loa trong ngày tết (khoản 1 Điều 4 Nghị định số 88/2026/NĐ-CP)."),
        paragraph("Với điều kiện không quá 22 giờ."),
        paragraph(
            "Loa phải được kiểm định (khoản 2 Điều 4 Nghị định số 88/2026/NĐ-CP). Quy định này không áp dụng với trường học."
        ),
        paragraph("Mức phạt với tổ chức bằng 02 lần mức phạt với cá nhân."),
    ],
    {"Mọi nhà": "Khoản 1 Điều 4 Nghị định 88/2026/NĐ-CP", "kiểm định": "Khoản 2 Điều 4 Nghị định 88/2026/NĐ-CP"},
    together={"Mọi nhà": "Với điều kiện", "kiểm định": "không áp dụng với trường học"},
    apart={"Mọi nhà": "trường học"},
    shown=("Mọi nhà", "kiểm định"),
    never=("02 lần",),
)

ALL = (*BLIND_FIRST, *BLIND_SECOND, HELD_BY_ONE, *CARRIED)
