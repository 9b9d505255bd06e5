"""A sample of undoubted numbers, a second person, marks for the next one: on the page and in the package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import review_packages
from starlette.testclient import TestClient

from converters.corrections.places import places_of
from converters.corrections.readers.raised import open_places, read_raised
from converters.corrections.readers.trials import Purpose, read_trials
from converters.corrections.rebuilding import pages_to_correct
from converters.corrections.stored import read_corrections
from converters.reading.boxes import Box
from converters.reading.document import Flag
from converters.records.doubts.doubt import doubt
from converters.records.doubts.settled import key_of, read_settled
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trying.numbers import sample_of, undoubted
from pbgdpl_cli.review.trying.work import Work
from pbgdpl_cli.runs.review.settings import share_of
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.packages.verification import verify
from validators.problems import say

TOKEN = "x" * 32
FIRST, SECOND, THIRD = "Lê Văn Khánh", "Trần Thị Bình Minh", "Đỗ Thị Mẫu"
AMOUNTS = tuple(f"{number}00.000" for number in range(1, 9))
READ = ("900.000", AMOUNTS[1])  # by the first reader, as the places come
Open = Callable[..., TestClient]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet with eight amounts, the first two of them doubtful."""
    lines = [f"Muc {at} phat tien {amount} dong" for at, amount in zip("abcdefgh", AMOUNTS, strict=True)]
    package = review_packages.package_of(tmp_path_factory.mktemp("goc"), lines)
    read = pages_to_correct(package, open_package(package).record())
    doubts = [
        doubt("amount", say("A second reading says otherwise."), page=1, box=places_of(read, text)[0].box, text=text)
        for text in AMOUNTS[:2]
    ]
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, tuple(doubts))))
    return package


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    from shutil import copytree

    return Path(copytree(original, tmp_path / "goi"))


@pytest.fixture
def opened(package: Path, tmp_path: Path) -> Iterator[Open]:
    """The page as a person opens it, on a machine of his own."""
    clients: list[TestClient] = []

    def open_page(who: str, work: Work | None = None) -> TestClient:
        under_review = PackageUnderReview(package, tmp_path / who, work or Work())
        application = build_application(ReviewQueue([under_review]), "en", TOKEN, who)
        client = TestClient(application, base_url="http://127.0.0.1:8799")
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield open_page
    for client in clients:
        client.close()


def next_key(client: TestClient) -> str | None:
    place = str(client.get("/next", follow_redirects=False).headers["location"])
    match = re.fullmatch(r"/p/0/item/([0-9a-f]{16})", place)
    return match[1] if match else None


def answer(client: TestClient, text: str, *, firmly: bool = False) -> str:
    """What is typed at the next place, a second time where it is asked for again."""
    key = next_key(client)
    page = client.post(f"/p/0/item/{key}", data={"text": text}).text
    return client.post(f"/p/0/item/{key}", data={"text": text, "first": text}).text if firmly else page


def put(client: TestClient) -> None:
    client.post("/p/0/apply")


def amounts_asked(client: TestClient) -> int:
    return int(re.findall(r"(\d+) places still need a person", client.get("/").text)[0])


@pytest.mark.parametrize(("said", "share"), [("5%", 0.05), ("0.05", 0.05), ("2,5 %", 0.025), ("100%", 1), ("0", 0)])
def test_a_share_is_written_as_people_write_it(said: str, share: float) -> None:
    assert share_of(said) == pytest.approx(share)


@pytest.mark.parametrize("said", ["", "abc", "101%", "-1%", "5", "nan"])
def test_what_is_no_share_is_refused(said: str) -> None:
    with pytest.raises(WrongUsage):
        share_of(said)


def test_a_sample_is_the_same_for_the_same_source() -> None:
    places = [doubt("amount", say("x"), page=at, text=str(at)) for at in range(200)]

    def drawn(share: float, seed: str) -> list[int | None]:
        return [one.page for one in sample_of(places, share, seed)]

    assert len(drawn(0.1, "a")) == 20
    assert drawn(0.1, "a") == drawn(0.1, "a") != drawn(0.1, "b")
    assert drawn(0.2, "a")[:20] == drawn(0.1, "a")
    assert len(drawn(0.001, "a")) == 1
    assert drawn(0, "a") == []


