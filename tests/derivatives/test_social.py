from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record, mediation_record
from hypothesis import given
from hypothesis import strategies as st
from test_derive import package

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.kinds.social import social
from converters.derivatives.kinds.social.posts import LIMITS, Writer, WrongLimit, sentence, tags
from converters.derivatives.kinds.social.sms import fitting, measured, parts, without_marks
from converters.derivatives.saying import words
from converters.derivatives.saying.account import Reason
from converters.derivatives.saying.key_points import NothingToShow, choose_key_points
from converters.derivatives.wording.conditions import Condition
from tests.each import each
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Record

OPTIONS = DeriveOptions()
CONDITION = {"type": "paragraph", "text": "Mức phạt nêu trên áp dụng đối với cá nhân."}


def with_condition() -> Record:
    held = alcohol_record().model_dump()
    return Record.model_validate({**held, "content": [*held["content"], CONDITION]})


def data(folder: Path, record: Record, options: DeriveOptions = OPTIONS) -> dict[str, Any]:
    social.write(record, folder / "social.txt", options)
    read: dict[str, Any] = json.loads((folder / "social.json").read_text(encoding="utf-8"))
    return read


def numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d.,/]*\d|\d", text)


@each("record", [alcohol_record(), mediation_record(), with_condition()])
def test_every_post_is_short_enough_and_every_point_in_each_channel(record: Record, tmp_path: Path) -> None:
    told = data(tmp_path, record)
    for channel in ("facebook", "zalo", "notice"):
        posts = [post for post in told["posts"] if post["channel"] == channel]
        assert all(len(post["text"]) == post["length"] <= LIMITS[channel] for post in posts)
        for point in choose_key_points(record).points:
            (post,) = (one for one in posts if point.text in one["text"])
            assert point.citation in post["text"]
            assert point.figure in post["text"]
            assert all(text in post["text"] for text in point.pinned_texts)


def test_a_short_limit_makes_more_posts_and_drops_nothing(tmp_path: Path) -> None:
    record = with_condition()
    told = data(tmp_path, record, DeriveOptions(limits=(("facebook", 560),)))
    posts = [post["text"] for post in told["posts"] if post["channel"] == "facebook"]
    assert len(posts) > 2
    assert all(f"({number}/{len(posts)})" in post for number, post in enumerate(posts, 1))
    assert all(CONDITION["text"] in post for post in posts), "each can be passed on alone"
    assert sum(len(post["says"]) for post in told["posts"] if post["channel"] == "facebook") == 6


def test_no_number_or_condition_of_a_message_is_lost(tmp_path: Path) -> None:
    record = with_condition()
    told = data(tmp_path, record)
    assert len(told["sms"]) + len([one for one in told["does_not_fit"] if one["channel"] == "sms"]) == 6
    assert told["sms"]
    by_pointer = {point.pointer: point for point in choose_key_points(record).points}
    for message in told["sms"]:
        point = by_pointer[message["says"][0]["pointer"]]
        whole = f"{sentence(point)} {CONDITION['text']}"
        assert numbers(message["text"]) == numbers(without_marks(whole))
        assert without_marks(CONDITION["text"]) in without_marks(message["text"])
        assert message["parts"] <= LIMITS["sms-parts"]


def test_what_does_not_fit_is_said_whole_and_never_cut(tmp_path: Path) -> None:
    record = with_condition()
    told = data(tmp_path, record, DeriveOptions(limits=(("sms-parts", 1),)))
    assert told["sms"] == []
    text = (tmp_path / "social.txt").read_text(encoding="utf-8")
    for point in choose_key_points(record).points:
        assert f"{sentence(point)} {CONDITION['text']}" in text.partition(words.DOES_NOT_FIT)[2]


def test_a_statement_that_fits_nowhere_is_left_out_and_named(tmp_path: Path) -> None:
    tight = tuple((name, 20) for name in ("facebook", "zalo", "notice", "sms", "sms-unicode"))
    made = social.write(mediation_record(), tmp_path / "social.txt", DeriveOptions(limits=(*tight, ("sms-parts", 1))))
    assert made.account.shown == ()
    assert len([one for one in made.account.left_out if one.reason is Reason.NO_ROOM]) == 4
    assert made.notes


@each(
    ("text", "encoding", "length"),
    [("a" * 160, "GSM-7", 160), ("[a]", "GSM-7", 5), ("ạ", "UCS-2", 1), ("😀", "UCS-2", 2), ("à", "GSM-7", 1)],
)
def test_letters_are_counted_as_networks_count_them(text: str, encoding: str, length: int) -> None:
    assert (measured(text).encoding, measured(text).length) == (encoding, length)


@each(("length", "count"), [(160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)])
def test_longer_messages_are_joined_from_parts_of_153(length: int, count: int) -> None:
    assert parts(measured("a" * length), 160) == count


