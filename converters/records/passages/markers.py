"""What a line begins with where a new paragraph begins: the signs and words of divisions, points, questions, ends."""

from __future__ import annotations

from validators.language import legal_paper
from validators.language.detector import WordingTable, wording

_NOTE = r"[⁰¹²³⁴-⁹]{0,4}"  # the raised number of a footnote
_ND30 = "NĐ 30/2020/NĐ-CP Annex I, II.6"

MARKERS = WordingTable(
    "passages/markers",
    (
        wording(
            "division",
            r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|Tiểu mục|TIỂU MỤC)\s+"
            r"(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]{1,7}|\d{1,2}|[A-Z])\b",
            source=_ND30,
            gains="parts, chapters and sections as passages of their own",
            positive=("Chương II", "PHẦN THỨ NHẤT", "“Mục 2 QUYỀN VÀ NGHĨA VỤ"),
            negative=("Chương trình giảng dạy", "mục 2 của Chương này"),
        ),
        wording(
            "article",
            r"(?:Đ|Ð|D)i[êềếểễệe]u\s+[\dlIO]{1,4}[a-zđ]?\s?[.:]",
            source=_ND30,
            gains="articles as passages of their own, also with a misread label",
            positive=("Điều 5. Phạm vi", "Điêu l2:", "“Điều 8a. Cấp lại"),
            negative=("Điều 5 Luật này", "Điều kiện: đủ tuổi"),
        ),
        wording(
            "question",
            r"(?:Câu hỏi|Câu|Hỏi|Đáp|Trả lời|Tình huống|Giải đáp|Bước)\b\s{0,2}\d{0,3}\s?[.:)]",
            source="booklets of questions and answers; procedures told in steps",
            gains="questions, answers and steps as passages of their own",
            positive=("Câu 1: Người dân có quyền gì?", "Trả lời:", "Bước 2. Nộp hồ sơ"),
            negative=("Hỏi đáp pháp luật", "Câu lạc bộ phòng, chống ma túy"),
        ),
        wording(
            "clause",
            rf"\d{{1,3}}[a-zđ]?(?:\.\d{{1,3}}){{0,3}}\s?[.)]{_NOTE}\s|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s",
            source=_ND30,
            gains="numbered clauses and headings as passages of their own",
            positive=("1. Người dân", "2a.¹ Bãi bỏ", "1.2 Mục tiêu"),
            negative=("15 ngày làm việc", "1.000.000 đồng"),
        ),
        wording(
            "point",
            rf"[a-zđ]\d{{0,2}}\){_NOTE}\s",
            source=_ND30,
            gains="points as passages of their own",
            positive=("a) Phạt cảnh cáo", "đ) Tịch thu", "b1)² Thu hồi"),
            negative=("(a) theo mẫu", "a/c của"),
        ),
        wording(
            "roman-or-letter",
            r"[IVX]{1,6}\s?[.)]\s|[A-ZĐ]\s?[.)]\s",
            source="headings of plans and reports, options of a quiz",
            gains="headings and options as passages of their own",
            positive=("II. NỘI DUNG", "A. Đúng"),
            negative=("VI PHẠM", "A.B. Mẫu"),
        ),
        wording(
            "bullet",
            r"[-–+•*▪●○■❖➢➤✓✔☑☐✅✗✘❌❎🚫⛔]\ufe0f?\s|\d\ufe0f?\u20e3",
            source="lists; recipients (NĐ 30/2020/NĐ-CP Annex I, II.9)",
            gains="items of lists as passages of their own",
            positive=("- Như Điều 3;", "• Xe máy", "❌ Bấm vào liên kết lạ", "2️⃣ Báo công an"),
            negative=("-UBND", "–2026", "2 người"),
        ),
        wording(
            "basis",
            r"Căn cứ\b|Theo đề nghị\b",
            source=_ND30,
            gains="every act a paper rests on as a passage of its own",
            positive=("Căn cứ Luật Đất đai;", "Theo đề nghị của Giám đốc Sở Tư pháp,"),
            negative=("căn cứ vào tình hình", "Theo đó, người dân"),
        ),
        wording(
            "annex",
            r"PHỤ LỤC\b|Phụ lục\s+[IVX\d]{1,6}\s*$",
            source="NĐ 30/2020/NĐ-CP Annex I, III.1",
            gains="annexes as passages of their own",
            positive=("PHỤ LỤC I", "Phụ lục 2"),
            negative=("Phụ lục 2 kèm theo Nghị định này quy định",),
        ),
        wording(
            "recipients",
            rf"(?![nk])(?:{legal_paper.RECIPIENTS}|{legal_paper.ADDRESSEE})\b",
            source="NĐ 30/2020/NĐ-CP Annex I, II.9",
            gains="to whom a paper goes as a passage of its own",
            positive=("Nơi nhận:", "Kính gửi: Sở Tư pháp"),
            negative=("Nơi ở hiện tại", "Kính thưa quý vị", "nơi nhận tin:"),
        ),
        wording(
            "signed-for",
            legal_paper.SIGNED_FOR_OR_ACTING,
            source="NĐ 30/2020/NĐ-CP Annex I, II.7.a",
            gains="the signature box as a passage of its own",
            positive=("KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
            negative=("TM 12", "KTX Đại học"),
        ),
    ),
    before=r"[“\"']?",
)
"""In the order of how often they begin a line, surest first."""
