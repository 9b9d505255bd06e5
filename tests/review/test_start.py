"""What the review page is up without: rules, drawing and record making are loaded when somebody wants them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import review_packages
from review_packages import BASE, TOKEN
from starlette.routing import Match
from starlette.testclient import TestClient

from converters.corrections.cited.said import keys_of
from pbgdpl_cli.review.alike.suggestions import Suggestions, any_kept
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.metadata.cited import undecided_count
from pbgdpl_cli.review.routes.further import further_routes
from pbgdpl_cli.review.words.scopes import Scope, ScopeKind
from validators.problems import say
from validators.rules.policy import WrongPolicy
from validators.sharing.record import Act, Citation

_LATER = ("validators.check", "validators.rules.catalogue", "converters.records.build", "converters.writing.package",
          "numpy", "pypdfium2", "pikepdf", "cv2")  # fmt: skip


@pytest.mark.real
def test_nothing_is_loaded_that_the_first_page_is_shown_without() -> None:
    told = f"import sys, pbgdpl_cli.runs.review.open; print(*(one for one in {_LATER!r} if one in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


_NEVER = (
    *(one for one in _LATER if one != "pypdfium2"), "tomllib", "validators.citations", "validators.language.days",
    "converters.reading.pictures", "pbgdpl_cli.review.routes.further", "PIL.GifImagePlugin", "PIL.PngImagePlugin",
)  # fmt: skip
_FIRST = f"""
import re, sys
from pathlib import Path
from starlette.testclient import TestClient
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name

queue = ReviewQueue([PackageUnderReview(Path(sys.argv[1]), Path(sys.argv[2]))])
with TestClient(build_application(queue, "en", "{TOKEN}", "Hà Thị Mẫu"), base_url="{BASE}") as client:
    client.cookies.set(cookie_name("{TOKEN}"), "{TOKEN}")
    overview, place = client.get("/"), client.get("/next")
    picture = client.get(re.search('<img src="([^"]+)"', place.text)[1])
print(overview.status_code, place.status_code, picture.headers["content-type"])
print(*(one for one in {_NEVER!r} if one in sys.modules))
"""


@pytest.mark.real
def test_the_first_place_and_its_picture_load_nothing_of_the_other_pages(package: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-c", _FIRST, str(package), str(tmp_path)]
    answer = subprocess.run(line, capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == ["200 200 image/jpeg", ""]


@pytest.mark.real
def test_no_address_of_the_first_pages_takes_one_of_the_others(package: Path, tmp_path: Path) -> None:
    """The others are asked when none of the first answers: neither the path nor another method may match there."""
    queue = ReviewQueue([PackageUnderReview(package, tmp_path)])
    application = build_application(queue, "en", TOKEN, "Hà Thị Mẫu")
    for route in further_routes(application.state.sitting):
        path = re.sub(r"\{\w+:int\}", "1", re.sub(r"\{\w+\}", "x", route.path))
        for method in route.methods or ():
            scope = {"type": "http", "path": path, "method": method, "root_path": ""}
            assert [one.path for one in application.routes if one.matches(scope)[0] is not Match.NONE] == []


@pytest.mark.real
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/carpet", 200), ("GET", "/p/0/form", 200), ("GET", "/p/0/page/1", 200), ("GET", "/words", 200),
        ("GET", "/undo", 405), ("DELETE", "/carpet", 405), ("GET", "/no-such", 404), ("GET", "/p/7/form", 404),
        ("GET", "/static/review.css", 200), ("GET", "/static/no-such", 404),
    ],
)  # fmt: skip
def test_every_address_is_answered_as_if_all_were_loaded(
    package: Path, tmp_path: Path, method: str, address: str, status: int
) -> None:
    queue = ReviewQueue([PackageUnderReview(package, tmp_path)])
    with TestClient(build_application(queue, "en", TOKEN, "Hà Thị Mẫu"), base_url=BASE) as client:
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        assert client.request(method, address, headers={"Origin": BASE}).status_code == status


@pytest.mark.real
def test_citations_are_counted_alike_whether_they_are_told_apart_or_not(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = PackageUnderReview(package, tmp_path)
    citations = [Citation(text=text, act=Act(number=text)) for text in ("1/2020/NĐ-CP", "2/2020/NĐ-CP", "2/2020/NĐ-CP")]
    changed = opened.record.model_copy(update={"legal_basis": citations})
    monkeypatch.setattr(PackageUnderReview, "record", property(lambda _: changed))
    assert undecided_count(opened) == len(keys_of(citations, ())) == 3


def test_whether_anything_is_offered_again_is_known_without_looking_at_pages(tmp_path: Path) -> None:
    assert not any_kept(tmp_path)
    Suggestions(tmp_path, Scope(ScopeKind.FACE, "serif")).learn({("nguoi", "người"): 1}, {})
    assert any_kept(tmp_path)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A leaflet with doubts."""
    return review_packages.doubtful(tmp_path_factory.mktemp("goi"))


@pytest.mark.real
def test_settings_that_cannot_be_followed_are_told_and_nothing_is_judged_by_others(
    package: Path, tmp_path: Path
) -> None:
    asked: list[bool] = []

    def judging() -> None:
        asked.append(True)
        raise WrongPolicy(say("The severity of “{code}” cannot be set.", code="XYZ1"))

    queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
    application = build_application(queue, "en", TOKEN, "Hà Thị Mẫu", judging)  # type: ignore[arg-type]
    with TestClient(application, base_url=BASE) as client:
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        assert client.get("/next").status_code == 200
        assert asked == []  # until somebody wants to know
        told = client.get("/p/0/findings").text
        for _ in range(200):
            if "background" not in told:
                break
            time.sleep(0.05)
            told = client.get("/p/0/findings").text
    assert "XYZ1" in told
