"""Where one paragraph ends and the next begins, told from two lines that follow each other.

Three tables: signs that hold wherever the lines stand, signs inside one block, and signs between two blocks. The first
sign that speaks decides; where none does, lines of one block belong together and two blocks don't.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from converters.reading.document import BlockKind, Method
from converters.records.passages.line_pair import (
    ENDS,
    MADE_APART,
    LinePair,
    Verdict,
    Written,
    is_broken,
    is_organ_under_organ,
    is_provision_line,
    is_reference,
    is_title_under_organ,
    names_a_party,
)
from converters.records.passages.markers import MARKERS
from converters.records.passages.passage import is_capitals
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable

_VERY_SHORT = 0.6  # of the usual length: such a line ends even a sentence without its mark
_SHORTEST_CAPITALS = 5  # characters; fewer are a sign

_ND30 = "NĐ 30/2020/NĐ-CP Annex I, II"
_LEAFLETS = "leaflets that set behaviour, amount and provision under each other"
_WRAPPED = "text layers and scans, whose lines end where the paper does"


def begins_paragraph(pair: LinePair) -> bool:
    """Whether the second of two lines begins a paragraph."""
    inside = pair.line.block is pair.last.block
    verdict = ANYWHERE.first(pair) or (INSIDE if inside else BETWEEN).first(pair)
    return not inside if verdict is None else verdict is Verdict.BEGINS


_AMOUNT_LINE = re.compile(
    r"(?:Phạt(?: tiền)? )?(?:[Tt]ừ|[Đđ]ến) [\d.,]{3,15} (?:triệu )?đồng(?: đến [\d.,]{3,15} (?:triệu )?đồng)?\.?"
)
_HALF_RANGE = re.compile(r"[Tt]ừ [\d.,]{3,15} (?:triệu )?đồng$")
_ENDS_WITH_ACT = re.compile(r"\d/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z\d-]{0,19}[A-ZĐa-z\d]$")
_STATE_NAME_BROKEN = re.compile(legal_paper.STATE_NAME_BROKEN)
_NUMBERED_OR_NAMED = re.compile(r"(?:Câu hỏi|Câu|CÂU HỎI|CÂU|Hỏi|HỎI)\b|\d{1,3}\s?[.)/]\s")


def _is_marked(pair: LinePair) -> bool:
    return MARKERS.match(pair.line.text) is not None or names_a_party(pair)


def _is_answer(pair: LinePair) -> bool:
    asked = pair.ended.endswith("?") and _NUMBERED_OR_NAMED.match(pair.first) is not None
    return asked and pair.line.text[:1].isupper()


def _changes_capitals(pair: LinePair) -> bool:
    last, text = pair.last.text, pair.line.text
    return min(len(last), len(text)) > _SHORTEST_CAPITALS and is_capitals(last) != is_capitals(text)


def _goes_on_in_capitals(pair: LinePair) -> bool:
    """A numbered heading in capitals that a narrow column breaks."""
    capitals = pair.last.text.isupper() and pair.line.text.isupper() and not pair.ended.endswith(ENDS)
    return capitals and MARKERS.match(pair.first) is not None and not _is_marked(pair)


def _lists(pair: LinePair) -> bool:
    """A list of names or signs that the edge of the paper cuts behind a comma."""
    return pair.ended.endswith(",") and not pair.is_short and not _is_marked(pair)


def _wraps(pair: LinePair) -> bool:
    if pair.is_short:
        return False
    line = pair.line
    return line.text[:1].islower() or (pair.last.page != line.page and not line.block.emphasis)


def _sign(
    name: str,
    verdict: Verdict,
    holds: Callable[[LinePair], bool],
    *,
    source: str,
    gains: str,
    positive: tuple[Written, ...],
    negative: tuple[Written, ...],
) -> Detector[LinePair, Verdict]:
    return Detector(
        name=name,
        source=source,
        gains=gains,
        positive=positive,
        negative=negative,
        find=lambda pair: verdict if holds(pair) else None,
    )


_FULL = "Người điều khiển xe phải giảm tốc độ khi đi qua khu đông dân"  # 60 letters, as wide as the paper
_HEADINGS = (BlockKind.HEADING, BlockKind.HEADING)
_UNDER_HEADING = (BlockKind.HEADING, BlockKind.PARAGRAPH)
_CELLS = (BlockKind.TABLE, BlockKind.TABLE)

_MARKER = _sign(
    "marker",
    Verdict.BEGINS,
    lambda pair: _is_marked(pair) and not is_reference(pair),
    source="what `passages/markers` knows of lists, divisions and questions",
    gains="clauses, points and headings as paragraphs of their own",
    positive=(Written(_FULL, "2. Người đi bộ"), Written("quy định tại", "a) Xe máy"), Written("gồm", "- Cây xanh")),
    negative=(Written("theo quy định tại khoản", "2. Người đi bộ"), Written(_FULL, "và người đi bộ")),
)
_AMOUNT = _sign(
    "amount-line",
    Verdict.BEGINS,
    lambda pair: (
        bool(_AMOUNT_LINE.fullmatch(pair.line.text) or _AMOUNT_LINE.fullmatch(pair.last.text))
        and not (_HALF_RANGE.search(pair.last.text) and pair.line.text.startswith("đến"))
    ),
    source=_LEAFLETS,
    gains="a fine apart from the behaviours above and below it",
    positive=(
        Written("Bỏ rác ra đường", "Phạt từ 100.000 đồng đến 200.000 đồng"),
        Written("Từ 2,5 triệu đồng", "đổ đất đá"),
    ),
    negative=(Written("Bỏ rác ra đường bị phạt", "từ 100.000 đồng đến 200.000 đồng nếu tái phạm"),),
)
_PROVISION = _sign(
    "provision-line",
    Verdict.BEGINS,
    is_provision_line,
    source=_LEAFLETS,
    gains="a provision under its fine apart from the next behaviour",
    positive=(Written("Điểm a, khoản 1, Điều 25 Nghị định về trật tự", "bỏ rác ra đường"),),
    negative=(
        Written("Bỏ rác theo khoản 1 Điều 25", "bỏ rác ra đường"),
        Written("Điều 3 của Luật số 23/2030/QH16 về trật tự đô thị và việc nhập", "cảnh của người nước ngoài"),
        Written("Điều 25 Luật Bảo vệ môi trường", "năm 2020 liệt kê các hành vi"),
        Written("Điều 25 Nghị định về trật tự và sự cần", "thiết phải bỏ rác", first="Thẩm định theo khoản 1"),
    ),
)
_ACT = _sign(
    "act-ended",
    Verdict.BEGINS,
    lambda pair: _ENDS_WITH_ACT.search(pair.last.text) is not None and pair.line.text[:1].isupper(),
    source=_LEAFLETS,
    gains="what follows an act's number that ends a line as a paragraph of its own",
    positive=(Written("Điều 5 Nghị định số 11/2030/NĐ-CP", "Đổ đất đá"),),
    negative=(
        Written("Điều 5 Nghị định số 11/2030/NĐ-CP", "của Chính phủ"),
        Written("Nghị định số 11/2030", "Đổ đất đá"),
    ),
)

_COMMA = _sign(
    "comma",
    Verdict.GOES_ON,
    _lists,
    source=_WRAPPED,
    gains="a list of organs or signs in one piece where a line ends with a comma",
    positive=(
        Written("Thị thực có ký hiệu LV1, LV2, LS, ĐT1, ĐT2, ĐT3, NN1, NN2,", "DH, PV1, LĐ1, LĐ2."),
        Written("Viện kiểm sát nhân dân tối cao, Bộ Công an, Bộ Quốc phòng,", "Bộ Tư pháp để xem xét"),
    ),
    negative=(
        Written("Theo đề nghị của Giám đốc Sở Tư pháp,", "QUYẾT ĐỊNH:"),
        Written("Viện kiểm sát nhân dân tối cao, Bộ Công an, Bộ Quốc phòng,", "b) Bộ Tư pháp"),
    ),
)

ANYWHERE = DetectorTable(
    "passages/break-anywhere",
    (
        _sign(
            "table",
            Verdict.GOES_ON,
            lambda pair: pair.line.block.kind is BlockKind.TABLE and pair.line.block is pair.last.block,
            source="readers, which give a table as one block",
            gains="a table in one piece, whatever its lines say",
            positive=(
                Written("1. Cây xanh", "2. Vỉa hè", kinds=_CELLS, room=0),
                Written("UBND TỈNH AN SƠN", "SỞ TƯ PHÁP", kinds=_CELLS, room=0),
            ),
            negative=(Written("1. Cây xanh", "2. Vỉa hè", room=0), Written("1. Cây xanh", "2. Vỉa hè", kinds=_CELLS)),
        ),
        _sign(
            "rule",
            Verdict.BEGINS,
            lambda pair: pair.line.after_rule,
            source="lines drawn under headings and between parts",
            gains="what stands under a rule as a paragraph of its own",
            positive=(Written(_FULL, "và người đi bộ", after_rule=True),),
            negative=(Written(_FULL, "và người đi bộ"),),
        ),
        _sign(
            "state-name",
            Verdict.GOES_ON,
            lambda pair: _STATE_NAME_BROKEN.search(f"{pair.last.text}\n{pair.line.text}") is not None,
            source=f"{_ND30}.1",
            gains="the state's name in one piece where a narrow head breaks it",
            positive=(
                Written("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"),
                Written("CỘNG HOÀ XÃ HỘI CHỦ", "NGHĨA VIỆT NAM"),
            ),
            negative=(Written("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập"), Written("ĐẢNG CỘNG SẢN", "VIỆT NAM")),
        ),
        _sign(
            "broken-word",
            Verdict.GOES_ON,
            lambda pair: is_broken(pair.ended.rsplit(" ", 1)[-1], pair.line.text.split(" ", 1)[0]),
            source="texts in English, whose long words are broken at the end of a line",
            gains="a sentence in one piece",
            positive=(Written("areas with difficult condi-", "tions"),),
            negative=(Written("phát triển kinh tế-", "xã hội"),),
        ),
        _sign(
            "field-beside",
            Verdict.GOES_ON,
            lambda pair: pair.fields is Verdict.GOES_ON,
            source="forms and lists of persons, set with tabs",
            gains="a line of a form in one piece",
            positive=(Written("Sinh ngày: 05/02/1999", "Dân tộc: Thái", room=300, beside=True),),
            negative=(Written("Sinh ngày: 05/02/1999", "Dân tộc: Thái", room=300),),
        ),
        _sign(
            "field-below",
            Verdict.BEGINS,
            lambda pair: pair.fields is Verdict.BEGINS,
            source="forms and lists of persons",
            gains="every line of a form for itself",
            positive=(Written("Giới tính: Nam", "Sinh ngày: 05/02/1999", room=0),),
            negative=(Written("Nơi ở hiện nay", "Sinh ngày: 05/02/1999", room=0),),
        ),
        _sign(
            "parenthesis",
            Verdict.GOES_ON,
            lambda pair: pair.closes_parenthesis,
            source=f"{_ND30}.III.1: what a text is issued with stands in parentheses below its title",
            gains="a note in parentheses in one piece, though its writer broke the line",
            positive=(Written("(Kèm theo Quyết định số 12/QĐ-UBND", "ngày 05 tháng 3 năm 2030)"),),
            negative=(
                Written("(Kèm theo Quyết định)", "(Số 12)"),
                Written("(Kèm theo Quyết định số 12/QĐ-UBND", "Người dân có quyền:"),
            ),
        ),
        _sign(
            "organ-under-organ",
            Verdict.BEGINS,
            is_organ_under_organ,
            source=f"{_ND30}.2",
            gains="the organ that issues apart from the one above it",
            positive=(Written("UBND TỈNH AN SƠN", "SỞ TƯ PHÁP"),),
            negative=(Written("UBND tỉnh An Sơn", "Sở Tư pháp"), Written("ỦY BAN NHÂN DÂN", "XÃ HÒA MINH")),
        ),
        _sign(
            "title-under-organ",
            Verdict.BEGINS,
            is_title_under_organ,
            source="leaflets and posters, whose head is one block of lines in capitals",
            gains="the title apart from the organ above it, by its larger letters",
            positive=(Written("TRUNG TÂM HÒA GIẢI", "HỎI ĐÁP VỀ ĐẤT ĐAI", room=20, growth=2),),
            negative=(
                Written("TRUNG TÂM HÒA GIẢI", "TỈNH AN SƠN", room=20),
                Written("CÙNG NHAU", "ĐẨY LÙI MA TÚY", room=20, growth=2),
                Written("Trung tâm Hòa giải", "HỎI ĐÁP", room=20, growth=2),
            ),
        ),
    ),
    example=Written.pair,
)

INSIDE = DetectorTable(
    "passages/break-inside",
    (
        _sign(
            "answer",
            Verdict.BEGINS,
            _is_answer,
            source="booklets of questions and answers",
            gains="an answer without a label apart from its question",
            positive=(Written("phải làm gì?", "Người dân đến", first="Câu 3: Khi mất giấy tờ"),),
            negative=(
                Written("phải làm gì?", "Người dân đến", first="Khi mất giấy tờ"),
                Written("phải làm gì?", "và ở đâu?", first="3. Khi mất giấy tờ"),
            ),
        ),
        _MARKER,
        _sign(
            "reference",
            Verdict.GOES_ON,
            lambda pair: _is_marked(pair) and is_reference(pair),
            source=_WRAPPED,
            gains="a citation in one piece where its number begins a line",
            positive=(
                Written("theo quy định tại", "Điều 5. Người vi phạm"),
                Written("quy định tại điểm", "a) hoặc b)"),
                Written("ban hành ngày", "12. Tháng sau"),
            ),
            negative=(
                Written("theo quy định tại:", "Điều 5. Người vi phạm"),
                Written("Điều 17. Bãi bỏ một số điều, khoản", "1. Bãi bỏ khoản 2"),
                Written("hành vi bị cấm", "a) Đổ rác"),
                Written("Gọi ngân hàng để khóa tài khoản", "2. Trình báo công an"),
                Written("Tổ chức họp hằng năm", "3. Báo cáo kết quả"),
            ),
        ),
        _sign(
            "too-long",
            Verdict.BEGINS,
            lambda pair: pair.is_too_long,
            source="plain text and web pages that give one line a paragraph",
            gains="paragraphs that no printed line could hold",
            positive=(Written(f"{_FULL} {_FULL} {_FULL}", "người đi bộ"),),
            negative=(Written(f"{_FULL} {_FULL}", "người đi bộ"),),
        ),
        _AMOUNT,
        _PROVISION,
        _ACT,
        _COMMA,
        _sign(
            "numbered-capitals",
            Verdict.GOES_ON,
            _goes_on_in_capitals,
            source="leaflets in columns",
            gains="a numbered heading in one piece where a narrow column breaks it",
            positive=(Written("I. AI ĐƯỢC TRỢ", "GIÚP?"),),
            negative=(Written("I. MỨC PHẠT", "II. THỦ TỤC"), Written("TỜ GẤP", "ĐĂNG KÝ TẠM TRÚ")),
        ),
        _sign(
            "capitals",
            Verdict.BEGINS,
            _changes_capitals,
            source="headings set in capitals",
            gains="a heading in capitals apart from the text around it",
            positive=(Written("QUYỀN CỦA NGƯỜI DÂN", "Người dân có quyền"), Written(_FULL, "TRÁCH NHIỆM CHUNG")),
            negative=(Written("QUYỀN CỦA", "NGƯỜI DÂN"), Written(_FULL, "UBND")),
        ),
        _sign(
            "sentence-ended",
            Verdict.BEGINS,
            lambda pair: pair.starts and pair.ended.endswith(ENDS) and (pair.is_short or pair.had_room),
            source=_WRAPPED,
            gains="a paragraph that ends before the paper's edge",
            positive=(
                Written("phải dừng lại.", "Người đi bộ"),
                Written(f"{_FULL}.", "Người đi bộ", room=120),
            ),
            negative=(
                Written("phải dừng lại.", "người đi bộ"),
                Written(f"{_FULL}.", "Người đi bộ"),
                Written(f"{_FULL}.", "Người đi bộ", room=40),
            ),
        ),
        _sign(
            "verse",
            Verdict.BEGINS,
            lambda pair: pair.is_verse,
            source="verses and slogans in Word files and web pages, whose makers broke the lines",
            gains="verses as lines, not run together",
            positive=(
                Written("Đi đò nhớ mặc áo phao", "Chớ đứng chớ nghịch kẻo nhào xuống sông", method=Method.OFFICE),
            ),
            negative=(
                Written("Đi đò nhớ mặc áo phao", "Chớ đứng chớ nghịch kẻo nhào xuống sông"),
                Written("Đi đò nhớ mặc áo phao và", "Chủ đò phải nhắc hành khách", method=Method.OFFICE),
                Written(_FULL, "Người đi bộ phải đi trên vỉa hè", method=Method.OFFICE),
            ),
        ),
        _sign(
            "very-short",
            Verdict.BEGINS,
            lambda pair: pair.starts and pair.is_short and len(pair.last.text) < pair.width * _VERY_SHORT,
            source="titles, greetings and names that end without a mark",
            gains="a line far from the paper's edge as a paragraph of its own",
            positive=(Written("Người đi bộ", "Phải đi trên vỉa hè"),),
            negative=(
                Written("Trách nhiệm của", "Ủy ban nhân dân xã"),
                Written("Người điều khiển xe phải giảm tốc độ", "Phải đi trên vỉa hè"),
            ),
        ),
    ),
    example=Written.pair,
)

BETWEEN = DetectorTable(
    "passages/break-between",
    (
        _sign(
            "office",
            Verdict.BEGINS,
            lambda pair: pair.line.method is Method.OFFICE,
            source="Office files, which say what a paragraph is",
            gains="paragraphs as their writer made them",
            positive=(Written("Trách nhiệm của", "người dân", method=Method.OFFICE),),
            negative=(Written("Trách nhiệm của", "người dân", method=Method.OCR),),
        ),
        _sign(
            "table-edge",
            Verdict.BEGINS,
            lambda pair: BlockKind.TABLE in pair.kinds,
            source="readers, which give a table as one block",
            gains="tables apart from the text around them",
            positive=(Written("Trách nhiệm của", "người dân", kinds=(BlockKind.PARAGRAPH, BlockKind.TABLE)),),
            negative=(Written("Trách nhiệm của", "người dân"),),
        ),
        _MARKER,
        _AMOUNT,
        _PROVISION,
        _ACT,
        _COMMA,
        _sign(
            "ended",
            Verdict.BEGINS,
            lambda pair: pair.ended.endswith(ENDS) or is_capitals(pair.ended) or is_capitals(pair.line.text),
            source=_WRAPPED,
            gains="a new paragraph where a sentence or a heading in capitals ended",
            positive=(Written("phải dừng lại.", "người đi bộ"), Written("QUYỀN CỦA", "người dân")),
            negative=(Written("phải dừng lại", "người đi bộ"),),
        ),
        _sign(
            "other-size",
            Verdict.BEGINS,
            lambda pair: pair.starts and pair.resized and pair.line.method is Method.TEXT_LAYER,
            source="text layers, whose letters are as large as they are set",
            gains="a title apart from the text below it that is set as bold as it",
            positive=(Written("Một cửa hàng", "Chỉ trong ba tháng", room=0, growth=2),),
            negative=(Written("Một cửa hàng", "bán hàng giả", room=0, growth=2),),
        ),
        _sign(
            "hanging",
            Verdict.GOES_ON,
            lambda pair: pair.hangs and not (pair.kinds == _UNDER_HEADING and pair.last.method in MADE_APART),
            source=_WRAPPED,
            gains="a sentence in one piece where a block ends with a word that needs another",
            positive=(
                Written("thuộc trách nhiệm của", "Người dân"),
                Written("theo khoản 1 Điều 112", "Bộ luật Lao động"),
            ),
            negative=(
                Written("thuộc trách nhiệm", "Người dân"),
                Written("Bài học của một chủ tài khoản", "Chỉ trong ba tháng"),
                Written("Kỹ năng số", "Người dân", kinds=_UNDER_HEADING, method=Method.PLAIN),
            ),
        ),
        _sign(
            "heading-goes-on",
            Verdict.GOES_ON,
            lambda pair: pair.kinds == _HEADINGS and pair.line.text[:1].islower(),
            source="headings of two lines that a reader took for two",
            gains="a heading in one piece",
            positive=(Written("Quyền được", "tiếp cận thông tin", kinds=_HEADINGS),),
            negative=(
                Written("Quyền được", "Nghĩa vụ phải", kinds=_HEADINGS),
                Written("Quyền được", "tiếp cận thông tin", kinds=_UNDER_HEADING),
            ),
        ),
        _sign(
            "heading-edge",
            Verdict.BEGINS,
            lambda pair: BlockKind.HEADING in pair.kinds,
            source="readers, which tell headings by their size",
            gains="a heading apart from the text under it",
            positive=(Written(_FULL, "người đi bộ", kinds=_UNDER_HEADING),),
            negative=(Written(_FULL, "người đi bộ"),),
        ),
        _sign(
            "from-edge-to-edge",
            Verdict.GOES_ON,
            lambda pair: pair.fills_first_line,
            source=_WRAPPED,
            gains="a paragraph in one piece whose first line, set in from the edge, a reader took for another block",
            positive=(Written("Giám đốc Sở; Thủ trưởng", "Ban, ngành", room=0, indent=60),),
            negative=(
                Written("Giám đốc Sở; Thủ trưởng.", "Ban, ngành", room=0, indent=60),
                Written("Giám đốc Sở", "Ban, ngành", room=200, indent=60),
                Written("Giám đốc Sở", "Ban, ngành", room=0),
            ),
        ),
        _sign(
            "wraps",
            Verdict.GOES_ON,
            _wraps,
            source=_WRAPPED,
            gains="a paragraph in one piece over two blocks or pages",
            positive=(Written(_FULL, "cư và trường học"), Written(_FULL, "Bình Minh", new_page=True)),
            negative=(Written("Người đi bộ", "và trẻ em"), Written(_FULL, "Bình Minh")),
        ),
    ),
    example=Written.pair,
)
