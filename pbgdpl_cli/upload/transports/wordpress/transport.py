"""Speaks to WordPress by its own REST API, as an author or editor with an application password.

WordPress neither resumes an upload nor minds getting the same thing twice, and a success answer does not mean that
everything was stored. So: names are made from hashes and looked up before and after each creation, every body carries
Content-MD5 (which WordPress checks), and the record's revision stands in the post, from where it is read back. Where
the answer is lost, or a gateway gave up waiting for it, the thing may be made all the same, and later: it is looked for
for a while before it is sent again, and the twins of what was sent again are taken away. Measured with WordPress 6.1.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2

from pbgdpl_cli.upload.bandwidth import Bandwidth
from pbgdpl_cli.upload.http_connection import Content, HttpConnection, TemporaryFailure, json_object, refusal
from pbgdpl_cli.upload.parcel import Parcel, ParcelFile
from pbgdpl_cli.upload.patience import Patience
from pbgdpl_cli.upload.problems import PortalConflict, PortalRefused
from pbgdpl_cli.upload.transports.article import article
from pbgdpl_cli.upload.transports.marks import mark, revision_on, words_of
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import (
    BytesSent,
    Capabilities,
    RemoteRecord,
    SentRecord,
    TransferNotes,
    TransportSettings,
)
from pbgdpl_cli.upload.transports.slugs import file_slug, record_slug
from validators.problems import Message, Problem, say

_API = "/wp-json/wp/v2"
_BLOCK = 32 << 10
_LOOK_AGAIN = 2.0  # seconds between two looks for what may come late
_WRITTEN = ("title", "excerpt", "content")  # parts of a post that are ours
_GONE = (httpx2.codes.NOT_FOUND, httpx2.codes.GONE)
_MOST_LISTED = 100  # things with one name, or its twins
_MOST_TWINS = 5  # WordPress names the twins of "x" "x-2", "x-3", …
# What WordPress takes unless its administrator allows more; word boxes and records do not belong on such a site.
_TAKEN = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".mp4", ".mp3", ".vtt", ".txt", ".doc", ".docx", ".pptx"})


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file in the media library."""

    number: int
    slug: str
    address: str


def open_transport(target: str, settings: TransportSettings) -> WordPressTransport:
    """The transport for `wordpress+https://…` and `wordpress+http://…`; the token is `user:application-password`."""
    address = portal_address(target)
    login = token_for(address, settings.environ)
    return WordPressTransport(
        address, login, patience=settings.patience, bandwidth=settings.bandwidth, told=settings.told
    )


