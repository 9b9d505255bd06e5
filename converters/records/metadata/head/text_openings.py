"""What the text of a paper begins with, below its head: there the summary of contents ends."""

from __future__ import annotations

from validators.language.detector import WordingTable, wording
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

_ND30 = "NĐ 30/2020/NĐ-CP Annex I, II.5 and II.6"
_ACTING_ORGANS = (
    "Quốc hội", "CHỦ TỊCH", "BỘ TRƯỞNG", "THỦ TƯỚNG", "CHÍNH PHỦ", "QUỐC HỘI", "GIÁM ĐỐC", "HIỆU TRƯỞNG", "U[ỶY] BAN",
    "ỦY BAN", "HỘI ĐỒNG", "VIỆN TRƯỞNG", "CHÁNH ÁN", "(?:TỔNG )?CỤC TRƯỞNG", "THỦ TRƯỞNG", "THỐNG ĐỐC",
    "TRƯỞNG CÔNG AN",
)  # fmt: skip
_DECIDING_ORGANS = ("Chính phủ", "Quốc hội", "Bộ trưởng", "Chủ tịch", "Thủ tướng", "[ỦủUu][ỷYy] [Bb][Aa][Nn]")

TEXT_OPENINGS = WordingTable(
    "head/text-openings",
    (
        wording(
            "basis",
            one_of("Căn cứ", "Thực hiện", "Theo đề nghị", "Xét", "- Căn cứ"),
            source=_ND30,
            gains="the summary ends where the acts a paper rests on begin",
            positive=("Căn cứ Luật Đất đai;", "Xét đề nghị của Sở Tư pháp"),
            negative=("Về căn cứ tính thuế", "Việc thực hiện kế hoạch"),
        ),
        wording(
            "addressee",
            "Kính gửi",
            source="NĐ 30/2020/NĐ-CP Annex I, II.9",
            gains="the summary of a letter ends before whom it is for",
            positive=("Kính gửi: Sở Tư pháp",),
            negative=("Lời kính gửi",),
        ),
        wording(
            "purpose",
            one_of("Để", "Nhằm", "Trong"),
            source="circulars of ministries, 1995 to 2010",
            gains="the summary ends before the first sentence",
            positive=("Để thi hành Nghị định số 51/1999/NĐ-CP", "Nhằm nâng cao nhận thức"),
            negative=("Về việc để thất lạc hồ sơ",),
        ),
        wording(
            "acting-organ",
            one_of(*_ACTING_ORGANS),
            source=_ND30,
            gains="the summary ends where the organ speaks",
            positive=("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "BỘ TRƯỞNG BỘ TƯ PHÁP", "VIỆN TRƯỞNG VIỆN KIỂM SÁT NHÂN DÂN"),
            negative=("Về Chủ tịch Hội đồng",),
        ),
        wording(
            "division",
            r"(?:Chương|CHƯƠNG|Phần|PHẦN)\s+[\dIVX]|(?:Đ|D)i[ềê]u\s+1\b",
            source="NĐ 30/2020/NĐ-CP Annex I, II.6.đ",
            gains="the summary ends before the first division",
            positive=("Chương I", "Điều 1. Phạm vi điều chỉnh"),
            negative=("Chương trình phối hợp", "Điều 12. Hiệu lực thi hành"),
        ),
        wording(
            "first-heading",
            r"[IVX]{1,4}\s?\.|1\s?\.|[A-Z]\.",
            source="plans, reports and outlines",
            gains="the summary ends before the first heading",
            positive=("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "A. Phần chung"),
            negative=("2. Yêu cầu", "Ban hành quy chế"),
        ),
        wording(
            "amending-law",
            r"Luật [A-ZĐ].{3,150} số \d",
            source="consolidated texts (văn bản hợp nhất)",
            gains="the summary ends before the list of laws that were merged",
            positive=("Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13",),
            negative=("Luật này quy định số lượng", "Luật Đất đai"),
        ),
        wording(
            "attached",
            r"\(?(?:Ban hành )?[Kk]èm theo",
            source="NĐ 30/2020/NĐ-CP Annex I, IV: annexes and regulations name the act they came with",
            gains="the summary ends before the act a paper came with",
            positive=("(Ban hành kèm theo Quyết định số 12/QĐ-UBND)", "(Kèm theo Công văn số 3)"),
            negative=("Ban hành quy chế kèm theo",),
        ),
        wording(
            "period",
            r"\(?(?:Từ (?:ngày )?\d|(?:Số liệu )?[Tt]ính (?:từ|đến) )",
            source="reports of a period",
            gains="the summary ends before the days a report is of",
            positive=("Từ 01/01/2025 đến 30/6/2025", "(Số liệu tính đến ngày 15/11/2025)"),
            negative=("Từ chối nhận con nuôi", "Tính thuế"),
        ),
        wording(
            "parties",
            one_of("Hôm nay", "HÔM NAY", "Chúng tôi", r"B[êÊ][nN] [A-D]\b", f"BÊN [{CAPITALS}]", "NHÂN DANH"),
            source="contracts, minutes and judgments",
            gains="the title of such papers ends before the parties",
            positive=("Hôm nay, ngày 05/3/2026", "BÊN A: SỞ TƯ PHÁP", "NHÂN DANH"),
            negative=("Về quyền của bên thuê", "BÊNH VỰC"),
        ),
        wording(
            "meeting",
            one_of("(?:1\\. )?Thời gian", "(?:2\\. )?Địa điểm", "Thành phần", "I?\\.? ?THÀNH PHẦN", "THỜI GIAN"),
            source="minutes of meetings",
            gains="the title of minutes ends before time, place and who was there",
            positive=("Thời gian bắt đầu: 14 giờ", "THÀNH PHẦN THAM DỰ"),
            negative=("Về thời gian làm việc",),
        ),
        wording(
            "deciding-organ",
            rf"{one_of(*_DECIDING_ORGANS)}\b[^.;:,]{{0,80}}$",
            source="acts before 1997: the organ stands on a line of its own",
            gains="the summary ends where the organ speaks",
            positive=("Chính phủ", "Ủy ban nhân dân tỉnh Hà Giang"),
            negative=("Chính phủ, các bộ và địa phương", "Chính phủ quy định chi tiết: điều 1"),
        ),
    ),
)
