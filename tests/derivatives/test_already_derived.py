"""A run that changes nothing: whatever calls for a derivative to be made anew is found without the record."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from derivative_records import alcohol_record

from converters.derivatives import derive, kept_facts
from converters.derivatives.batch import derive_each
from converters.derivatives.derive import already_derived, derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.drawing.palette import Palette
from converters.derivatives.drawing.theme import Theme
from converters.derivatives.facts import facts_of
from converters.derivatives.kept_accounts import KeptAccounts
from converters.derivatives.kept_facts import KeptFacts
from converters.derivatives.registry import derivative_kind
from converters.derivatives.wording.plan import Plan, PlanRow, Show, written
from converters.writing.stored_record import record_json
from validators.packages.changing import changing, locked_package
from validators.packages.faults import PackageLocked
from validators.packages.package import open_package
from validators.problems import Problem
from validators.sharing.staleness import PLAN, THEME

DAY = dt.date(2026, 6, 1)
KINDS = ("social", "web")
BLUE = Palette("theme", (16, 52, 110), (22, 84, 178), (255, 205, 92), (240, 244, 250), (224, 232, 245))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with all of its derivatives, and what the program kept of it, to be copied."""
    folder = tmp_path_factory.mktemp("origin")
    basis = alcohol_record().model_dump(mode="json")["legal_basis"]
    basis[0]["act"]["expires_on"] = "2026-12-31"
    with changing(folder / "material") as change:
        change.write("source/scan.pdf", b"%PDF-1.4 as received")
        change.write_record(record_json(alcohol_record(legal_basis=basis)))
    derive_package(folder / "material", KINDS, options_in(folder))
    return folder


def options_in(folder: Path, **changes: Any) -> DeriveOptions:
    kept = DeriveOptions(day=DAY, facts=KeptFacts(folder / "facts"), accounts=KeptAccounts(folder / "accounts"))
    return replace(kept, **changes)


def kept_in_place(origin: Path, folder: Path) -> tuple[Path, DeriveOptions]:
    shutil.copytree(origin, folder)
    return folder / "material", options_in(folder)


