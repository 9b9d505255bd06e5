from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from css_paths import select
from lxml import html
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import entry, make_record, noise

Publish = Callable[..., str]
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&"


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def publish(stores: PortalStores) -> Publish:
    def put(files: dict[str, bytes] | None = None, roles: dict[str, str] | None = None, **values: Any) -> str:
        entries = []
        for path, content in (files or {}).items():
            upload = stores.blobs.create(len(content))
            with stores.blobs.writing(upload) as writer:
                writer.write(content)
            arrived = stores.blobs.find(upload.identifier)
            assert arrived is not None
            if arrived.sha256 is None:
                stores.blobs.finish(arrived)
            entries.append(entry(path, content, (roles or {}).get(path)))
        record = make_record(entries, **values)
        stores.records.put(record)
        return f"/materials/{record.identifier}"

    return put


def tree(client: TestClient, place: str) -> Any:
    reply = client.get(place)
    assert reply.status_code == 200
    return html.fromstring(reply.text)


def titles(client: TestClient, place: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in select(tree(client, place), ".shelf h3")]


FAR_APART = "lý " + "chữ " * 20 + "trợ giúp" + " chữ" * 20 + " pháp"


class TestHome:
    def test_an_empty_bookshelf_says_what_to_do(self, client: TestClient) -> None:
        assert "pbgdpl upload" in client.get("/").text

    def test_search_without_marks_finds_and_highlights(self, client: TestClient, publish: Publish) -> None:
        publish(title="Hỏi đáp về Luật Đất đai")
        publish(title="Bảo hiểm y tế", content=[])
        page = tree(client, "/?q=luat+dat+dai")
        assert [mark.text for mark in select(page, "h3 mark")] == ["Luật Đất đai"]
        assert select(page, "h2.total")[0].text_content() != ""
        assert len(select(page, ".card")) == 1
        assert select(page, "input[name=q]")[0].get("value") == "luat dat dai"

    def test_words_in_the_text_are_quoted_around(self, client: TestClient, publish: Publish) -> None:
        publish(title="Tài liệu", content=[{"type": "paragraph", "text": "Người sử dụng đất được bồi thường."}])
        assert "<mark>bồi thường</mark>" in client.get("/?q=boi+thuong").text

    def test_a_word_in_the_title_comes_first(self, client: TestClient, publish: Publish) -> None:
        publish(title="Thừa kế", content=[])
        publish(title="Khác", content=[{"type": "paragraph", "text": "Nói thêm về thừa kế."}])
        assert titles(client, "/?q=thua+ke") == ["Thừa kế", "Khác"]

    def test_the_publisher_and_the_acts_are_searched(self, client: TestClient, publish: Publish) -> None:
        publish(title="A", publisher={"name": "Phòng Tư pháp huyện Mẫu"})
        publish(title="B", legal_basis=[{"text": "Nghị định số 30/2020/NĐ-CP", "act": {}}])
        assert titles(client, "/?q=huyen+mau") == ["A"]
        assert titles(client, "/?q=30/2020/nd-cp") == ["B"]

    def test_kind_and_subject_narrow_with_counts(self, client: TestClient, publish: Publish) -> None:
        publish(title="A", kind="to-gap", subjects=[11, 14])
        publish(title="B", kind="sach", subjects=[11])
        page = tree(client, "/")
        counts = {link.text_content() for link in select(page, ".filters a")}
        assert {"Tờ gấp1", "Sách1", "Đất đai2", "Giao thông, vận tải1"} <= counts
        assert titles(client, "/?kind=to-gap") == ["A"]
        assert sorted(titles(client, "/?subject=11")) == ["A", "B"]
        assert titles(client, "/?subject=14&kind=sach") == []

    def test_choices_respect_each_other(self, client: TestClient, publish: Publish) -> None:
        publish(title="A", kind="to-gap", subjects=[11], date_issued="2025-03-01")
        publish(title="B", kind="sach", subjects=[14], date_issued="2026-03-01")
        counts = {link.text_content() for link in select(tree(client, "/?kind=to-gap"), ".filters a")}
        assert {"Tờ gấp1", "Sách1", "Đất đai1"} <= counts
        assert not {"Giao thông, vận tải1", "20261"} & counts

    def test_how_the_words_were_found_is_said(self, client: TestClient, publish: Publish) -> None:
        publish(title="Phòng, chống bạo lực gia đình", content=[])
        assert "bạo lực" in select(tree(client, "/?q=boa+luc"), ".how")[0].text_content()
        assert select(tree(client, "/?q=bao+luc"), ".how") == []

    def test_what_has_the_words_far_apart_is_a_link_away(self, client: TestClient, publish: Publish) -> None:
        publish(title="Trợ giúp pháp lý", content=[])
        publish(title="Khác", content=[{"type": "paragraph", "text": FAR_APART}])
        assert titles(client, "/?q=tro+giup+phap+ly") == ["Trợ giúp pháp lý"]
        link = select(tree(client, "/?q=tro+giup+phap+ly"), ".more a")[0].get("href")
        assert titles(client, link) == ["Trợ giúp pháp lý", "Khác"]

    @pytest.mark.parametrize(
        "query",
        [
            "kind=../x",
            "subject=-1",
            "subject=999",
            "start=abc",
            "start=99999",
            "q=%22*",
            "q=%00",
            "subject=%D9%A3",
            "lang=xx",
            "q=" + "a" * 500,
            "q=" + "a+" * 90,
        ],
    )
    def test_odd_questions_are_answered(self, client: TestClient, publish: Publish, query: str) -> None:
        publish()
        assert client.get(f"/?{query}").status_code == 200

    @pytest.mark.real
    def test_many_are_paged(self, client: TestClient, publish: Publish) -> None:
        for number in range(30):
            publish(title=f"Tài liệu {number}")
        first, second = titles(client, "/"), titles(client, "/?start=24")
        assert (len(first), len(second)) == (24, 6)
        assert not set(first) & set(second)
        assert select(tree(client, "/"), "a[rel=next]")[0].get("href") == "/?start=24"

    def test_a_corrected_record_is_found_by_its_new_words_only(self, client: TestClient, stores: PortalStores) -> None:
        old, new = (
            make_record(content=[{"type": "paragraph", "text": "chuối"}]),
            make_record(content=[{"type": "paragraph", "text": "bưởi"}]),
        )
        stores.records.put(old)
        stores.records.put(new, stores.records.find(old.identifier).revision)  # type: ignore[union-attr]
        assert titles(client, "/?q=chuoi") == []
        assert titles(client, "/?q=buoi") == ["Hỏi đáp về Luật Đất đai"]


