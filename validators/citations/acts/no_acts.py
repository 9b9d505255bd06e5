"""Numbers of papers that are no acts: contracts, minutes, certificates, licences, files, accounts.

They are written like the numbers of acts ("số 7331/2008/UB-GCN"), but nobody can look them up as law.
"""

from __future__ import annotations

import re

from validators.citations.acts.numbers import ActNumber
from validators.language.detector import WordingTable, wording

NO_ACT_CODES = frozenset(
    {"GCN", "GCNQSD", "GCNQSDĐ", "QSDĐ", "GP", "GPXD", "GPKD", "HĐ", "HĐTD", "HĐTC", "HĐLĐ", "HĐMB", "HĐKT", "HĐCN",
     "HĐTN", "HĐTL", "LAV", "LDS", "TLST", "TLPT", "TLGĐT", "HSST", "SHK", "UNC", "HĐGTGT",
     "TĐG", "HĐGD", "SCC", "VPCC"}
)  # fmt: skip
"""Abbreviations in the symbols of such papers, by the habits of land offices, banks, courts, notaries and valuers."""
NO_ACT_TYPES = frozenset(
    {"hop-dong", "bien-ban", "giay-moi", "giay-gioi-thieu", "giay-nghi-phep", "giay-uy-quyen", "ban-thoa-thuan",
     "phieu-gui", "phieu-chuyen", "phieu-bao"}
)  # fmt: skip
"""Administrative documents of NĐ 30/2020/NĐ-CP Annex III that bind or address single persons, or record what was."""
_REACH = 70  # characters before a number in which the paper is named
_TO_NUMBER = r"(?: (?!theo|của|tại|căn|từ|do|ngày|và|về)[a-zà-ỹđ]+){0,7},?(?: mang)?(?: có)? ?(?:[Ss]ố)?[ :.]{0,3}$"
"""What stands between a paper's name and its number: what it is about ("quyền sử dụng đất")."""

_OF_PROSECUTORS = re.compile(r"(?<!\w)(?i:cáo trạng|kết luận điều tra)(?: [Ss]ố)?[ :.]{0,3}$")
"""Papers of a case whose symbols look like those of directives and letters (Bộ luật Tố tụng hình sự Điều 232, 243)."""

NO_ACTS = WordingTable(
    "citations/no-act",
    (
        wording(
            "contract",
            rf"(?<!\w)(?i:hợp đồng|khế ước|hđ(?:td|tc|lđ|mb)){_TO_NUMBER}",
            source="Bộ luật Dân sự 91/2015/QH13 Điều 385",
            gains="the numbers of contracts in cases and judgments are not cited as law",
            positive=("theo hợp đồng tín dụng số ", "Hợp đồng "),
            negative=("hợp đồng theo Nghị định số ", "Hợp đồng ký ngày 1/2/2020, Quyết định số "),
            how="search",
        ),
        wording(
            "certificate or licence",
            rf"(?<!\w)(?i:gcn\w{{0,6}}|giấy (?:cn\w{{0,6}}|chứng nhận|phép|đăng ký|khai sinh|chứng tử|xác nhận"
            r"|triệu tập|mời|báo|hẹn|biên nhận|nộp tiền|ra viện|chuyển viện|giới thiệu)"
            rf"|chứng chỉ|chứng thư|vi bằng|thẻ|bằng lái){_TO_NUMBER}",
            source="Luật Đất đai 31/2024/QH15 Điều 3.21 and its like for other papers",
            gains="the numbers of certificates and licences are not cited as law",
            positive=("Giấy chứng nhận quyền sử dụng đất số ", "giấy phép xây dựng "),
            negative=("cấp giấy chứng nhận theo Quyết định số ", "Giấy chứng nhận của UBND, Nghị định số "),
            how="search",
        ),
        wording(
            "file or register",
            rf"(?<!\w)(?i:hồ sơ|vụ án|thụ lý|sổ|mã số|biển số|vận đơn|h[óo][áa] đơn|biên lai|phiếu|đơn"
            rf"|lô|thửa|tờ bản đồ|vé|tem|lịch|bưu (?:phẩm|gửi)){_TO_NUMBER}",
            source="NĐ 30/2020/NĐ-CP Điều 29 on files; court and tax registries",
            gains="the numbers of files, cases and receipts are not cited as law",
            positive=("hồ sơ số ", "thụ lý số ", "hóa đơn giá trị gia tăng số ", "Sổ hộ khẩu số ",
                      "phiếu hẹn số ", "Lịch số "),
            negative=("lập hồ sơ theo Thông tư số ", "hồ sơ của Nghị quyết số "),
            how="search",
        ),
        wording(
            "account or phone",
            rf"(?<!\w)(?i:tài khoản|stk|điện thoại|đt|fax|hotline|máy|cccd|cmnd|căn cước|hộ chiếu|cmt){_TO_NUMBER}",
            source="habits of writing",
            gains="the numbers of accounts, phones and identity papers are not cited as law",
            positive=("tài khoản số ", "điện thoại: ", "CCCD số "),
            negative=("mở tài khoản theo Thông tư số ", "số 01/2021/TT-BGDĐT, "),
            how="search",
        ),
    ),
)  # fmt: skip


def is_no_act(levelled: str, number: ActNumber, said: str | None) -> bool:
    """Whether a number is that of a paper that is no act.

    Args:
        levelled: A text after `repair.level`.
        number: As found in it.
        said: Slug of the type that the word right before the number says.
    """
    if said in NO_ACT_TYPES:
        return True
    if said is not None:
        return False
    before = levelled[max(0, number.start - _REACH) : number.start]
    if _OF_PROSECUTORS.search(before):
        return True
    if number.type in NO_ACT_TYPES or not NO_ACT_CODES.isdisjoint(re.split(r"[-/.]", number.symbol.upper())):
        return True
    if number.type is not None:
        return False
    return NO_ACTS.search(before) is not None
