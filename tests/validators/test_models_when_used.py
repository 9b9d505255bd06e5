"""What checks a model of the sharing schema is built when it is first used, once, and by any number of threads."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from pydantic import ValidationError

from validators.rules.policy import Policy, ReviewPolicy
from validators.sharing.record import Act, Citation, Locator, OnPages, Record

# Those of which an empty one is a default of another have to be there when it is declared.
_DEFAULTS = {"Locator", "Validity", "Rights", "Approval", "Workflow", "Accessibility", "Ai", "PlacedCount"}
_BUILT = """
import json
from validators.sharing import record
from validators.sharing.record import Model, Record

def kinds(of=Model):
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)

def built():
    return [kind.__name__ for kind in kinds() if kind.__pydantic_complete__]

before = built()
Record.model_validate({"identifier": "a", "title": "b", "kind": "to-gap", "legal_basis": [{"text": "c", "act": {}}]})
after = built()
record.FileEntry(path="a", role="source", media_type="b", sha256="0" * 64, bytes=1)
print(json.dumps([before, after, built()]))
"""
_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from validators.sharing.record import Act, Citation, Evidence, Record

together = Barrier(8)

def make(at):
    together.wait()
    kinds = (Evidence(text="c", method="text-layer"), Citation(text="c", act=Act(number="1/2020/QH14")))
    whole = Record.model_validate({"identifier": str(at), "title": "b", "kind": "to-gap"})
    return whole.identifier, kinds[0].text + kinds[1].text

with ThreadPoolExecutor(8) as pool:
    print(*(f"{name}{said}" for name, said in pool.map(make, range(8))))
"""


def _printed(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8").stdout


@pytest.mark.real
def test_a_record_is_checked_by_one_and_its_parts_by_their_own_when_made_alone() -> None:
    before, after, at_last = map(set, json.loads(_printed(_BUILT)))
    assert before == _DEFAULTS
    assert after == {*_DEFAULTS, "Record"}
    assert at_last == {*_DEFAULTS, "Record", "FileEntry"}


@pytest.mark.real
def test_threads_may_be_the_first_to_use_them() -> None:
    assert _printed(_THREADS).split() == [f"{at}cc" for at in range(8)]


def test_what_is_built_late_is_as_strict() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Locator.model_validate({"khoản": "1"})
    with pytest.raises(ValidationError, match="at least 1"):
        OnPages.model_validate({"text": "a", "pages": []})
    with pytest.raises(ValidationError, match="frozen"):
        Citation(text="a", act=Act()).text = "b"
    with pytest.raises(ValidationError):
        ReviewPolicy.model_validate({"sample": 2})
    assert Policy.model_validate({"for": "publishing"}).purpose == "publishing"


def test_blocks_hold_blocks() -> None:
    """A part names what is declared behind it; that is found when it is first used."""
    inner = {"type": "paragraph", "text": "c"}
    outer = {"type": "article", "label": "1", "children": [{"type": "question", "text": "b", "answer": [inner]}]}
    made = Record.model_validate({"identifier": "a", "title": "b", "kind": "to-gap", "content": [outer]})
    assert made.model_dump(mode="json", exclude_unset=True)["content"] == [outer]
