"""Good and bad words of a publisher: what they do to doubts, what proposes them, and that nothing does so by itself."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import like_words
import pytest
from review_packages import AMOUNT, BASE, TOKEN, doubtful
from starlette.testclient import TestClient

from converters.corrections.readers.raised import Raised
from converters.writing.stored_record import record_json
from pbgdpl_cli.app import run
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trust.basis import basis_of
from pbgdpl_cli.review.trying.weighing import now
from pbgdpl_cli.review.words.listed_places import places_of_package
from pbgdpl_cli.review.words.word_lists import NoListedWord, Sort, WordLists, as_listed, proposals
from validators.packages.changing import changing
from validators.packages.package import open_package
from validators.packages.verification import verify
from validators.sharing.record import Evidence, Publisher

ORGAN = "Phòng Tư pháp huyện Thanh Mẫu"
WHO = "Nguyễn Thị Kiểm"


class TestKept:
    """The lists of a publisher."""

    def test_of_two_lines_about_a_word_the_later_holds(self, tmp_path: Path) -> None:
        lists = WordLists(tmp_path, ORGAN)
        lists.put("Tiên,", Sort.BAD, WHO, "tiền")
        lists.put("bản", Sort.GOOD, WHO)
        lists.put("bản", Sort.NONE, WHO)
        assert [(one.word, one.sort, one.printed) for one in lists.words().values()] == [("tiên", Sort.BAD, "tiền")]

    @pytest.mark.skipif(os.name == "nt", reason="files have no such rights there")
    def test_other_users_do_not_read_them(self, tmp_path: Path) -> None:
        lists = WordLists(tmp_path, ORGAN)
        lists.put("bản", Sort.GOOD, WHO)
        lists.put("tiên", Sort.BAD, WHO, "tiền")
        assert lists.file.stat().st_mode & 0o077 == 0
        assert set(lists.words()) == {"bản", "tiên"}

    @pytest.mark.parametrize("word", ["", "300", "năm trăm nghìn đồng", "a", "một hai ba bốn năm", "5%"])
    def test_no_number_is_ever_on_a_list(self, tmp_path: Path, word: str) -> None:
        lists = WordLists(tmp_path, ORGAN)
        for sort, text, printed in ((Sort.GOOD, word, ""), (Sort.BAD, word, "tiền"), (Sort.BAD, "tiên", word or "7")):
            with pytest.raises(NoListedWord):
                lists.put(text, sort, WHO, printed)
        lists.file.parent.mkdir(parents=True, exist_ok=True)
        lists.file.write_text(json.dumps({"word": word, "list": "good"}) + "\n", "utf-8")
        assert lists.words() == {}

    @pytest.mark.parametrize("line", ["{", "[]", "7", '{"word": 3, "list": []}', '{"word": "tiên", "list": "x"}'])
    def test_what_a_person_spoilt_costs_only_itself(self, tmp_path: Path, line: str) -> None:
        lists = WordLists(tmp_path, ORGAN)
        lists.put("bản", Sort.GOOD, WHO)
        with lists.file.open("a", encoding="utf-8") as stream:
            stream.write(line)
        lists.put("xóm", Sort.GOOD, WHO)
        assert list(lists.words()) == ["bản", "xóm"]

    def test_another_publisher_has_lists_of_its_own(self, tmp_path: Path) -> None:
        WordLists(tmp_path, ORGAN).put("bản", Sort.GOOD, WHO)
        assert not WordLists(tmp_path, "Sở Tư pháp tỉnh Mẫu").words()


class TestProposed:
    """What answers speak for."""

    def test_three_answers_propose(self) -> None:
        found = proposals({}, Counter(bản=3, nương=2), {("tiên", "tiền"): 4, ("khỏan", "khoản"): 1})
        assert [(one.word, one.sort, one.printed) for one in found] == [
            ("tiên", Sort.BAD, "tiền"), ("bản", Sort.GOOD, ""),
        ]  # fmt: skip

    def test_what_was_put_right_once_is_no_good_word(self) -> None:
        assert not proposals({}, Counter(bản=9), {("bản", "bán"): 1})

    def test_what_is_on_a_list_is_not_proposed(self, tmp_path: Path) -> None:
        lists = WordLists(tmp_path, ORGAN)
        lists.put("tiên", Sort.GOOD, WHO)
        assert not proposals(lists.words(), Counter(), {("tiên", "tiền"): 9})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet of a publisher, with a doubtful amount, a doubtful word and a doubt about the whole."""
    return of_organ(doubtful(tmp_path_factory.mktemp("mau")))


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six like words in doubt."""
    return of_organ(like_words.package_of(tmp_path_factory.mktemp("giong")))


@pytest.fixture
def package(made: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return Path(shutil.copytree(made, tmp_path / "goi"))


def of_organ(package: Path) -> Path:
    with changing(package) as change:
        record = change.record()
        said = Evidence(page=None, box=None, text=ORGAN, confidence=None, method="person")
        evidence = {**record.evidence, "/publisher/name": [said]}
        change.write_record(
            record_json(record.model_copy(update={"publisher": Publisher(name=ORGAN), "evidence": evidence}))
        )
    return package


@pytest.mark.real
class TestGood:
    """A word that is right."""

    def test_it_is_no_doubt_and_that_is_said(self, package: Path, tmp_path: Path) -> None:
        home = tmp_path / "nha"
        WordLists(home, ORGAN).put("XOM", Sort.GOOD, WHO)
        under_review = PackageUnderReview(package, home)
        assert "xom" not in {one.text for _, one in under_review.waiting}
        assert [one.text for one in under_review.passed_over] == ["xom"]
        assert basis_of(package, open_package(package).record(), home).passed_over == ("xom",)

    def test_a_number_is_asked_for_all_the_same(self, package: Path, tmp_path: Path) -> None:
        lists = WordLists(tmp_path / "nha", ORGAN)
        lists.put("xom", Sort.GOOD, WHO)
        with lists.file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"word": AMOUNT, "list": "good"}) + "\n")
        assert AMOUNT in {one.text for _, one in PackageUnderReview(package, tmp_path / "nha").waiting}

    def test_what_a_person_marked_is_looked_at_all_the_same(self, package: Path, tmp_path: Path) -> None:
        home = tmp_path / "nha"
        under_review = PackageUnderReview(package, home)
        doubt = next(one for _, one in under_review.waiting if one.text == "xom")
        under_review.marks.add(Raised(1, "word", doubt.text, WHO, now(), doubt.box, "Hỏi lại xã"))
        under_review.apply()
        WordLists(home, ORGAN).put("xom", Sort.GOOD, WHO)
        assert "xom" in {one.text for _, one in PackageUnderReview(package, home).waiting}

    def test_elsewhere_the_doubt_stands(self, package: Path, tmp_path: Path) -> None:
        WordLists(tmp_path / "nha", ORGAN).put("xom", Sort.GOOD, WHO)
        assert "xom" in {one.text for _, one in PackageUnderReview(package, tmp_path / "khac").waiting}


@pytest.mark.real
class TestBad:
    """A word that mostly is a misreading."""

    def test_wherever_it_stands_it_is_a_doubt_with_what_is_printed(self, package: Path, tmp_path: Path) -> None:
        WordLists(tmp_path / "nha", ORGAN).put("thi", Sort.BAD, WHO, "thì")
        under_review = PackageUnderReview(package, tmp_path / "nha")
        (found,) = (one for _, one in under_review.waiting if one.text == "thi")
        assert (found.kind, found.candidates, found.page) == ("word", ("thì",), 1)

    def test_beside_an_amount_it_comes_earlier(self, package: Path, tmp_path: Path) -> None:
        lists = WordLists(tmp_path / "nha", ORGAN)
        for word in ("thi", "hanh"):  # the second stands in the line of the amount
            lists.put(word, Sort.BAD, WHO)
        found = [one.text for _, one in PackageUnderReview(package, tmp_path / "nha").waiting]
        assert found.index("hanh") < found.index("thi")

    @pytest.mark.parametrize("typed", ["thì", "thi"])
    def test_once_answered_it_is_asked_for_no_more(self, package: Path, tmp_path: Path, typed: str) -> None:
        home = tmp_path / "nha"
        WordLists(home, ORGAN).put("thi", Sort.BAD, WHO, "thì")
        client = page_over(package, home)
        key = next(key for key, one in PackageUnderReview(package, home).waiting if one.text == "thi")
        client.post(f"/p/0/item/{key}", data={"text": typed})
        client.post("/p/0/apply")
        assert verify(package) == []
        left = places_of_package(package, open_package(package).record(), home).waiting
        assert "thi" not in {one.text for one in left}
        assert typed in (package / "data" / "content.md").read_text("utf-8").split()


def page_over(package: Path, home: Path) -> TestClient:
    queue = ReviewQueue([PackageUnderReview(package, home)])
    client = TestClient(build_application(queue, "en", TOKEN, WHO), base_url=BASE)
    client.cookies.set(cookie_name(TOKEN), TOKEN)
    return client


@pytest.fixture
def page(package: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The page over a package."""
    with page_over(package, tmp_path / "nha") as client:
        yield client