class TestMaterial:
    def test_a_draft_says_so(self, client: TestClient, publish: Publish) -> None:
        page = tree(client, publish())
        assert select(page, "[role=note] .draft")[0].text == "Bản nháp"
        assert select(tree(client, "/"), ".card .draft")

    @pytest.mark.parametrize("state", ["approved", "published"])
    def test_an_approved_one_does_not(self, client: TestClient, publish: Publish, state: str) -> None:
        assert not select(tree(client, publish(workflow={"state": state}, approval={"state": "approved"})), ".draft")

    @pytest.mark.parametrize(
        ("values", "badge"),
        [
            ({"workflow": {"state": "published"}}, "Bản nháp"),
            ({"approval": {"state": "approved"}}, "Bản nháp"),
            ({"workflow": {"state": "withdrawn"}, "approval": {"state": "approved"}}, "Đã thu hồi"),
        ],
    )
    def test_what_only_claims_to_be_approved_is_marked(
        self, client: TestClient, publish: Publish, values: dict[str, Any], badge: str
    ) -> None:
        assert select(tree(client, publish(**values)), "[role=note] .draft")[0].text == badge

    def test_dublin_core(self, client: TestClient, publish: Publish) -> None:
        page = tree(client, publish(creator={"name": "Tổ biên soạn"}, description="Tóm tắt.", keywords=["đất", "nhà"]))
        found = {tag.get("name"): tag.get("content") for tag in select(page, "meta[name^='DC.']")}
        assert {"DC.title", "DC.creator", "DC.date", "DC.description", "DC.publisher", "DC.identifier"} <= set(found)
        assert found["DC.date"] == "2026-03-01"
        assert found["DC.subject"] == "11 Đất đai; đất; nhà"

    def test_every_kind_of_block_is_shown(self, client: TestClient, publish: Publish) -> None:
        blocks = [
            {"type": "heading", "level": 2, "text": "Tiêu đề"}, {"type": "paragraph", "text": "Đoạn\nhai dòng"},
            {"type": "list", "items": ["- một", "- hai"]}, {"type": "figure", "alt": "Ảnh cột đèn"},
            {"type": "table", "rows": [["Cột", "Số"], ["a", "1"]], "header_rows": 1, "caption": "Bảng"},
            {"type": "article", "label": "6", "title": "Phạm vi", "children": [
                {"type": "clause", "label": "1", "text": "Khoản", "children": [
                    {"type": "point", "label": "đ", "text": "Điểm"}]}]},
            {"type": "question", "text": "Hỏi gì?", "answer": [{"type": "paragraph", "text": "Trả lời."}]},
            {"type": "situation", "text": "Ông Mẫu…", "solution": [{"type": "paragraph", "text": "Giải."}]},
            {"type": "sanction", "behaviour": "Vượt đèn", "amount_min": 800000, "amount_max": 1000000},
            {"type": "right", "text": "Được khiếu nại"}, {"type": "duty", "text": "Phải nộp"},
            {"type": "deadline", "text": "Trong 30 ngày"},
            {"type": "procedure", "title": "Đăng ký", "steps": ["Nộp", "Nhận"]},
        ]  # fmt: skip
        text = select(tree(client, publish(content=blocks)), ".reading")[0].text_content()
        for words in (
            "Tiêu đề",
            "hai dòng",
            "- hai",
            "Ảnh cột đèn",
            "Bảng",
            "Điều 6. Phạm vi",
            "đ)",
            "Trả lời.",
            "Giải.",
            "từ 800.000 đến 1.000.000 đồng",
            "Được khiếu nại",
            "Trong 30 ngày",
            "Nhận",
        ):
            assert words in text

    @pytest.mark.real
    def test_video_with_captions(self, client: TestClient, publish: Publish) -> None:
        files = {"derivatives/v.mp4": noise(2000, 1), "derivatives/v.vtt": b"WEBVTT\n"}
        page = tree(client, publish(files, {"derivatives/v.mp4": "video", "derivatives/v.vtt": "captions"}))
        track = select(page, "video track[kind=captions]")[0]
        reply = client.get(track.get("src"))
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "text/vtt; charset=utf-8")
        source = select(page, "video source")[0].get("src")
        assert client.get(source, headers={"Range": "bytes=0-9"}).status_code == 206

    def test_every_download_is_there(self, client: TestClient, publish: Publish) -> None:
        place = publish({"source/g.pdf": b"%PDF", "access/g.pdf": b"%PDF-", "derivatives/i.png": b"\x89PNG"})
        links = [link.get("href") for link in select(tree(client, place), ".downloads a")]
        assert len(links) == 4
        assert all(client.get(link).status_code == 200 for link in links)

    def test_the_picture_has_a_text_for_who_cannot_see_it(self, client: TestClient, publish: Publish) -> None:
        files = {"derivatives/i.png": b"\x89PNG"}
        place = publish(files, accessibility={"alt_texts": {"derivatives/i.png": "Ba bước nộp hồ sơ"}})
        assert select(tree(client, place), ".front img")[0].get("alt") == "Ba bước nộp hồ sơ"

    def test_validity_is_told_as_it_is_known(self, client: TestClient, publish: Publish) -> None:
        basis = [
            {"text": "Luật A", "act": {}, "validity": {"state": "expired", "as_of": "2026-01-02"}},
            {"text": "Luật B", "act": {}},
        ]
        text = select(tree(client, publish(legal_basis=basis)), ".basis")[0].text_content()
        assert "Hết hiệu lực toàn bộ (tra cứu ngày 02/01/2026)" in text
        assert "chưa kiểm tra hiệu lực" in text


