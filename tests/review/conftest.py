"""The review page over a package, as a browser reaches it; each test file has its own `package`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from review_packages import BASE, TOKEN
from starlette.testclient import TestClient

from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name


@pytest.fixture
def opened(package: Path, tmp_path: Path) -> Iterator[Callable[[], TestClient]]:
    """Opens the page anew over what is kept, as another start of the program does."""
    clients: list[TestClient] = []

    def again() -> TestClient:
        queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
        client = TestClient(build_application(queue, "en", TOKEN, "Trần Thị Bình Minh"), base_url=BASE)
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield again
    for client in clients:
        client.close()


@pytest.fixture
def client(opened: Callable[[], TestClient]) -> TestClient:
    """The page, opened once."""
    return opened()