@pytest.mark.real
class TestSample:
    """Undoubted numbers are typed too."""

    def test_it_comes_after_the_doubts_with_its_reading_hidden(self, opened: Open, package: Path) -> None:
        review_packages.retitle(package, "Tờ gấp")
        client = opened(FIRST, Work(sample=1.0))
        assert amounts_asked(client) == len(AMOUNTS)
        for amount in AMOUNTS[:2]:
            answer(client, amount)
        page = client.get("/next").text
        assert "chosen at random" in page
        assert not any(amount in page for amount in AMOUNTS)

    def test_agreements_and_disagreements_are_kept(self, opened: Open, package: Path) -> None:
        client = opened(FIRST, Work(sample=1.0))
        for amount in AMOUNTS[:2]:
            answer(client, amount)
        answer(client, "950.000", firmly=True)
        key = next_key(client)
        agreed = next(one for one in AMOUNTS[2:] if settles(client, key, one))
        put(client)
        sampled = {one.stands: (one.reads, one.agreed) for one in read_trials(package) if one.purpose is Purpose.SAMPLE}
        assert sampled.pop(agreed) == (agreed, True)
        assert list(sampled.values()) == [("950.000", False)]
        assert put_right(package) == ["950.000"]
        assert amounts_asked(opened(FIRST, Work(sample=1.0))) >= len(AMOUNTS) - 4
        assert verify(package) == []

    def test_no_flagged_number_is_in_it(self, package: Path) -> None:
        under_review = PackageUnderReview(package, package.parent / "nha", Work(sample=1.0))
        page = under_review.page(1)
        assert page is not None
        assert [one.text for one in undoubted(page)] == list(AMOUNTS)
        place = list(undoubted(page))[3]
        of_amount = Flag(1, place.box, -1, -1, place.text, (), "amount", say("x"))
        of_page = Flag(1, Box(0, 0, page.width, page.height), -1, -1, "", (), "page", say("x"))
        flagged = replace(page, flags=(of_amount, of_page))
        assert [one.text for one in undoubted(flagged)] == [*AMOUNTS[:3], *AMOUNTS[4:]]


def put_right(package: Path) -> list[str]:
    return [one.after for one in read_corrections(package) if one.before != one.after]


def package_text(package: Path) -> str:
    return (package / "data" / "content.md").read_text("utf-8")


def settles(client: TestClient, key: str | None, text: str) -> bool:
    """Whether typing a text once is what stands at a place."""
    client.post(f"/p/0/item/{key}", data={"text": text})
    return next_key(client) != key


@pytest.mark.real
class TestSecondPerson:
    """A number that is read otherwise waits for another one."""

    WORK = Work(second_person=True)

    def test_two_who_read_the_same_put_it_right(self, opened: Open, package: Path) -> None:
        client = opened(FIRST, self.WORK)
        assert "You typed something else" not in answer(client, "900.000")
        assert next_key(client) is not None
        assert "wait for a second person" in client.get("/").text
        put(client)
        assert put_right(package) == []
        assert len(open_places(package, open_package(package).record())) == 2
        client = opened(SECOND, self.WORK)
        answer(client, "900.000")
        put(client)
        assert put_right(package) == ["900.000"]
        assert read_corrections(package)[-1].who == SECOND

    def test_a_second_one_who_reads_as_the_program_settles_it(self, opened: Open, package: Path) -> None:
        client = opened(FIRST, self.WORK)
        answer(client, "900.000")
        put(client)
        client = opened(SECOND, self.WORK)
        answer(client, AMOUNTS[0])
        put(client)
        assert (read_settled(package)[0].text, read_settled(package)[0].who) == (AMOUNTS[0], SECOND)
        assert [(one.purpose, one.reads) for one in read_trials(package)] == [(Purpose.FIRST, "900.000")]

    def test_nobody_is_his_own_second_person(self, opened: Open, package: Path) -> None:
        for _ in range(2):
            client = opened(FIRST, self.WORK)
            key = next_key(client)
            client.post(f"/p/0/item/{key}", data={"text": "900.000", "first": "900.000"})
            put(client)
        assert read_corrections(package) == ()


