"""Of thousands of typed items, each of which is sought in thousands of pieces, no rule takes longer than of as many."""

from __future__ import annotations

from typing import Any

import pytest
from sample import record
from test_growth import MANY, steep

from examples.validation_cases import answered
from examples.validation_examples import changed

KINDS = ("sanction", "right", "duty", "deadline", "procedure")
# Whether the text says what the items say, whether all are of the same words, what they were read from and rest on.
WAYS: tuple[frozenset[str], ...] = tuple(
    map(frozenset, (
        (), {"other"}, {"same"}, {"same", "other"}, {"read"}, {"read", "other"}, {"typed"}, {"typed", "same"},
        {"typed", "other"}, {"read", "other", "bare"},
    ))
)  # fmt: skip


def words(number: int, way: frozenset[str]) -> str:
    return "Hành vi bán hàng rong" if "same" in way else f"Hành vi bán hàng số {number * 7919} không phép loại {number}"


def said(number: int, way: frozenset[str]) -> str:
    conduct = f"hành vi khác {number}" if "other" in way else words(number, way)
    return (
        f"Theo khoản 1 Điều {number + 1} Nghị định số {number % 300 + 1}/2020/NĐ-CP, "
        f"phạt tiền từ {number + 1}.000.000 đồng đến {number + 2}.000.000 đồng đối với {conduct}."
    )


def item(kind: str, number: int, way: frozenset[str]) -> dict[str, Any]:
    told, basis = words(number, way), {} if "bare" in way else {"basis": number}
    match kind:
        case "sanction":
            least = (number + 1) * 1_000_000 + ("other" in way) * 500
            ends = {"amount_min": least, "amount_max": (number + 2) * 1_000_000}
            return {"type": kind, "behaviour": told, **ends, **basis}
        case "right":
            return {"type": kind, "holder": f"Tổ {number}", "text": f"{told} thì có quyền", **basis}
        case "duty":
            return {"type": kind, "holder": "Công dân", "text": f"Công dân phải {told}", **basis}
        case "deadline":
            within = {"quantity": number + 1, "unit": "day"}
            return {"type": kind, "text": f"{told} trong {number + 1} ngày", **within, **basis}
        case _:
            return {"type": kind, "title": f"Thủ tục {number}", "steps": [told, f"{told} và"]}


def many_items(kind: str, count: int, way: frozenset[str]) -> dict[str, Any]:
    """A record of so many paragraphs on fines and so many items beside them."""
    made = changed(record(), answered("Trả lời."))
    numbers = range(count)
    texts = [{"type": "paragraph", "text": said(number, way)} for number in numbers]
    made["content"][4]["answer"] = [*texts, *(item(kind, number, way) for number in numbers)]
    acts = [f"{number % 300 + 1}/2020/NĐ-CP" for number in numbers]
    made["legal_basis"] = [
        {"text": f"khoản 1 Điều {number + 5} Nghị định số {act}", "act": {"number": act}, "role": "basis",
         "locator": {"article": str(number + 5), "clause": "1"}, "found": "number"}
        for number, act in enumerate(acts)
    ]  # fmt: skip
    if "typed" not in way:
        made["word_count"] = {"source": count * 20, "record": count * 20}
    for number in numbers if "read" in way else ():
        read = [{"page": 1, "method": "ocr", "confidence": 0.9, "text": f"dòng {one} {number}"} for one in "ab"]
        made["evidence"][f"/content/4/answer/{count + number}"] = read
        made["evidence"][f"/legal_basis/{number}"] = [{**read[0], "text": f"khoản 1 Điều {number + 5} của Nghị định"}]
    return made


@pytest.mark.real
@pytest.mark.parametrize("way", WAYS, ids=lambda way: " ".join(sorted(way)) or "plain")
@pytest.mark.parametrize("kind", KINDS)
def test_each_rule_takes_as_many_times_longer_as_there_are_more(kind: str, way: frozenset[str]) -> None:
    assert steep(lambda count: many_items(kind, count, way), MANY) == {}
