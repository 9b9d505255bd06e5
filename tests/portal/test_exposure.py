"""Nothing but loopback without leave, token, encryption and a name."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.portal.exposure import Certificate, Exposure, access_for, check_before

TOKEN = "t" * 16
PUBLIC = "https://tusach.example"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for 127.0.0.1, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    made = Certificate(folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=tusach.example", "-addext", "subjectAltName=DNS:tusach.example,IP:127.0.0.1",
         "-keyout", str(made.key), "-out", str(made.certificate)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return made


def opened(exposure: Exposure, token: str | None = None, *, has_tokens: bool = False) -> tuple[str, ...]:
    check_before(exposure, token)
    return access_for(exposure, token, has_tokens=has_tokens).hosts


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_on_this_machine_nothing_is_needed(host: str) -> None:
    assert "localhost" in opened(Exposure(host))
    assert access_for(Exposure(host), None, has_tokens=False).is_open


@pytest.mark.real
@pytest.mark.parametrize("missing", ["leave", "token", "certificate", "address", None])
def test_beyond_it_all_four_are(certificate: Certificate, missing: str | None) -> None:
    exposure = Exposure(
        "0.0.0.0",  # noqa: S104  (refused or only looked at)
        allow_others=missing != "leave",
        certificate=None if missing == "certificate" else certificate,
        public=None if missing == "address" else PUBLIC,
    )
    token = None if missing == "token" else TOKEN
    if missing is None:
        assert opened(exposure, token)[-1] == "tusach.example"
        return
    with pytest.raises(WrongUsage):
        opened(exposure, token)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "tusach.example", ""])  # noqa: S104
def test_no_other_host_is_taken_for_this_machine(host: str) -> None:
    for exposure in (Exposure(host), Exposure(host, public=PUBLIC), Exposure(host, allow_others=True, public=PUBLIC)):
        with pytest.raises(WrongUsage):
            opened(exposure, TOKEN)


def test_behind_a_proxy_of_this_machine_a_token_and_the_name_are_needed() -> None:
    exposure = Exposure(public="https://tusach.example:8443")
    with pytest.raises(WrongUsage):
        opened(exposure)
    assert "tusach.example" in opened(exposure, has_tokens=True)
    assert not access_for(exposure, None, has_tokens=True).is_open


@pytest.mark.parametrize(
    "public",
    ["http://tusach.example", "tusach.example", "https://", "https://a:b@c.example", "https://c.example/x",
     "https://c.example:0", "https://[x", "https://tủ.example"],
)  # fmt: skip
def test_what_is_no_address_of_a_portal(public: str) -> None:
    with pytest.raises(WrongUsage):
        opened(Exposure(public=public), TOKEN)


@pytest.mark.parametrize("token", ["x", "t" * 15])
def test_a_short_token_is_refused_everywhere(token: str) -> None:
    with pytest.raises(WrongUsage):
        opened(Exposure(), token)


def test_a_certificate_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("x", encoding="utf-8")
    for place in (tmp_path / "x.pem", tmp_path / "nowhere.pem"):
        with pytest.raises(WrongUsage):
            opened(Exposure(certificate=Certificate(place, place)))
