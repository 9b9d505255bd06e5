"""Wrong readings shown on purpose: chosen once, told afterwards, counted, and never in a package."""

from __future__ import annotations

import gzip
import os
import random
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import review_packages
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from converters.corrections.places import places_of
from converters.corrections.readers.trials import Purpose, read_trials
from converters.corrections.rebuilding import pages_to_correct
from converters.records.doubts.doubt import doubt
from converters.records.doubts.stored_doubts import StoredDoubts, stored_doubts_json
from pbgdpl_cli.review.answers.items import ReviewItem, Said, Verdict, answered
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trying.misreadings import misread
from pbgdpl_cli.review.trying.work import Work
from validators.packages.changing import changing
from validators.packages.package import NEEDS_PERSON, open_package
from validators.packages.verification import verify
from validators.problems import say

AMOUNTS = ("310.000", "420.000", "530.000", "640.000", "750.000", "860.000")
WORDS = ("truongmam", "hoanghon", "nghiemminh")  # so long that no packed file holds them by chance
LINES = (*(f"Muc {at} phat tien {amount} dong" for at, amount in enumerate(AMOUNTS)), *(f"Loi {one}" for one in WORDS))
WHO = "Trần Thị Bình Minh"
PLANT = Work(plant=3)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet with six doubtful amounts and three doubtful words."""
    package = review_packages.package_of(tmp_path_factory.mktemp("goc"), LINES)
    read = pages_to_correct(package, open_package(package).record())
    kinds = dict.fromkeys(AMOUNTS, "amount") | dict.fromkeys(WORDS, "word")
    doubts = [
        doubt(kind, say("A second reading says otherwise."), page=1, box=places_of(read, text)[0].box, text=text)
        for text, kind in kinds.items()
    ]
    with changing(package) as change:
        change.write(NEEDS_PERSON, stored_doubts_json(StoredDoubts(1, tuple(doubts))))
    return package


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return copied(original, tmp_path / "goi")


def copied(original: Path, target: Path) -> Path:
    from shutil import copytree

    return Path(copytree(original, target))


def planted(under_review: PackageUnderReview) -> dict[str, str]:
    shown = {key: under_review.tried.planted_at(key) for key, _ in under_review.waiting}
    return {key: text for key, text in shown.items() if text is not None}


def found_in(package: Path, texts: Iterable[str]) -> list[str]:
    """The files of a package that hold one of these texts, unpacked where they are packed, and what stands there."""
    found = []
    for file in filter(Path.is_file, package.rglob("*")):
        content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for text in texts:
            at = content.find(text.encode())
            if at >= 0:
                found.append(f"{file.name}: {text}: {content[max(0, at - 200) : at + 40]!r}")
    return found


@given(st.text(st.sampled_from("0123456789 .đĐêôơưăâàáãảạtinm/%"), max_size=12), st.integers(0, 99))
def test_a_misreading_is_another_text_of_the_same_shape(text: str, seed: int) -> None:
    made = misread(text, random.Random(seed))  # noqa: S311
    assert made != text
    if made is not None and any(sign.isdigit() for sign in text):
        assert re.sub(r"\d", "0", made) == re.sub(r"\d", "0", text)


@pytest.mark.parametrize(("text", "ways"), [("tiền", {"tiên", "tiến", "tièn"}), ("3", {"8", "9"}), ("-", {None})])
def test_misreadings_as_recognition_makes_them(text: str, ways: set[str | None]) -> None:
    assert {misread(text, random.Random(seed)) for seed in range(40)} == ways  # noqa: S311


@pytest.mark.real
class TestPlanting:
    """On a package of nine doubts."""

    def test_every_start_plants_the_same(self, package: Path, tmp_path: Path) -> None:
        first = planted(PackageUnderReview(package, tmp_path / "nha", PLANT))
        assert len(first) == 3
        assert planted(PackageUnderReview(package, tmp_path / "nha", Work(plant=2))) == first
        assert planted(PackageUnderReview(package, tmp_path / "khac", PLANT)) == first

    def test_of_three_places_one_at_most(self, package: Path, tmp_path: Path) -> None:
        assert len(planted(PackageUnderReview(package, tmp_path / "nha", Work(plant=99)))) == len(LINES) // 3

    def test_whoever_lets_it_stand_has_missed_it_and_reads_the_place_again(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        key, shown = next(iter(planted(under_review).items()))
        item = under_review.item(key)
        assert item is not None
        assert under_review.weigh(item, Said(shown), WHO) is Verdict.LATER
        assert under_review.shown(key) == item
        assert key in dict(under_review.waiting)
        assert under_review.apply().count == 0
        assert [(one.purpose, one.agreed, one.who) for one in read_trials(package)] == [(Purpose.PLANTED, False, WHO)]

    def test_whoever_reads_what_is_printed_has_found_it(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        for key in planted(under_review):
            settle(under_review, key)
        assert under_review.apply().count == 3
        assert [one.agreed for one in read_trials(package)] == [True] * 3
        assert planted(PackageUnderReview(package, tmp_path / "nha", PLANT)) == {}
        assert verify(package) == []

    def test_a_number_that_was_read_wrong_is_still_shown_as_it_was_read(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        item = next(item for key in planted(under_review) if (item := under_review.item(key)) and item.is_number)
        verdicts = [under_review.weigh(item, Said("1", before=before), WHO) for before in (None, "1", "1")]
        assert verdicts == [Verdict.DIFFERS, Verdict.DIFFERS, Verdict.TAKEN]

    def test_a_page_the_browser_kept_puts_nothing_planted_in(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        (missed, shown), (found, other), *_ = planted(under_review).items()
        item = under_review.item(missed)
        assert item is not None
        under_review.weigh(item, Said(shown), WHO)
        settle(under_review, found)
        for key, text in ((missed, shown), (found, other)):
            item = under_review.item(key)
            assert item is not None
            sent = (Said(text), Said(text, before=item.text), Said(text))
            assert [under_review.weigh(item, one, WHO) for one in sent] == [Verdict.DIFFERS] * 3
        words = [key for key in (missed, found) if (one := under_review.item(key)) and not one.is_number]
        for key in words:
            item = under_review.item(key)
            assert item is not None
            typed = under_review.tried.ever_planted_at(key)
            assert under_review.weigh(item, Said(typed, before=typed), WHO) is Verdict.TAKEN

    def test_where_a_second_person_is_asked_no_reading_is_shown(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", Work(plant=3, second_person=True))
        item = next(item for key in planted(under_review) if (item := under_review.item(key)) and item.is_number)
        assert under_review.weigh(item, Said(item.text), WHO) is Verdict.TAKEN
        assert [one.agreed for one in under_review.tried.trials] == [True]

    def test_a_line_typed_with_a_planted_reading_is_not_taken(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        key, shown = next((key, shown) for key, shown in planted(under_review).items() if shown[0].isdigit())
        item = under_review.item(key)
        assert item is not None
        assert item.place is not None
        line = next(
            one for at in range(len(LINES)) if (one := under_review.item(f"line-1-{at}")) and item.text in one.text
        )
        assert under_review.weigh(line, Said(line.text.replace(item.text, shown)), WHO) is Verdict.LATER
        assert under_review.weigh(line, Said(line.text.replace("phat", "phạt")), WHO) is Verdict.TAKEN

    def test_he_is_told_afterwards(self, package: Path, tmp_path: Path) -> None:
        under_review = PackageUnderReview(package, tmp_path / "nha", PLANT)
        (missed, shown), (found, _), *_ = planted(under_review).items()
        with TestClient(build_application(ReviewQueue([under_review]), "en", "x" * 32, WHO)) as client:
            client.base_url = "http://127.0.0.1:8799"  # type: ignore[assignment]
            client.cookies.set(cookie_name("x" * 32), "x" * 32)
            assert "on purpose" not in client.get("/").text
            client.post(f"/p/0/item/{missed}", data={"text": shown})
            settle(under_review, found)
            page = client.get("/").text
        assert "on purpose" in page
        assert shown in page


def settle(under_review: PackageUnderReview, key: str) -> None:
    """Read a place as it is printed, as often as it is asked for."""
    item = under_review.item(key)
    assert item is not None
    said = Said(item.text)
    for _ in range(3):
        if under_review.weigh(item, said, WHO) is Verdict.TAKEN:
            under_review.answer(answered(item, said, WHO))
            return
        said = Said(item.text, before=item.text)
    pytest.fail(f"{item.text} is not taken")


@pytest.mark.real
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("seed", range(4))
def test_nothing_planted_reaches_a_package_wherever_the_program_is_killed(
    original: Path, tmp_path: Path, seed: int
) -> None:
    """A careless person accepts, reads, retypes and puts into the package; every step to the disk may be the last."""
    chance = random.Random(seed)  # noqa: S311
    package, home = copied(original, tmp_path / "goi"), tmp_path / "nha"
    first = PackageUnderReview(package, home, PLANT)
    shown = set(planted(first).values())
    item = first.item(next(iter(planted(first))))
    assert item is not None
    assert first.weigh(item, Said(first.tried.planted_at(item.key)), WHO) is Verdict.LATER
    assert found_in(package, shown) == []
    for _ in range(6):
        in_a_process_killed_at(chance.randint(1, 60), lambda: careless_sitting(package, home, chance))
        chance.random()
        open_package(package).record()
        assert found_in(open_package(package).place, shown) == []
    PackageUnderReview(package, home, PLANT).apply()
    assert verify(package) == []
    assert found_in(package, shown) == []
    trials = [one for one in read_trials(package) if one.purpose is Purpose.PLANTED]
    assert len({one.key for one in trials}) == len(trials) > 0


def in_a_process_killed_at(last: int, work: Callable[[], None]) -> None:
    """Do something in a process of its own that is killed after so many steps to the disk."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    steps = iter(range(last))
    for name in ("fsync", "rename", "replace", "link", "unlink"):
        setattr(os, name, _until(steps, getattr(os, name)))
    try:
        work()
    finally:
        os.kill(os.getpid(), signal.SIGKILL)


def _until(steps: Iterator[int], real: Callable[..., object]) -> Callable[..., object]:
    def step(*words: object, **named: object) -> object:
        if next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*words, **named)

    return step


def careless_sitting(package: Path, home: Path, chance: random.Random) -> None:
    under_review = PackageUnderReview(package, home, PLANT)
    for key, _ in under_review.waiting:
        item = under_review.shown(key)
        real = under_review.item(key)
        assert item is not None
        assert real is not None
        for said in careless(item, real, chance):
            if under_review.weigh(real, said, WHO) is Verdict.TAKEN:
                under_review.answer(answered(real, said, WHO))
        if chance.random() < 0.3:
            under_review.apply()


def careless(item: ReviewItem, real: ReviewItem, chance: random.Random) -> list[Said]:
    """What somebody sends who accepts what is shown more often than not."""
    ways = [
        [Said(item.text)],
        [Said(real.text), Said(item.text, before=real.text)],
        [Said(None)],
        [Said(real.text)] * 2,
    ]
    return chance.choice(ways)
