"""Which passages below one are told with it, so that a card is a run of whole passages and nothing limits it unseen.

No list of words knows every sentence that narrows the one before it. So it is asked the other way round: a passage
below that names no provision of its own is told with the one above it as soon as anything in it may limit, widen or
point back; what is in between comes along. One with a provision of its own is told with it where it only limits it, or
says nothing alone ("Vi phạm bị phạt …"). A line to the reader, a question or the head of a list ends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from converters.derivatives.saying.joining.belonging import TO_THE_READER
from converters.derivatives.saying.passages import heads_a_list, is_foot, is_lead, sources_a_procedure, texts_of
from converters.derivatives.saying.provisions import lays_down_whole, names_a_place
from converters.derivatives.saying.stated import says_no_more
from converters.derivatives.wording.conditions import is_condition
from converters.derivatives.wording.emphasis import holds_money
from converters.derivatives.wording.excerpts import (
    comes_on_top,
    comes_on_top_of_all,
    limits_what_precedes,
    spares,
    takes_back,
    tidy,
)
from converters.derivatives.wording.leaning import leans_on_another
from converters.derivatives.wording.lines import MARKER, is_no_statement
from converters.derivatives.wording.numbers_spoken_of import speaks_of_a_row
from converters.records.parts.sentences import sentences
from validators.sharing.pointer import below
from validators.sharing.record import Block, ListBlock, Paragraph, Table

_BINDING = (
    "trừ", "ngoại trừ", "riêng", "chỉ", "tuy nhiên", "nhưng", "song", "còn", "nếu", "trường hợp", "khi", "với",
    "đối với", "ngoài", "đồng thời", "bên cạnh", "hơn nữa", "mà", "và", "hoặc", "không", "chưa", "cũng", "vẫn", "ở",
    "tại", "từ", "kể từ", "trước", "sau", "đã", "lưu ý", "chú ý", "ghi chú", "quá", "theo đó", "trong đó", "như vậy",
    "do đó", "vi phạm", "miễn", "giảm",
)  # fmt: skip
_OPENING = (*_BINDING, "mức", "thời hạn", "thời gian", "hình thức", "biện pháp", "nghỉ")
_ANYWHERE = (
    r"không (?:áp dụng|thuộc|phải|bị|được|cần|tính|quá|vượt|thu|xử|có|bao gồm)", "trừ", "miễn", "giảm", "tối đa",
    "tối thiểu", "ít nhất", "cao nhất", "thấp nhất", "gấp", "một nửa", "cũng", "vẫn", "này", "đó", "ấy", "nêu trên",
    "nói trên", "kể trên", "vừa nêu", r"còn (?:bị|phải|được|có)", "tước", "buộc", "tịch thu", "bồi thường", "hình sự",
    "hiệu lực", "đến hết", "thêm", "có thể", "cao hơn", "thấp hơn", "chỉ", "nếu", "trường hợp", "tuy nhiên", "nhưng",
    "áp dụng", "tiếp tục", "toàn bộ", "hộ (?:cận )?nghèo", "khuyết tật", "người có công",
)  # fmt: skip
_MAY_LIMIT = re.compile(rf"^\W*(?:{'|'.join(_OPENING)})\b|\b(?:{'|'.join(_ANYWHERE)})\b|\btrên\W*$", re.IGNORECASE)
# "Đã bị xử phạt về một trong các hành vi này …": of all above, not of the last alone.
_OF_SEVERAL = re.compile(
    r"\b(?:các|những|một trong số)\b[^.;,]{0,30}?\b(?:này|đó|trên|nêu trên|nói trên|kể trên|ở trên|trên đây)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\W*(?:lưu ý|ghi chú|chú ý|chú thích)\b", re.IGNORECASE)
_NOTED = re.compile(rf"{_NOTE.pattern}\W+\w+ \w+", re.IGNORECASE)  # more than the word over notes that follow
_NOTE_MARK = re.compile(r"^\s*[*(]")

_SUBJECT = 3  # words that a statement begins with, in which what it is about stands

NamesAct = Callable[[str], frozenset[str]]


def may_limit(text: str) -> bool:
    """Whether anything in a passage may narrow, widen or point back to the one above it: rather too often than not."""
    return _MAY_LIMIT.search(tidy(text)) is not None


def is_note(text: str) -> bool:
    """Whether a passage, or the heading of passages, calls itself a note on what stands above it."""
    return _NOTE.match(text) is not None


def in_notes(heading: str | None) -> bool:
    """Whether passages stand under a heading that says they are notes."""
    return bool(heading) and is_note((heading or "").rpartition(" – ")[2])


def of_all_above(text: str, names_act: NamesAct) -> bool:
    """Whether a passage without a provision speaks of several above it, or is a note on them."""
    said = tidy(text)
    if names_a_place(said) or names_act(said) or holds_money(said) or is_condition(said) or said.endswith((":", "?")):
        return False
    if is_foot(said) or is_lead(said) or is_no_statement(said) or TO_THE_READER.search(said):
        return False
    noted = _NOTED.match(said) is not None or (_NOTE_MARK.match(said) is not None and may_limit(said))
    return noted or speaks_of_a_row(said) or _OF_SEVERAL.search(said) is not None


def followers(blocks: Sequence[Block], index: int, names_act: NamesAct) -> list[int]:
    """Places of the paragraphs below a block that are told with it, in order.

    Args:
        blocks: Siblings.
        index: The block, or the last of the lines that give its sum and provision.
        names_act: Which acts a text names.
    """
    found: list[int] = []
    last, of_rows = 0, isinstance(blocks[index], Table)  # a line below a table is of its rows, whatever it says
    above = " ".join(map(tidy, texts_of(blocks[index])))
    # "Hộ có nhiều địa điểm …" speaks of the "Hộ kinh doanh" above it.
    opening = {word for word in above.casefold().split()[:_SUBJECT] if word.isalpha()}
    for at, said in _below(blocks, index):
        if _OF_THE_PAPER.search(said):
            continue  # what stands below it may go along nevertheless
        following = blocks[at + 1 : at + 2]
        of_its_own = bool(following) and isinstance(following[0], Paragraph) and is_foot(following[0].text)
        another = holds_money(above) and holds_money(said) and names_a_place(said) and not takes_back(said)  # fine
        if of_its_own or another or not _goes_along(said, names_act) or heads_a_list(blocks[at : at + 2]):
            break
        found.append(at)
        last = (
            len(found)
            if of_rows or may_limit(said) or _measures_alike(said, above) or said.split()[0].casefold() in opening
            else last
        )
    told = found[:last]
    while told and _BARE_NOTE.fullmatch(tidy(texts_of(blocks[told[-1]])[0])):  # it heads what is told elsewhere
        told.pop()
    return told


def of_the_statement(after: Sequence[tuple[str, str]]) -> int:
    """How many of the passages told with one above it, in order, are of its very statement and so of its provision.

    "Đăng ký tạm trú: 03 ngày." below a cited "Đăng ký thường trú: 07 ngày (khoản 3 Điều 22 …)" is a statement of its
    own, which may rest on another provision: it is read along with the card, apart from what the citation is of. So is
    all that follows it, which may speak of it.

    Args:
        after: The passages, and where they stand.
    """
    opened = False  # by a lead-in, whose list belongs to it
    for count, (said, _) in enumerate(after):
        if not opened and not _is_of_what_precedes(said):
            return count
        opened = said.endswith(":")
    return len(after)


def _is_of_what_precedes(said: str) -> bool:
    first = sentences(said)[0]
    if names_a_place(said) or _BOUND.search(first) or comes_on_top(first):
        return True
    return leans_on_another(first, "", asked=False)


_BOUND = re.compile(rf"^\W*(?:{'|'.join(_BINDING)})\b", re.IGNORECASE)
# "Đã uống rượu, bia thì không lái xe!" and who may fine: of the paper, and of no statement above it.
_OF_THE_PAPER = re.compile(r"!\W*$|^\W*(?:người|cơ quan|chức danh) có thẩm quyền\b|^\W*thẩm quyền\b", re.IGNORECASE)
_BARE_NOTE = re.compile(r"\W*(?:lưu ý|ghi chú|chú ý|chú thích)\W*", re.IGNORECASE)
_MEASURED = re.compile(r"\d\s?(tuổi|ngày|tháng|năm|giờ|lần|đồng|triệu|nghìn|tỷ|km|mét|m2|m²|ha|kg|%)", re.IGNORECASE)


def _measures_alike(said: str, above: str) -> bool:
    """Whether a passage that is no sentence says how much it is of others: "Hộ nghèo: từ đủ 70 tuổi" below 75."""
    units = (set(map(str.casefold, _MEASURED.findall(text))) for text in (said, above))
    return _OF_OTHERS.match(said) is not None and bool(set.intersection(*units))


_OF_OTHERS = re.compile(r"^[^:.;]{3,80}: \S[^:;]{0,80}$")


def belongs_to_the_item_above(item: str, names_act: NamesAct) -> bool:
    """Whether an item of a list is told with the one above it: items stand beside each other, so it must plainly lean.

    Args:
        item: Its words, with its number.
        names_act: Which acts a text names.
    """
    said = MARKER.sub("", tidy(item))
    if is_no_statement(said) or is_condition(said) or TO_THE_READER.search(said):
        return False
    if leans_on_another(sentences(said)[0], "", asked=False):
        return True
    signs = (takes_back, limits_what_precedes, comes_on_top)
    return any(sign(said) for sign in signs) and not (names_a_place(said) or names_act(said) or holds_money(said))


def excepting_list(blocks: Sequence[Block], index: int, parent: str, names_act: NamesAct) -> list[tuple[str, str]]:
    """A list right below a passage whose lead-in limits that ("Trừ các trường hợp sau:"), as words and places."""
    lead, listed = (*blocks[index + 1 : index + 3], None, None)[:2]
    if not isinstance(lead, Paragraph) or not isinstance(listed, ListBlock):
        return []
    said = tidy(lead.text)
    own = any(names_a_place(text) or names_act(text) for text in (said, *listed.items))
    if not said.endswith(":") or own or not (takes_back(said) or spares(said) or limits_what_precedes(said)):
        return []
    items = [MARKER.sub("", tidy(item)).rstrip(" ;.,") for item in listed.items]
    return [(said, below(parent, index + 1)), (f"{'; '.join(items)}.", below(parent, index + 2))]


def _below(blocks: Sequence[Block], index: int) -> Iterator[tuple[int, str]]:
    for at in range(index + 1, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            return
        yield at, tidy(block.text)


def _goes_along(said: str, names_act: NamesAct) -> bool:
    """Whether a paragraph may be told with what stands above it; where not, nothing below it is either."""
    if is_no_statement(said) or is_foot(said) or is_lead(said) or TO_THE_READER.search(said) or says_no_more(said):
        return False
    first = sentences(said)[0]
    if is_condition(first) or of_all_above(said, names_act) or (comes_on_top_of_all(said) and not names_a_place(said)):
        return False  # pinned to it, with what follows
    if sources_a_procedure(said):
        return False
    if names_act(said) and not names_a_place(said) and not holds_money(said) and not lays_down_whole(said):
        return True  # it says itself what it rests on, and has no card of its own
    if names_a_place(said) or names_act(said):
        if _OF_ITS_OWN.match(said):
            return False
        signs = (takes_back, spares, limits_what_precedes, comes_on_top)
        limits = any(sign(first) for sign in signs) and not holds_money(first)
        return limits or leans_on_another(first, "", asked=False)
    return True


# "Điều 23 Luật X quy định người nhận ao có các quyền: …" is a rule of its own, whoever it lets off.
_OF_ITS_OWN = re.compile(r"^\W*(?:(?:theo|căn cứ|tại)\s)?(?:(?:điểm \w{1,2} )?khoản \d+ )?Điều \d+", re.IGNORECASE)


def options(block: ListBlock) -> bool:
    """Whether a list is the choice of answers of a quiz: "A. Dưới 14 tuổi", "B. Dưới 16 tuổi"."""
    return len(block.items) > 1 and all(_OPTION.match(item) and not names_a_place(item) for item in block.items)


_OPTION = re.compile(r"^\s*[A-D]\s?[.)]\s")