class TestSafety:
    def test_nothing_a_record_says_becomes_markup(self, client: TestClient, publish: Publish) -> None:
        place = publish(
            title=EVIL, description=EVIL, publisher={"name": EVIL}, creator={"name": EVIL}, number=EVIL,
            keywords=[EVIL], legal_basis=[{"text": EVIL, "act": {}}], rights={"statement": EVIL, "source": EVIL},
            place={"name": EVIL}, content=[{"type": "paragraph", "text": EVIL}, {"type": "table", "rows": [[EVIL]]}],
        )  # fmt: skip
        for page in (place, "/", "/?q=script", f"/?q={EVIL}", f"/?kind={EVIL}"):
            found = tree(client, page)
            assert not select(found, "script:not([type=application/ld+json]), [onerror]")
            assert not found.xpath("//img[@src='x']")

    def test_no_page_loads_anything_from_elsewhere(self, client: TestClient, publish: Publish) -> None:
        place = publish({"derivatives/i.png": b"\x89PNG"})
        for page in ("/", place):
            found = tree(client, page)
            assert not select(found, "script:not([type=application/ld+json]), style, [style], iframe, object")
            for node in select(found, "[src], link[rel=stylesheet], link[rel=icon]"):
                assert (node.get("src") or node.get("href")).startswith("/")
        style = client.get("/static/shelf.css").text
        assert not re.search(r"url\(|@import|https?:", style)

    def test_a_page_in_disguise_is_only_offered_for_saving(self, client: TestClient, publish: Publish) -> None:
        place = publish({"source/evil.html": b"<script>", "source/evil.svg": b"<svg/>", "source/p.png": b"<script>"})
        base = place.replace("/materials/", "/files/")
        for name in ("evil.html", "evil.svg"):
            headers = client.get(f"{base}/source/{name}").headers
            assert headers["Content-Type"] == "application/octet-stream"
            assert headers["Content-Disposition"].startswith("attachment")
        picture = client.get(f"{base}/source/p.png").headers
        assert picture["Content-Type"] == "image/png"
        assert "sandbox" in picture["Content-Security-Policy"]

    @pytest.mark.parametrize("path", ["../../portal.sqlite3", "source/none.pdf", "%2e%2e/x", "/etc/passwd", ""])
    def test_only_listed_files_are_served(self, client: TestClient, publish: Publish, path: str) -> None:
        base = publish({"source/g.pdf": b"%PDF"}).replace("/materials/", "/files/")
        assert client.get(f"{base}/{path}").status_code == 404

    def test_unknown_places(self, client: TestClient) -> None:
        assert client.get("/nowhere").status_code == 404
        assert client.get("/materials/urn:uuid:0").status_code == 404
        assert client.get("/static/../frame.py").status_code == 404
        assert client.get("/nowhere", headers={"Accept": "application/json"}).json()["error"] == "not-found"


