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
