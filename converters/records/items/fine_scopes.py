"""What stands around the amount of a fine: what was done, by whom, and what comes on top."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WHO = r"cá nhân|tổ chức|người|chủ|cơ sở|doanh nghiệp|hộ|chi nhánh|nhà thầu|chủ đầu tư|thuyền|lái xe|pháp nhân|đơn vị"
_ACT = r"(?:một trong (?:các |những )?|các |những )?hành v[iìí](?: vi phạm)?(?: (?:sau đây|sau))?\s{0,2}:?\s{0,3}"
# "đối với cá nhân", and nothing more: who is fined, not what for.
_ONLY_WHO = re.compile(
    r"(?P<who>(?:cá nhân|tổ chức|hộ kinh doanh|hộ gia đình|doanh nghiệp|pháp nhân)"
    r"(?:(?: và|,| hoặc) (?:cá nhân|tổ chức|hộ kinh doanh|hộ gia đình|doanh nghiệp))?)"
    r"(?: vi phạm)?(?=\s{0,2}(?:[.;:()]|,(?!\s(?:cá nhân|tổ chức|hộ|doanh))|$|và từ|và phạt))"
)
_ACTING = re.compile(
    rf"(?P<who>(?:{_WHO})[^:;]{{0,160}}?)?(?:\s{{0,3}}(?:có |thực hiện |khi có |khi thực hiện ))?(?P<act>{_ACT})",
)
_PERSON = re.compile(r"(?P<who>cá nhân|tổ chức|hộ kinh doanh|hộ gia đình)\s{1,2}(?P<did>[a-zà-ỹđ].{8,600})", re.DOTALL)
_OPENING = re.compile(r"(?P<word>đối với|khi|do|nếu|trong trường hợp|trường hợp)\s{1,2}", re.IGNORECASE)
_LATER = re.compile(r"\s(?:đối với|khi có)\s(?=[^.;]{0,160}?hành v[iìí]\b)")
_CUT_OFF = re.compile(r"(?:một trong|một trong (?:các|những)|các hành vi|hành vi|sau đây|sau)\s{0,2}:?$")
# What may follow the behaviour within one paragraph without being part of it.
_ON_TOP = re.compile(
    r"(?:[.;,]\s{1,3}(?:và\s)?|\svà\s)(?=(?:[Đđ]ồng thời|[Nn]goài ra|[Bb]ên cạnh đó),?\s|(?:[Bb]ị )?[Bb]uộc\s"
    r"|[Tt]ước quyền\s|[Tt]ịch thu\s|[Đđ]ình chỉ\s|[Tt]rục xuất\b|(?:đối với )?[Tt]ổ chức (?:vi phạm|có cùng))"
    r"|[.]\s{1,3}(?=[A-ZĐÀ-Ỹ])"
)
REMEDY = re.compile(
    r"(?:[-–+•*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})?(?:(?:Ngoài ra|Đồng thời),?\s)?(?:[\w\s,]{0,40}\bbị )?"
    r"(?:(?:Hình thức xử phạt bổ sung|Biện pháp khắc phục hậu quả|Xử phạt bổ sung)\s?:\s?)?"
    r"(?P<remedy>(?:[Bb]uộc|[Tt]ước quyền|[Tt]ịch thu|[Đđ]ình chỉ|[Tt]rục xuất|[Tt]hu hồi (?:giấy phép|chứng chỉ))"
    r"\s\S.{6,800})",
    re.DOTALL,
)
MORE_FOR_ORGANISATIONS = re.compile(
    r"(?:[Tt]ổ chức|[Dd]oanh nghiệp)[^.;]{0,60}?(?:bị )?(?:phạt|mức (?:tiền )?phạt(?: tiền)?)[^.;]{0,30}?(?:gấp|bằng)\s"
    r"(?:hai|02|2|đôi|02 \(hai\))(?: lần)?[^.;]{0,80}"
)
_TAIL = re.compile(
    r",?\s{0,2}(?:thì |sẽ |có |có thể )*(?:bị|phải chịu) (?:xử (?:phạt|lý)|phạt)[^?]{0,60}\?+$"
    r"|\s(?:như thế nào|ra sao)\?+$"
)
_ASKING = re.compile(
    r"^(?:Xin hỏi|Cho hỏi|Hỏi|Vậy|Như vậy)[:,]?\s|^.{1,30}? có biết(?: rằng| là)? |^Hành vi\s(?!của )", re.IGNORECASE
)
_ONLY_POINTING = re.compile(
    r"(?:(?:[Hh]ành vi|[Vv]iệc(?: làm)?|[Tt]rường hợp)(?: của .{2,40}| (?:này|đó|trên|nêu trên))?"
    r"|(?:Ông|Bà|Anh|Chị|Em|Cháu|Bạn)(?: [A-ZĐÀ-Ỹ]\S{0,8}){1,3})"
)
_IS = re.compile(r"[Hh]ành vi (?:của .{2,40}?|này|trên|nêu trên) là (?:hành vi )?(?P<did>[^.;:]{8,400})")
_SENTENCE = re.compile(r"(?<=[.;!?])\s{1,3}(?=[A-ZĐÀ-Ỹ“])")


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


def scope_after(rest: str) -> Scope:
    """Understand what follows an amount: "đối với cá nhân có hành vi …; buộc …", "khi có một trong các hành vi sau:".

    Args:
        rest: From one past the amount to the end of its paragraph, or to the next amount.
    """
    body, more = _parted(rest.strip())
    opening = _OPENING.match(body)
    if opening is None:
        return Scope(more=more or None, listed=not body.strip(" :.;,)") and rest.strip().endswith(":"))
    inner = body[opening.end() :].strip()
    only = _ONLY_WHO.match(inner) if opening["word"] == "đối với" else None
    if only is not None:
        after = inner[only.end() :].strip(" ,.;:()")
        return Scope(subject=only["who"], more="; ".join(part for part in (after, more) if part) or None)
    acting = _ACTING.match(inner)
    if acting is not None:
        return _acting(acting, inner, more)
    later = _LATER.search(inner)
    if later is not None:  # "khi vi phạm với mỗi người lao động … đối với hành vi …"
        return scope_after(rest.strip()[opening.end() + later.start() + 1 :])
    if _CUT_OFF.search(inner) or re.match(r"(?:có )?một trong\b", inner):
        return Scope(listed=True, more=more or None)
    person = _PERSON.match(inner)
    if person is not None:
        return Scope(person["who"], plain(person["did"]), more=more or None)
    return Scope(behaviour=plain(body), condition=True, more=more or None)


def _acting(acting: re.Match[str], inner: str, more: str) -> Scope:
    behaviour = plain(inner[acting.end() :])
    who = re.sub(r"(?:\s(?:do|khi|nếu|mà))?(?:\svi phạm)?$", "", acting["who"].strip()) if acting["who"] else None
    if re.match(r"có (?:số tiền|giá trị|trị giá|số lượng|quy mô)\b", behaviour):
        return Scope(who, behaviour, condition=True, more=more or None)  # how much of what the lead-in names
    listed = (
        not behaviour or "sau" in acting["act"] or inner.rstrip().endswith(":") or behaviour.startswith("một trong")
    )
    return Scope(who, "" if listed else behaviour, listed=listed, more=more or None)


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


def plain(text: str) -> str:
    """Text without the number or mark it begins with and without the marks it ends with."""
    return re.sub(r"^(?:[-–•+*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})", "", text.strip()).strip(" ;.,:–-")
