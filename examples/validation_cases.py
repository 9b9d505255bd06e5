"""What breaks each rule: for every code, changes to the valid record that make it fail (and, where needed, pass).

A change is a JSON Pointer and the value set there; `REMOVE` takes the value away. Everything here is invented.
"""

from __future__ import annotations

import unicodedata
from typing import Any

REMOVE = object()
Changes = dict[str, Any]

DRAFT = {"/workflow": {"state": "draft", "events": []}}
STORY = {"/kind": "tinh-huong"}


def paragraph(text: str) -> Changes:
    """The second block says something else."""
    return {"/content/1/text": text}


def sanction(**values: Any) -> Changes:
    """The fine of the sample, changed; its evidence goes, so that only the fine is wrong."""
    evidence = {"/evidence/~1content~14~1answer~11~1amount_min": REMOVE}
    return {**{f"/content/4/answer/1/{name}": value for name, value in values.items()}, **evidence}


def cited(**values: Any) -> Changes:
    """The second citation, changed; `__` stands for `/`."""
    return {"/legal_basis/1/" + name.replace("__", "/"): value for name, value in values.items()}


WORDS = (
    "Nam từ đủ hai mươi tuổi nữ từ đủ mười tám tuổi được kết hôn khi hai người tự nguyện quyết định và không ai bị mất "
    "năng lực hành vi dân sự theo quy định của pháp luật hiện hành"
)
GARBLED = WORDS.replace("người", "nguờji").replace("định", "địnhx").replace("quyết", "qwyết").replace("pháp", "fjáp")

WAIVER = {
    "code": "DU209", "pointer": "/subjects", "by": "Trần Thị Bình Minh", "on": "2026-10-02",
    "reason": "Chủ đề sẽ chọn khi lập danh mục của tủ sách.",
}  # fmt: skip
NO_SUBJECT: Changes = {"/schema_version": "1.1", "/subjects": []}

DRAFTED = {
    "path": "derivatives/ai-summary.txt", "role": "social", "media_type": "text/plain", "sha256": "0" * 64, "bytes": 4,
}  # fmt: skip

# As of a record that was read from a source, which agrees with its own text.
READ: Changes = {"/schema_version": "1.1", "/word_count": {"read": 0}}
NAMED = (
    "Phòng Phổ biến, giáo dục pháp luật, Sở Tư pháp tỉnh Hưng Yên biên soạn; tài liệu số 15/TL-STP; người tổ chức tảo "
    "hôn bị phạt đến 1.000.000 đồng."
)


def answered(text: str) -> Changes:
    """The answer says so, of a record that was read."""
    return {**READ, "/content/4/answer/0/text": text}


FINED = "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn bị phạt tiền từ 1.000.000 đồng đến {} đồng."
AGAIN = " Người tái phạm bị phạt tiền từ 5.000.000 đồng đến 7.000.000 đồng."
MARRIED_OFF = {
    "type": "sanction", "behaviour": "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn",
    "amount_min": 1_000_000, "amount_max": 3_000_000, "subject": "cá nhân", "basis": 1,
}  # fmt: skip
RESTING = "Tổ chức lấy vợ, lấy chồng cho người chưa đủ tuổi kết hôn: {} Nghị định số 82/2020/NĐ-CP."


def in_force(day: str) -> Changes:
    """From which day the first act is said to be in force; the second block says from 1 January 2015."""
    told = "Luật Hôn nhân và gia đình số 52/2014/QH13 có hiệu lực thi hành từ ngày 01 tháng 01 năm 2015."
    return {"/schema_version": "1.1", "/legal_basis/0/act/in_force_from": day, **paragraph(told)}


NUMBERED = ("1. Tờ khai đăng ký kết hôn;", "2. Giấy tờ tùy thân của hai bên;", "3. Giấy xác nhận tình trạng hôn nhân.")
ROWS = [["Hành vi", "Mức phạt"], ["Tảo hôn", "2.000.000 đồng"], ["Cản trở kết hôn", "5.000.000 đồng"]]
PUNISHED = "Người tổ chức tảo hôn bị phạt tiền và buộc chấm dứt quan hệ trái pháp luật."
POINTS = ("yêu cầu giữ kín nơi tạm lánh;", "nhận lời khuyên của bác sĩ;", "nộp đơn tại nơi cư trú.")