class TestLanguage:
    def test_vietnamese_unless_asked_otherwise_and_remembered(self, client: TestClient) -> None:
        assert tree(client, "/").get("lang") == "vi"
        assert tree(client, "/?lang=en").get("lang") == "en"
        assert tree(client, "/").get("lang") == "en"
        assert tree(client, "/?lang=vi").get("lang") == "vi"

    def test_the_switch_keeps_the_question(self, client: TestClient) -> None:
        links = select(tree(client, "/?q=dat&kind=sach"), "header nav a")
        assert [link.get("href") for link in links] == ["/?q=dat&kind=sach&lang=vi", "/?q=dat&kind=sach&lang=en"]

    def test_no_english_is_left_in_the_vietnamese_page(self, client: TestClient, publish: Publish) -> None:
        text = tree(client, publish()).text_content() + tree(client, "/").text_content()
        assert not re.search(r"\b(the|Draft|Search|Content|Download|Issued)\b", text)


class TestAccessibility:
    @pytest.mark.parametrize("place", ["/", "/?q=dat", "material"])
    def test_landmarks_headings_and_names(self, client: TestClient, publish: Publish, place: str) -> None:
        material = publish({"derivatives/i.png": b"\x89PNG"})
        page = tree(client, material if place == "material" else place)
        assert [len(select(page, name)) for name in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
        assert select(page, "body > a.skip")[0].get("href") == "#content"
        assert all(image.get("alt") is not None for image in select(page, "img"))
        for field in select(page, "input:not([type=hidden])"):
            assert select(page, f"label[for={field.get('id')}]")
        assert select(page, "title")[0].text
        levels = [int(heading.tag[1]) for heading in select(page, "h1, h2, h3, h4, h5, h6")]
        assert all(after - before <= 1 for before, after in pairwise(levels))


class TestShortAddresses:
    def test_a_printed_code_leads_to_the_material(self, client: TestClient, publish: Publish) -> None:
        place = publish(identifier="urn:uuid:6f1c2d34-58a7-4c1b-9c6e-2f0f3a7b9d10")
        reply = client.get("/m/6f1c2d34-58", follow_redirects=False)
        assert (reply.status_code, reply.headers["location"]) == (302, place)

    def test_what_two_materials_share_leads_to_neither(self, client: TestClient, publish: Publish) -> None:
        for end in ("10", "11"):
            publish(identifier=f"urn:uuid:6f1c2d34-58a7-4c1b-9c6e-2f0f3a7b9d{end}")
        assert client.get("/m/6f1c2d34-58").status_code == 404

    def test_what_is_no_short_name_is_not_looked_for(self, client: TestClient, publish: Publish) -> None:
        publish(identifier="urn:uuid:6f1c2d34-58a7-4c1b-9c6e-2f0f3a7b9d10")
        for strange in ("%25", "6f1c2d34", "6f1c2d34-5_", "6F1C2D34-58"):
            assert client.get(f"/m/{strange}").status_code == 404
