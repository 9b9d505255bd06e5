"""What the drawn posters say: invented sentences, headings and organs, filled with invented places and numbers."""

from __future__ import annotations

import random

TITLES = (
    "PHÒNG, CHỐNG BẠO LỰC GIA ĐÌNH",
    "AN TOÀN GIAO THÔNG CHO HỌC SINH",
    "PHÂN LOẠI RÁC TẠI NGUỒN",
    "QUYỀN TIẾP CẬN THÔNG TIN",
    "NÓI KHÔNG VỚI MA TÚY",
    "SỬ DỤNG MẠNG XÃ HỘI ĐÚNG LUẬT",
    "PHÒNG CHÁY NHÀ Ở VÀ HỘ KINH DOANH",
    "BẢO VỆ DỮ LIỆU CÁ NHÂN",
    "HÒA GIẢI Ở CƠ SỞ",
    "ĐĂNG KÝ CƯ TRÚ TRỰC TUYẾN",
    "TRỢ GIÚP PHÁP LÝ MIỄN PHÍ",
    "VAY TIỀN QUA ỨNG DỤNG: CẨN TRỌNG",
)
OVERLINES = ("TỜ GẤP PHÁP LUẬT", "KỸ NĂNG {n}", "CHUYÊN ĐỀ {n}", "BẢN TIN SỐ {n}", "CẨM NANG CÔNG DÂN", "BẠN CẦN BIẾT")
SUBTITLES = (
    "Hiểu đúng – Làm đúng – Không vi phạm",
    "Dành cho hộ gia đình xã {place}",
    "Những điều cần nhớ trong năm {year}",
    "Bình tĩnh – Kiểm chứng – Báo tin",
    "Tài liệu tuyên truyền tháng {month} năm {year}",
)
HEADINGS = (
    "DẤU HIỆU NHẬN BIẾT", "HÀNH VI BỊ CẤM", "MỨC PHẠT CẦN BIẾT", "QUYỀN CỦA BẠN", "TRÁCH NHIỆM CỦA GIA ĐÌNH",
    "KHI GẶP SỰ CỐ", "HỒ SƠ GỒM NHỮNG GÌ", "CÁC BƯỚC THỰC HIỆN", "NƠI TIẾP NHẬN", "LỜI KHUYÊN", "GHI NHỚ",
    "THỜI HẠN GIẢI QUYẾT", "AI ĐƯỢC HỖ TRỢ", "VIỆC NÊN LÀM",
)  # fmt: skip
ITEMS = (
    "Gọi ngay số {phone} khi thấy khói hoặc mùi khét trong nhà",
    "Không chia sẻ mã OTP, mật khẩu với bất kỳ ai",
    "Mang theo thẻ căn cước còn giá trị sử dụng",
    "Đội mũ bảo hiểm khi đi xe máy, xe đạp điện",
    "Báo Công an xã {place} trong vòng {n} giờ",
    "Giữ lại tin nhắn, hình ảnh làm chứng cứ",
    "Đề nghị hòa giải viên ở thôn, tổ dân phố giúp đỡ",
    "Bỏ rác hữu cơ vào thùng màu xanh, rác tái chế vào thùng màu vàng",
    "Không để vật dễ cháy gần bếp và ổ điện",
    "Phạt tiền từ {low} đồng đến {high} đồng",
    "Nộp hồ sơ tại bộ phận một cửa hoặc trên Cổng dịch vụ công",
    "Người dưới 16 tuổi phải có cha, mẹ đồng ý",
    "Kiểm tra kỹ đường dẫn lạ trước khi bấm",
    "Xem lại hợp đồng, hỏi rõ lãi suất trước khi ký",
    "Trẻ em có quyền được bảo vệ khỏi mọi hình thức bạo lực",
    "Không tiếp tay, che giấu người có hành vi vi phạm",
    "Trả kết quả sau {n} ngày làm việc",
    "Lệ phí {low} đồng một lần, miễn cho hộ nghèo",
)
SHORT = (
    "dừng lại, không vội trả lời", "giữ bình tĩnh, gọi người lớn", "ghi lại số điện thoại lạ", "khóa tài khoản ngay",
    "báo cho ngân hàng gần nhất", "tắt cầu dao điện", "di chuyển theo lối thoát nạn", "không quay lại lấy đồ",
    "chụp màn hình làm bằng chứng", "nộp đơn tại xã", "nhận giấy hẹn trả kết quả", "hỏi ý kiến luật sư",
    "đặt mật khẩu dài, khó đoán", "không uống rượu, bia khi lái xe", "nhường đường cho người đi bộ", "tìm nơi an toàn",
)  # fmt: skip
KEYWORDS = ("KHÔNG", "TẠO", "KIỂM TRA", "BÁO TIN", "GHI NHỚ", "CHẶN", "GIỮ", "HỎI", "TÔN TRỌNG", "CẬP NHẬT")
PARAGRAPHS = (
    (
        "Mọi công dân có quyền được thông tin về pháp luật và có trách nhiệm chủ động tìm hiểu, học tập pháp luật. "
        "Cán bộ tư pháp xã {place} sẵn sàng giải đáp vào sáng thứ {n} hằng tuần."
    ),
    (
        "Người bị bạo lực được chăm sóc, tư vấn và bố trí nơi tạm lánh. Ai phát hiện hành vi bạo lực cần báo ngay cho "
        "Ủy ban nhân dân xã hoặc gọi số {phone} để được giúp đỡ kịp thời."
    ),
    (
        "Hộ kinh doanh phải bố trí lối thoát thứ hai, trang bị bình chữa cháy và kiểm tra hệ thống điện ít nhất {n} "
        "tháng một lần. Không vi phạm để tránh bị phạt đến {high} đồng."
    ),
    (
        "Khi mua bán qua mạng, hãy xem kỹ thông tin người bán, chính sách đổi trả và chỉ thanh toán khi đã kiểm hàng. "
        "Đừng chuyển khoản trước cho người lạ."
    ),
)
FIGURES = (
    ("{phone}", "đường dây nóng bảo vệ trẻ em"),
    ("{n} ngày", "thời hạn giải quyết hồ sơ"),
    ("{share}%", "vụ việc được hòa giải thành"),
    ("{low}đ", "mức phạt thấp nhất"),
)
SOURCES = (
    "Nguồn: Phòng Tư pháp huyện {place}",
    "Ban biên tập: Hội đồng phối hợp phổ biến, giáo dục pháp luật xã {place}",
    "Phát hành {n}.000 bản, tháng {month}/{year}",
)
FOOTERS = (
    "Hiểu luật hôm nay – Bình yên ngày mai",
    "UBND xã {place} – Điện thoại 02{n}3.555.0{n}{n}",
    "Cùng nhau xây dựng xã {place} an toàn, văn minh",
    "Truy cập phapluat.{host}.gov.vn để biết thêm",
)
SCANNED = ("Quét mã để xem đầy đủ tài liệu", "Quét mã QR để gửi câu hỏi", "Theo dõi trang thông tin của xã {place}")
ORGANS = ("UBND TỈNH {upper}", "CÔNG AN TỈNH {upper}", "SỞ TƯ PHÁP TỈNH {upper}")
UNITS = ("HỘI ĐỒNG PHỐI HỢP PBGDPL", "PHÒNG CẢNH SÁT GIAO THÔNG", "TRUNG TÂM TRỢ GIÚP PHÁP LÝ", "BAN CHỈ ĐẠO 35")
MESSAGES = (
    "Bạn được nhận quà!|Bấm ngay để nhận|nhanqua.example.com",
    "Tài khoản bị khóa|Gửi mã xác nhận|trong {n} phút",
)
CALLS = ("SỐ MÁY LẠ|+84 90 555 xxxx|Đừng vội tin", "TIN NHẮN LẠ|Chuyển {low}đ|Hãy hỏi lại")
BUBBLES = ("Bạn đã trúng thưởng!", "Chuyển tiền ngay nhé", "Tôi là cán bộ điều tra", "Bấm vào đây để nhận quà")
CONTACTS = ("Công an xã", "Bảo vệ trẻ em", "Cấp cứu y tế", "Tư vấn pháp luật", "Phòng Tư pháp", "Chữa cháy")
LABELS = ("CẢNH BÁO", "ĐÃ KIỂM TRA", "TIN GIẢ", "NGUY HIỂM", "MIỄN PHÍ", "AN TOÀN")
QUESTIONS = (
    "Bị mất thẻ căn cước thì làm thế nào?", "Ai được trợ giúp pháp lý miễn phí?",
    "Đăng ký tạm trú mất bao nhiêu ngày?", "Nhặt được của rơi có phải trả lại không?",
    "Người 15 tuổi có được đi xe máy không?", "Vay tiền qua ứng dụng có rủi ro gì?",
)  # fmt: skip
PAIRED = (
    ("Hãy giữ bình tĩnh và gọi 113", "Stay calm and call 113"),
    ("Không mở cửa cho người lạ", "Do not open the door to strangers"),
    ("Luôn mang theo giấy tờ tùy thân", "Always carry your identity papers"),
    ("Đi bên phải, đúng làn đường", "Keep to the right and in your lane"),
    ("Báo ngay khi thấy hành vi vi phạm", "Report any violation at once"),
)
CODED = (
    "Nộp hồ sơ trực tuyến", "Nhóm Zalo của xã", "Tra cứu văn bản", "Góp ý, phản ánh", "Lịch tiếp công dân",
    "Thi tìm hiểu pháp luật",
)  # fmt: skip
SHARES = (
    "hộ dân được tuyên truyền", "vụ việc hòa giải thành", "hồ sơ đúng hạn", "học sinh ký cam kết",
    "cán bộ được tập huấn", "người dân hài lòng",
)  # fmt: skip
COUNTED = ("ĐIỀU CẦN NHỚ", "BƯỚC THOÁT NẠN", "QUYỀN CỦA TRẺ EM", "KHÔNG KHI LÁI XE", "DẤU HIỆU LỪA ĐẢO")
PLACES = ("An Phú", "Bình Hòa", "Tân Lộc", "Phước Mỹ", "Đông Sơn", "Vĩnh Thuận", "Hương Khê", "Cẩm Đình")


def filled(text: str, chance: random.Random) -> str:
    """A sentence with its blanks filled."""
    place = chance.choice(PLACES)
    low = chance.choice((1, 2, 3, 5, 8)) * 10 ** chance.choice((5, 6))
    return text.format(
        place=place,
        upper=place.upper(),
        n=chance.randint(2, 9),
        phone=chance.choice(("111", "113", "114", f"1900.555.5{chance.randint(10, 99)}")),
        year=chance.randint(2023, 2027),
        month=chance.randint(1, 12),
        low=f"{low:,}".replace(",", "."),
        high=f"{low * chance.choice((2, 3)):,}".replace(",", "."),
        share=chance.randint(51, 98),
        host=chance.choice(("anphu", "tanloc", "dongson")),
    )


class Sayings:
    """Sentences drawn without repeating any before all are used."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left: dict[int, list[str]] = {}

    def one(self, kind: tuple[str, ...]) -> str:
        """The next of a kind, filled."""
        left = self._left.setdefault(id(kind), [])
        if not left:
            left += self._chance.sample(kind, len(kind))
        return filled(left.pop(), self._chance)