def listed(many: int) -> Changes:
    """Three points of a list, of which some are rights."""
    rights = [{"type": "right", "text": point.rstrip(";.")} for point in POINTS[:many]]
    return {**READ, "/content/3": {"type": "list", "items": [f"- {point}" for point in POINTS]},
            **{f"/content/{5 + at}": right for at, right in enumerate(rights[:1])},
            "/content/4/answer": rights[1:]}  # fmt: skip


def entitled(holder: str) -> Changes:
    """A right of somebody, in the words of the second block."""
    words = "Nam từ đủ 20 tuổi có quyền kết hôn khi hai người tự nguyện quyết định."
    return {
        **answered(FINED.format("3.000.000")),
        **paragraph(words),
        "/content/5": {"type": "right", "text": words, "holder": holder},
    }


FAILS: dict[str, Changes] = {
    # The record and its own text
    "DUNG126": answered("Theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018, hồ sơ được nộp tại một nơi."),
    "DUNG127": {**READ, "/legal_basis/1/found": "number"},
    "DUNG128": answered(RESTING.format("khoản 2 Điều 58")),
    "DUNG129": {"/schema_version": "1.1", "/legal_basis/1/act/replaced_by": ["30/2019/NĐ-CP"]},
    "DUNG155": answered(FINED.format("5.000.000")),
    "DUNG156": entitled("Người từ đủ 16 tuổi"),
    "DUNG146": {"/kind": "van-ban-quy-pham"},
    "DUNG147": in_force("2015-02-01"),
    "DUNG177": listed(2),
    "DUNG157": answered(FINED.format("3.000.000") + AGAIN),
    "DUNG158": {**answered(FINED.format("3.000.000")), "/content/5": MARRIED_OFF},
    "DUNG159": answered("Người không tổ" + FINED.format("3.000.000").removeprefix("Tổ")),
    "DUNG175": {"/content/5": {"type": "letterhead", "lines": ["SỞ TƯ PHÁP TỈNH HƯNG YÊN", "Số: 51/TL-STP"]}},
    "DUNG176": {"/evidence/~1number": [{"page": 3, "text": "15/TL-STP", "method": "text-layer"}]},
    "DUNG172": {**READ, "/content/5/text": NAMED, "/publisher/name": "Sở Tư pháp tỉnh Thái Bình",
                "/evidence/~1publisher": [{"page": 1, "text": "Sở Tư pháp tỉnh Hưng Yên", "method": "ocr"}]},
    "DUNG173": {"/rights/license": "CC BY 4.0", "/rights/statement": "Cấm sao chép dưới mọi hình thức."},
    "DUNG174": {"/keywords": ["kết hôn", "Kết hôn"]},
    "DUNG188": READ,
    "DUNG030": {"/retention": {"period": "20 năm"}},
    "DUNG087": {"/files/0/media_type": "image/png"},
    "DUNG148": {"/schema_version": "1.1", "/retention": {"period": "để trong tủ số 3"}},
    "DUNG100": {"/publisher/name": "Sở Tư pháp tỉnh Lào Cai"},
    "DUNG199": {"/evidence/~1title/0/box": [120, 88, 940, 90132]},
    "DU225": {"/workflow/events/1/by": "Trần Thị Bình Minh"},
    "DU226": {"/workflow/events/0": {"state": "compared", "at": "2026-03-05T09:30:00+07:00", "by": "Lê Văn Khánh"}},
    "DUNG149": {"/content/3/items": [NUMBERED[0], NUMBERED[2], NUMBERED[1]]},
    "DUNG179": {"/content/3": {"type": "table", "header_rows": 1, "rows": [ROWS[1], ROWS[0], ROWS[2]]}},
    "DUNG192": {"/publisher/name": "Sở Tư pháp tỉnh Hưng Yên, https://stp.example.vn"},
    "DUNG193": {"/publisher/organ_id": "G15.12"},
    "DUNG194": {"/legal_basis/0/validity/state": "not-yet-in-force"},
    "DUNG195": {"/title": "Cấp phép khai thác khoáng sản lòng sông"},
    "DUNG196": {"/content/2/level": 6},
    "DUNG197": {"/content/4/text": f"Tổ chức tảo hôn bị phạt thế nào? {PUNISHED}"},
    "DUNG198": {"/content/4/answer/1/basis": 0},
    "SACH353": {"/ai": {"generated": False, "tool": "máy đọc giọng nói"}},
    "SONG418": {"/legal_basis/0/act/date": "2014-06-20"},
    "SONG423": {"/review_due": "2038-10-01"},
    "SACH314": {"/language": "vn"},
    # What could not be checked
    "DUNG018": {"/kind": 5},
    "DUNG019": {"/content": [{"type": "question", "text": f"Câu {number}?", "answer": []} for number in range(1010)]},
    # The form of the record
    "DUNG020": {"/title": REMOVE},
    "DUNG021": {"/titel": "Kết hôn"},
    "DUNG022": {"/title": 5},
    "DUNG023": {"/kind": "pamphlet"},
    "DUNG024": {"/date_issued": "02/03/2026"},
    "DUNG025": {"/subjects": [46]},
    "DUNG026": {"/content/1": {"type": "poem", "text": "x"}},
    "DUNG027": {"/schema_version": "9.0"},
    "DUNG028": {"/schema_version": REMOVE},
    # Files
    "DUNG083": {"/files/0/path": "../../etc/passwd"},
    # Citations
    "DUNG101": cited(act__number="82 & 2020 : NĐ", text="Nghị định 82"),
    "DUNG102": cited(act__number="82/2020/ND-CP"),
    "DUNG103": cited(act__type="thong-tu"),
    "DUNG104": cited(act__type="sac-chi"),
    "DUNG105": cited(act__date="2021-07-15"),
    "DUNG106": cited(act__organ="Bộ Tư pháp"),
    "DUNG107": cited(text="khoản 1 Điều 58 Nghị định số 83/2020/NĐ-CP"),
    "DUNG108": cited(
        act__number="82/2026/NĐ-CP", text="khoản 1 Điều 58 Nghị định số 82/2026/NĐ-CP", act__date="2026-07-15"
    ),
    "DUNG109": cited(act__number="82/2028/NĐ-CP", text="khoản 1 Điều 58 Nghị định số 82/2028/NĐ-CP", act__date=REMOVE),
    "DUNG110": cited(locator={"article": "58", "clause": "1", "point": "f"}),
    "DUNG111": cited(locator={"article": "5B8", "clause": "1"}, text="khoản 1 Điều 5B8 Nghị định số 82/2020/NĐ-CP"),
    "DUNG112": cited(locator={"article": "0"}, text="Điều 0 Nghị định số 82/2020/NĐ-CP"),
    "DUNG113": cited(locator={"clause": "1"}),
    "DUNG114": cited(locator={"article": "85", "clause": "1"}),
    "DUNG115": {
        "/legal_basis/0/text": "khoản 1 Điều 8 Luật Hôn nhân và gia đình",
        "/legal_basis/0/act": {"type": "luat", "title": "Luật Hôn nhân và gia đình"},
    },
    "DUNG116": cited(
        act={"type": "thong-tu", "number": "07/2025/TT-BTTTT", "date": "2025-09-15"},
        text="khoản 1 Điều 58 Thông tư số 07/2025/TT-BTTTT",
    ),
    "DUNG117": sanction(basis=7),
    "DUNG118": {
        "/legal_basis/0/act": {"type": "nghi-dinh", "number": "82/2020/NĐ-CP", "date": "2020-07-16"},
        "/legal_basis/0/text": "khoản 1 Điều 8 Nghị định số 82/2020/NĐ-CP",
    },
    "DUNG122": {
        "/legal_basis/0/act/number": "52/2014/QH12",
        "/legal_basis/0/text": "khoản 1 Điều 8 Luật Hôn nhân và gia đình số 52/2014/QH12",
    },
    "DUNG119": cited(locator={"article": "58", "clause": "2"}),
    "DUNG120": paragraph("Xem Nghị định số 61/2018/NĐ-CP ngày 31 tháng 4 năm 2018 của Chính phủ."),
    "DUNG121": paragraph("Hồ sơ được nộp tại Sở Giao thông vận tải trong giờ hành chính."),
    "DUNG085": {"/files/1/derived_from": "access/to-gap.pdf"},
    "DUNG171": {"/rights/license": "CC BY 9.9"},
    "SACH313": {"/language": "en"},
    "DUNG125": paragraph("Bộ Pháp chế hướng dẫn thi hành các quy định này."),
    # Facts
    "DUNG168": {"/creator/name": "Phòng Phổ biến, Sở Kế hoạch và Đầu tư tỉnh Hưng Yên"},
    "DUNG184": {"/evidence/~1number/0/text": "Số: 18/TL-STP"},
    "DUNG190": {**NO_SUBJECT, "/waivers": [WAIVER | {"by": " "}]},
    "DUNG191": {**NO_SUBJECT, "/waivers": [WAIVER | {"code": "DU210", "pointer": "/audiences"}]},
    "DUNG130": {"/date_issued": "2027-03-02"},
    "DUNG131": {"/date_issued": "1926-03-02"},
    "DUNG132": cited(act__number=REMOVE, act__date="1920-07-15", text="khoản 1 Điều 58 Nghị định"),
    "DUNG133": {"/workflow/events/1/at": "2026-03-20T09:30:00+07:00"},
    "DUNG134": {"/workflow/events/3/at": "2027-03-11T14:00:00+07:00"},
    "DUNG135": {"/workflow/state": "approved"},
    "DUNG136": {"/review_due": "2026-09-01"},
    "DUNG137": {"/reviewed_on": "2027-01-01"},
    "DUNG138": {"/approval/date": "2027-03-10"},
    "DUNG139": {"/approval/date": "2026-03-15"},
    "DUNG140": cited(validity__as_of="2027-01-01"),
    "DUNG141": {"/workflow": {"state": "compared", "events": []}},
    "DUNG142": {"/approval/text_sha256": "0" * 64},
    "DUNG143": {"/workflow/events/1/state": "approved", "/workflow/events/2/state": "compared"},
    "DUNG123": {"/legal_basis/1/act/in_force_from": "2019-07-15"},
    "DUNG124": {"/legal_basis/0/act/title": "Luật Hộ tịch"},
    "DUNG145": {"/reviewed_on": "2025-10-01"},
    "DUNG169": {"/level": "central"},
    "DUNG144": {"/approval/by": "Trần Văn Mẫu"},
    "DUNG150": sanction(amount_min=5000000),
    "DUNG151": sanction(amount_min=1000001),
    "DUNG152": sanction(amount_max=30000000),
    "DUNG153": {"/content/4/answer/1/amount_min": 2000000},
    "DUNG154": paragraph("Hồ sơ nộp trước ngày 31 tháng 4 năm 2026."),
    "DUNG160": {"/place": {"code": "34", "name": "Tỉnh Thái Bình"}},
    "DUNG161": {"/place": {"code": "336", "name": "Tỉnh Hưng Yên"}},
    "DUNG162": {"/place": {"code": "33", "name": "Tỉnh Thái Bình"}},
    "DUNG163": {"/place": {"name": "Tỉnh Thái Bình"}},
    "DUNG164": {"/place": {"code": "75", "name": "Tỉnh Đồng Nai"}, "/date_issued": "2026-05-04"},
    "DUNG165": {"/level": "district"},
    "DUNG166": {"/publisher": {"name": "Bộ Thông tin và Truyền thông"}},
    "DUNG167": {"/publisher/organ_id": "000.00.12.H31"},
    "DUNG170": {"/identifier": "tờ gấp số 15"},
    "DUNG180": {"/evidence/~1signer~1name": [{"page": 1, "text": "x", "method": "person"}]},
    "DUNG181": {"/evidence/~1title/0/box": [940, 88, 120, 132]},
    "DUNG182": {
        "/evidence/~1content~14~1answer~11~1amount_min/0/confidence": 0.61,
        **DRAFT, "/approval": {},
    },
    "DUNG183": {"/workflow/events/1/state": "draft"},
    # What is missing
    "DU201": {"/creator": REMOVE},
    "DU202": {"/publisher": REMOVE},
    "DU203": {"/date_issued": REMOVE, "/evidence/~1date_issued": REMOVE},
    "DU204": {"/description": REMOVE},
    "DU205": {"/title": "   ", "/evidence/~1title": REMOVE},
    "DU206": {"/description": "Tờ gấp"},
    "DU207": cited(validity={"state": "unknown"}),
    "DU208": {"/legal_basis": [], "/content/4/answer/1/basis": REMOVE},
    "DU209": {"/subjects": []},
    "DU210": {"/audiences": []},
    "DU211": {"/level": REMOVE},
    "DU212": {"/place": REMOVE},
    "DU213": {"/content": [], "/evidence/~1content~14~1answer~11~1amount_min": REMOVE},
    "DU214": {"/word_count": {"read": 3, "left_out": [{"reason": "unknown", "text": "một", "page": 2}]}},
    "DU215": {
        "/word_count": {"read": 9, "placed": {"content": 5}, "left_out": [{"reason": "handwritten", "text": "ba"}]}
    },
    "DU216": {"/word_count": {"read": 90000, "placed": {"content": 90000}}},
    "DU220": {"/approval": {}},
    "DU221": {"/approval/by": REMOVE},
    "DU222": {"/workflow/events/2": {"state": "compared", "at": "2026-03-10T10:00:00+07:00", "by": "Lê Văn Khánh"}},
    "DU223": {"/workflow/events/3/by": REMOVE},
    "DU230": {"/files/0/role": "content", "/files/0/media_type": "text/markdown"},
    "DU231": {"/files/1/role": "content"},
    "DU233": {"/files/0/page_facts": [{"page": 2, "dpi": 150, "colour": "colour", "scale": 100}]},
    "DU234": {"/files/0/page_facts": [{"page": 2, "dpi": 300, "colour": "grey", "scale": 100}]},
    "DU235": {"/files/0/page_facts": [{"page": 2, "dpi": 300, "colour": "colour", "scale": 71}]},
    "DU236": {"/files/0/pdf_version": "1.3"},
    "DU240": {"/content/1": {"type": "figure", "caption": "Hai người đến đăng ký kết hôn"}},
    "DU241": {"/files/1": {"path": "derivatives/video.mp4", "role": "video", "media_type": "video/mp4",
                           "sha256": "0" * 64, "bytes": 4}},
    "DU242": {"/files/1": {"path": "derivatives/audio.mp3", "role": "audio", "media_type": "audio/mpeg",
                           "sha256": "0" * 64, "bytes": 4}},
    "DU250": {"/rights/statement": REMOVE},
    "DU251": {"/rights/source": REMOVE, "/rights/author": REMOVE},
    "DU252": {"/evidence/~1title": REMOVE},
    "DU253": {"/files/1/derived_from": REMOVE},
    "DU260": {"/content/4/answer": [], "/evidence/~1content~14~1answer~11~1amount_min": REMOVE},
    "DU261": {"/content/1": {"type": "situation", "text": "Anh A và chị B muốn kết hôn khi chị B mới mười bảy tuổi."}},
    "DU262": sanction(basis=REMOVE),
    "DU263": sanction(amount_min=REMOVE, amount_max=REMOVE),
    "DU264": {"/content/2/text": "Ba cách đăng ký kết hôn"},
    "DU270": {"/audiences": ["ethnic-minorities-and-remote"]},
    # The text
    "SACH301": {"/title": unicodedata.normalize("NFD", "Kết hôn đúng luật")},
    "SACH302": paragraph("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®iÒu kiÖn kÕt h«n theo LuËt H«n nh©n vµ gia ®×nh"),
    "SACH303": paragraph("Äiá»u kiá»‡n káº¿t hÃ´n theo luáº­t"),
    "SACH304": paragraph("Điều ki\ufffdn kết hôn theo luật"),
    "SACH305": paragraph("Điều kiện\u200b kết hôn theo luật"),
    "SACH306": paragraph("Ðiều kiện kết hôn theo luật"),
    "SACH307": paragraph(GARBLED + ". " + GARBLED),
    "SACH308": paragraph("Điều kiện kết hôn:<br />tự nguyện&nbsp;"),
    "SACH309": {"/title": "Kết hôn đúng luật:  những điều cần biết"},
    "SACH310": paragraph("MẬT"),
    "SACH312": paragraph("Nam nữ tự nguyện kết h\u043en theo quy định."),
    "SACH311": paragraph("Tài liệu lưu hành nội bộ, không phổ biến"),
    # Personal data
    "SACH320": paragraph("Anh A, CCCD số 033099001234, đến đăng ký kết hôn."),
    "SACH321": paragraph("Chị B, CMND số 145678901, cấp năm 2010."),
    "SACH322": paragraph("Hỏi chị B, điện thoại 0912 345 670."),
    "SACH323": paragraph("Chuyển tiền vào số tài khoản 19033456789012 của anh A."),
    "SACH324": paragraph("Xe máy biển số 89B1-234.56 của anh A."),
    "SACH325": paragraph("Anh A, trú tại số 12 ngõ 5 đường Điện Biên, nộp hồ sơ."),
    "SACH326": paragraph("Viết cho chị B: chib1990@gmail.com."),
    "SACH327": paragraph("Anh A có hộ chiếu số B1234567."),
    "SACH328": paragraph("Chị B có mã số BHXH 3312345678."),
    "SACH329": paragraph("Chị B sinh ngày 12/5/2006."),
    "SACH330": {**STORY, **paragraph("Anh Nguyễn Văn Tuấn muốn kết hôn với chị B.")},
    "SACH332": paragraph("Giấy chứng nhận quyền sử dụng đất số BX 123457 mang tên ông Vũ Văn Ví Dụ."),
    "SACH334": paragraph("Anh A đưa giấy phép lái xe số 330123456785 cho tổ tuần tra."),
    "SACH333": paragraph("Chị Đỗ Thị Ví Dụ ở cuối thôn đã nhiễm HIV từ lâu."),
    "SACH331": {**STORY, **paragraph("Cháu Hoa, 14 tuổi, bị gia đình ép lấy chồng.")},
    "SACH350": {"/ai": {"generated": True, "label_shown": True}},
    "SACH351": {"/ai": {"generated": True, "tool": "máy đọc giọng nói", "label_shown": False}},
    "SACH352": {"/ai": {},
                "/files/1": {"path": "derivatives/poster.png", "role": "infographic", "media_type": "image/png",
                             "sha256": "0" * 64, "bytes": 4}},
    # Time
    "SONG401": cited(text="Điều 3 Nghị định số 67/2015/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "67/2015/NĐ-CP", "date": "2015-08-14"}),
    "SONG402": {"/legal_basis/0/locator": {}, "/legal_basis/0/text": "Luật Hôn nhân và gia đình số 52/2014/QH13"},
    "SONG403": cited(text="Điều 3 Nghị định số 11/2026/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "11/2026/NĐ-CP", "date": "2026-01-14"}),
    "SONG404": cited(text="Điều 3 Nghị định số 12/2024/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "12/2024/NĐ-CP", "date": "2024-01-14"}),
    "SONG405": cited(text="Điều 3 Nghị định số 13/2019/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "13/2019/NĐ-CP", "date": "2019-01-14"}),
    "SONG406": cited(act__date="2020-07-16"),
    "SONG407": cited(text="khoản 1 Điều 98 Nghị định số 82/2020/NĐ-CP", locator={"article": "98", "clause": "1"}),
    "SONG408": cited(validity__state="not-yet-in-force"),
    "SONG409": cited(validity__state="expired"),
    "SONG410": cited(validity={"state": "in-force"}),
    "SONG411": cited(validity__as_of="2025-10-01"),
    "SONG412": cited(text="Điều 3 Nghị định số 14/2023/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "14/2023/NĐ-CP"}),
    "SONG413": cited(text="Điều 5 Nghị định số 14/2023/NĐ-CP", locator={"article": "5"},
                     act={"type": "nghi-dinh", "number": "14/2023/NĐ-CP"}),
    "SONG414": cited(text="Điều 3 Nghị định số 15/2022/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "15/2022/NĐ-CP"}),
    "SONG416": cited(text="Điều 3 Nghị định số 16/2021/NĐ-CP", locator={"article": "3"},
                     act={"type": "nghi-dinh", "number": "16/2021/NĐ-CP"}),
    "SONG417": cited(text="Nghị định số 67/2015/NĐ-CP", locator={}, role="amended",
                     act={"type": "nghi-dinh", "number": "67/2015/NĐ-CP"}),
    "SONG420": {"/review_due": "2026-11-01"},
    "SONG421": {"/review_due": REMOVE, "/reviewed_on": "2023-01-05"},
    "SONG422": {"/review_due": REMOVE},
    "SONG430": {"/files/1/derived_from": "source/gone.pdf"},
    "SONG431": {"/accessibility": {"captions": ["derivatives/gone.vtt"]}},
    "SONG440": {"/files/1": {"path": "derivatives/poster.png", "role": "infographic", "media_type": "image/png",
                             "sha256": "0" * 64, "bytes": 4, "derived_text_sha256": "1" * 64},
                "/accessibility": {"alt_texts": {"derivatives/poster.png": "Năm điều cần biết khi kết hôn"}}},
    "SONG441": {"/files/1": {"path": "derivatives/poster.png", "role": "infographic", "media_type": "image/png",
                             "sha256": "0" * 64, "bytes": 4},
                "/accessibility": {"alt_texts": {"derivatives/poster.png": "Năm điều cần biết khi kết hôn"}}},
    "SONG442": {"/files/1": {**DRAFTED, "made_by": {"program": "ai-summary 1", "needs_review": True}}},
}  # fmt: skip

# Good records that come near to breaking a rule.
PASSES: dict[str, Changes] = {
    "SONG442": {"/files/1": {**DRAFTED, "made_by": {"program": "ai-summary 1", "needs_review": False}}},
    "DUNG126": answered("Theo Nghị định số 82/2020/NĐ-CP ngày 15 tháng 7 năm 2020, người tảo hôn bị phạt tiền."),
    "DUNG127": {**answered(RESTING.format("khoản 1 Điều 58")), "/legal_basis/1/found": "number"},
    "DUNG128": answered(RESTING.format("khoản 1 Điều 58")),
    "DUNG155": answered(FINED.format("3.000.000")),
    "DUNG156": entitled("Nam từ đủ 20 tuổi"),
    "DUNG146": {"/kind": "van-ban-quy-pham", "/number": "15/2026/QĐ-UBND"},
    "DUNG147": in_force("2015-01-01"),
    "DU264": {"/content/2/text": "Hai cách đăng ký kết hôn"},
    "DUNG177": listed(3),
    "DUNG157": answered(FINED.format("3.000.000")),
    "DUNG158": {**answered(FINED.format("3.000.000")), "/content/5": {**MARRIED_OFF, "amount_min": 2_000_000}},
    "DUNG159": answered(FINED.format("3.000.000")),
    "DUNG175": {"/content/5": {"type": "letterhead", "lines": ["SỞ TƯ PHÁP TỈNH HƯNG YÊN", "Số: 15/TL-STP"]}},
    "DUNG176": {"/evidence/~1number": [{"page": 1, "text": "15/TL-STP", "method": "text-layer"}]},
    "DUNG172": {**READ, "/content/5/text": NAMED},
    "DUNG030": {"/schema_version": "1.1", "/retention": {"period": "20 năm"}},
    "DUNG148": {"/schema_version": "1.1", "/retention": {"period": "20 năm"}},
    "DUNG149": {"/content/3/items": [*NUMBERED]},
    "DUNG179": {"/content/3": {"type": "table", "header_rows": 1, "rows": ROWS}},
    "DUNG188": {**READ, "/content/5/text": NAMED},
    "DUNG187": {
        f"/evidence/~1{name}": [{"page": 1, "text": "nhập khi lập hồ sơ", "method": "person"}]
        for name in ("kind", "publisher", "creator", "level", "place")
    },
    "DUNG120": paragraph("Xem Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ."),
    "DUNG154": paragraph("Hồ sơ nộp trước ngày 30 tháng 4 năm 2026, lúc 16 giờ 30."),
    "DUNG121": paragraph("Trước đây hồ sơ được nộp tại Sở Giao thông vận tải; nay nộp tại Sở Xây dựng."),
    "DUNG190": {**NO_SUBJECT, "/waivers": [WAIVER]},
    "DUNG191": {**NO_SUBJECT, "/waivers": [WAIVER]},
    "DU233": {"/files/0/page_facts": [{"page": 1, "dpi": 200}], "/files/1/dpi": 300},
    "DU234": {"/files/0/colour": "colour"},
    "DU235": {"/files/0/page_facts": [{"page": 1, "scale": 100}]},
    "DU236": {"/files/0/pdf_version": "1.3", "/files/0/pdfa_part": "1b"},
    "DUNG103": {"/legal_basis/0/act/type": "bo-luat", "/legal_basis/0/text": "khoản 1 Điều 8 Bộ luật số 52/2014/QH13"},
    "DUNG116": cited(
        act={"type": "thong-tu", "number": "07/2024/TT-BTTTT", "date": "2024-09-15"},
        text="khoản 1 Điều 58 Thông tư số 07/2024/TT-BTTTT",
    ),
    "DU214": {"/word_count": {"read": 2, "left_out": [{"reason": "handwritten", "text": "41", "page": 1}]}},
    "DU215": {
        "/word_count": {"read": 7, "placed": {"content": 5}, "left_out": [{"reason": "handwritten", "text": "41"}]}
    },
    "DU216": {"/word_count": {"read": 5, "placed": {"content": 5}}},
    "DUNG160": {"/place": {"code": "34", "name": "Tỉnh Thái Bình"}, "/date_issued": "2024-03-02", "/legal_basis": [],
                "/publisher/name": "Sở Tư pháp tỉnh Thái Bình", "/creator/name": "Sở Tư pháp tỉnh Thái Bình",
                "/content/4/answer/1/basis": REMOVE},
    "DUNG162": {"/place": {"code": "33", "name": "Hưng Yên"}},
    "DUNG164": {"/place": {"code": "75", "name": "Tỉnh Đồng Nai"}, "/date_issued": "2026-04-29",
                "/publisher/name": "Sở Tư pháp tỉnh Đồng Nai", "/creator/name": "Sở Tư pháp tỉnh Đồng Nai"},
    "DUNG165": {"/level": "district", "/date_issued": "2025-06-30", "/place": {"name": "Huyện Khoái Châu"}},
    "DUNG166": {"/publisher": {"name": "Bộ Thông tin và Truyền thông"}, "/date_issued": "2025-02-28",
                "/place": REMOVE, "/level": "central"},
    "SACH301": {"/title": "Hòa giải ở cơ sở, hoà thuận trong nhà"},
    "SACH302": paragraph("Bảo tàng Louvre, nhạc sĩ Dvořák, đảo Ibiza, cà phê Starbucks và hãng Citroën"),
    "SACH310": paragraph("Người có chức vụ phải giữ bí mật nhà nước; tài liệu mật phải được bảo quản riêng."),
    "SACH320": paragraph("Hồ sơ số 202512345678 và mã thủ tục 1.000894.000.00.00.H31."),
    "SACH321": paragraph("Giấy chứng minh nhân dân 9 số được dùng đến hết năm 2024."),
    "SACH322": paragraph("Gọi tổng đài 1900 0000, số 111, hoặc trực ban công an xã 0221 3862 000."),
    "SACH323": paragraph("Phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng; nộp vào tài khoản của Kho bạc Nhà nước."),
    "SACH324": paragraph("Theo Nghị định 82/2020/NĐ-CP và mẫu 01A-12345/BTP."),
    "SACH325": paragraph("Trụ sở Sở Tư pháp ở số 12 đường Chùa Chuông, phường Phố Hiến."),
    "SACH326": paragraph("Thư điện tử: sotuphap@hungyen.gov.vn."),
    "SACH330": {**STORY, **paragraph("Anh Nguyễn Văn A muốn kết hôn với chị Trần Thị B.")},
    "SACH332": paragraph("Giấy chứng nhận quyền sử dụng đất theo Nghị định số 101/2024/NĐ-CP."),
    "SACH334": paragraph("Giấy phép lái xe bị trừ hết 12 điểm theo Nghị định số 168/2024/NĐ-CP."),
    "SACH333": paragraph("Chị Đỗ Thị B đã nhiễm HIV; người nhiễm HIV có quyền được giữ bí mật riêng tư."),
    "SACH331": {**STORY, **paragraph("Cháu A bị gia đình ép lấy chồng khi chưa đủ tuổi.")},
    "SONG402": {},
}  # fmt: skip

REGISTER = """number,type,title,organ,date,in_force_from,expired_on,partly_expired_on,suspended_on,amended_on,\
amended_by,replaced_by,\
scope,articles,source
52/2014/QH13,luat,Luật Hôn nhân và gia đình,Quốc hội,2014-06-19,2015-01-01,,2025-07-01,,,,,Điều 130,133,ví dụ
82/2020/NĐ-CP,nghi-dinh,,Chính phủ,2020-07-15,2020-09-01,,2025-12-15,,,,282/2025/NĐ-CP,Điều 47,91,ví dụ
67/2015/NĐ-CP,nghi-dinh,,Chính phủ,2015-08-14,2015-10-01,2020-09-01,,,,,82/2020/NĐ-CP,,,ví dụ
11/2026/NĐ-CP,nghi-dinh,,Chính phủ,2026-01-14,2027-01-01,,,,,,,,,ví dụ
12/2024/NĐ-CP,nghi-dinh,,Chính phủ,2024-01-14,2024-03-01,,,2026-06-01,,,,,,ví dụ
14/2023/NĐ-CP,nghi-dinh,,Chính phủ,2023-03-14,2023-05-01,,,,2026-11-01,18/2026/NĐ-CP,,Điều 3,,ví dụ
14/2023/NĐ-CP,nghi-dinh,,,2023-03-14,,,,,2027-01-01,19/2026/NĐ-CP,,Điều 5,,ví dụ
15/2022/NĐ-CP,nghi-dinh,,Chính phủ,2022-03-14,2022-05-01,31/06/2025,,,,,,,,ví dụ
16/2021/NĐ-CP,nghi-dinh,,Chính phủ,2021-03-14,2021-05-01,,,,,,17/2026/NĐ-CP,,,ví dụ
"""
