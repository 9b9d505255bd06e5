"""The page of citations: each with its picture, how it was found, and how its act stands after the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import review_packages
from starlette.testclient import TestClient

from converters.reading.boxes import Box
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.trying.work import Work
from validators.citations.register import Register
from validators.options import CheckOptions

TOKEN = "x" * 32
DAY = dt.date(2026, 11, 29)
REGISTER = """type;number;title;effective_from;expires_on;replaced_by
Nghị định;12/2020/NĐ-CP;Về việc mẫu;01/03/2020;01/01/2026;99/2025/NĐ-CP
"""

pytestmark = pytest.mark.real


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = review_packages.doubtful(tmp_path)
    review_packages.citing(package, ("12/2020/NĐ-CP", "13/2020/NĐ-CP"), Box(60, 60, 400, 90))
    return package


@pytest.fixture
def register(tmp_path: Path) -> Path:
    (tmp_path / "so.csv").write_text(REGISTER, "utf-8")
    made = Register.create(tmp_path / "so.sqlite")
    made.import_file(tmp_path / "so.csv")
    made.close()
    return tmp_path / "so.sqlite"


@pytest.fixture
def client(package: Path, register: Path, tmp_path: Path) -> Iterator[TestClient]:
    queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
    checks = CheckOptions(day=DAY, register=register)
    application = build_application(queue, "en", TOKEN, "Trần Thị Bình Minh", checks)
    with TestClient(application, base_url="http://127.0.0.1:8799") as client:
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        yield client


def test_each_act_with_its_standing(client: TestClient) -> None:
    first, second = client.get("/p/0/citations").text.split('id="citation-')[1:]
    assert "<dt>In the register</dt><dd>expired" in first.replace("Expired", "expired")
    assert "replaced by 99/2025/NĐ-CP" in first
    assert "until 1 January 2026" in first
    assert "the register does not know this act" in second
    assert "by its number" in first
    assert client.get(f"/p/0/citations/{first[:12]}.jpg").headers["content-type"] == "image/jpeg"
    assert client.get("/p/0/citations/9.jpg").status_code == 404


def test_a_number_that_is_still_to_be_read_is_not_shown(client: TestClient, package: Path) -> None:
    review_packages.doubt_also(package, "citation", "13/2020/NĐ-CP", Box(70, 65, 200, 85))
    page = client.get("/p/0/citations").text
    assert "13/2020/NĐ-CP" not in page
    assert "Read the number first" in page


def test_a_register_that_cannot_be_read_is_told(client: TestClient, register: Path) -> None:
    register.write_bytes(b"?")
    page = client.get("/p/0/citations").text
    assert 'class="notice"' in page
    assert "13/2020/NĐ-CP" in page


@pytest.mark.parametrize("page", ["citations", "form", "findings", "citations/0.jpg", "form/value.title.jpg"])
def test_a_second_reader_is_told_none_of_what_was_read(package: Path, tmp_path: Path, page: str) -> None:
    work = Work(second_reader="Lê Văn Khánh")
    queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha", work)])
    with TestClient(build_application(queue, "en", TOKEN, "Lê Văn Khánh"), base_url="http://127.0.0.1:8799") as client:
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        assert client.get(f"/p/0/{page}").status_code == 404
