"""The word "Luật" where it names no law: schools, professions, firms, branches of learning, and the common word."""

from __future__ import annotations

from validators.language.detector import WordingTable, wording

BEFORE_REACH = 26  # characters before "Luật" that show it is part of another name

NO_LAW_BEFORE = WordingTable(
    "citations/no-law-before",
    (
        wording(
            "compound",
            r"(?i:kỷ|kỉ|quy|qui|trọng|âm|niêm|sắc) $",
            source="a dictionary of Vietnamese",
            gains="discipline (kỷ luật) and its like are no law, in capitals either; a sắc luật is an act of its own",
            positive=("KỶ ", "bị kỷ ", "quy ", "Sắc "),
            negative=("quy định của ", "theo "),
            how="search",
        ),
        wording(
            "several",
            r"(?:của|các|những|về) \d{1,2} $",
            source="titles of acts that amend many (“của 11 luật về an ninh mạng”)",
            gains="the number of laws is followed by no title of one",
            positive=("của 11 ", "các 3 "),
            negative=("Điều 5 của ", "Điều 5 ", "của Điều 5 "),
            how="search",
        ),
        wording(
            "school",
            r"(?i:đại học|học viện|khoa|trường|viện|ngành|bộ môn|môn|lớp|khóa|khoá|giáo trình)(?: [Kk]inh tế -)? $",
            source="names of schools of law and their subjects",
            gains="a school of law is no law",
            positive=("Đại học ", "Khoa ", "Trường ĐHQG, Khoa ", "Đại học Kinh tế - "),
            negative=("theo ", "trường học theo "),
            how="search",
        ),
        wording(
            "degree",
            r"(?i:cử nhân|thạc s[ĩỹ]|tiến s[ĩỹ]|kỹ sư|sinh viên|giảng viên"
            r"|(?:có|tấm|lấy|nhận|cấp|văn|thêm|hai|tốt nghiệp) bằng) $",
            source="Luật Giáo dục đại học 08/2012/QH13 Điều 38",
            gains="a degree in law is no law",
            positive=("Cử nhân ", "Thạc sĩ ", "được cấp bằng "),
            negative=("sinh viên theo ", "được thay bằng ", "quy định bằng "),
            how="search",
        ),
        wording(
            "association or firm",
            r"(?i:hội|đoàn|văn phòng|công ty|hãng|câu lạc bộ|clb|tạp chí|báo|nhà xuất bản|trung tâm)"
            r"(?: [Hh]ợp danh| TNHH)? $",
            source="Luật Luật sư 65/2006/QH11 Điều 32–34; statutes of the lawyers' associations",
            gains="an association or a firm of lawyers is no law",
            positive=("Hội ", "Văn phòng ", "Công ty TNHH ", "Công ty "),
            negative=("Quốc hội thông qua ", "Hội theo "),
            how="search",
        ),
    ),
)
"""Read on what stands before the word."""

NO_LAW_AFTER = WordingTable(
    "citations/no-law-after",
    (
        wording(
            "compound",
            r"\s{1,3}(?i:gia|sư|học|lệ|pháp(?! điển)|chơi|tục|bất thành văn|thành văn|nhân quả|im lặng)(?!\w)",
            source="a dictionary of Vietnamese",
            gains="a word made with luật is no law, in capitals either (HỘI LUẬT GIA)",
            positive=(" gia Việt Nam", " SƯ", " học", " gia"),
            negative=(" Giá", " Giao thông đường bộ", " Sở hữu trí tuệ", " Luật sư"),
        ),
        wording(
            "common word",
            r"\s{1,3}(?:trên (?:cơ sở|địa bàn|toàn|thực tế|tinh thần|thế giới)|cũ|mới|được|đã|giao cho|giao [A-ZĐ]"
            r"|cho phép|quy định|gốc|khung|nào|gì|phải|có|là|thì)(?!\w)"
            r"|\s{1,3}(?i:cùng|với|cho|và|của|để|hay|hoặc|trong|đến|vào|sẽ|đang)(?!\w)",
            source="Luật 64/2025/QH15, which speaks of “luật” throughout",
            gains="a sentence about law in general names no law, nor does a headline (“HỎI LUẬT CÙNG BÁO MẪU”)",
            positive=(" trên cơ sở", " được Quốc hội", " cũ không", " giao cho", " CÙNG NÔNG DÂN", " với đời sống"),
            negative=(" Giao thông đường bộ", " Đấu giá tài sản"),
        ),
    ),
)
"""Read on what stands after it."""