@each(("length", "count"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_with_marks_from_parts_of_67(length: int, count: int) -> None:
    assert parts(measured("ạ" * length), 70) == count


@each(
    ("text", "plain"),
    [
        ("Phạt tiền từ 2.000.000 đồng", "Phat tien tu 2.000.000 dong"),
        ("ĐẤT ĐAI – “m²”…", 'DAT DAI - "m2"...'),
        ("Nghị định 168/2024/NĐ-CP", "Nghi dinh 168/2024/ND-CP"),
        ("សួស្តី", "សួស្តី"),
    ],
)
def test_only_the_marks_go(text: str, plain: str) -> None:
    assert without_marks(text) == plain


@given(st.text(alphabet="aăâàáảãạêđĐưƠộỹ 0123456789.,/-", max_size=600))
def test_numbers_survive_in_every_message(text: str) -> None:
    made = fitting(text, most=160, most_with_marks=70, most_parts=3)
    if made is None:
        assert len(text) > 459
    else:
        assert re.findall(r"\d", made.text) == re.findall(r"\d", text)
        assert len(made.text) == len(text)


def test_tags_are_of_subjects_and_keywords() -> None:
    assert tags(mediation_record(keywords=["hòa giải", "C++"]))[0] == "#PBGDPL"
    assert "#HoaGiai" in tags(mediation_record(keywords=["hòa giải"]))


def test_drafts_and_ai_are_named_in_every_text(tmp_path: Path) -> None:
    told = data(tmp_path, mediation_record(ai={"generated": True, "tool": "x"}), DeriveOptions(draft=True))
    for post in told["posts"]:
        assert post["text"].startswith(words.DRAFT_BANNER)
        assert words.AI_NOTICE in post["text"]
    assert told["sms"]
    for message in told["sms"]:
        assert message["text"].startswith(("(BAN NHAP)", "(BẢN NHÁP)"))
        assert without_marks(words.AI_NOTICE) in without_marks(message["text"])
    assert (tmp_path / "social.txt").read_text(encoding="utf-8").startswith(words.DRAFT_BANNER)


def test_the_same_record_gives_the_same_bytes_and_its_recipe(tmp_path: Path) -> None:
    data(tmp_path, mediation_record())
    first = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    data(tmp_path, mediation_record())
    assert first == {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert social.recipe_in(tmp_path / "social.txt") == social.KIND.recipe(mediation_record(), OPTIONS)
    assert social.recipe_in(tmp_path / "social.json") is None
    assert social.recipe_in(tmp_path / "absent.txt") is None
    other = DeriveOptions(limits=(("sms", 140),))
    assert social.KIND.recipe(mediation_record(), other) != social.KIND.recipe(mediation_record(), OPTIONS)


@each("limit", [("sms", 0), ("twitter", 280)])
def test_a_limit_that_does_not_exist_is_refused(limit: tuple[str, int], tmp_path: Path) -> None:
    with pytest.raises(WrongLimit):
        social.write(mediation_record(), tmp_path / "social.txt", DeriveOptions(limits=(limit,)))
    with pytest.raises(NothingToShow):
        social.write(mediation_record(legal_basis=[]), tmp_path / "social.txt", OPTIONS)
    assert list(tmp_path.iterdir()) == []


def test_it_names_the_pictures_of_its_package_and_follows_them(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    (made,) = derive_package(root, ["social"], OPTIONS)
    assert "infographic.png" not in made.path.read_text(encoding="utf-8")
    assert derive_package(root, ["social"], OPTIONS)[0].state == "unchanged"
    derive_package(root, ["infographic"], OPTIONS)
    (made,) = derive_package(root, ["social"], OPTIONS)
    assert made.state == "made"
    assert f"{words.IMAGE}: derivatives/infographic.png" in made.path.read_text(encoding="utf-8")
    assert verify(root) == []
    assert {entry.role for entry in open_package(root).record().files} == {"social", "infographic"}


def test_a_pdf_for_print_is_no_picture_to_post(tmp_path: Path) -> None:
    root = package(tmp_path / "material", mediation_record())
    derive_package(root, ["infographic"], replace(OPTIONS, formats=("trifold",)))
    (made,) = derive_package(root, ["social"], OPTIONS)
    assert ".pdf" not in made.path.read_text(encoding="utf-8")


def test_what_holds_for_some_of_a_post_is_said_once_behind_them() -> None:
    double = (Condition("/content/9", "Tổ chức phạt gấp đôi.", "/content"),)
    free, *fined = choose_key_points(alcohol_record()).points[:4]
    points = [replace(free, conditions=()), *(replace(point, conditions=double) for point in fined)]
    ((post,), _) = Writer(alcohol_record(), False, {**LIMITS, "facebook": 5000}).posts("facebook", points)
    assert post.text.count("Tổ chức phạt gấp đôi.") == 1
    assert "Đọc kèm (2–4): Tổ chức phạt gấp đôi." in post.text