def test_the_same_again_needs_no_record(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    thorough = derive_package(root, KINDS, replace(options, facts=KeptFacts()))

    def unread(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("converters.derivatives.material.parsed_record", unread)
    assert already_derived(root, KINDS, options) == derive_package(root, KINDS, options) == thorough
    assert [one.state for one in thorough] == ["unchanged"] * len(KINDS)


def test_facts_are_kept_of_what_was_made_and_of_what_was_read(origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    stored, record = open_package(root).record_path.read_bytes(), open_package(root).record()
    assert options.facts.get(stored) == facts_of(record)
    elsewhere = replace(options, facts=KeptFacts(tmp_path / "elsewhere"))
    assert already_derived(root, KINDS, elsewhere) is None
    assert [one.state for one in derive_package(root, KINDS, elsewhere)] == ["unchanged"] * len(KINDS)
    assert elsewhere.facts.get(stored) == facts_of(record)
    assert already_derived(root, KINDS, elsewhere)


Change = Callable[[Path, DeriveOptions], DeriveOptions | None]


def _edited(**changes: Any) -> Change:
    """Another record in the package, as a command of this program would write it."""

    def change(root: Path, _: DeriveOptions) -> None:
        with changing(root) as edit:
            values = edit.record().model_dump(mode="json", exclude_none=True)
            edit.write_record(record_json(type(edit.record()).model_validate({**values, **changes})))

    return change


def _laid_in(path: str, content: bytes) -> Change:
    def change(root: Path, _: DeriveOptions) -> None:
        with changing(root) as edit:
            edit.write(path, content)

    return change


def _chosen(**changes: Any) -> Change:
    return lambda _, options: replace(options, **changes)


def _overwritten(path: str) -> Change:
    def change(root: Path, _: DeriveOptions) -> None:
        file = root / "data" / path
        file.write_bytes(file.read_bytes() + b" ")

    return change


def _taken_out(path: str) -> Change:
    return lambda root, _: (root / "data" / path).unlink()


def _ended(root: Path, _: DeriveOptions) -> None:
    basis = open_package(root).record().model_dump(mode="json")["legal_basis"]
    basis[1]["validity"]["state"] = "expired"
    _edited(legal_basis=basis)(root, _)


def _other_plan(root: Path, _: DeriveOptions) -> None:
    _laid_in(PLAN, written([_row(root)]))(root, _)


def _given_plan(root: Path, options: DeriveOptions) -> DeriveOptions:
    return replace(options, plan=Plan((_row(root),), b"a plan"))


def _row(root: Path) -> PlanRow:
    last = open_package(root).record().content[-1]
    return PlanRow("/content/7", getattr(last, "behaviour", ""), Show.NO)


def _another_picture(root: Path, _: DeriveOptions) -> None:
    record = open_package(root).record()
    picture = {**record.files[0].model_dump(mode="json"), "path": "derivatives/infographic.png", "role": "infographic"}
    files = [one.model_dump(mode="json", exclude_none=True) for one in record.files]
    _edited(files=[*files, {**picture, "media_type": "image/png"}])(root, _)


REFUSED_OR_MADE: dict[str, Change] = {
    "another title": _edited(title="Tên khác"),
    "another publisher": _edited(publisher={"name": "Sở Tư pháp tỉnh An Lạc"}),
    "withdrawn": _edited(workflow={"state": "withdrawn"}),
    "a decision against it": _edited(approval={"state": "rejected"}),
    "another subject": _edited(subjects=[44]),
    "made by AI": _edited(ai={"generated": True}),
    "law that was found to have ended": _ended,
    "law that has ended by today": _chosen(day=dt.date(2026, 12, 31)),
    "a draft is asked for": _chosen(draft=True),
    "another address": _chosen(portal_address="https://cong.vi-du.vn"),
    "other limits": _chosen(limits=(("zalo", 700),)),
    "a plan is given": _given_plan,
    "another plan in the package": _other_plan,
    "a theme is given": _chosen(theme=Theme(BLUE, "Sở Tư pháp tỉnh An Lạc")),
    "another theme in the package": _laid_in(THEME, Theme(BLUE).content),
    "a picture it names": _another_picture,
    "other bytes": _overwritten("derivatives/web.html"),
    "no file": _taken_out("derivatives/web.html"),
    "other bytes of what was made with it": _overwritten("derivatives/social.json"),
    "no file of what was made with it": _taken_out("derivatives/social.json"),
    "another record, by another hand": lambda root, _: _by_hand(root, "title", "Tên khác"),
    "another fingerprint, by another hand": lambda root, _: _by_hand(root, "files", None),
}


def _by_hand(root: Path, key: str, value: object) -> None:
    path = open_package(root).record_path
    values = json.loads(path.read_bytes())
    if key == "files":
        values["files"][0]["derived_text_sha256"] = "0" * 64
    else:
        values[key] = value
    path.write_text(json.dumps(values, ensure_ascii=False), "utf-8")


@pytest.mark.parametrize("why", REFUSED_OR_MADE)
def test_whatever_calls_for_it_to_be_made_anew_is_found(why: str, origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    options = REFUSED_OR_MADE[why](root, options) or options
    _known_by_facts(root, options)
    assert already_derived(root, KINDS, options) is None
    try:
        states = {one.state for one in derive_package(root, KINDS, options)}
    except Problem:
        return
    assert "made" in states


def _known_by_facts(root: Path, options: DeriveOptions) -> None:
    """The facts of the record as it is now are kept: what is found is found by them."""
    package = open_package(root)
    options.facts.put(package.record_path.read_bytes(), facts_of(package.record()))


def test_a_program_that_draws_otherwise_makes_it_anew(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    monkeypatch.setattr(derive, "derivative_kind", lambda name: replace(derivative_kind(name), design=99))
    assert already_derived(root, ["web"], options) is None


def test_facts_another_program_kept_are_none_of_ours(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    monkeypatch.setattr(kept_facts, "_program", lambda: b"another")
    assert already_derived(root, KINDS, options) is None


def test_without_what_was_told_of_it_the_record_is_read(origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    without = replace(options, accounts=KeptAccounts(tmp_path / "other"))
    assert already_derived(root, KINDS, without) is None
    assert [one.state for one in derive_package(root, KINDS, without)] == ["unchanged"] * len(KINDS)


def test_what_another_run_is_changing_is_left_to_it(origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    with locked_package(root), pytest.raises(PackageLocked):
        already_derived(root, KINDS, options)


@pytest.mark.parametrize(
    "damage",
    [lambda text: "", lambda text: "[]", lambda text: text[:-9], lambda text: text.replace('"role"', '"rule"'),
     lambda text: text.replace("2026-12-31", "soon"), lambda text: text.replace('"approved": true', '"approved": 1')],
)  # fmt: skip
def test_facts_that_cannot_be_read_were_not_kept(damage: Callable[[str], str], origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    for file in (tmp_path / "copy/facts").iterdir():
        file.write_text(damage(file.read_text("utf-8")), "utf-8")
    assert already_derived(root, KINDS, options) is None
    assert [one.state for one in derive_package(root, KINDS, options)] == ["unchanged"] * len(KINDS)


def test_facts_that_cannot_be_kept_cost_time_alone(origin: Path, tmp_path: Path) -> None:
    root, options = kept_in_place(origin, tmp_path / "copy")
    (tmp_path / "file").write_text("no folder", "utf-8")
    blocked = replace(options, facts=KeptFacts(tmp_path / "file" / "facts"))
    assert [one.state for one in derive_package(root, KINDS, blocked)] == ["unchanged"] * len(KINDS)


def test_of_many_packages_those_that_are_there_come_in_their_places(origin: Path, tmp_path: Path) -> None:
    roots = [tmp_path / f"copy/{number}" for number in range(7)]
    for root in roots:
        shutil.copytree(origin / "material", root)
    outcomes = list(derive_each([*roots, tmp_path / "absent"], KINDS, options_in(origin), jobs=2))
    assert [one.root for one in outcomes] == [*roots, tmp_path / "absent"]
    assert {found.state for one in outcomes for found in one.derived} == {"unchanged"}
    assert [len(one.failures) for one in outcomes] == [0] * 7 + [len(KINDS)]
