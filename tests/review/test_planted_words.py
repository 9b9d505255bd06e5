"""Wrong words shown on purpose where nothing is doubted: found or let stand, told, counted, and never in a package."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_packages import AMOUNT, BASE, TOKEN, doubt_also, package_of
from starlette.testclient import TestClient
from test_planted_readings import found_in, in_a_process_killed_at

from converters.corrections.places import places_of
from converters.corrections.readers.trials import UNDOUBTED, Purpose, read_trials
from converters.corrections.rebuilding import pages_to_correct
from pbgdpl_cli.review.answers.items import Said, Verdict, answered
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trust.basis import basis_of
from pbgdpl_cli.review.trying.planted_words import PlantedWord
from pbgdpl_cli.review.trying.work import Work
from validators.packages.package import open_package
from validators.packages.verification import verify

WHO = "Đỗ Thị Soát"
LINES = ("Phieuhoidap", f"Muc phat la {AMOUNT} dong", "Nguoidanxa donghoasen cungvuichoi", "Langtrenxomduoi hopmat")
PLANT = Work(plant=5)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet of four lines, in one of which an amount is doubted. Its words are so long that none is in a file."""
    package = package_of(tmp_path_factory.mktemp("goc"), LINES)
    box = places_of(pages_to_correct(package, open_package(package).record()), AMOUNT)[0].box
    doubt_also(package, "amount", AMOUNT, box)
    return package


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return Path(shutil.copytree(original, tmp_path / "goi"))


def planted(under_review: PackageUnderReview) -> PlantedWord:
    (word,) = under_review.tried.words_on(1)
    return word


def line_of(under_review: PackageUnderReview) -> str:
    """The key of the line in which a word is planted."""
    word = planted(under_review)
    at = next(at for at, line in enumerate(LINES) if word.text in line.split())
    return f"line-1-{at}"


@pytest.fixture
def page(package: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The page over it, with a word planted."""
    queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha", PLANT)])
    with TestClient(build_application(queue, "en", TOKEN, WHO), base_url=BASE) as client:
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        yield client


@pytest.mark.real
class TestOnThePage:
    """One word of a page."""

    def test_it_stands_in_a_line_without_doubts_and_is_the_same_every_time(self, package: Path, tmp_path: Path) -> None:
        word = planted(PackageUnderReview(package, tmp_path / "nha", PLANT))
        assert word.text in " ".join(LINES[2:]).split()  # neither beside the amount, nor in the title
        assert planted(PackageUnderReview(package, tmp_path / "nha", PLANT)) == word
        assert planted(PackageUnderReview(package, tmp_path / "khac", PLANT)) == word

    def test_whoever_leaves_the_line_has_missed_it(self, page: TestClient, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        word, key = planted(under_review), line_of(under_review)
        assert word.shown in page.get("/p/0/page/1").text
        line = page.get(f"/p/0/item/{key}").text
        assert word.shown in line
        told = page.post(f"/p/0/item/{key}", data={"text": shown(under_review, key)}).text
        assert "wrong on purpose" in told
        assert f'value="{LINES[int(key[-1])]}"' in told
        assert word.shown not in page.get("/p/0/page/1").text
        page.post("/p/0/apply")
        assert [(one.kind, one.agreed) for one in read_trials(package)] == [(UNDOUBTED, False)]
        assert found_in(package, [word.shown]) == []

    def test_whoever_puts_it_right_has_found_it(self, page: TestClient, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        key = line_of(under_review)
        page.post(f"/p/0/item/{key}", data={"text": LINES[int(key[-1])]})
        page.post("/p/0/apply")
        assert [one.agreed for one in read_trials(package)] == [True]
        assert "Nothing that was wrong on purpose" in page.post("/p/0/page/1/read").text

    def test_a_page_that_is_read_tells_what_stood(self, page: TestClient, package: Path, tmp_path: Path) -> None:
        word = planted(PackageUnderReview(package, tmp_path / "nha", PLANT))
        told = page.post("/p/0/page/1/read").text
        assert f"{word.shown} ({word.text})" in told
        page.post("/p/0/apply")
        basis = basis_of(package, open_package(package).record(), tmp_path / "nha")
        assert (basis.planted_words.missed, basis.planted_words.missed_on, basis.planted.missed) == (1, (1,), 0)

    def test_what_nobody_read_is_told_as_such(self, package: Path, tmp_path: Path) -> None:
        PackageUnderReview(package, tmp_path / "nha", PLANT)
        basis = basis_of(package, open_package(package).record(), tmp_path / "nha")
        assert (basis.planted_words.found, basis.planted_words.missed, basis.planted_words.undecided) == (0, 0, 1)

    def test_a_page_the_browser_kept_puts_nothing_planted_in(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        key = line_of(under_review)
        item, sent = under_review.item(key), Said(shown(under_review, key))
        assert item is not None
        assert [under_review.weigh(item, sent, WHO) for _ in range(3)] == [Verdict.TRIED] * 3
        assert len(under_review.tried.trials) == 1

    def test_without_the_setting_nothing_is_planted(self, package: Path, tmp_path: Path) -> None:
        assert not PackageUnderReview(package, tmp_path / "nha").tried.has_words


def shown(under_review: PackageUnderReview, key: str) -> str:
    item = under_review.shown(key)
    assert item is not None
    return item.text


@pytest.mark.real
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("seed", range(3))
def test_nothing_planted_reaches_a_package_wherever_the_program_is_killed(
    package: Path, tmp_path: Path, seed: int
) -> None:
    """A careless person sends lines as they are shown, changed a little, or right; any step to the disk may be last."""
    chance, home = random.Random(seed), tmp_path / "nha"  # noqa: S311
    word = planted(PackageUnderReview(package, home, PLANT))
    for _ in range(5):
        in_a_process_killed_at(chance.randint(1, 60), lambda: careless_sitting(package, home, chance, word))
        chance.random()
        assert found_in(open_package(package).place, [word.shown]) == []
    PackageUnderReview(package, home, PLANT).apply()
    assert verify(package) == []
    assert found_in(package, [word.shown]) == []
    assert len([one for one in read_trials(package) if one.purpose is Purpose.PLANTED]) <= 1


def careless_sitting(package: Path, home: Path, chance: random.Random, word: PlantedWord) -> None:
    under_review = PackageUnderReview(package, home, PLANT)
    for key in [f"line-1-{at}" for at in range(len(LINES))] * 2:
        item = under_review.item(key)
        assert item is not None
        stale = item.text.replace(word.text, word.shown)
        for text in chance.choice(
            [[shown(under_review, key)], [stale, stale], [f"{stale} nua"], [f"{item.text} them"]]
        ):
            said = Said(text)
            if under_review.weigh(item, said, WHO) is Verdict.TAKEN:
                under_review.answer(answered(item, said, WHO))
        if chance.random() < 0.3:
            under_review.apply()
