"""How answers travel: fingerprints, 304, gzip."""

from __future__ import annotations

import gzip

import pytest
from starlette.requests import Request

from pbgdpl_cli.portal.shelf.answers import answer

BODY = "Luật Đất đai. ".encode() * 200


def asked(**headers: str) -> Request:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": named})


def test_the_same_content_has_the_same_fingerprint_and_other_content_another() -> None:
    tags = [answer(asked(), body, "text/plain").headers["ETag"] for body in (BODY, BODY, BODY + b".")]
    assert tags[0] == tags[1] != tags[2]


def test_the_fingerprint_does_not_depend_on_the_way() -> None:
    plain = answer(asked(), BODY, "text/plain")
    packed = answer(asked(accept_encoding="gzip"), BODY, "text/plain")
    assert plain.headers["ETag"] == packed.headers["ETag"]
    assert gzip.decompress(bytes(packed.body)) == bytes(plain.body) == BODY


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("br, gzip;q=0.5", True),
        ("*", True),
        ("br", False),
        ("", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
    ],
)
def test_only_who_takes_gzip_gets_it(header: str, packed: bool) -> None:
    made = answer(asked(accept_encoding=header), BODY, "text/plain")
    assert ("Content-Encoding" in made.headers) is packed
    assert int(made.headers["Content-Length"]) == len(made.body)


def test_what_is_small_travels_as_it_is() -> None:
    assert "Content-Encoding" not in answer(asked(accept_encoding="gzip"), b"x" * 500, "text/plain").headers


@pytest.mark.parametrize("form", ["{tag}", "W/{bare}", "{bare}", '"x", {tag}', '{tag}, W/"y"'])
def test_who_has_it_gets_no_body(form: str) -> None:
    tag = answer(asked(), BODY, "text/plain").headers["ETag"]
    again = answer(asked(if_none_match=form.format(tag=tag, bare=tag.removeprefix("W/"))), BODY, "text/plain")
    assert (again.status_code, bytes(again.body)) == (304, b"")
    assert again.headers["ETag"] == tag


def test_an_error_is_told_whole_each_time() -> None:
    tag = answer(asked(), BODY, "text/plain").headers["ETag"]
    assert answer(asked(if_none_match=tag), BODY, "text/plain", status=404).status_code == 404


def test_what_varies_with_the_asker_is_named() -> None:
    assert answer(asked(), BODY, "text/plain", headers={"Vary": "Cookie"}).headers["Vary"] == "Accept-Encoding, Cookie"
