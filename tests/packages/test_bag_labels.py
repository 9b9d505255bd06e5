"""What a bag says of its record goes with the record; what else stands there stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.each import each
from tests.upload.package_factory import make_package
from validators.packages.bag import read_bag_info, relabelled
from validators.packages.changing import changing

OLD = {"identifier": "urn:x:1", "title": "Tên cũ", "publisher": {"name": "Sở Tư pháp"}}
INFO = (("External-Description", "Tên cũ"), ("Source-Organization", "Sở  Tư pháp"), ("Note", "Tên cũ"))


def after(info: tuple[tuple[str, str], ...], new: Any, old: Any = OLD) -> tuple[tuple[str, str], ...]:
    return relabelled(info, json.dumps(old).encode(), json.dumps(new).encode())


def test_title_and_organ_go_with_the_record() -> None:
    new = {**OLD, "title": "Tên mới", "publisher": {"name": "UBND xã Mẫu"}}
    assert after(INFO, new) == (
        ("External-Description", "Tên mới"), ("Source-Organization", "UBND xã Mẫu"), ("Note", "Tên cũ"),
    )  # fmt: skip


def test_what_somebody_else_wrote_stays() -> None:
    info = (("External-Description", "Kho của tỉnh"), ("External-Identifier", "K-7"))
    assert after(info, {**OLD, "title": "Tên mới", "identifier": "urn:x:2"}) == info


def test_what_the_record_no_longer_says_goes() -> None:
    assert after(INFO, {**OLD, "publisher": None}) == (INFO[0], INFO[2])


@each("record", [b"", b"{", b"[1]", b"\xff", b"null"])
def test_a_record_that_cannot_be_read_changes_nothing(record: bytes) -> None:
    assert relabelled(INFO, record, json.dumps(OLD).encode()) == INFO
    assert relabelled(INFO, json.dumps(OLD).encode(), record) == INFO


def test_a_package_whose_title_is_changed_is_labelled_anew(tmp_path: Path) -> None:
    place = make_package(tmp_path, title="Tên cũ")
    stored = json.loads((place / "data" / "record.json").read_bytes())
    with changing(place) as change:
        change.describe({"External-Description": "Tên cũ", "Note": "của kho"})
        change.write_record(json.dumps(stored).encode())
    with changing(place) as change:
        change.write_record(json.dumps({**stored, "title": "Tên mới"}).encode())
    info = dict(read_bag_info(place))
    assert (info["External-Description"], info["Note"]) == ("Tên mới", "của kho")
