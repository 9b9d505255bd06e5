"""Digits inside a UUID or a hash are nobody's number; the same digits elsewhere are."""

from __future__ import annotations

import hashlib
import uuid

from hypothesis import example, given
from hypothesis import strategies as st

from tests.each import each
from validators.rules.clean.drawn import _DRAWN, _REACH, is_drawn
from validators.rules.clean.personal_data import find_personal_data

_PHONE = "0357079670"


@given(st.uuids())
@example(uuid.UUID("b3de08f9-ec98-5704-8692-ba0357079670"))
@example(uuid.UUID("f1b9c7f7-9322-5f08-9493-8813b99dddde"))
def test_no_identifier_holds_a_number(drawn: uuid.UUID) -> None:
    assert find_personal_data(f"External-Identifier: urn:uuid:{drawn}\n") == []
    assert find_personal_data(f"data/files/{str(drawn).upper()}.pdf") == []


@given(st.binary(), st.sampled_from(["md5", "sha1", "sha256", "sha384", "sha512"]))
@example(b"", "sha256")
def test_no_hash_holds_a_number(seed: bytes, name: str) -> None:
    digest = hashlib.new(name, seed).hexdigest()
    assert find_personal_data(f"{name}:{digest}") == []
    assert find_personal_data(f"<img src=anh-{digest}-nho.jpg>") == []


@each(
    "text",
    [
        f"Gọi {_PHONE}",
        f"ba{_PHONE} là máy của ông",
        f"deadbeef {_PHONE} deadbeef",
        f"12345678-1234-1234-12345-ba{_PHONE}",
        "a" * 21 + " " + _PHONE,
    ],
)
def test_what_only_looks_like_one_is_found(text: str) -> None:
    at = text.index(_PHONE)
    assert not is_drawn(text, at, at + len(_PHONE))


def test_digits_alone_are_no_hash() -> None:
    row = "0912345678" * 3 + "09"
    assert not is_drawn(row, 0, 10)


def test_a_number_beside_an_identifier_is_found() -> None:
    text = f"urn:uuid:b3de08f9-ec98-5704-8692-ba0357079670 gọi {_PHONE}"
    assert [datum.start for datum in find_personal_data(text)] == [text.rindex(_PHONE)]


@given(st.lists(st.sampled_from(["12", "3ab", "-", " ", "F", "g", "0" * 9, "9" * 33, "c" * 31]), max_size=9), st.data())
def test_nothing_drawn_is_passed_over(pieces: list[str], data: st.DataObject) -> None:
    """What stands beside a number tells most that are no part of anything drawn; the whole search says the same."""
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = any(found.start() <= start and end <= found.end() for found in _DRAWN.finditer(text))
    assert is_drawn(text, start, end) == whole or len(text) > _REACH
