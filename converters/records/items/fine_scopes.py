"""What stands around the amount of a fine: what was done, by whom, and what comes on top."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converters.records.items.plain_text import plain
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

_WHO = (
    "cá nhân", "tổ chức", "người", "chủ", "cơ sở", "doanh nghiệp", "hộ", "chi nhánh", "nhà thầu", "chủ đầu tư",
    "thuyền", "lái xe", "pháp nhân", "đơn vị",
)  # fmt: skip
_FINED = one_of("cá nhân", "tổ chức", "hộ kinh doanh", "hộ gia đình", "doanh nghiệp", "pháp nhân")
_FINED_TOO = one_of("cá nhân", "tổ chức", "hộ kinh doanh", "hộ gia đình", "doanh nghiệp")
# "đối với cá nhân", and nothing more: who is fined, not what for.
_SAID = r"\s{0,2}(?:[.;:()]|$|,(?!\s(?:cá nhân|tổ chức|hộ|doanh)))"  # the sentence goes on with something else
_OTHERS = r",?\s(?:và|hoặc|còn)\s{0,2}(?:$|từ\s|phạt|đến\s|\d|tổ chức|cá nhân)"  # … or with the fine of others
_ONLY_WHO = re.compile(
    rf"(?P<who>{_FINED}(?:(?: và|,| hoặc) {_FINED_TOO})?)(?: vi phạm)?(?={_SAID}|{_OTHERS})",
)
_JOINING = re.compile(r"^(?:và|hoặc|còn)(?:\s{1,2}(?:(?:tổ chức|cá nhân)[^.;]{0,24}$)?|$)")
_ACT = r"(?:một trong (?:các |những )?|các |những )?hành v[iìí](?: vi phạm)?(?: (?:sau đây|sau))?\s{0,2}:?\s{0,3}"
_ACTING = re.compile(
    rf"(?P<who>{one_of(*_WHO)}[^:;]{{0,160}}?)?(?:\s{{0,3}}(?:có |thực hiện |khi có |khi thực hiện ))?(?P<act>{_ACT})"
)
_NO_ACT = r"(?:và|hoặc|còn|thì|bị|phạt|là)\s|từ\s\d"
_PERSON = re.compile(
    rf"(?P<who>cá nhân|tổ chức|hộ kinh doanh|hộ gia đình)\s{{1,2}}(?!{_NO_ACT})(?P<did>[a-zà-ỹđ].{{8,600}})",
    re.DOTALL,
)
_OPENING = re.compile(r"(?P<word>đối với|khi|do|nếu|trong trường hợp|trường hợp)\s{1,2}", re.IGNORECASE)
_LATER = re.compile(r"\s(?:đối với|khi có)\s(?=[^.;]{0,160}?hành v[iìí]\b)")
_CUT_OFF = re.compile(r"(?:một trong|một trong (?:các|những)|các hành vi|hành vi|sau đây|sau)\s{0,2}:?$")
_ONE_OF_THEM = re.compile(r"(?:có )?một trong\b")
_HOW_MUCH = re.compile(r"có (?:số tiền|giá trị|trị giá|số lượng|quy mô)\b")
_WHO_ENDS = re.compile(r"(?:\s(?:do|khi|nếu|mà))?(?:\svi phạm)?$")
# What may follow the behaviour within one paragraph without being part of it.
_MORE_SANCTIONS = one_of(
    r"(?:[Đđ]ồng thời|[Nn]goài ra|[Bb]ên cạnh đó),?\s",
    r"(?:[Bb]ị )?[Bb]uộc\s",
    r"[Tt]ước quyền\s",
    r"[Tt]ịch thu\s",
    r"[Đđ]ình chỉ\s",
    r"[Tt]rục xuất\b",
    "(?:đối với )?[Tt]ổ chức (?:vi phạm|có cùng)",
)
_ON_TOP = re.compile(rf"(?:[.;,]\s{{1,3}}(?:và\s)?|\svà\s)(?={_MORE_SANCTIONS})|[.]\s{{1,3}}(?=[{CAPITALS}])")
_REMEDIES = one_of(
    "[Bb]uộc", "[Tt]ước quyền", "[Tt]ịch thu", "[Đđ]ình chỉ", "[Tt]rục xuất", "[Tt]hu hồi (?:giấy phép|chứng chỉ)"
)
_REMEDY_TITLES = one_of("Hình thức xử phạt bổ sung", "Biện pháp khắc phục hậu quả", "Xử phạt bổ sung")
REMEDY = re.compile(
    r"(?:[-–+•*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})?"
    rf"(?:(?:Ngoài ra|Đồng thời),?\s)?(?:[\w\s,]{{0,40}}\bbị )?(?:{_REMEDY_TITLES}\s?:\s?)?"
    rf"(?P<remedy>{_REMEDIES}\s\S.{{6,800}})",
    re.DOTALL,
)
_TWICE = one_of("hai", "02", "2", "đôi", "02 [(]hai[)]")
MORE_FOR_ORGANISATIONS = re.compile(
    r"(?:[Tt]ổ chức|[Dd]oanh nghiệp)[^.;]{0,60}?(?:bị )?(?:phạt|mức (?:tiền )?phạt(?: tiền)?)"
    rf"[^.;]{{0,30}}?(?:gấp|bằng)\s{_TWICE}(?: lần)?[^.;]{{0,80}}"
)
_TAIL = re.compile(
    r",?\s{0,2}(?:thì |sẽ |có |có thể )*(?:bị|phải chịu) (?:xử (?:phạt|lý)|phạt)[^?]{0,60}\?+$"
    r"|\s(?:như thế nào|ra sao)\?+$"
)
_ASKING = re.compile(
    r"^(?:Xin hỏi|Cho hỏi|Hỏi|Vậy|Như vậy)[:,]?\s|^.{1,30}? có biết(?: rằng| là)? |^Hành vi\s(?!của )", re.IGNORECASE
)
_SOMEBODY = rf"(?:Ông|Bà|Anh|Chị|Em|Cháu|Bạn)(?: (?:ấy|ta)(?!\w)| [{CAPITALS}]\S{{0,8}}){{1,3}}"
_ONLY_POINTING = re.compile(
    one_of(
        "(?:[Hh]ành vi|[Vv]iệc(?: làm)?|[Tt]rường hợp)(?: của .{2,40}| (?:này|đó|trên|nêu trên))?",
        _SOMEBODY,
    )
)
_IS = re.compile(r"[Hh]ành vi (?:của .{2,40}?|này|trên|nêu trên) là (?:hành vi )?(?P<did>[^.;:]{8,400})")
_SENTENCE = re.compile(rf"(?<=[.;!?])\s{{1,3}}(?=[{CAPITALS}“])")


_LONGEST_ASKED = 3000  # characters: what is asked stands at the end of a case


@dataclass(frozen=True, slots=True)
class Scope:
    """What follows the amount.

    Attributes:
        subject: Who is fined, as printed.
        behaviour: What for; empty when it is not said here.
        listed: The behaviours follow as points.
        condition: `behaviour` is "đối với thiết bị …", "trong trường hợp …": it narrows a behaviour said above.
        more: Further sanctions, remedies and multiples said in the same paragraph.
    """

    subject: str | None = None
    behaviour: str = ""
    listed: bool = False
    condition: bool = False
    more: str | None = None


@dataclass(frozen=True, slots=True)
class AfterAmount:
    """What follows an amount, taken apart as far as one can without knowing its form.

    Attributes:
        rest: From one past the amount to the end of its paragraph, or to the next amount.
        body: `rest` without what comes on top of the fine.
        more: What comes on top.
        word: "đối với", "khi", … that opens the scope; empty when none does.
        inner: What follows that word.
    """

    rest: str
    body: str
    more: str | None
    word: str
    inner: str


def _after(rest: str) -> AfterAmount:
    rest = rest.strip()
    body, more = _parted(rest)
    opening = _OPENING.match(body)
    inner = "" if opening is None else body[opening.end() :].strip()
    return AfterAmount(rest, body, more or None, "" if opening is None else opening["word"], inner)


def _unsaid(after: AfterAmount) -> Scope | None:
    if after.word:
        return None
    return Scope(more=after.more, listed=not after.body.strip(" :.;,)") and after.rest.endswith(":"))


def _only_who(after: AfterAmount) -> Scope | None:
    only = _ONLY_WHO.match(after.inner) if after.word == "đối với" else None
    if only is None:
        return None
    rest = _JOINING.sub("", after.inner[only.end() :].strip(" ,.;:()"))
    return Scope(subject=only["who"], more="; ".join(part for part in (rest, after.more) if part) or None)


def _acting(after: AfterAmount) -> Scope | None:
    acting = _ACTING.match(after.inner)
    if acting is None:
        return None
    behaviour = plain(after.inner[acting.end() :])
    who = _WHO_ENDS.sub("", acting["who"].strip()) if acting["who"] else None
    if _HOW_MUCH.match(behaviour):
        return Scope(who, behaviour, condition=True, more=after.more)  # how much of what the lead-in names
    said_below = "sau" in acting["act"] or after.inner.rstrip().endswith(":") or behaviour.startswith("một trong")
    listed = not behaviour or said_below
    return Scope(who, "" if listed else behaviour, listed=listed, more=after.more)


def _later(after: AfterAmount) -> Scope | None:
    later = _LATER.search(after.inner)
    opening = _OPENING.match(after.rest)
    if later is None or opening is None:
        return None
    return scope_after(after.rest[opening.end() + later.start() + 1 :])


def _below(after: AfterAmount) -> Scope | None:
    if not (_CUT_OFF.search(after.inner) or _ONE_OF_THEM.match(after.inner)):
        return None
    return Scope(listed=True, more=after.more)


def _person(after: AfterAmount) -> Scope | None:
    person = _PERSON.match(after.inner)
    return None if person is None else Scope(person["who"], plain(person["did"]), more=after.more)


def _condition(after: AfterAmount) -> Scope | None:
    return Scope(behaviour=plain(after.body), condition=True, more=after.more) if after.word else None


_DECREES = "decrees on administrative sanctions (Luật 15/2012/QH13)"
FINE_SCOPES: DetectorTable[AfterAmount, Scope] = DetectorTable(
    "items/fine-scope",
    (
        Detector(
            name="unsaid",
            source="sentences that say first what was done, then the fine",
            gains="what follows such a fine is not taken for what was done",
            positive=(".", "; tịch thu tang vật", ":"),
            negative=("đối với hành vi lấn đất",),
            find=_unsaid,
        ),
        Detector(
            name="only-who",
            source="articles of newspapers and leaflets that give both fines",
            gains="fines of persons and of organisations apart",
            positive=("đối với cá nhân, từ", "đối với tổ chức.", "đối với cá nhân và", "đối với cá nhân hoặc "),
            negative=("đối với cá nhân có hành vi lấn đất", "khi vi phạm"),
            find=_only_who,
        ),
        Detector(
            name="acting",
            source=_DECREES,
            gains="what a decree fines, and whom; whether it is listed below",
            positive=("đối với hành vi lấn đất.", "đối với người có một trong các hành vi sau đây:"),
            negative=("đối với thiết bị trên 12 tháng", "."),
            find=_acting,
        ),
        Detector(
            name="later",
            source="decrees on labour: a measure stands between the amount and the behaviour",
            gains="what is fined per worker, per vehicle",
            positive=("khi vi phạm với mỗi người lao động đối với người sử dụng lao động có hành vi ép buộc",),
            negative=("khi vi phạm với mỗi người lao động",),
            find=_later,
        ),
        Detector(
            name="listed-below",
            source="scans and layouts that tear “một trong các hành vi sau” apart",
            gains="the behaviours listed below such a lead-in",
            positive=("đối với một trong các", "khi có một trong các vi phạm sau đây:"),
            negative=("đối với xe máy", "."),
            find=_below,
        ),
        Detector(
            name="person",
            source=_DECREES,
            gains="what was done where the word “hành vi” is left out",
            positive=("đối với cá nhân không đăng ký tạm trú theo quy định",),
            negative=("đối với xe máy không có biển số", "đối với cá nhân còn tổ chức bị phạt"),
            find=_person,
        ),
        Detector(
            name="condition",
            source=_DECREES,
            gains="degrees of a behaviour said above: by size, worth, repetition",
            positive=("đối với diện tích dưới 0,5 héc ta", "nếu tái phạm"),
            negative=(".",),
            find=_condition,
        ),
    ),
    example=_after,
)


def scope_after(rest: str) -> Scope:
    """Understand what follows an amount: "đối với cá nhân có hành vi …; buộc …", "khi có một trong các hành vi sau:".

    Args:
        rest: From one past the amount to the end of its paragraph, or to the next amount.
    """
    return FINE_SCOPES.first(_after(rest)) or Scope()


def _parted(rest: str) -> tuple[str, str]:
    """The scope itself, and what comes on top of the fine."""
    cut = _ON_TOP.search(rest)
    if cut is None:
        return rest, ""
    more = rest[cut.end() :].strip(" ;,.")
    return rest[: cut.start()], more if REMEDY.match(more) or MORE_FOR_ORGANISATIONS.search(more) else ""


def from_question(asked: str) -> str:
    """What was done, from the question an answer about fines belongs to; empty when the question does not say.

    Args:
        asked: "Lấn đất nông nghiệp thì bị phạt bao nhiêu?", or a case with a question at its end.
    """
    sentences = _SENTENCE.split(asked[-_LONGEST_ASKED:].strip())
    told = [sentence for sentence in sentences if not sentence.rstrip().endswith("?")]
    for sentence in reversed(sentences):
        tail = _TAIL.search(sentence)
        if tail is not None and tail.start() > 4:
            did = plain(_ASKING.sub("", sentence[: tail.start()]))
            if _ONLY_POINTING.fullmatch(did) is None:
                return did
            break
    return plain(told[-1]) if told else ""


def from_answer(text: str) -> str:
    """What was done, where an answer says it: "Hành vi của anh Mẫu là gây rối trật tự công cộng."; else empty."""
    match = _IS.search(text)
    return plain(match["did"]) if match is not None else ""