@pytest.mark.real
class TestOnThePage:
    """The lists in the browser."""

    def test_a_word_is_put_on_and_taken_off(self, page: TestClient) -> None:
        sent = {"publisher": ORGAN, "word": "xom", "list": "good"}
        assert "1 doubts are passed over here" in page.post("/words", data=sent).text
        assert "1 doubts are passed over" in page.get("/").text
        assert "passed over here" not in page.post("/words", data={**sent, "list": "none"}).text

    @pytest.mark.parametrize(
        "sent", [{"word": AMOUNT}, {"publisher": "../.."}, {"list": "x"}, {"list": "bad", "printed": "xom"}]
    )
    def test_what_is_no_entry_is_not_kept(self, page: TestClient, tmp_path: Path, sent: dict[str, str]) -> None:
        page.post("/words", data={"publisher": ORGAN, "word": "xom", "list": "good", **sent})
        assert not list((tmp_path / "nha").rglob("words/*"))

    def test_like_answers_propose_and_nothing_more(self, alike: Path, tmp_path: Path) -> None:
        package, home = Path(shutil.copytree(alike, tmp_path / "goi")), tmp_path / "nha"
        client = page_over(package, home)
        tokens = [part.split('"')[0] for part in client.get("/carpet").text.split('name="tile" value="')[1:]]
        client.post("/carpet", data={"tile": tokens})
        client.post("/p/0/apply")
        assert "proposed by 6 answers" in client.get("/words").text
        assert not WordLists(home, ORGAN).words()


