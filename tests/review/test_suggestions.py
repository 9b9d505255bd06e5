"""What was put right in one material is offered in the next of the same publisher, and never put right by itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import like_words
import pytest
from starlette.testclient import TestClient

from converters.writing.stored_record import record_json
from pbgdpl_cli.review.alike.series import Change
from pbgdpl_cli.review.alike.suggestions import Suggestion, Suggestions
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.application import build_application
from pbgdpl_cli.review.gate import cookie_name
from pbgdpl_cli.review.words.scopes import EVERYWHERE, Scope, ScopeKind
from validators.packages.changing import changing
from validators.sharing.record import Publisher

TOKEN = "x" * 32
ORGAN = "Sở Tư pháp tỉnh Bình An"
PAIR = ("xom", "xóm")
SCOPE = Scope(ScopeKind.PUBLISHER, ORGAN)
CHANGE = Change(*PAIR, SCOPE)
SENT = {"before": "xom", "after": "xóm", "kind": "publisher", "scope": ORGAN}

Open = Callable[[Path], TestClient]


class TestKept:
    """The list of a publisher."""

    def test_what_was_taken_is_counted(self, tmp_path: Path) -> None:
        Suggestions(tmp_path, SCOPE).learn({PAIR: 3}, {})
        Suggestions(tmp_path, SCOPE).learn({PAIR: 1}, {PAIR: 2})
        assert Suggestions(tmp_path, SCOPE).all() == [Suggestion(CHANGE, 4, 2)]

    def test_what_is_declined_as_often_is_offered_no_more(self, tmp_path: Path) -> None:
        Suggestions(tmp_path, SCOPE).learn({PAIR: 2}, {PAIR: 2})
        assert Suggestions(tmp_path, SCOPE).all() == []

    def test_another_publisher_has_a_list_of_its_own(self, tmp_path: Path) -> None:
        Suggestions(tmp_path, SCOPE).learn({PAIR: 1}, {})
        assert Suggestions(tmp_path, Scope(ScopeKind.PUBLISHER, "Sở Tư pháp tỉnh Hòa Bình Mới")).all() == []

    def test_without_a_publisher_nothing_is_kept(self, tmp_path: Path) -> None:
        Suggestions(tmp_path, EVERYWHERE).learn({PAIR: 1}, {})
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("text", ["", "{", '{"read": 1}', "[]", "7", '{"read": "a", "printed": "b", "taken": "x"}'])
    def test_what_a_person_spoilt_or_a_power_cut_costs_only_itself(self, tmp_path: Path, text: str) -> None:
        kept = Suggestions(tmp_path, SCOPE)
        kept.learn({PAIR: 1}, {})
        kept.file.write_text(kept.file.read_text("utf-8") + text, "utf-8")
        kept.learn({PAIR: 1}, {})
        assert kept.all() == [Suggestion(CHANGE, 2, 0)]

    @pytest.mark.parametrize("pair", [("300", "800"), ("d", "đ"), ("xóm", "xóm"), ("", "xóm")])
    def test_no_number_is_ever_offered(self, tmp_path: Path, pair: tuple[str, str]) -> None:
        Suggestions(tmp_path, SCOPE).learn({pair: 5}, {})
        assert Suggestions(tmp_path, SCOPE).all() == []

    @pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", ".", "Ủy ban" * 200])
    def test_no_name_leads_out_of_the_folder(self, tmp_path: Path, name: str) -> None:
        kept = Suggestions(tmp_path, Scope(ScopeKind.PUBLISHER, name))
        kept.learn({PAIR: 1}, {})
        assert kept.file.parent == tmp_path / "review" / "suggestions"
        assert kept.all()[0].taken == 1


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six like words in doubt."""
    return like_words.package_of(tmp_path_factory.mktemp("mau"))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens the page over a package."""
    clients: list[TestClient] = []

    def page(package: Path) -> TestClient:
        queue = ReviewQueue([PackageUnderReview(package, tmp_path / "nha")])
        client = TestClient(build_application(queue, "en", TOKEN, "Lê Văn Khánh"), base_url="http://127.0.0.1:8799")
        client.cookies.set(cookie_name(TOKEN), TOKEN)
        clients.append(client)
        return client

    yield page
    for client in clients:
        client.close()


def issued_by(made: Path, place: Path, organ: str) -> Path:
    package = shutil.copytree(made, place)
    with changing(package) as change:
        change.write_record(
            record_json(
                change.record().model_copy(update={"publisher": Publisher(name=organ), "identifier": place.name})
            )
        )
    return package


def put_right_and_applied(client: TestClient, package: Path) -> None:
    key = next(key for key, one in PackageUnderReview(package, package.parent / "x").waiting if one.kind == "word")
    client.post(f"/p/0/item/{key}", data={"text": "xóm"})
    client.post("/p/0/apply")


@pytest.mark.real
class TestOffered:
    """In the next package."""

    def test_it_is_offered_with_its_places_and_counts(self, made: Path, opened: Open, tmp_path: Path) -> None:
        first = issued_by(made, tmp_path / "mot", ORGAN)
        put_right_and_applied(opened(first), first)
        client = opened(issued_by(made, tmp_path / "hai", ORGAN))
        assert "/suggestions" in client.get("/").text
        page = client.get("/suggestions").text
        row = rf"<td>Series: [^<]*\({ORGAN}\)</td><td>xom</td><td>xóm</td><td>1</td><td>0</td><td>7</td>"
        assert re.search(row, page)  # once, for the narrowest of what both belong to
        assert page.count("<td>xóm</td>") == 1
        rows = client.post("/suggestions", data=SENT).text
        assert len(re.findall(r'name="take"', rows)) == 7

    def test_nothing_is_put_right_by_itself(self, made: Path, opened: Open, tmp_path: Path) -> None:
        Suggestions(tmp_path / "nha", SCOPE).learn({PAIR: 9}, {})
        package = issued_by(made, tmp_path / "hai", ORGAN)
        client = opened(package)
        client.get("/suggestions")
        client.post("/suggestions", data=SENT)
        client.post("/p/0/apply")
        assert "xóm" not in (package / "data" / "content.md").read_text("utf-8")

    def test_another_publisher_is_offered_nothing(self, made: Path, opened: Open, tmp_path: Path) -> None:
        Suggestions(tmp_path / "nha", SCOPE).learn({PAIR: 9}, {})
        client = opened(issued_by(made, tmp_path / "hai", "Ủy ban nhân dân xã Bình An"))
        assert "/suggestions" not in client.get("/").text
        assert "None of it" in client.get("/suggestions").text
        page = client.post("/suggestions", data=SENT)
        assert page.url.path == "/suggestions"

    def test_what_nobody_put_right_is_not_taken_from_a_form(self, made: Path, opened: Open, tmp_path: Path) -> None:
        client = opened(issued_by(made, tmp_path / "hai", ORGAN))
        page = client.post("/suggestions", data={**SENT, "after": "xõm"})
        assert page.url.path == "/suggestions"

    def test_declined_it_is_counted(self, made: Path, opened: Open, tmp_path: Path) -> None:
        kept = Suggestions(tmp_path / "nha", SCOPE)
        kept.learn({PAIR: 9}, {})
        client = opened(issued_by(made, tmp_path / "hai", ORGAN))
        client.post("/suggestions", data=SENT)
        client.post("/series/0/suggested", data={**SENT, "skip": "yes"})
        assert kept.all() == [Suggestion(CHANGE, 9, 7)]

    def test_right_as_read_it_is_declined(self, made: Path, opened: Open, tmp_path: Path) -> None:
        kept = Suggestions(tmp_path / "nha", SCOPE)
        kept.learn({PAIR: 9}, {})
        client = opened(issued_by(made, tmp_path / "hai", ORGAN))
        tokens = re.findall(r'name="tile" value="([^"]+)"', client.get("/carpet").text)
        client.post("/carpet", data={"tile": tokens})
        client.post("/p/0/apply")
        assert kept.all() == [Suggestion(CHANGE, 9, 6)]
