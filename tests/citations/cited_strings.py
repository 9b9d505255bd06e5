"""Strings and the citations in them, for tests: text, then one line for each citation.

A citation is written as its act (by number, else "type: title, year"), then its places after "#", then its role after
"!" where it says more than that the act is mentioned.
"""

from __future__ import annotations

from validators.citations.find import find_citations

STRINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # no law: schools, professions, the common word
    ("Luật được thông qua năm ngoái.", ()),
    ("Pháp lệnh cũ đã lạc hậu.", ()),
    ("Luật trên cơ sở ý kiến của nhân dân", ()),
    ("HỘI LUẬT GIA XÃ MẪU", ()),
    ("Trường Đại học Luật thành phố Mẫu", ()),
    ("Cử nhân Luật Thương mại Trần Thị Mẫu", ()),
    ("Văn phòng Luật Bình Minh tư vấn", ()),
    ("Luật giao Chính phủ quy định", ()),
    ("LUẬT ĐƯỢC BAN HÀNH", ()),
    # no act: contracts, certificates, licences, files, accounts
    ("hợp đồng vay số 12/2019/HĐTD ngày 3/4/2019", ()),
    ("hợp đồng hạn mức số 8123-LAV", ()),
    ("Biên bản vi phạm hành chính số 77/BB-VPHC ngày 09/4/2026", ()),
    ("Biên bản làm việc số 12/BB-STP; giấy ủy quyền số 5/GUQ-UBND", ()),
    ("phiếu chi số 31/PC và phiếu hẹn số 40/PH", ()),
    ("Giấy chứng nhận quyền sử dụng đất số 551/2009/UB-GCN", ()),
    ("giấy phép số 88/2021/GP-SXD", ()),
    ("thụ lý số 31/2022/TLST-HNGĐ", ()),
    ("hồ sơ số 9/2020/HS-VP", ()),
    ("Chứng thư thẩm định giá số 118/2025/CT-TĐG", ()),
    ("Công chứng số 2211/2024/CC-SCC/HĐGD", ()),
    ("vi bằng số 45/2025/VB-TPL", ()),
    ("BẢN TIN PHÁP LUẬT SỐ 21/2026", ()),
    ("HỎI LUẬT CÙNG NÔNG DÂN", ()),
    ("Luật với đời sống", ()),
    ("tài khoản 45 của Thông tư số 6/2021/TT-BTC", ("6/2021/TT-BTC",)),
    # numbers
    ("Nghị quyết số 66.12/2025/NQ-CP", ("66.12/2025/NQ-CP",)),
    ("theo NĐ15/2024 thì", ("15/2024/NĐ-CP",)),
    ("NĐ15/2024/NĐ-CP, Điều 7", ("15/2024/NĐ-CP # Điều 7",)),
    ("NQ 12/2023/NQ-HĐND", ("12/2023/NQ-HĐND",)),
    ("Nghị định số 21 ngày 5/3/2021", ("21/2021/NĐ-CP",)),
    ("Quyết định số 21 ngày 5/3/2021", ("21",)),
    ("Quyết định số 17/2022/QĐ-UBND ở Mẫu", ("17/2022/QĐ-UBND",)),
    ("Thông tư số 9/2016/TT-BGD&ĐT", ("9/2016/TT-BGD&ĐT",)),
    ("theo nghị định 12/2020/nđ-cp và luật 45/2019/qh14", ("12/2020/NĐ-CP", "45/2019/QH14")),
    ("Quyết định 766/qđ-ttg, kế hoạch 12/kh-ubnd", ("766/QĐ-TTg", "12/KH-UBND")),
    ("xem https://mau.example/1/2020/tt-abc.html", ()),
    ("Điều 2 Sắc luật số 003-SLt ngày 18/6/1957", ("003-SLt # Điều 2",)),
    ("Sắc luật số 03-SL/76 ngày 15/3/1976", ("03-SL/76",)),
    ("Điều 8 Luật thuế GTGT", ("luat: Thuế giá trị gia tăng # Điều 8",)),
    # courts, standards, treaties
    ("Công ước Viên năm 1963 về quan hệ lãnh sự", ("cong-uoc: Viên về quan hệ lãnh sự, 1963",)),
    (
        "Công ước La Hay năm 1993 về bảo vệ trẻ em trong lĩnh vực nuôi con nuôi có hiệu lực",
        ("cong-uoc: La Hay về bảo vệ trẻ em trong lĩnh vực nuôi con nuôi, 1993",),
    ),
    ("Công ước về quyền trẻ em năm 1989 về sau mới có", ("cong-uoc: về quyền trẻ em, 1989",)),
    ("Công ước số 138 của ILO về tuổi tối thiểu được đi làm việc", ("138",)),
    ("Án lệ 07/2018/AL", ("07/2018/AL",)),
    ("Bản án dân sự phúc thẩm số 5/2021/DS-PT", ("5/2021/DS-PT",)),
    ("TCVN 1234:2019", ("1234:2019",)),
    ("QCVN 03:2021/BXD", ("03:2021/BXD",)),
    ("TCVN 4513-1988", ("4513-1988",)),
    ("TCXDVN 33:2006", ("33:2006",)),
    ("TCVN 1234-1:2019", ("1234-1:2019",)),
    ("Hiệp định EVFTA và Hiệp định RCEP", ("hiep-dinh: EVFTA", "hiep-dinh: RCEP")),
    ("Công ước về quyền trẻ em năm 1989", ("cong-uoc: về quyền trẻ em, 1989",)),
    ("Điều 3 Công ước của Liên hợp quốc về Luật Biển năm 1982", ("cong-uoc: về Luật Biển, 1982 # Điều 3",)),
    ("Công ước số 29 của ILO", ("29",)),
    ("Hiệp định giữa hai bên được ký", ()),
    ("Công ước quốc tế mà ta tham gia", ()),
    ("hiệp định vừa ký", ()),
    # titles
    ("Luật PCCC và CNCH", ("luat: Phòng cháy, chữa cháy và cứu nạn, cứu hộ",)),
    ("luật Hộ tịch", ("luat: Hộ tịch",)),
    ("Luật Cư trú (sửa đổi) năm 2020", ("luat: Cư trú, 2020",)),
    ("Luật Cư trú (Luật số 68/2020/QH14)", ("68/2020/QH14",)),
    ("Luật số 68/2020/QH14 (Luật Cư trú)", ("68/2020/QH14",)),
    ("Bộ luật Hình sự năm 1999 (sửa đổi, bổ sung năm 2009)", ("bo-luat: Hình sự, 1999",)),
    (
        "Luật sửa đổi, bổ sung một số điều của 3 luật có liên quan đến thư viện số 7/2030/QH16",
        ("7/2030/QH16 !amending",),
    ),
    (
        "Luật sửa đổi, bổ sung Điều 9 của Luật Hộ tịch và Điều 4 của Luật Cư trú",
        (
            "luat: sửa đổi, bổ sung Điều 9 của Luật Hộ tịch và Điều 4 của Luật Cư trú !amending",
            "luat: Hộ tịch # Điều 9 !amended",
            "luat: Cư trú # Điều 4 !amended",
        ),
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của 11 luật về an ninh mạng số 9/2030/QH16",
        ("9/2030/QH16 !amending",),
    ),
    ("Điều 17 Luật Cư trú", ("luat: Cư trú # Điều 17",)),
    # places
    ("Nghị định số 5/2024/NĐ-CP, cụ thể tại khoản 2 Điều 6", ("5/2024/NĐ-CP # khoản 2 Điều 6",)),
    ("Danh mục III Phụ lục IV Luật Hộ tịch", ("luat: Hộ tịch # Phụ lục IV",)),
    ("tiết 2 điểm b khoản 3 Điều 4 Thông tư số 6/2021/TT-BTC", ("6/2021/TT-BTC # tiết 2 điểm b khoản 3 Điều 4",)),
    ("Phần B Phụ lục số 01 Nghị định số 5/2024/NĐ-CP", ("5/2024/NĐ-CP # Phần B Phụ lục 01",)),
    (
        "điểm đ khoản 1, điểm a khoản 2 và khoản 3 Điều 15; khoản 2, khoản 5 Điều 16; Điều 17 Luật Hộ tịch",
        (
            ("luat: Hộ tịch # điểm đ khoản 1 Điều 15 ; điểm a khoản 2 Điều 15 ; khoản 3 Điều 15 ; khoản 2 Điều 16"
            " ; khoản 5 Điều 16 ; Điều 17"),
        ),
    ),
    ("Phụ lục III Nghị định số 5/2024/NĐ-CP", ("5/2024/NĐ-CP # Phụ lục III",)),
    ("Phụ lục số 02 ban hành kèm theo Thông tư số 6/2021/TT-BTC", ("6/2021/TT-BTC # Phụ lục 02",)),
    ("Tiểu mục 1 Mục 3 Chương IV Luật Hộ tịch", ("luat: Hộ tịch # Tiểu mục 1 Mục 3 Chương IV",)),
    ("tiết c điểm 2.1 khoản 3 Điều 8 Thông tư số 6/2021/TT-BTC", ("6/2021/TT-BTC # tiết c điểm 2.1 khoản 3 Điều 8",)),
    ("Điều 8; Chương III Luật Hộ tịch", ("luat: Hộ tịch # Điều 8 ; Chương III",)),
    ("Chương III và Điều 40 Luật Hộ tịch", ("luat: Hộ tịch # Chương III ; Điều 40",)),
    (
        "khoản 2, điểm a, c khoản 3, khoản 6 Điều 9 Nghị định số 5/2024/NĐ-CP",
        (
            "5/2024/NĐ-CP # khoản 2 Điều 9 ; điểm a khoản 3 Điều 9 ; điểm c khoản 3 Điều 9 ; khoản 6 Điều 9",
        ),
    ),
    ("từ Điều 7 đến Điều 9 Luật Hộ tịch số 60/2014/QH13", ("60/2014/QH13 # Điều 7 ; Điều 8 ; Điều 9",)),
    # roles
    ("Căn cứ Luật Hộ tịch; Luật Cư trú;", ("luat: Hộ tịch !basis", "luat: Cư trú !basis")),
    (
        "Nghị định số 5/2024/NĐ-CP thay thế Nghị định số 4/2014/NĐ-CP và Nghị định số 3/2013/NĐ-CP",
        ("5/2024/NĐ-CP !replacing", "4/2014/NĐ-CP !replaced", "3/2013/NĐ-CP !replaced"),
    ),
    (
        "Thông tư số 6/2021/TT-BTC và Thông tư số 7/2021/TT-BTC hết hiệu lực",
        ("6/2021/TT-BTC !repealed", "7/2021/TT-BTC !repealed"),
    ),
    (
        "Nghị định số 4/2014/NĐ-CP đã được sửa đổi, bổ sung bởi Nghị định số 5/2024/NĐ-CP",
        ("4/2014/NĐ-CP !amended", "5/2024/NĐ-CP !amending"),
    ),
    (
        "Luật được hướng dẫn bởi Nghị định số 5/2024/NĐ-CP; Nghị định số 4/2014/NĐ-CP trước đây không còn áp dụng",
        ("5/2024/NĐ-CP", "4/2014/NĐ-CP !repealed"),
    ),
    (
        "Nghị định số 4/2014/NĐ-CP; Nghị định số 5/2015/NĐ-CP hết hiệu lực kể từ ngày 01/7/2026",
        ("4/2014/NĐ-CP !repealed", "5/2015/NĐ-CP !repealed"),
    ),
    (
        ("Căn cứ Luật Hộ tịch; Nghị định số 5/2024/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 4/2014/NĐ-CP; "
        "Nghị định số 6/2025/NĐ-CP về lệ phí;"),
        ("luat: Hộ tịch !basis", "5/2024/NĐ-CP !basis", "4/2014/NĐ-CP !amended", "6/2025/NĐ-CP !basis"),
    ),
    (
        ("Căn cứ Luật Hộ tịch; Luật số 5/2024/QH15 sửa đổi, bổ sung một số điều của Luật Hộ tịch; "
        "Luật số 6/2025/QH15 sửa đổi, bổ sung một số điều của Luật Cư trú và Luật Hộ tịch;"),
        (
            "luat: Hộ tịch !basis",
            "5/2024/QH15 !basis", "luat: Hộ tịch !amended",
            "6/2025/QH15 !basis", "luat: Cư trú !amended", "luat: Hộ tịch !amended",
        ),
    ),
    (
        ("Quyết định này bãi bỏ các Quyết định: Quyết định số 5/2021/QĐ-UBND ban hành Quy chế; "
        "Quyết định số 6/2022/QĐ-UBND về sửa đổi, bổ sung Quy chế ấy; Quyết định số 7/2023/QĐ-UBND."),
        (
            "quyet-dinh: None !amending",
            "5/2021/QĐ-UBND !repealed", "6/2022/QĐ-UBND !repealed", "7/2023/QĐ-UBND !repealed",
        ),
    ),
    (
        ("thay thế Chế độ biên lai ban hành kèm theo Quyết định số 5/1998/QĐ-BTC và "
        "Quyết định số 6/2001/QĐ-BTC về việc sửa đổi, bổ sung Chế độ ấy"),
        ("5/1998/QĐ-BTC !replaced", "6/2001/QĐ-BTC !replaced"),
    ),
    (
        ("Nghị định số 4/2004/NĐ-CP về văn thư và Nghị định số 5/2010/NĐ-CP sửa đổi, bổ sung một số điều của "
        "Nghị định số 4/2004/NĐ-CP về văn thư hết hiệu lực"),
        ("4/2004/NĐ-CP !repealed", "5/2010/NĐ-CP !repealed", "4/2004/NĐ-CP !amended"),
    ),
    (
        "Thông tư số 5/2015/TT-BTP hướng dẫn thi hành Nghị định số 4/2014/NĐ-CP hết hiệu lực",
        ("5/2015/TT-BTP !repealed", "4/2014/NĐ-CP"),
    ),
    (
        "bãi bỏ Nghị định số 4/2014/NĐ-CP; Nghị định số 5/2015/NĐ-CP tiếp tục có hiệu lực",
        ("4/2014/NĐ-CP !repealed", "5/2015/NĐ-CP"),
    ),
    (
        "theo quy định tại Nghị định số 4/2014/NĐ-CP về lương và Nghị định số 5/2015/NĐ-CP đã bị bãi bỏ",
        ("4/2014/NĐ-CP", "5/2015/NĐ-CP !repealed"),
    ),
    (
        "Quyết định số 5/QĐ-BTP về việc công bố thủ tục hành chính mới ban hành, được sửa đổi, bổ sung",
        ("5/QĐ-BTP",),
    ),
    ("Bãi bỏ khoản 2 Điều 5 Nghị định số 4/2014/NĐ-CP", ("4/2014/NĐ-CP # khoản 2 Điều 5 !repealed",)),
    ("Theo Nghị định số 4/2014/NĐ-CP thì", ("4/2014/NĐ-CP",)),
    (
        "Nghị định số 5/2024/NĐ-CP thay cho Nghị định số 4/2014/NĐ-CP",
        ("5/2024/NĐ-CP !replacing", "4/2014/NĐ-CP !replaced"),
    ),
    (
        "Luật Cư trú năm 2020 (thay thế Luật Cư trú năm 2006)",
        ("luat: Cư trú, 2020 !replacing", "luat: Cư trú, 2006 !replaced"),
    ),
    (
        "Nghị định số 5/2024/NĐ-CP đã sửa đổi khoản 2 Điều 4 Nghị định số 4/2014/NĐ-CP",
        ("5/2024/NĐ-CP !amending", "4/2014/NĐ-CP # khoản 2 Điều 4 !amended"),
    ),
    (
        ("Nghị quyết số 4/2014/NQ-HĐND ngày 5 tháng 3 năm 2014 của Hội đồng nhân dân tỉnh quy định mức chi, có hiệu "
        "lực kể từ ngày 15 tháng 3 năm 2014, được sửa đổi, bổ sung bởi Nghị quyết số 5/2024/NQ-HĐND"),
        ("4/2014/NQ-HĐND !amended", "5/2024/NQ-HĐND !amending"),
    ),
    ("được áp dụng thay cho Nghị định số 4/2014/NĐ-CP", ("4/2014/NĐ-CP !replaced",)),
)  # fmt: skip


def written(text: str, *, scanned: bool = False) -> tuple[str, ...]:
    """The citations of a text, each as `STRINGS` writes it."""
    lines = []
    for one in find_citations(text, scanned=scanned):
        act = one.mention.act
        year = f", {act.year}" if act.year else ""
        name = act.number or f"{act.type}: {act.title}{year}"
        places = f" # {' ; '.join(map(str, one.locators))}" if one.locators else ""
        role = f" !{one.role}" if one.role != "mentioned" else ""
        lines.append(f"{name}{places}{role}")
    return tuple(lines)
