"""Everyday words for what the law calls otherwise: who types "bằng lái" finds "giấy phép lái xe", too, and is told.

Only words stand here that everybody means so, or that the law decides under that name, and initials officers write.
What was typed is always looked for first, and never replaced.
"""

from __future__ import annotations

from pbgdpl_cli.search.words import has_marks, unmarked, words_of

Words = tuple[str, ...]

_FEWEST_UNMARKED = 2  # syllables
# Without marks these may as well be something else: "so do" is "sơ đồ", too.
UNCLEAR = frozenset(("sổ đỏ", "số đề", "đi tù", "đèn đỏ", "cho đất", "bỏ nhau", "xin phép", "mua nhà", "sao y"))
_MEANT = {
    # papers
    "sổ đỏ": "giấy chứng nhận quyền sử dụng đất", "sổ hồng": "giấy chứng nhận quyền sử dụng đất",
    "bằng lái": "giấy phép lái xe", "bằng lái xe": "giấy phép lái xe", "cà vẹt xe": "giấy đăng ký xe",
    "giấy tờ xe": "giấy đăng ký xe", "giấy hôn thú": "giấy chứng nhận kết hôn", "giấy khai sinh": "đăng ký khai sinh",
    "làm khai sinh": "đăng ký khai sinh", "làm hộ chiếu": "cấp hộ chiếu", "làm căn cước": "cấp thẻ căn cước",
    "sổ hộ khẩu": "đăng ký thường trú", "nhập hộ khẩu": "đăng ký thường trú", "nhập khẩu về": "đăng ký thường trú",
    "tách khẩu": "tách hộ", "chứng minh thư": "căn cước", "chứng minh nhân dân": "căn cước",
    "sao y": "chứng thực bản sao", "công chứng bản sao": "chứng thực bản sao", "thẻ bảo hiểm": "thẻ bảo hiểm y tế",
    # families
    "ly dị": "ly hôn", "li dị": "ly hôn", "li hôn": "ly hôn", "bỏ nhau": "ly hôn", "tiền nuôi con": "cấp dưỡng",
    "giành quyền nuôi con": "trực tiếp nuôi con", "giành con": "trực tiếp nuôi con",
    "lấy chồng sớm": "tảo hôn", "lấy vợ sớm": "tảo hôn", "cưới sớm": "tảo hôn", "kết hôn sớm": "tảo hôn",
    "lấy chồng nước ngoài": "kết hôn với người nước ngoài", "lấy vợ nước ngoài": "kết hôn với người nước ngoài",
    "đánh vợ": "bạo lực gia đình", "đánh chồng": "bạo lực gia đình", "đánh đập vợ": "bạo lực gia đình",
    "đánh đập vợ con": "bạo lực gia đình", "đánh con": "bạo lực gia đình", "chia gia tài": "chia di sản",
    "của thừa kế": "di sản thừa kế", "con nít": "trẻ em", "trẻ con": "trẻ em", "người già": "người cao tuổi",
    "người tàn tật": "người khuyết tật", "liệt sĩ": "liệt sỹ", "liệt sỹ": "liệt sĩ",
    # land and houses
    "lấn đất": "lấn chiếm đất", "đền bù": "bồi thường", "bán đất": "chuyển nhượng quyền sử dụng đất",
    "mua đất": "nhận chuyển nhượng quyền sử dụng đất", "sang tên": "chuyển nhượng", "lấy đất": "thu hồi đất",
    "cho đất": "tặng cho quyền sử dụng đất", "giải tỏa": "thu hồi đất", "xin phép xây nhà": "giấy phép xây dựng",
    "xây nhà": "xây dựng nhà ở", "xin phép": "giấy phép", "nhà trọ": "cơ sở lưu trú",
    "mua nhà": "sở hữu nhà ở",
    # roads
    "uống rượu lái xe": "nồng độ cồn", "say rượu lái xe": "nồng độ cồn", "say xỉn": "nồng độ cồn",
    "uống bia": "nồng độ cồn", "thổi cồn": "nồng độ cồn", "vượt đèn đỏ": "đèn tín hiệu", "đèn đỏ": "đèn tín hiệu",
    "chạy ngược chiều": "đi ngược chiều", "quá tốc độ": "quá tốc độ quy định", "xe máy": "xe mô tô",
    "chở quá người": "chở quá số người", "kẹp ba": "chở quá số người", "đua xe": "đua xe trái phép",
    # work and service
    "đi lính": "nghĩa vụ quân sự", "đi bộ đội": "nghĩa vụ quân sự", "đi nghĩa vụ": "nghĩa vụ quân sự",
    "hoãn đi lính": "tạm hoãn gọi nhập ngũ", "nghỉ đẻ": "nghỉ thai sản", "nghỉ sinh": "nghỉ thai sản",
    "đuổi việc": "đơn phương chấm dứt hợp đồng lao động", "cho thôi việc": "chấm dứt hợp đồng lao động",
    "tăng ca": "làm thêm giờ", "tiền thất nghiệp": "trợ cấp thất nghiệp", "lương hưu": "chế độ hưu trí",
    "nghỉ ốm": "chế độ ốm đau", "nghỉ vì ốm": "chế độ ốm đau", "nghỉ phép": "nghỉ hằng năm",
    "làm chui": "lao động không có hợp đồng", "nợ lương": "chậm trả lương", "tiền công": "tiền lương",
    "tai nạn khi làm việc": "tai nạn lao động", "đi làm nước ngoài": "đi làm việc ở nước ngoài",
    "xuất khẩu lao động": "đi làm việc ở nước ngoài", "trẻ em đi làm": "lao động chưa thành niên",
    # offences
    "ăn hối lộ": "nhận hối lộ", "đút lót": "đưa hối lộ", "lót tay": "hối lộ", "phong bì": "hối lộ",
    "vay nặng lãi": "cho vay lãi nặng", "cho vay nặng lãi": "cho vay lãi nặng", "tín dụng đen": "cho vay lãi nặng",
    "lô đề": "đánh bạc", "số đề": "đánh bạc", "cá độ": "đánh bạc", "chơi bài": "đánh bạc",
    "ăn cắp": "trộm cắp", "ăn trộm": "trộm cắp", "móc túi": "trộm cắp", "giật đồ": "cướp giật",
    "lừa tiền": "lừa đảo chiếm đoạt tài sản", "quỵt nợ": "chiếm đoạt tài sản", "sàm sỡ": "quấy rối tình dục",
    "chơi ma túy": "sử dụng trái phép chất ma túy", "hút chích": "sử dụng trái phép chất ma túy",
    "bán ma túy": "mua bán trái phép chất ma túy", "ma túy đá": "ma túy tổng hợp", "hàng nhái": "hàng giả",
    "đánh người": "cố ý gây thương tích",
    "chửi bới": "xúc phạm danh dự", "nói xấu": "xúc phạm danh dự", "tin giả": "thông tin sai sự thật",
    "bắt nạt": "bạo lực học đường", "mang dao": "vũ khí thô sơ", "dao kiếm": "vũ khí thô sơ",
    "nhậu": "nồng độ cồn", "đòi nợ thuê": "dịch vụ đòi nợ", "cắm sổ đỏ": "thế chấp quyền sử dụng đất",
    "cầm sổ đỏ": "thế chấp quyền sử dụng đất", "bằng giả": "văn bằng giả", "giấy tờ giả": "làm giả tài liệu",
    "làm giả bằng cấp": "văn bằng giả", "làm giấy tờ giả": "làm giả tài liệu", "chơi hụi": "hụi",
    "bùng nợ": "chiếm đoạt tài sản", "xù nợ": "chiếm đoạt tài sản", "cướp đất": "lấn chiếm đất",
    "nghiện ngập": "người nghiện ma túy", "con nghiện": "người nghiện ma túy", "buôn người": "mua bán người",
    "bán người": "mua bán người", "gái mại dâm": "bán dâm", "hiếp": "hiếp dâm", "dụ dỗ trẻ": "xâm hại trẻ em",
    "chụp lén": "xâm phạm hình ảnh cá nhân", "đăng ảnh": "hình ảnh của cá nhân",
    "mê tín": "mê tín dị đoan", "bói toán": "mê tín dị đoan",
    "súng tự chế": "vũ khí quân dụng", "pháo lậu": "pháo nổ",
    "bạo hành": "bạo lực gia đình",
    "tù treo": "án treo", "đi tù": "phạt tù", "ngồi tù": "phạt tù", "thưa kiện": "khởi kiện",
    # what people do
    "xả rác": "bỏ rác thải", "vứt rác": "bỏ rác thải", "đốt rác": "đốt chất thải", "chó cắn": "súc vật gây ra",
    "bán hàng online": "thương mại điện tử", "bán hàng qua mạng": "thương mại điện tử",
    "mua hàng online": "thương mại điện tử", "mua hàng qua mạng": "thương mại điện tử",
    "facebook": "mạng xã hội", "zalo": "mạng xã hội", "tiktok": "mạng xã hội",
    # and more of all these
    "quỵt lương": "chậm trả lương", "quỵt tiền lương": "chậm trả lương", "không trả lương": "chậm trả lương",
    "bị chồng đánh": "bạo lực gia đình", "chồng đánh": "bạo lực gia đình", "bị vợ đánh": "bạo lực gia đình",
    "cha mẹ đánh con": "bạo lực gia đình", "chồng vũ phu": "bạo lực gia đình", "mất khai sinh": "cấp lại khai sinh",
    "con hư": "người chưa thành niên vi phạm pháp luật", "không có bằng lái": "không có giấy phép lái xe",
    "không có bằng": "không có giấy phép lái xe", "đẻ thuê": "mang thai hộ", "đẻ mướn": "mang thai hộ",
    "xin con nuôi": "nhận con nuôi", "cưới nhau": "kết hôn", "cưới vợ": "kết hôn", "đám cưới": "kết hôn",
    "đính hôn": "kết hôn", "sống thử": "chung sống như vợ chồng",
    "ngoại tình": "chung sống như vợ chồng với người khác", "vợ bé": "chung sống như vợ chồng với người khác",
    "bồ nhí": "chung sống như vợ chồng với người khác", "chia đất": "phân chia di sản", "của hồi môn": "tài sản riêng",
    "mẹ đơn thân": "người độc thân", "con rơi": "con ngoài giá thú", "đổi tên": "thay đổi họ tên",
    "đổi họ": "thay đổi họ tên", "làm giấy chết": "đăng ký khai tử", "giấy báo tử": "đăng ký khai tử",
    "giấy chứng tử": "đăng ký khai tử", "giấy độc thân": "xác nhận tình trạng hôn nhân",
    "làm hộ khẩu": "đăng ký thường trú", "tạm vắng": "khai báo tạm vắng", "ở trọ": "đăng ký tạm trú",
    "thuê trọ": "đăng ký tạm trú", "xây tường": "ranh giới", "ranh đất": "ranh giới thửa đất",
    "ngõ đi chung": "lối đi qua", "tranh đất": "tranh chấp đất đai", "kiện đất": "tranh chấp đất đai",
    "cãi nhau đất": "tranh chấp đất đai", "đất bị quy hoạch": "quy hoạch sử dụng đất", "đất vườn": "đất nông nghiệp",
    "đất ruộng": "đất trồng lúa", "lên thổ cư": "chuyển mục đích sử dụng đất", "đất thổ cư": "đất ở",
    "làm sổ đỏ": "cấp giấy chứng nhận quyền sử dụng đất", "nhà sắp đổ": "nhà ở nguy hiểm",
    "nhà tình thương": "nhà đại đoàn kết", "mua nhà xã hội": "nhà ở xã hội", "nhà ở cho công nhân": "nhà ở xã hội",
    "không đội mũ": "mũ bảo hiểm", "say rượu": "nồng độ cồn", "đỗ xe": "dừng xe đỗ xe", "đậu xe": "đỗ xe",
    "xe không gương": "gương chiếu hậu", "bấm còi": "sử dụng còi", "gây tai nạn bỏ chạy": "bỏ trốn",
    "đâm xe": "tai nạn giao thông", "tông xe": "tai nạn giao thông", "đụng xe": "tai nạn giao thông",
    "giữ xe": "tạm giữ phương tiện", "giam xe": "tạm giữ phương tiện",
    "treo bằng": "tước quyền sử dụng giấy phép lái xe", "giam bằng": "tước quyền sử dụng giấy phép lái xe",
    "bắn tốc độ": "quá tốc độ quy định", "xe độ": "thay đổi kết cấu xe", "phóng nhanh": "quá tốc độ quy định",
    "lạng lách": "lạng lách đánh võng", "đóng phạt": "nộp phạt",
    "phạt nguội": "phương tiện thiết bị kỹ thuật nghiệp vụ", "làm ca đêm": "làm việc vào ban đêm",
    "làm thêm": "làm việc không trọn thời gian", "nghỉ tết": "nghỉ lễ tết", "nghỉ lễ": "nghỉ lễ tết",
    "bảo hiểm một lần": "bảo hiểm xã hội một lần", "rút bảo hiểm": "bảo hiểm xã hội một lần",
    "sổ bảo hiểm": "sổ bảo hiểm xã hội", "về hưu": "nghỉ hưu", "tiền tuất": "trợ cấp tuất",
    "khám bệnh miễn phí": "khám bệnh chữa bệnh", "đi viện": "khám bệnh chữa bệnh", "hàng dỏm": "hàng giả",
    "hàng lậu": "hàng hóa nhập lậu", "thực phẩm bẩn": "an toàn thực phẩm", "đồ ăn bẩn": "an toàn thực phẩm",
    "ngộ độc": "ngộ độc thực phẩm", "lừa đảo qua mạng": "lừa đảo chiếm đoạt tài sản",
    "lừa đảo online": "lừa đảo chiếm đoạt tài sản", "lừa qua điện thoại": "lừa đảo chiếm đoạt tài sản",
    "bốc bát họ": "cho vay lãi nặng", "vay nóng": "cho vay lãi nặng", "vay qua app": "cho vay lãi nặng",
    "mượn tiền": "vay tiền", "thiếu nợ": "nghĩa vụ trả nợ", "giấy nợ": "hợp đồng vay", "chơi đề": "đánh bạc",
    "ghi đề": "đánh bạc", "đá gà": "đánh bạc", "đánh bài": "đánh bạc", "trộm chó": "trộm cắp",
    "đâm chém": "cố ý gây thương tích", "chém người": "cố ý gây thương tích", "đánh ghen": "làm nhục người khác",
    "bôi nhọ": "xúc phạm danh dự", "vu oan": "vu khống", "đồn bậy": "thông tin sai sự thật",
    "tung tin": "thông tin sai sự thật", "lộ thông tin": "dữ liệu cá nhân", "bán thông tin": "dữ liệu cá nhân",
    "ấu dâm": "dâm ô", "cưỡng hiếp": "hiếp dâm", "đi khách": "bán dâm", "chăn dắt": "môi giới mại dâm",
    "hút hít": "sử dụng trái phép chất ma túy", "thuốc phiện": "ma túy", "cần sa": "ma túy", "hàng trắng": "ma túy",
    "pháo tự chế": "pháo nổ", "kích điện": "sử dụng điện để khai thác thủy sản", "chích cá": "khai thác thủy sản",
    "nổ mìn bắt cá": "khai thác thủy sản", "đốt rơm rạ": "đốt chất thải", "chôn rác": "chất thải rắn sinh hoạt",
    "nước bẩn": "nước thải", "hôi thối": "ô nhiễm môi trường", "ồn ào": "tiếng ồn", "gây ồn": "tiếng ồn",
    "mở nhạc to": "tiếng ồn", "chặt trộm gỗ": "khai thác rừng trái pháp luật",
    "lâm tặc": "khai thác rừng trái pháp luật", "săn thú": "động vật hoang dã", "bắt chim": "động vật hoang dã",
    "luật sư miễn phí": "trợ giúp pháp lý", "kiện cáo": "khởi kiện", "kiện ra tòa": "khởi kiện",
    "đi kiện": "khởi kiện", "làm đơn": "đơn khởi kiện", "tố giác": "tố giác tội phạm",
    "báo công an": "tố giác tội phạm", "đi tố cáo": "tố cáo", "cán bộ vòi tiền": "nhận hối lộ",
    "vòi vĩnh": "nhận hối lộ", "ăn chặn": "tham ô", "lấy của công": "tham ô", "đi bầu": "bầu cử",
    "bầu trưởng thôn": "bầu cử", "họp dân": "dân chủ ở cơ sở", "dân biết dân bàn": "dân chủ ở cơ sở",
    "câu trộm điện": "trộm cắp điện", "theo đạo": "tự do tín ngưỡng tôn giáo", "vượt biên": "xuất cảnh trái phép",
    "hành chánh": "hành chính", "chánh quyền": "chính quyền", "xử dụng": "sử dụng", "bảo kê": "cưỡng đoạt tài sản",
    "xã hội đen": "tội phạm có tổ chức",
    # new things, health, papers
    "flycam": "phương tiện bay không người lái", "drone": "phương tiện bay không người lái",
    "máy bay không người lái": "phương tiện bay không người lái", "bitcoin": "tài sản mã hóa",
    "tiền ảo": "tài sản mã hóa", "tiền số": "tài sản số", "hiến tạng": "hiến bộ phận cơ thể người",
    "ghép tạng": "ghép bộ phận cơ thể người", "hiến thận": "hiến bộ phận cơ thể người",
    "thụ tinh ống nghiệm": "thụ tinh trong ống nghiệm", "vị thành niên": "người chưa thành niên",
    "nhồi nhét": "chở quá số người", "nhồi khách": "chở quá số người", "bão lụt": "thiên tai", "lũ lụt": "thiên tai",
    "giảm án": "giảm thời hạn chấp hành án phạt tù",
    "nghỉ ngang": "đơn phương chấm dứt hợp đồng lao động", "nghỉ việc": "chấm dứt hợp đồng lao động",
    "làm lại thẻ": "cấp lại thẻ",
}  # fmt: skip
_SHORT = {
    "blhs": "bộ luật hình sự", "blds": "bộ luật dân sự", "bllđ": "bộ luật lao động",
    "bltths": "bộ luật tố tụng hình sự", "blttds": "bộ luật tố tụng dân sự", "hngđ": "hôn nhân và gia đình",
    "hn gđ": "hôn nhân và gia đình", "lhngđ": "luật hôn nhân và gia đình", "lđđ": "luật đất đai",
    "bhxh": "bảo hiểm xã hội", "bhyt": "bảo hiểm y tế", "bhtn": "bảo hiểm thất nghiệp",
    "pccc": "phòng cháy và chữa cháy", "gtđb": "giao thông đường bộ", "atgt": "an toàn giao thông",
    "gplx": "giấy phép lái xe", "cccd": "căn cước công dân", "cmnd": "chứng minh nhân dân",
    "gcnqsdđ": "giấy chứng nhận quyền sử dụng đất", "qsdđ": "quyền sử dụng đất", "nvqs": "nghĩa vụ quân sự",
    "hđlđ": "hợp đồng lao động", "nlđ": "người lao động", "attp": "an toàn thực phẩm",
    "vsattp": "vệ sinh an toàn thực phẩm", "bvmt": "bảo vệ môi trường", "tgpl": "trợ giúp pháp lý",
    "pbgdpl": "phổ biến giáo dục pháp luật", "vphc": "vi phạm hành chính", "xlvphc": "xử lý vi phạm hành chính",
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "tand": "tòa án nhân dân", "csgt": "cảnh sát giao thông",
    "tnhs": "trách nhiệm hình sự", "tnxh": "tệ nạn xã hội", "antt": "an ninh trật tự", "blgđ": "bạo lực gia đình",
    "tthc": "thủ tục hành chính", "vbqppl": "văn bản quy phạm pháp luật",
}  # fmt: skip
"""What officers write for long names; known with and without marks."""
EVERYDAY = {words_of(everyday): words_of(meant) for everyday, meant in _MEANT.items()}
"""What people say → what statutes say, in index form."""
SHORT = {words_of(form(short)): words_of(meant) for short, meant in _SHORT.items() for form in (str, unmarked)}
"""Initials → the whole name, in index form."""
_MARKED = EVERYDAY | SHORT
_UNMARKED = {
    tuple(map(unmarked, words)): meant
    for words, meant in EVERYDAY.items()
    if len(words) >= _FEWEST_UNMARKED and " ".join(words) not in UNCLEAR
} | SHORT
_LAW = frozenset({"luật", "luat"})
_LONGEST = max(map(len, EVERYDAY))


def as_statutes_say(words: Words) -> tuple[Words, tuple[Words, ...]]:
    """The words with every everyday expression put as one word, and what was put in; () and () without."""
    known = _MARKED if any(map(has_marks, words)) else _UNMARKED
    said: list[str] = []
    meant: list[Words] = []
    at = 0
    while at < len(words):
        length = next((many for many in range(_LONGEST, 0, -1) if words[at : at + many] in known), 0)
        if length:
            meant.append(known[words[at : at + length]])
        as_one = length and not (at and words[at - 1] in _LAW)  # "luật bhxh" is the name of a law together
        said += [" ".join(meant[-1])] if as_one else meant[-1] if length else words[at : at + 1]
        at += max(1, length)
    return (tuple(said), tuple(dict.fromkeys(meant))) if meant else ((), ())
