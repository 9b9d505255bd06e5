"""Cited acts against a register: what has ended, was amended, is to change, and what the register cannot say."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rule_hits import subject_of
from sample import record

from examples.validation_examples import changed
from tests.each import each
from validators.check import check_paths
from validators.citations.register import Register
from validators.options import CheckOptions
from validators.problems import Message
from validators.rules.current.acts import RULES
from validators.rules.policy import Policy
from validators.rules.rule import MOST_PER_RULE

DAY = dt.date(2026, 11, 29)
REGISTER = """number,date,in_force_from,expired_on,replaced_by,amended_on,amended_by,partly_expired_on,scope
21/2019/NĐ-CP,2019-03-01,2019-05-01,2025-01-01,22/2024/NĐ-CP,,,,
23/2019/NĐ-CP,2019-03-01,2019-05-01,,,2026-11-01,24/2026/NĐ-CP,,Điều 6
23/2019/NĐ-CP,,,,,2027-01-01,25/2026/NĐ-CP,,Điều 7
26/2019/NĐ-CP,2019-03-01,2019-05-01,31/06/2025,,,,,
27/2019/NĐ-CP,2019-03-01,2019-05-01,,28/2026/NĐ-CP,,,,
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    path = tmp_path_factory.mktemp("office") / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return Register.open(path)


@pytest.fixture
def judged(register: Register) -> Any:
    """The findings about one citation, by code."""

    def judge(
        number: str, article: str, day: dt.date = DAY, policy: Policy | None = None, **more: Any
    ) -> dict[str, str]:
        cited = {
            "text": f"Điều {article} Nghị định số {number}", "act": {"type": "nghi-dinh", "number": number},
            "locator": {"article": article}, **more,
        }  # fmt: skip
        other = cited.pop("other", record()["legal_basis"][0])
        document = changed(record(), {"/legal_basis/1": cited, "/legal_basis/0": other})
        subject = replace(subject_of(document, day=day), register=register, policy=policy or Policy())
        found = [
            (rule, one) for rule in RULES for one in rule.check(subject) if one.pointer.startswith("/legal_basis/1")
        ]
        return {rule.code: str(Message(rule.sentence.text, one.values)) for rule, one in found}

    return judge


def test_the_end_of_an_act_names_its_day_and_successor(judged: Any) -> None:
    message = judged("21/2019/NĐ-CP", "3")["SONG401"]
    assert "since 2025-01-01" in message
    assert "See 22/2024/NĐ-CP" in message


ENDED = {"state": "expired", "as_of": "2026-11-01", "source": "vbpl.vn"}


@each("role", ["replaced", "repealed"])
def test_an_act_cited_as_ended_is_no_alarm(judged: Any, role: str) -> None:
    assert judged("21/2019/NĐ-CP", "3", role=role, validity=ENDED) == {}


def test_an_act_cited_as_amended_is_a_small_one_once_it_has_ended(judged: Any) -> None:
    report = judged("21/2019/NĐ-CP", "3", role="amended", validity=ENDED)
    assert list(report) == ["SONG417"]
    assert "SONG412" not in judged("23/2019/NĐ-CP", "6", role="amended")
    assert "SONG413" in judged("23/2019/NĐ-CP", "7", role="amended")


def test_an_ended_act_named_beside_its_successor_is_a_small_one(judged: Any) -> None:
    ended = {"text": "Nghị định số 21/2019/NĐ-CP", "act": {"number": "21/2019/NĐ-CP"}, "locator": {}}
    heir = {"text": "Nghị định số 22/2024/NĐ-CP", "act": {"number": "22/2024/NĐ-CP"}, "locator": {}}
    alone = judged("21/2019/NĐ-CP", "3", **ended, role="mentioned")
    assert "SONG401" in alone
    beside = judged("21/2019/NĐ-CP", "3", **ended, role="mentioned", other=heir)
    assert list(beside) == ["SONG417"]
    # a place in it, or its role as a basis, means that something is taught from it
    assert "SONG401" in judged("21/2019/NĐ-CP", "3", role="mentioned", other=heir)
    assert "SONG401" in judged("21/2019/NĐ-CP", "3", **ended, role="basis", other=heir)


@each("role", ["basis", "mentioned", "amending", "replacing", None])
def test_in_any_other_role_it_is(judged: Any, role: str | None) -> None:
    assert "SONG401" in judged("21/2019/NĐ-CP", "3", role=role)


def test_an_amendment_is_told_until_somebody_has_looked(judged: Any) -> None:
    assert "See 24/2026/NĐ-CP" in judged("23/2019/NĐ-CP", "6")["SONG412"]
    assert "SONG412" not in judged("23/2019/NĐ-CP", "5")
    looked = {"state": "in-force", "as_of": "2026-11-02", "source": "vbpl.vn"}
    assert "SONG412" not in judged("23/2019/NĐ-CP", "6", validity=looked)


def test_what_is_to_come_is_told_in_time(judged: Any) -> None:
    message = judged("23/2019/NĐ-CP", "7")["SONG413"]
    assert "changes in 33 days: from 2027-01-01 it is amended (Điều 7). See 25/2026/NĐ-CP." in message
    assert "SONG413" not in judged("23/2019/NĐ-CP", "7", policy=Policy(change_days=32))
    assert "SONG413" not in judged("23/2019/NĐ-CP", "8")
    assert "SONG413" not in judged("23/2019/NĐ-CP", "7", day=dt.date(2027, 1, 1))


def test_a_refused_row_is_an_error_for_whoever_cites_the_act(judged: Any) -> None:
    assert "there is no day “31/06/2025”" in judged("26/2019/NĐ-CP", "3")["SONG414"]
    assert "SONG414" not in judged("23/2019/NĐ-CP", "3")


def test_a_refused_row_is_a_warning_for_the_register(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "record.json").write_text(json.dumps(record()), encoding="utf-8")
    options = CheckOptions(DAY, register=tmp_path / "register.csv", only=("SONG415",))
    (odd,) = check_paths([tmp_path / "record.json"], options).findings
    assert (Path(odd.path).name, str(odd.severity)) == ("register.csv", "warning")
    assert "Line 5 (26/2019/NĐ-CP) was refused" in str(odd.message)


def test_a_change_without_its_day_is_told(judged: Any) -> None:
    assert "replaced by 28/2026/NĐ-CP" in judged("27/2019/NĐ-CP", "3")["SONG416"]


@pytest.mark.real
def test_many_refused_rows_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"{number}/2019/NĐ-CP,hôm qua\n" for number in range(1, MOST_PER_RULE + 51))
    (tmp_path / "register.csv").write_text(f"number,date\n{rows}", encoding="utf-8")
    (tmp_path / "record.json").write_text(json.dumps(record()), encoding="utf-8")
    options = CheckOptions(DAY, register=tmp_path / "register.csv", only=("SONG415",))
    messages = [str(finding.message) for finding in check_paths([tmp_path / "record.json"], options).findings]
    assert len(messages) == MOST_PER_RULE + 1
    assert any("50 more rows were refused" in message for message in messages)
