"""Against a real WordPress."""

from __future__ import annotations

import hashlib
import io
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pikepdf
import pytest
from bad_lines import Line, cuts_at_random
from package_factory import APPROVED, make_package, noise
from wordpress_site import Site

from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome, UploadReport
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalRefused
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.transports.wordpress.transport import WordPressTransport
from validators.packages.package import find_packages

pytestmark = pytest.mark.real
HASTY = Patience(reach=60, stuck=60, first_wait=0.01, longest_wait=0.1, connect=5, answer=30, settle=1)
Make = Callable[..., Path]


@pytest.fixture
def site(wordpress: Site) -> str:
    return wordpress.address


@pytest.fixture
def login(wordpress: Site) -> str:
    return wordpress.login


@pytest.fixture
def name() -> str:
    """A title no earlier run used: the site outlives the tests."""
    return f"Tài liệu {uuid.uuid4()}"


@pytest.fixture
def api(site: str, login: str) -> Iterator[httpx2.Client]:
    user, _, password = login.partition(":")
    with httpx2.Client(base_url=site + "/wp-json/wp/v2", auth=(user, password), trust_env=False) as client:
        yield client


def send(address: str, login: str, package: Path, home: Path) -> UploadReport:
    transport = WordPressTransport(address, login, patience=HASTY)
    try:
        # What is missing in a record made for a test is no matter here.
        return upload_packages(find_packages([package]), transport, home, options=UploadOptions(allowed=("DU2",)))
    finally:
        transport.close()


def whole_pdf(name: str) -> bytes:
    """A paper that opens, of 300 kB, with a name of its own: what is damaged is not sent when it is approved."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = name
        pdf.Root.Attached = pdf.make_stream(noise(300_000, 1))
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def posts(api: httpx2.Client, title: str) -> list[dict]:  # type: ignore[type-arg]
    found = api.get("/posts", params={"search": title, "status": "any", "context": "edit"}).json()
    return [post for post in found if post["title"]["raw"] == title]


def test_a_material_arrives_once_and_is_corrected(site, login, name, home, tmp_path, api) -> None:  # type: ignore[no-untyped-def]
    files = {"source/a.pdf": whole_pdf(name), "ocr/a.xml": b"<x/>"}
    place = make_package(tmp_path, files=files, title=name)
    assert send(site, login, place, home).items[0].outcome is UploadOutcome.SENT
    assert send(site, login, place, home).items[0].outcome is UploadOutcome.UNCHANGED
    (post,) = posts(api, name)
    assert post["status"] == "draft"
    assert "cấp giấy chứng nhận" in post["content"]["raw"]
    place = make_package(tmp_path, files=files, title=name, description="Đã sửa.", **APPROVED)
    assert send(site, login, place, home).items[0].outcome is UploadOutcome.UPDATED
    (post,) = posts(api, name)
    assert (post["status"], post["excerpt"]["raw"]) == ("publish", "Đã sửa.")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_breaking_line_makes_no_twins(site, login, name, home, tmp_path, api, seed) -> None:  # type: ignore[no-untyped-def]
    content = b"%PDF-1.4 " + name.encode() + noise(1_500_000, seed)
    place = make_package(tmp_path, files={"source/a.pdf": content}, title=name)
    with Line(int(site.rpartition(":")[2])) as line:
        line.sending = cuts_at_random(seed, most=6, largest=1_200_000)
        line.answering = cuts_at_random(seed + 100, most=8, largest=2500)
        assert send(line.address, login, place, home).items[0].outcome in (UploadOutcome.SENT, UploadOutcome.UPDATED)
    assert len(posts(api, name)) == 1
    slug = "pbgdpl-" + hashlib.sha256(content).hexdigest()[:24]
    twins = [medium for medium in api.get("/media", params={"per_page": 100}).json() if medium["slug"].startswith(slug)]
    assert [medium["slug"] for medium in twins] == [slug]


def test_twins_that_a_killed_run_left_are_taken_away(site, login, name, home, tmp_path, api) -> None:  # type: ignore[no-untyped-def]
    """It made one and was killed before it looked; who is next finds the first one there and has nothing to send."""
    content = whole_pdf(name)
    place = make_package(tmp_path, files={"source/a.pdf": content}, title=name)
    send(site, login, place, home)
    slug = "pbgdpl-" + hashlib.sha256(content).hexdigest()[:24]
    headers = {"Content-Disposition": f'attachment; filename="{slug}.pdf"', "Content-Type": "application/pdf"}
    assert api.post(f"/media?slug={slug}", headers=headers, content=content).json()["slug"] == f"{slug}-2"
    (post,) = posts(api, name)
    assert api.post("/posts", json={"slug": post["slug"], "title": name}).json()["slug"] != post["id"]
    assert len(posts(api, name)) == 2
    assert send(site, login, place, tmp_path / "another-home").items[0].outcome is UploadOutcome.UNCHANGED
    assert [kept["id"] for kept in posts(api, name)] == [post["id"]]
    left = api.get("/media", params={"slug": f"{slug},{slug}-2"}).json()
    assert [medium["slug"] for medium in left] == [slug]
    assert httpx2.get(left[0]["source_url"], trust_env=False).content == content


def test_two_officers_at_once_leave_one_post(site, login, name, tmp_path, api) -> None:  # type: ignore[no-untyped-def]
    place = make_package(tmp_path, files={"source/a.pdf": b"%PDF-1.4 " + name.encode()}, title=name)
    reports: list[UploadReport] = []
    senders = [
        threading.Thread(target=lambda n=number: reports.append(send(site, login, place, tmp_path / f"home{n}")))
        for number in range(3)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
    assert {report.items[0].outcome for report in reports} <= {
        UploadOutcome.SENT,
        UploadOutcome.UNCHANGED,
        UploadOutcome.UPDATED,
    }
    assert len(posts(api, name)) == 1


def test_a_wrong_password_is_told(site: str, tmp_path: Path, home: Path) -> None:
    with pytest.raises(PortalRefused) as caught:
        send(site, "canbo:sai", make_package(tmp_path), home)
    assert "401" in str(caught.value)