@pytest.mark.real
def test_the_same_from_the_command_line(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PBGDPL_HOME", str(tmp_path / "nha"))
    said = told(capsys, "review", "words", str(package), "--bad", "thi=thì", "--good", "xom", "--by", WHO)
    (lists,) = said["data"]["publishers"]
    assert [(one["word"], one["sort"], one["printed"]) for one in lists["words"]] == [
        ("xom", "good", ""), ("thi", "bad", "thì"),
    ]  # fmt: skip
    doubts = told(capsys, "review", "doubts", str(package))["data"]["doubts"]
    assert ("thi" in {one["text"] for one in doubts}, "xom" in {one["text"] for one in doubts}) == (True, False)
    assert not told(capsys, "review", "words", "--publisher", ORGAN, "--remove", "thi", "--by", WHO)["errors"]
    assert told(capsys, "review", "words", str(package), "--good", "xom")["errors"][0]["code"] == "usage"
    assert told(capsys, "review", "words", str(package), "--good", "5%", "--by", WHO)["errors"][0]["code"] == (
        "no-listed-word"
    )


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    run(["--json", *words])
    return dict(json.loads(capsys.readouterr().out))


def test_marks_beside_a_word_are_no_part_of_it() -> None:
    assert as_listed(" “Bản”, ") == "bản"
