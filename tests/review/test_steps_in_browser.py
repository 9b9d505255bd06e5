"""From a correction to the approval in a real browser, with the real program behind it, over a reload and a kill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import review_packages
from chromium import PROGRAM, Chromium
from served_review import UNNAMED, Program

from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from converters.writing.stored_record import record_json
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.sharing.record import Evidence
from validators.sharing.standing import Standing, was_edited_after_approval

pytestmark = [pytest.mark.real, pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here")]
EXAMPLE = Path(__file__).parents[2] / "examples" / "valid"
WHO = "Lê Văn Khánh"
_TYPED = (
    "kind", "publisher", "creator", "number", "date_issued", "level", "place", "description", "keywords", "subjects",
    "audiences", "rights", "sharing_class", "language", "retention", "copy_value",
)  # fmt: skip
SHOWN = "document.querySelector('main').innerText"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("ho-so")) as window:
        yield window


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return review_packages.package_of(tmp_path)


def complete(package: Path) -> None:
    """What publishing asks for is typed, and nothing is in doubt any more."""
    example = open_package(EXAMPLE / "goi").record()
    with changing(package) as change:
        values = {name: getattr(example, name) for name in _TYPED}
        record = change.record()
        typed = {f"/{name}": [Evidence(text=str(value), method="person")] for name, value in values.items() if value}
        change.write_record(record_json(record.model_copy(update={**values, "evidence": {**record.evidence, **typed}})))
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, ())))


@pytest.fixture
def started(browser: Chromium, package: Path, tmp_path: Path) -> Iterator[Callable[[], Program]]:
    """Starts the program over the package, and opens its page; none is left running."""
    programs: list[Program] = []

    def start() -> Program:
        programs.append(Program(package, tmp_path / "nha", WHO))
        browser.open(f"{programs[-1].address}/?token={programs[-1].token}")
        return programs[-1]

    yield start
    browser.open("about:blank")
    for one in programs:
        one.kill()


def standing(package: Path) -> Standing:
    return open_package(package).record().standing


def take(browser: Chromium, base: str, state: str, **fields: str) -> str:
    """A step by keys; what the page says of it."""
    browser.open(f"{base}/p/0/standing")
    form = f"form.step:has(input[name=state][value={state}])"
    browser.tell("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for name, text in fields.items():
        browser.tell(f"document.getElementById('{state}-{name}').focus(); document.activeElement.select()")
        browser.type(text)
    browser.tell(f"document.querySelector('{form} button').focus()")
    browser.press("Enter", leads_on=True)
    return str(browser.tell(SHOWN))


def test_compared_approved_killed_withdrawn(browser: Chromium, package: Path, started: Callable[[], Program]) -> None:
    first = started()
    base = first.address
    browser.open(f"{base}/p/0/item/line-1-1")
    browser.tell("document.querySelector('input[name=text]').select()")
    browser.type("Con em trong xom doc sach")
    browser.press("Enter", leads_on=True)
    browser.open(f"{base}/p/0/standing")
    assert "Có 1 câu trả lời" in browser.tell(SHOWN)
    browser.open(f"{base}/")
    browser.click("form[action='/p/0/apply'] button", leads_on=True)
    complete(package)
    assert "Đã ghi: Đã đối chiếu" in take(browser, base, "compared")
    told = take(browser, base, "approved", by="Trần Thị Bình Minh", position="Trưởng phòng", document="21/QĐ-STP")
    assert "Đã ghi: Đã duyệt, Trần Thị Bình Minh" in told
    approval = open_package(package).record().approval
    assert (approval.by, approval.position, approval.document) == ("Trần Thị Bình Minh", "Trưởng phòng", "21/QĐ-STP")
    assert browser.tell(UNNAMED) == []
    first.kill()
    base = started().address
    browser.open(f"{base}/p/0/standing")
    assert "Trạng thái hiện nay: Đã duyệt" in browser.tell(SHOWN)
    assert "Đã ghi: Đã gỡ" in take(browser, base, "withdrawn", note="Sai mức phạt")
    assert standing(package) is Standing.WITHDRAWN
    assert "Sai mức phạt" in browser.tell(SHOWN)


def test_an_approval_ends_with_the_text_it_was_given_for(
    browser: Chromium, package: Path, started: Callable[[], Program]
) -> None:
    complete(package)
    base = started().address
    for state in ("compared", "approved"):
        take(browser, base, state)
    assert standing(package) is Standing.APPROVED
    with changing(package) as change:
        change.write_record(record_json(change.record().model_copy(update={"title": "Một tên khác"})))
    assert was_edited_after_approval(open_package(package).record())
    browser.open(f"{base}/p/0/standing")
    assert "Trạng thái hiện nay: Dự thảo" in browser.tell(SHOWN)
