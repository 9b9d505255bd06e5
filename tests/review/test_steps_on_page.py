"""The steps of a material on the review page: shown with what they rest on, taken, refused with a reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
import review_packages
from review_packages import AMOUNT, BASE, TOKEN, WORD, doubt_also
from starlette.testclient import TestClient

from converters.corrections.places import places_of
from converters.corrections.rebuilding import pages_to_correct
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trust.steps import StepAsked
from pbgdpl_cli.review.trying.work import Work
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.problems import Problem, say
from validators.sharing.standing import Standing, possible_steps, transition

WHO = "Lê Văn Khánh"
Open = Callable[..., TestClient]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_packages.doubtful(tmp_path_factory.mktemp("goc"))


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return review_packages.copied(original, tmp_path)


@pytest.fixture
def asked() -> list[tuple[Path, StepAsked]]:
    """The steps that were asked for."""
    return []


@pytest.fixture
def opened(package: Path, tmp_path: Path, asked: list[tuple[Path, StepAsked]]) -> Iterator[Open]:
    """The page, with a program behind it that takes every step, or none."""
    clients: list[TestClient] = []

    def page(refusal: Problem | OSError | None = None, who: str = WHO, work: Work | None = None) -> TestClient:
        def take(path: Path, step: StepAsked) -> None:
            asked.append((path, step))
            if refusal is not None:
                raise refusal

        queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha", work or Work())])
        client = TestClient(build_application(queue, "en", TOKEN, who, take_step=take), base_url=BASE)
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield page
    for client in clients:
        client.close()


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_it_shows_where_the_material_stands_and_what_a_step_rests_on(opened: Open) -> None:
    page = text_of(opened().get("/p/0/standing").text)
    assert "It stands at: Draft" in page
    assert "Nobody has settled or corrected anything in this text." in page
    assert "3 places in this package still need a person. To the worst place" in page


def test_a_step_is_asked_for_as_it_was_typed(opened: Open, package: Path, asked: list[tuple[Path, StepAsked]]) -> None:
    sent = {"state": "approved", "by": "  Trần Thị Bình Minh ", "position": "Trưởng phòng", "document": "21/QĐ-STP",
            "day": "2026-11-20", "note": "Đã xem", "despite": "yes"}  # fmt: skip
    page = opened().post("/p/0/standing", data=sent)
    step = StepAsked(
        Standing.APPROVED, "Trần Thị Bình Minh", "2026-11-20", "Đã xem", "Trưởng phòng", "21/QĐ-STP",
        despite_doubts=True,
    )  # fmt: skip
    assert asked == [(package, step)]
    assert "Recorded: Approved, Trần Thị Bình Minh." in text_of(page.text)


def test_it_is_told_once(opened: Open) -> None:
    client = opened()
    client.post("/p/0/standing", data={"state": "compared", "by": WHO})
    assert "Recorded:" not in client.get("/p/0/standing").text


def test_a_refusal_is_told_and_nothing_typed_is_lost(opened: Open, package: Path) -> None:
    with changing(package) as change:
        record = transition(change.record(), Standing.COMPARED, who=WHO, when=dt.datetime.now().astimezone())
        change.write_record(review_packages.record_json(record))
    client = opened(Problem(say("No."), hint=say("Do this.")))
    sent = {"state": "approved", "by": "Hà Thị Mẫu", "position": "Trưởng <phòng>"}
    page = client.post("/p/0/standing", data=sent).text
    assert "No." in page
    assert "Do this." in page
    assert 'value="Hà Thị Mẫu"' in page
    assert 'value="Trưởng &lt;phòng&gt;"' in page
    assert 'value="Hà Thị Mẫu"' not in client.get("/p/0/standing").text


def test_a_disk_that_refuses_is_told(opened: Open) -> None:
    page = opened(OSError(28, "No space left on device")).post("/p/0/standing", data={"state": "compared", "by": WHO})
    assert page.status_code == 200
    assert "Recorded:" not in page.text
    assert 'class="notice"' in page.text


@pytest.mark.parametrize("sent", [{}, {"state": "king", "by": WHO}, {"state": "", "by": WHO}])
def test_what_is_no_step_is_none(opened: Open, asked: list[tuple[Path, StepAsked]], sent: dict[str, str]) -> None:
    assert opened().post("/p/0/standing", data=sent).status_code == 200
    assert asked == []


def test_who_said_no_name_is_asked_for_it_first(opened: Open, asked: list[tuple[Path, StepAsked]]) -> None:
    client = opened(who="")
    assert "Your name" in client.get("/p/0/standing").text
    client.post("/p/0/standing", data={"state": "compared", "by": WHO})
    assert asked == []


def test_a_second_reader_is_told_nothing_of_it(opened: Open) -> None:
    client = opened(work=Work(second_reader=WHO))
    assert client.get("/p/0/standing").status_code == 404
    assert client.get("/p/0/put-right").status_code == 404


def test_no_key_is_one_enter_away_from_an_approval(opened: Open) -> None:
    """The script of every page gives the focus to a button of this class."""
    assert 'class="first"' not in opened().get("/p/0/standing").text


@pytest.mark.parametrize("state", list(Standing))
def test_only_steps_that_can_be_taken_are_shown(opened: Open, package: Path, state: Standing) -> None:
    ways = {
        Standing.DRAFT: (), Standing.COMPARED: ("compared",), Standing.APPROVED: ("compared", "approved"),
        Standing.PUBLISHED: ("compared", "approved", "published"), Standing.REJECTED: ("rejected",),
        Standing.WITHDRAWN: ("withdrawn",),
    }  # fmt: skip
    with changing(package) as change:
        record = change.record()
        for one in ways[state]:
            record = transition(record, Standing(one), who=WHO, when=dt.datetime.now().astimezone())
        change.write_record(review_packages.record_json(record))
    page = opened().get("/p/0/standing").text
    shown = re.findall(r'name="state" value="([a-z]+)"', page)
    assert sorted(shown) == sorted(one.value for one in possible_steps(open_package(package).record()))


def test_open_answers_and_places_are_told_with_the_way_to_them(opened: Open, package: Path) -> None:
    client = opened()
    client.post("/p/0/item/line-1-3", data={"text": "Ai hay thi nay", "known": ""})
    assert "1 answers of the review page are not in this package yet. To the overview" in text_of(
        client.get("/p/0/standing").text
    )
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, ())))
    assert "still need a person. To the worst place" not in text_of(client.get("/p/0/standing").text)


def put_right(client: TestClient, text: str) -> str:
    """Line 2 typed anew, put into the package: what the next person is shown."""
    client.post("/p/0/item/line-1-1", data={"text": text, "known": ""})
    client.post("/p/0/apply")
    return client.get("/p/0/put-right").text


def test_what_was_put_right_is_shown_in_colour_and_the_rest_folded(opened: Open) -> None:
    page = put_right(opened(), "Con em trong lang doc sach")
    assert "<del>xom xem</del>" in page
    assert "<ins>lang doc</ins>" in page
    assert "1 lines that stayed as they were read" in page
    assert "2 lines that stayed as they were read" in page
    assert f"{WHO}, " in page


def test_numbers_that_are_to_be_read_are_not_told_there(opened: Open, package: Path) -> None:
    client = opened()
    put_right(client, "Con em trong lang doc sach")
    box = places_of(pages_to_correct(package, open_package(package).record()), AMOUNT)[0].box
    doubt_also(package, "amount", AMOUNT, box)
    page = client.get("/p/0/put-right").text
    assert AMOUNT not in page
    assert "[to be read]" in page


def test_where_nothing_was_put_right_that_is_said(opened: Open) -> None:
    client = opened()
    key = next(key for key, doubt in client.app.state.sitting.queue.packages[0].waiting if doubt.text == WORD)  # type: ignore[attr-defined]
    client.post(f"/p/0/item/{key}", data={"text": WORD, "known": ""})
    client.post("/p/0/apply")
    page = client.get("/p/0/put-right").text
    assert "Something was put right on 0 of 1 pages." in page
    assert "<del>" not in page


def test_what_people_typed_is_never_html_there(opened: Open) -> None:
    page = put_right(opened(), "Con em <script>alert(1)</script> sach")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
