"""Which captions and words go with which film or sound, and what of them is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from css_paths import select
from lxml import html
from starlette.testclient import TestClient

from pbgdpl_cli.portal.application import build_application
from pbgdpl_cli.portal.store.stores import PortalStores
from tests.upload.package_factory import APPROVED, entry, make_record

ROLES = {
    "mp4": "video",
    "mp3": "audio",
    "vtt": "captions",
    "srt": "captions",
    "txt": "transcript",
    "png": "infographic",
}


@pytest.fixture
def client(stores: PortalStores) -> Iterator[TestClient]:
    with TestClient(build_application(stores), base_url="http://127.0.0.1") as opened:
        yield opened


def page(client: TestClient, stores: PortalStores, files: Mapping[str, bytes]) -> Any:
    entries = []
    for name, content in files.items():
        upload = stores.blobs.create(len(content))
        if upload.sha256 is None:
            with stores.blobs.writing(upload) as writer:
                writer.write(content)
            arrived = stores.blobs.find(upload.identifier)
            assert arrived is not None
            stores.blobs.finish(arrived)
        entries.append(entry(f"derivatives/{name}", content, ROLES[name.rpartition(".")[2]]))
    record = make_record(entries, **APPROVED)
    stores.records.put(record)
    return html.fromstring(client.get(f"/materials/{record.identifier}").text)


def said(found: Any) -> list[str]:
    return [" ".join(line.text_content() for line in select(one, "p")) for one in select(found, ".said")]


def test_each_film_has_the_captions_of_its_name(client: TestClient, stores: PortalStores) -> None:
    files = {"a.mp4": b"1", "b.mp4": b"2", "a.vtt": b"WEBVTT\n\nA", "b.vtt": b"WEBVTT\n\nB"}
    found = page(client, stores, files)
    tracks = [track.get("src").rpartition("/")[2] for track in select(found, "video track")]
    assert tracks == ["a.vtt", "b.vtt"]
    assert said(found) == ["A", "B"]
    assert [one.text for one in select(found, "figcaption")] == ["a", "b"]


def test_one_transcript_for_two_is_shown_once(client: TestClient, stores: PortalStores) -> None:
    found = page(client, stores, {"a.mp4": b"1", "b.mp3": b"2", "loi.txt": "Lời chung".encode()})
    assert said(found) == ["Lời chung"]


def test_a_transcript_is_taken_before_captions(client: TestClient, stores: PortalStores) -> None:
    found = page(client, stores, {"a.mp4": b"1", "a.vtt": b"WEBVTT\n\nC", "a.txt": "Lời".encode()})
    assert said(found) == ["Lời"]
    assert len(select(found, "video track")) == 1


VOICE = "WEBVTT - phim\n\nNOTE ghi chú\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Bình>Chào <b>bà con</b>"
REPEATED = "\ufeffWEBVTT\n\n00:00:01.000 --> 00:00:02.000\nMột\n\n00:00:02.000 --> 00:00:03.000\nMột"
TWO_CUES = "1\n00:00:01,000 --> 00:00:02,000\nPhạt 2 triệu\n\n2\n00:00:03,000 --> 00:00:04,000\nđồng"


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("a.vtt", VOICE, "Chào bà con"),
        ("a.vtt", REPEATED, "Một"),
        ("a.srt", TWO_CUES, "Phạt 2 triệu đồng"),
        ("a.txt", "# Lời\n\nĐiều 5.\n", "Lời Điều 5."),
    ],
)
def test_what_is_read_is_what_is_said(
    client: TestClient, stores: PortalStores, name: str, content: str, read: str
) -> None:
    assert said(page(client, stores, {"a.mp4": b"1", name: content.encode()})) == [read]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00bad", b"WEBVTT\n\n"])
def test_words_nobody_can_read_are_left_out(client: TestClient, stores: PortalStores, content: bytes) -> None:
    found = page(client, stores, {"a.mp4": b"1", "a.vtt": content})
    assert said(found) == []
    assert len(select(found, "video")) == 1


def test_nothing_of_a_transcript_becomes_markup(client: TestClient, stores: PortalStores) -> None:
    found = page(client, stores, {"a.mp3": b"1", "a.txt": b"<script>x</script> a &lt;b&gt;"})
    assert said(found) == ["x a &lt;b&gt;"]


def test_a_film_waits_for_its_viewer_behind_a_picture(client: TestClient, stores: PortalStores) -> None:
    found = page(client, stores, {"a.mp4": b"1", "i.png": b"\x89PNG"})
    (video,) = select(found, "video")
    assert (video.get("preload"), video.get("poster").endswith("-whole.webp")) == ("none", True)
    assert video.get("aria-label")


def test_without_film_and_sound_there_is_no_player(client: TestClient, stores: PortalStores) -> None:
    assert not select(page(client, stores, {"a.txt": b"x"}), ".player")
