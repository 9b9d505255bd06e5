"""What a reader meets beside lists and materials: covers, players, reading mode, feedback, statistics, feeds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from css_paths import select
from lxml import html
from PIL import ExifTags, Image
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.pages.covers import MOST_BYTES
from pbgdpl_cli.portal.pages.feedback_box import NAME, Feedback, Taken
from pbgdpl_cli.portal.shelf.settings import NAME as SETTINGS
from pbgdpl_cli.portal.store.stores import PortalStores
from pbgdpl_cli.web.access import Access
from tests.upload.package_factory import APPROVED, entry, make_record, noise
from validators.sharing.record import Record

ATOM = "{http://www.w3.org/2005/Atom}"
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1", headers=READER) as opened:
        yield opened


@pytest.fixture
def publish(stores: PortalStores) -> Callable[..., Record]:
    def put(files: dict[str, bytes] | None = None, roles: dict[str, str] | None = None, **values: Any) -> Record:
        entries = []
        for path, content in (files or {}).items():
            upload = stores.blobs.create(len(content))
            with stores.blobs.writing(upload) as writer:
                writer.write(content)
            stores.blobs.finish(stores.blobs.find(upload.identifier))  # type: ignore[arg-type]
            entries.append(entry(path, content, (roles or {}).get(path)))
        record = make_record(entries, **{**APPROVED, **values})
        stores.records.put(record)
        return record

    return put


def tree(client: TestClient, place: str) -> Any:
    reply = client.get(place)
    assert reply.status_code == 200
    return html.fromstring(reply.text)


def page_of(record: Record) -> str:
    return f"/materials/{record.identifier}"


def picture(width: int = 640, height: int = 900) -> bytes:
    made = io.BytesIO()
    Image.frombytes("RGB", (width, height), noise(width * height * 3, 1)).save(made, "PNG")
    return made.getvalue()


class TestCovers:
    @pytest.mark.real
    def test_even_noise_becomes_a_small_cover_of_the_size_the_list_says(
        self, client: TestClient, publish: Callable[..., Record], stores: PortalStores
    ) -> None:
        record = publish({"derivatives/i.png": picture()})
        image = select(tree(client, "/"), ".shelf img")[0]
        reply = client.get(image.get("src"))
        assert len(reply.content) <= MOST_BYTES
        assert reply.headers["Content-Type"] == "image/webp"
        shown = Image.open(io.BytesIO(reply.content)).size
        assert shown[0] * int(image.get("height")) == shown[1] * int(image.get("width"))
        again = client.get(image.get("src"), headers={"If-None-Match": reply.headers["ETag"]})
        assert again.status_code == 304
        stores.records.withdraw(record.identifier)
        assert client.get(image.get("src")).status_code == 404

    def test_the_whole_picture_has_the_size_its_page_says(
        self, client: TestClient, publish: Callable[..., Record]
    ) -> None:
        image = select(tree(client, page_of(publish({"derivatives/i.png": picture(20, 30)}))), ".front img")[0]
        assert (image.get("width"), image.get("height")) == ("20", "30")
        assert Image.open(io.BytesIO(client.get(image.get("src")).content)).size == (20, 30)

    def test_a_picture_a_camera_wrote_lying_stands_upright(
        self, client: TestClient, publish: Callable[..., Record]
    ) -> None:
        made, lying = io.BytesIO(), Image.Exif()
        lying[ExifTags.Base.Orientation] = 6
        drawn = Image.new("RGB", (40, 20), "white")
        drawn.paste("red", (0, 0, 20, 20))
        drawn.save(made, "PNG", exif=lying)
        image = select(tree(client, page_of(publish({"derivatives/i.png": made.getvalue()}))), ".front img")[0]
        assert (image.get("width"), image.get("height")) == ("20", "40")
        shown = Image.open(io.BytesIO(client.get(image.get("src")).content)).convert("RGB")
        assert shown.size == (20, 40)
        assert [shown.getpixel((10, row))[1] < 100 for row in (5, 35)] == [True, False]  # type: ignore[index]

    @pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
    def test_what_shines_through_is_white(self, client: TestClient, publish: Callable[..., Record], mode: str) -> None:
        made = io.BytesIO()
        Image.new("RGBA", (30, 30), (0, 0, 0, 0)).convert(mode).save(
            made, "PNG", **({"transparency": 0} if mode == "P" else {})
        )
        image = select(tree(client, page_of(publish({"derivatives/i.png": made.getvalue()}))), ".front img")[0]
        shown = Image.open(io.BytesIO(client.get(image.get("src")).content)).convert("L")
        assert shown.getpixel((15, 15)) > 240  # type: ignore[operator]

    @pytest.mark.parametrize("name", ["x.webp", "../shelf.toml", "0.png", "0" * 64 + ".webp", "0" * 64 + "-x.webp"])
    def test_there_is_no_other_file(self, client: TestClient, name: str) -> None:
        assert client.get(f"/covers/{name}").status_code == 404

    def test_what_is_no_picture_makes_no_cover(self, client: TestClient, publish: Callable[..., Record]) -> None:
        publish({"derivatives/i.png": b"\x89PNG no picture"})
        image = select(tree(client, "/"), ".shelf img")[0]
        assert client.get(image.get("src")).status_code == 404


class TestPlayers:
    def test_what_is_said_can_be_read(self, client: TestClient, publish: Callable[..., Record]) -> None:
        captions = "WEBVTT\n\n1\n00:00.000 --> 00:02.000\n<v A>Chào bà con\n\n00:02.000 --> 00:03.000\nChào bà con\n"
        files = {"d/v.mp4": b"v", "d/v.vtt": captions.encode(), "d/a.mp3": b"a", "d/a.txt": "Lời bản tin".encode()}
        roles = {"d/v.mp4": "video", "d/v.vtt": "captions", "d/a.mp3": "audio", "d/a.txt": "transcript"}
        said = select(tree(client, page_of(publish(files, roles))), ".said")
        assert ["Chào bà con" in one.text_content() for one in said] != []
        assert any("Lời bản tin" in one.text_content() for one in said)
        assert not any("-->" in one.text_content() for one in said)

    def test_sound_has_a_name(self, client: TestClient, publish: Callable[..., Record]) -> None:
        page = tree(client, page_of(publish({"d/a.mp3": b"a"}, {"d/a.mp3": "audio"}, title="Bản tin")))
        assert "Bản tin" in select(page, "audio")[0].get("aria-label")


class TestMaterial:
    def test_json_ld_cannot_end_its_element(self, client: TestClient, publish: Callable[..., Record]) -> None:
        title = "</script><script>alert(1)</script>"
        page = tree(client, page_of(publish(title=title)))
        (script,) = select(page, "script")
        assert script.get("type") == "application/ld+json"
        assert json.loads(script.text)["name"] == title

    def test_reading_mode_is_the_text_alone(self, client: TestClient, publish: Callable[..., Record]) -> None:
        record = publish()
        page = tree(client, page_of(record) + "/read?size=4")
        assert select(page, ".only-text.size-4 .reading") or select(page, ".size-4")
        assert not select(page, "header")
        assert "giấy chứng nhận" in page.text_content()

    def test_headings_go_down_step_by_step(self, client: TestClient, publish: Callable[..., Record]) -> None:
        blocks = [{"type": "heading", "level": level, "text": "Mục"} for level in (1, 4, 2, 6)]
        page = tree(client, page_of(publish(content=[*blocks, {"type": "question", "text": "Hỏi?"}])))
        levels = [one.tag for one in select(page, ".reading h3, .reading h4, .reading h5, .reading h6")]
        assert sorted(levels) == ["h3", "h4", "h4", "h4", "h5"] or len(levels) == 5

    def test_what_changed_in_the_law_is_told_where_the_office_has_a_register(
        self, stores: PortalStores, publish: Callable[..., Record]
    ) -> None:
        stores.folder.mkdir(parents=True, exist_ok=True)
        (stores.folder / "acts.csv").write_text(
            "number,in_force_from,expires_on,replaced_by\n901/2019/NĐ-CP,2019-06-01,2025-01-01,902/2024/NĐ-CP\n",
            "utf-8",
        )
        (stores.folder / SETTINGS).write_text('register = "acts.csv"', "utf-8")
        basis = [{"text": "Nghị định số 901/2019/NĐ-CP", "act": {"number": "901/2019/NĐ-CP"}}]
        record = publish(legal_basis=basis, date_issued="2020-01-01")
        with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
            shown = tree(opened, page_of(record))
        told = select(shown, ".changed-law")[0].text_content()
        assert "đã hết hiệu lực từ 01/01/2025" in told
        assert "902/2024/NĐ-CP" in told
        assert select(shown, ".basis .validity.expired")
        (act,) = json.loads(select(shown, "script[type='application/ld+json']")[0].text)["citation"]
        assert act["legislationLegalForce"] == {"@id": "https://schema.org/NotInForce"}
        assert act["legislationDateVersion"] == "2025-01-01"

    def test_without_a_register_nothing_is_said(self, client: TestClient, publish: Callable[..., Record]) -> None:
        cited = [{"text": "Nghị định số 901/2019/NĐ-CP", "act": {"number": "901/2019/NĐ-CP"}}]
        shown = tree(client, page_of(publish(legal_basis=cited)))
        assert not select(shown, ".changed")
        (act,) = json.loads(select(shown, "script[type='application/ld+json']")[0].text)["citation"]
        assert "legislationLegalForce" not in act


class TestFeedback:
    def test_what_is_written_reaches_the_offices_file(
        self, client: TestClient, publish: Callable[..., Record], stores: PortalStores
    ) -> None:
        record = publish(title="Tờ gấp")
        page = tree(client, f"/feedback?about={record.identifier}")
        assert select(page, "input[name=about]")[0].get("value") == record.identifier
        reply = client.post("/feedback", data={"about": record.identifier, "words": "=SUM(A1) sai\x00\nmức phạt"})
        assert reply.status_code == 200
        text = (stores.folder / NAME).read_bytes().decode("utf-8-sig")
        (row,) = list(csv.DictReader(io.StringIO(text, newline="")))
        assert (row["kind"], row["title"], row["words"]) == ("error", "Tờ gấp", "'=SUM(A1) sai\nmức phạt")
        assert set(row) == {"time", "kind", "identifier", "title", "words", "contact"}

    def test_it_needs_no_token_but_a_page_of_ours(self, stores: PortalStores) -> None:
        application = build_application(stores, Access(token="0123456789abcdef"))
        with TestClient(application, base_url="http://127.0.0.1") as client:
            foreign = client.post("/feedback", data={"words": "x"}, headers={"Origin": "https://elsewhere.example"})
            assert foreign.status_code == 403
            assert client.post("/feedback", data={"words": "x"}).status_code == 200

    def test_who_fills_the_trap_is_thanked_and_forgotten(self, client: TestClient, stores: PortalStores) -> None:
        assert client.post("/feedback", data={"words": "buy", "website": "x"}).status_code == 200
        assert not (stores.folder / NAME).exists()

    def test_too_much_is_refused(self, client: TestClient) -> None:
        codes = [client.post("/feedback", data={"words": "x"}).status_code for _ in range(7)]
        assert codes == [200] * 5 + [429] * 2
        assert client.post("/feedback", content=b"words=" + b"x" * 50_000).status_code == 413

    def test_nothing_written_is_asked_for_again(self, client: TestClient) -> None:
        assert client.post("/feedback", data={"words": "  "}).status_code == 422

    def test_one_sender_does_not_use_up_all(self, tmp_path: Path) -> None:
        box = Feedback(tmp_path)
        for _ in range(9):
            box.put("10.0.0.1", "other", "", "", "x", "")
        assert box.put("10.0.0.2", "other", "", "", "x", "") is Taken.KEPT


class TestStatistics:
    def test_people_are_counted_programs_are_not(self, client: TestClient, publish: Callable[..., Record]) -> None:
        place = page_of(publish(title="Tờ gấp"))
        client.get(place)
        client.get(place, headers={"User-Agent": "ExampleBot/1.0"})
        rows = [one.text_content() for one in select(tree(client, "/statistics"), "tbody tr")]
        assert any(row.startswith("Tờ gấp10") for row in rows)


class TestMachines:
    def test_feeds_hold_what_is_approved(self, client: TestClient, publish: Callable[..., Record]) -> None:
        publish(title="Đã duyệt", kind="sach")
        publish(title="Nháp", workflow={"state": "draft"}, approval={})
        for place, path in (("/feed.atom", f".//{ATOM}entry/{ATOM}title"), ("/feed.rss", ".//item/title")):
            root = ET.fromstring(client.get(place).content)
            assert [one.text for one in root.findall(path)] == ["Đã duyệt"]
        assert ET.fromstring(client.get("/feed.rss?in=tin-tuc").content).find(".//item") is None

    def test_the_site_map_leads_to_approved_materials(self, client: TestClient, publish: Callable[..., Record]) -> None:
        record = publish()
        publish(title="Nháp", workflow={"state": "draft"}, approval={})
        places = [
            one.text for one in ET.fromstring(client.get("/sitemap.xml").content).iter() if one.tag.endswith("loc")
        ]
        assert places == ["http://127.0.0.1/", f"http://127.0.0.1{page_of(record)}"]
        assert client.get("/sitemap-2.xml").status_code == 404
        assert "Sitemap: http://127.0.0.1/sitemap.xml" in client.get("/robots.txt").text

    def test_browsers_may_take_the_search_into_their_box(self, client: TestClient) -> None:
        root = ET.fromstring(client.get("/opensearch.xml").content)
        (page, _) = [one.get("template") for one in root if one.tag.endswith("Url")]
        assert page == "http://127.0.0.1/?q={searchTerms}"


class TestDelivery:
    def test_pages_travel_compressed_and_once(self, client: TestClient, publish: Callable[..., Record]) -> None:
        publish()
        first = client.get("/", headers={"Accept-Encoding": "gzip"})
        assert first.headers["Content-Encoding"] == "gzip"
        again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "Content-Encoding" not in client.get("/", headers={"Accept-Encoding": "gzip;q=0"}).headers

    def test_an_office_shows_its_name_and_colours(self, stores: PortalStores) -> None:
        (stores.folder / SETTINGS).write_text('name = "Tủ sách An Lạc"\n[colours]\nmain = "#10346e"\n', "utf-8")
        with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
            page = tree(opened, "/")
            assert select(page, ".brand strong")[0].text == "Tủ sách An Lạc"
            assert "#10346e" in opened.get("/static/theme.css").text


class TestAbout:
    def test_an_office_says_who_it_is(self, stores: PortalStores) -> None:
        text = 'office = "Sở Tư pháp An Lạc"\ncontact = "a@b.example"\nintroduction = "Một.\\n\\nHai <b>."\n'
        (stores.folder / SETTINGS).write_text(text, "utf-8")
        with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
            page = tree(opened, "/about")
            assert [one.text for one in select(page, ".about > p")][:2] == ["Một.", "Hai <b>."]
            assert select(page, ".about a[href^='mailto:']")[0].text == "a@b.example"
            assert "Sở Tư pháp An Lạc" in select(page, "footer")[0].text_content()
            for link in select(page, ".about a[href^='/']"):
                assert opened.get(link.get("href")).status_code == 200

    def test_a_collection_without_material_is_named_and_leads_nowhere(self, client: TestClient) -> None:
        page = tree(client, "/about")
        assert not select(page, ".about a[href^='/?in=']")
        assert "Hỏi đáp pháp luật" in page.text_content()


class TestPassingOn:
    def test_the_short_address_leads_back(self, client: TestClient, publish: Callable[..., Record]) -> None:
        record = publish(identifier="urn:uuid:6f1c2d34-58a7-4c1b-9c6e-2f0f3a7b9d10")
        page = tree(client, page_of(record))
        short = select(page, ".address")[0].get("value")
        assert client.get(short, follow_redirects=False).headers["Location"] == page_of(record)
        assert select(page, ".printed")[0].text_content().endswith(short)

    def test_nothing_of_the_ways_to_share_is_loaded(self, client: TestClient, publish: Callable[..., Record]) -> None:
        links = select(tree(client, page_of(publish())), ".share a[target]")
        assert links
        assert all("noopener" in link.get("rel") and link.get("href").startswith("https://") for link in links)

    def test_search_engines_are_kept_from_drafts(self, client: TestClient, publish: Callable[..., Record]) -> None:
        assert not select(tree(client, page_of(publish())), "meta[name='robots']")
        draft = publish(title="Nháp", workflow={"state": "draft"}, approval={})
        assert select(tree(client, page_of(draft)), "meta[name='robots']")[0].get("content") == "noindex"
