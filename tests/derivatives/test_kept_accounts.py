"""What was told of a derivative is kept, so that a run that changes nothing looks for no law."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from derivative_records import mediation_record

from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.kept_accounts import KeptAccounts
from converters.derivatives.kept_facts import KeptFacts
from converters.derivatives.saying.account import Account, LeftOut, Reason
from converters.writing.stored_record import record_json
from validators.packages.changing import changing

ACCOUNT = Account(("/content/0",), (LeftOut("/content/1", Reason.NO_ROOM, "Chữ “Việt”"),))
RECIPE = "ab" * 32


def test_an_account_is_kept_whole(tmp_path: Path) -> None:
    kept = KeptAccounts(tmp_path / "accounts")
    assert kept.get(RECIPE) is None
    kept.put(RECIPE, ACCOUNT)
    assert kept.get(RECIPE) == ACCOUNT


@pytest.mark.parametrize("content", ["", "[]", '{"shown": []}', '{"shown": [], "left_out": [["/a", "no-such", "x"]]}'])
def test_what_cannot_be_read_was_not_kept(tmp_path: Path, content: str) -> None:
    (tmp_path / f"{RECIPE}.json").write_text(content, "utf-8")
    assert KeptAccounts(tmp_path).get(RECIPE) is None


def test_without_a_folder_nothing_is_kept() -> None:
    KeptAccounts().put(RECIPE, ACCOUNT)
    assert KeptAccounts().get(RECIPE) is None


LOADED = """
import sys
from pathlib import Path
from converters.derivatives.derive import derive_package
from converters.derivatives.derived import DeriveOptions
from converters.derivatives.kept_accounts import KeptAccounts
from converters.derivatives.kept_facts import KeptFacts
options = DeriveOptions(draft=True, accounts=KeptAccounts(Path(sys.argv[2])))
(result,) = derive_package(Path(sys.argv[1]), ["social"], options)
heavy = [name for name in sys.modules if name.startswith("validators.citations.find") or name == "PIL"]
print(result.state, len(result.account.shown), *heavy)
"""


UNNEEDED = (
    "pydantic", "validators.sharing.record", "typer._adapters",
    "tomllib", "multiprocessing", "numpy", "PIL", "validators.workers", "validators.citations",
    "converters.externals", "converters.derivatives.voices.loudness", "converters.derivatives.models.support",
    "converters.derivatives.wording.excerpts", "converters.derivatives.saying.key_points",
)  # fmt: skip
PROGRAM = f"""
import sys
from pbgdpl_cli.__main__ import main
sys.argv = ["pbgdpl", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    print(ended.code, *(name for name in {UNNEEDED!r} if name in sys.modules), file=sys.stderr)
"""


def package(root: Path) -> Path:
    with changing(root) as change:
        change.write_record(record_json(mediation_record()))
    return root


def test_what_was_told_when_it_was_made_is_told_again(tmp_path: Path) -> None:
    root, options = package(tmp_path / "material"), DeriveOptions(accounts=KeptAccounts(tmp_path / "accounts"))
    (made,) = derive_package(root, ["social"], options)
    (again,) = derive_package(root, ["social"], options)
    assert (made.state, again.state, again.account) == ("made", "unchanged", made.account)
    (elsewhere,) = derive_package(root, ["social"], replace(options, accounts=KeptAccounts(tmp_path / "other")))
    assert elsewhere.account.shown == made.account.shown


@pytest.mark.real
def test_a_run_that_changes_nothing_loads_neither_citations_nor_pictures(tmp_path: Path) -> None:
    root, accounts = package(tmp_path / "material"), tmp_path / "accounts"
    options = DeriveOptions(draft=True, accounts=KeptAccounts(accounts))
    (made,) = derive_package(root, ["social"], options)
    words = [sys.executable, "-c", LOADED, str(root), str(accounts)]
    told = subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout
    assert told.split() == ["unchanged", str(len(made.account.shown))]


def words_of_a_run(home: Path, *words: str) -> tuple[list[str], list[str]]:
    """States of what a run of the program tells, and its exit code with what it loaded in vain."""
    line = [sys.executable, "-c", PROGRAM, "--json", "derive", *words, "--draft"]
    environment = {**os.environ, "PBGDPL_HOME": str(home)}
    answer = subprocess.run(line, capture_output=True, check=True, encoding="utf-8", env=environment)
    return [one["state"] for one in json.loads(answer.stdout)["data"]["derived"]], answer.stderr.split()


def kept_in(home: Path) -> DeriveOptions:
    return DeriveOptions(draft=True, accounts=KeptAccounts(home / "accounts"), facts=KeptFacts(home / "facts"))


@pytest.mark.real
def test_the_program_finds_that_nothing_has_changed_without_what_makes_anything(tmp_path: Path) -> None:
    root, home = package(tmp_path / "material"), tmp_path / "home"
    kinds = ("infographic", "web", "epub", "quiz", "slides", "social")
    for kind in kinds:  # one after the other: posts name the pictures there are
        derive_package(root, [kind], kept_in(home))
    states, loaded = words_of_a_run(home, *kinds, str(root))
    assert (states, loaded) == (["unchanged"] * len(kinds), ["0"])


@pytest.mark.real
def test_a_folder_in_which_nothing_has_changed_starts_no_processes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for number in range(7):
        derive_package(package(tmp_path / f"all/{number}"), ["social"], kept_in(home))
    states, loaded = words_of_a_run(home, "social", str(tmp_path / "all"), "--jobs", "2")
    assert (states, loaded) == (["unchanged"] * 7, ["0"])
