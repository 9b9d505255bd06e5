"""What the review page is up without: rules, drawing and record making are loaded when somebody wants them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import review_packages
from review_packages import BASE, TOKEN
from starlette.testclient import TestClient

from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from validators.problems import say
from validators.rules.policy import WrongPolicy

_LATER = ("validators.check", "validators.rules.catalogue", "converters.records.build", "converters.writing.package",
          "numpy", "pypdfium2", "pikepdf", "cv2")  # fmt: skip


@pytest.mark.real
def test_nothing_is_loaded_that_the_first_page_is_shown_without() -> None:
    told = f"import sys, pbgdpl_cli.runs.review.open; print(*(one for one in {_LATER!r} if one in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


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