@pytest.mark.real
class TestSecondReading:
    """The numbers are read anew by somebody who does not see what the first has read."""

    @pytest.fixture
    def read_once(self, opened: Open) -> None:
        """The first reader put one amount right and found the other right."""
        client = opened(FIRST)
        answer(client, "900.000", firmly=True)
        answer(client, AMOUNTS[1])
        put(client)

    @pytest.fixture
    def second(self, opened: Open, read_once: None) -> TestClient:
        return opened(SECOND, Work(second_reader=SECOND))

    def test_he_sees_no_reading(self, second: TestClient) -> None:
        assert amounts_asked(second) == 2
        pages = [second.get(address).text for address in ("/", "/next", "/p/0/page/1", "/p/0/second-reading")]
        pages.append(second.get("/p/0/item/line-1-0").text)
        pages.append(answer(second, "123.000"))
        for reading in ("900.000", *AMOUNTS[:2]):
            assert [reading in page for page in pages] == [False] * len(pages)

    def test_what_both_read_alike_raises_nothing(self, second: TestClient, package: Path) -> None:
        before = package_text(package), len(open_places(package, open_package(package).record()))
        read_right(second)
        assert [(one.agreed, one.who) for one in read_trials(package)] == [(True, SECOND)] * 2
        assert {(one.stands, one.engine) for one in read_trials(package)} == {
            ("900.000", AMOUNTS[0]), (AMOUNTS[1], AMOUNTS[1]),
        }  # fmt: skip
        assert (package_text(package), len(open_places(package, open_package(package).record()))) == before

    def test_a_difference_is_for_somebody_to_decide(self, second: TestClient, package: Path, opened: Open) -> None:
        answer(second, "123.000")
        answer(second, "123.000")
        put(second)
        assert AMOUNTS[1] in package_text(package)
        left = [one for one in open_places(package, open_package(package).record()) if "differently" in one.reason.text]
        assert {one.text for one in left} == {"900.000", AMOUNTS[1]}
        third = opened(THIRD)
        page = third.get("/p/0/second-reading").text
        assert "2 numbers were read by two people; 2 of them differently" in page
        assert page.count("<del") == page.count("<ins") == 2
        key = next(key_of(one) for one in left if one.text == AMOUNTS[1])
        third.post(f"/p/0/item/{key}", data={"text": AMOUNTS[1]})
        put(third)
        left = [one for one in open_places(package, open_package(package).record()) if "differently" in one.reason.text]
        assert {one.text for one in left} == {"900.000"}

    def test_who_read_first_is_no_second_reader(self, opened: Open, read_once: None) -> None:
        assert amounts_asked(opened(FIRST, Work(second_reader=FIRST.upper()))) == 0

    def test_lines_read_alike_are_folded(self, second: TestClient, opened: Open) -> None:
        read_right(second)
        page = opened(THIRD).get("/p/0/second-reading").text
        assert "<details" in page
        assert "2 numbers that both read alike" in page


def read_right(second: TestClient) -> None:
    """Type what the first reader left: places of one kind come in the order in which they were read."""
    for text in READ:
        answer(second, text)
    put(second)


@pytest.mark.real
class TestMarks:
    """Places that somebody leaves to the next person, with a note."""

    def test_a_mark_travels_with_the_package(self, opened: Open, package: Path) -> None:
        client = opened(FIRST)
        client.post("/p/0/item/line-1-5/mark", data={"note": "mép giấy <bị rách>"})
        assert "1 places are marked" in client.get("/").text
        put(client)
        (raised,) = read_raised(package)
        assert (raised.note, raised.who, raised.page) == ("mép giấy <bị rách>", FIRST, 1)
        assert verify(package) == []
        (left,) = [one for one in open_places(package, open_package(package).record()) if one.kind == "line"]
        client = opened(SECOND)
        page = client.get(f"/p/0/item/{key_of(left)}").text
        assert "marked this place as doubtful" in page
        assert "mép giấy &lt;bị rách&gt;" in page
        client.post(f"/p/0/item/{key_of(left)}", data={"text": left.text})
        put(client)
        assert not [one for one in open_places(package, open_package(package).record()) if one.kind == "line"]

    def test_a_mark_on_a_doubt_is_no_second_place(self, opened: Open, package: Path) -> None:
        client = opened(FIRST)
        key = next_key(client)
        client.post(f"/p/0/item/{key}/mark", data={"note": "xem lại"})
        put(client)
        assert len(open_places(package, open_package(package).record())) == 2
        assert "xem lại" in opened(SECOND).get(f"/p/0/item/{key}").text

    def test_a_mark_outlives_a_closed_program(self, opened: Open, package: Path) -> None:
        opened(FIRST).post("/p/0/item/line-1-5/mark", data={"note": "mờ"})
        put(opened(FIRST))
        assert [one.note for one in read_raised(package)] == ["mờ"]