class WordPressTransport:
    """One WordPress site."""

    capabilities = Capabilities(
        resume="none", find_by_key=True, atomic_create=False, verify="md5", revisions="sender", withdraw=True
    )

    def __init__(
        self,
        address: str,
        login: str | None,
        *,
        patience: Patience | None = None,
        bandwidth: Bandwidth | None = None,
        told: Callable[[Message], None] | None = None,
    ) -> None:
        authorization = None if login is None else "Basic " + base64.b64encode(login.encode()).decode()
        self._connection = HttpConnection(address, authorization, patience, told)
        self._bandwidth = bandwidth or Bandwidth()
        # What was sent again after its answer had been lost: the first one may still turn up.
        self._doubted: set[tuple[str, str]] = set()

    @property
    def target(self) -> str:
        """The site's address."""
        return f"wordpress:{self._connection.address}"

    def check(self) -> None:
        """Make sure that it is WordPress and that this account may write there."""
        root = self._connection.greet("/wp-json/")
        if "wp/v2" not in json_object(root).get("namespaces", ()):
            raise PortalRefused(
                say("There is no WordPress with an open REST API at {address}.", address=self._connection.address),
                hint=say("Check the address after --to."),
            )
        me = self._connection.ask("GET", f"{_API}/users/me?context=edit")
        if not me.is_success:
            raise refusal(me, self._connection.address)
        rights = json_object(me).get("capabilities", {})
        if not (rights.get("upload_files") and rights.get("publish_posts")):
            raise PortalRefused(
                say("This WordPress account may not upload files and publish posts."),
                hint=say("Ask the site's administrator for the role of an author."),
            )
        self._connection.health = "/wp-json/"

    def files_of(self, parcel: Parcel) -> tuple[ParcelFile, ...]:
        """The files a WordPress site takes."""
        return tuple(file for file in parcel.files if _is_taken(file.name))

    def find_record(self, parcel: Parcel) -> RemoteRecord | None:
        """The post of this record, with the revision it says it holds."""
        return self._standing(parcel.identifier)

    def _standing(self, identifier: str) -> RemoteRecord | None:
        post = self._post(identifier)
        if post is None:
            return None
        return RemoteRecord(_revision(post) or "unknown", str(post.get("link", self._connection.address)))

    def has_file(self, parcel: Parcel, file: ParcelFile) -> bool:
        """Whether the library holds a file under the name made from this hash, of this length."""
        del parcel
        return self._length(file.sha256) == file.bytes

    def _length(self, sha256: str) -> int | None:
        """Bytes of what the library gives out under the name made from this hash; None where there is nothing."""
        medium = self._medium_of(sha256)
        if medium is None:
            return None
        response = self._connection.ask("HEAD", medium.address)
        length = response.headers.get("Content-Length", "") if response.is_success else ""
        return int(length) if length.isdecimal() else None

    def lengths(self, sent: SentRecord) -> Mapping[str, int | None]:
        """How long the files such a site takes are there."""
        return {name: self._length(sha256) for name, sha256 in sent.files.items() if _is_taken(name)}

    def send_file(self, parcel: Parcel, file: ParcelFile, notes: TransferNotes, sent: BytesSent) -> None:
        """Send a whole file; after every broken try the library is asked whether it arrived after all."""
        del notes
        md5 = hashlib.md5(file.source.read_bytes(), usedforsecurity=False).hexdigest()
        headers = {
            "Content-Disposition": f'attachment; filename="{_slug(file)}{PurePosixPath(file.name).suffix.lower()}"',
            "Content-Type": file.media_type,
            "Content-Length": str(file.bytes),
            "Content-MD5": md5,
        }
        place = f"{_API}/media?{urlencode({'slug': _slug(file), 'title': PurePosixPath(file.name).name})}"
        self._create(
            ("media", _slug(file)), place, headers,
            content=lambda: self._blocks(file, sent), is_there=lambda: self.has_file(parcel, file),
        )  # fmt: skip

    def _create(
        self,
        thing: tuple[str, str],
        place: str,
        headers: dict[str, str],
        *,
        content: Callable[[], Content],
        is_there: Callable[[], bool],
    ) -> None:
        """Make a thing, given as its kind and slug, exactly once.

        WordPress looks for free names and takes them in two steps: of two who send one thing at once, each may get its
        name, and of two files even one place on the disk, which goes with the first that is removed.
        """
        for attempt in self._connection.tries():
            with attempt:
                if is_there():
                    break
                self._remove_broken(*thing)
                self._bandwidth.wait_for_hours()
                try:
                    response = self._connection.once("POST", place, headers, content())
                except TemporaryFailure as failure:
                    if failure.may_be_done_late and self._comes_late(is_there):
                        break
                    self._doubted.add(thing)
                    raise
                if response.status_code != httpx2.codes.CREATED:
                    raise refusal(response, self._connection.address)
                if json_object(response).get("slug") != thing[1] or len(self._named(*thing)) > 1:
                    self._doubted.add(thing)
                    self._remove_twins(*thing)
                    if not is_there():
                        raise TemporaryFailure(say("Another one sent the same at this moment."))
                    return
                break
        if thing in self._doubted:
            self._remove_twins(*thing)

    def _comes_late(self, is_there: Callable[[], bool]) -> bool:
        """Whether the portal makes after all what it did not answer about."""
        settle = self._connection.patience.settle
        until = time.monotonic() + settle
        while not is_there():
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(_LOOK_AGAIN, settle / 10, left))
        return True

    def _blocks(self, file: ParcelFile, sent: BytesSent) -> Iterator[bytes]:
        with file.source.open("rb") as stream:
            while block := stream.read(_BLOCK):
                self._bandwidth.spend(len(block))
                yield block
                sent(len(block))

    def send_record(self, parcel: Parcel, replaces: str | None) -> tuple[str, ...]:
        """Create the post, or bring it up to date."""
        del replaces
        media = {file.name: self._medium(file) for file in self.files_of(parcel)}
        missing = tuple(file.sha256 for file in self.files_of(parcel) if media[file.name] is None)
        if missing:
            return missing
        addresses = {name: medium.address for name, medium in media.items() if medium is not None}
        body = {
            "title": parcel.record.title,
            "slug": record_slug(parcel.identifier),
            "status": "publish" if parcel.record.standing.is_approved else "draft",
            "excerpt": parcel.record.description or "",
            "content": article(parcel.record, addresses),
        }
        body["content"] += f"<!-- {mark(parcel.revision, _words(body))} -->"
        headers, content = {"Content-Type": "application/json"}, json.dumps(body, ensure_ascii=False).encode()
        for attempt in self._connection.tries():
            with attempt:
                present = self._post(parcel.identifier)
                if present is None:
                    break
                response = self._connection.ask("POST", f"{_API}/posts/{int(present['id'])}", headers, content)
                if response.is_success:
                    return ()
                if response.status_code in _GONE:  # as the twin of what another one sends at this moment
                    raise TemporaryFailure(say("Another one sent the same at this moment."))
                raise refusal(response, self._connection.address)
        self._create(
            ("posts", record_slug(parcel.identifier)), f"{_API}/posts", headers,
            content=lambda: content, is_there=lambda: self._post(parcel.identifier) is not None,
        )  # fmt: skip
        return ()

    def sweep(self, sent: SentRecord) -> None:
        """Take away twins of the post and of its files: a run that was killed may have made one and not looked."""
        for name, sha256 in sent.files.items():
            if _is_taken(name):
                self._remove_twins("media", file_slug(sha256))
        self._remove_twins("posts", record_slug(sent.identifier))

    def standing(self, sent: SentRecord) -> RemoteRecord | None:
        """The post of this record, as it is now."""
        return self._standing(sent.identifier)

    def withdraw(self, sent: SentRecord) -> None:
        """Delete the post for good, and those of its files that no other post shows."""
        post = self._ours(sent)
        self._ask_well("DELETE", f"{_API}/posts/{int(post['id'])}?force=true")
        for sha256 in sorted(set(sent.files.values()) - sent.shared):
            medium = self._first(f"{_API}/media?{urlencode({'slug': file_slug(sha256), 'context': 'edit'})}")
            used = {"search": file_slug(sha256), "status": "any", "context": "edit"}
            if medium is not None and self._first(f"{_API}/posts?{urlencode(used)}") is None:
                self._ask_well("DELETE", f"{_API}/media/{int(medium['id'])}?force=true")

    def held(self, parcel: Parcel) -> str:
        """The post as it is, to be restored from."""
        post = self._post(parcel.identifier) or {}
        kept = {name: post.get(name, {}).get("raw", "") for name in _WRITTEN} | {"status": post.get("status", "draft")}
        return json.dumps(kept, ensure_ascii=False)

    def restore(self, sent: SentRecord, revision: str, held: str | None) -> None:
        """Write into the post what it said before; its files are in the library still."""
        post = self._ours(sent)
        del revision  # what was held then is that revision, whoever wrote it
        if not held:
            raise PortalRefused(
                say("What the post said before was not kept."),
                hint=say("Upload the package in its former state with --replace."),
                path=sent.path,
            )
        self._ask_well("POST", f"{_API}/posts/{int(post['id'])}", held.encode())

    def _ours(self, sent: SentRecord) -> dict[str, Any]:
        """The post, if it still is what was sent: looked at right before, for WordPress does not compare."""
        post = self._post(sent.identifier)
        if post is None or _revision(post) != sent.revision:
            raise PortalConflict(
                say("The portal holds another version of this material."),
                hint=say("Look at both; --replace puts this one in its place."),
                path=sent.path,
            )
        return post

    def _ask_well(self, method: str, place: str, content: bytes | None = None) -> None:
        headers = {"Content-Type": "application/json"} if content is not None else None
        response = self._connection.ask(method, place, headers, content)
        if not (response.is_success or response.status_code in _GONE):
            raise refusal(response, self._connection.address)

    def contents(self, sent: SentRecord, name: str) -> Iterator[bytes]:
        """A file as the library gives it out; nothing for one this site does not take."""
        medium = self._medium_of(sent.files[name])
        if medium is None:
            raise PortalRefused(say("The portal does not have the file “{name}”.", name=name), path=sent.path)
        return self._connection.download(medium.address.removeprefix(self._connection.address))

    def close(self) -> None:
        """Look once more for twins that came late, and let go of connections."""
        doubted, self._doubted = self._doubted, set()
        for thing in sorted(doubted):
            with suppress(Problem):
                self._remove_twins(*thing, self._connection.patience.reach)
        self._connection.close()

    def _post(self, identifier: str) -> dict[str, Any] | None:
        return self._posted(record_slug(identifier))

    def _posted(self, slug: str) -> dict[str, Any] | None:
        query = urlencode({"slug": slug, "status": "any", "context": "edit"})
        return self._first(f"{_API}/posts?{query}")

    def _medium(self, file: ParcelFile) -> MediaFile | None:
        return self._medium_of(file.sha256)

    def _medium_of(self, sha256: str) -> MediaFile | None:
        found = self._first(f"{_API}/media?{urlencode({'slug': file_slug(sha256), 'context': 'edit'})}")
        if found is None:
            return None
        address = str(found.get("source_url", ""))
        # Large pictures are served scaled down; the file as it was sent stays beside them.
        details = found.get("media_details") or {}
        if isinstance(details, dict) and details.get("original_image"):
            address = f"{address.rpartition('/')[0]}/{details['original_image']}"
        parts = urlsplit(address)
        return MediaFile(int(found["id"]), str(found.get("slug", "")), self._connection.address + parts.path)

    def _first(self, place: str) -> dict[str, Any] | None:
        """The eldest: of twins, the one that stays."""
        return min(self._listed(place), key=lambda item: int(item.get("id", 0)), default=None)

    def _listed(self, place: str, seconds: float | None = None) -> list[dict[str, Any]]:
        response = self._connection.ask("GET", place, seconds=seconds)
        try:
            body = response.json()
        except ValueError:
            body = None
        if not response.is_success or not isinstance(body, list):
            raise refusal(response, self._connection.address)
        return [item for item in body if isinstance(item, dict)]

    def _remove_twins(self, kind: str, slug: str, seconds: float | None = None) -> None:
        """Of things with our name, or with that name and a number, all but one go."""
        found = self._named(kind, slug, *(f"{slug}-{number}" for number in range(2, _MOST_TWINS + 1)), seconds=seconds)
        if len(found) < 2:
            return
        broken = {int(item["id"]): self._is_broken(item, seconds) for item in found}
        for twin in sorted(found, key=lambda item: (broken[int(item["id"])], item["slug"] != slug, int(item["id"])))[
            1:
        ]:
            self._connection.ask("DELETE", f"{_API}/{kind}/{int(twin['id'])}?force=true", seconds=seconds)

    def _remove_broken(self, kind: str, slug: str) -> None:
        """Take away a file's entry whose file is gone: what is sent would stand beside it as its twin."""
        for item in self._named(kind, slug) if kind == "media" else ():
            if self._is_broken(item):
                self._connection.ask("DELETE", f"{_API}/{kind}/{int(item['id'])}?force=true")

    def _is_broken(self, item: Mapping[str, Any], seconds: float | None = None) -> bool:
        address = item.get("source_url")
        if not address:
            return False  # a post
        place = self._connection.address + urlsplit(str(address)).path
        return self._connection.ask("HEAD", place, seconds=seconds).status_code in _GONE

    def _named(self, kind: str, *slugs: str, seconds: float | None = None) -> list[dict[str, Any]]:
        query = {"slug": ",".join(slugs), "context": "edit", "per_page": str(_MOST_LISTED)}
        query |= {"status": "any"} if kind == "posts" else {}
        found = self._listed(f"{_API}/{kind}?{urlencode(query)}", seconds)
        return [item for item in found if item.get("slug") in slugs and "id" in item]


def _words(post: Mapping[str, Any]) -> str:
    """Of a post as it is sent or as it is read: each part may be a text or what WordPress makes of one."""
    parts = (post.get(name) or "" for name in _WRITTEN)
    texts = (part.get("raw") or "" if isinstance(part, dict) else part for part in parts)
    return words_of(*map(str, texts), "shown" if post.get("status") == "publish" else "")


def _revision(post: Mapping[str, Any]) -> str | None:
    return revision_on(str(post.get("content", {}).get("raw", "")), _words(post))


def _is_taken(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _TAKEN


def _slug(file: ParcelFile) -> str:
    return file_slug(file.sha256)
