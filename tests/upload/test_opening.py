"""From what stands after `--to` to a transport: ours, and those of other packages, good and broken."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from package_factory import make_package
from transport_contract import hasty_settings

from pbgdpl_cli.app import run
from pbgdpl_cli.errors import PortalProblem, WrongUsage
from pbgdpl_cli.result import ExitCode
from pbgdpl_cli.upload.delivery.outcomes import UploadOutcome
from pbgdpl_cli.upload.sending import upload_packages
from pbgdpl_cli.upload.targets import open_transport, scheme_of
from pbgdpl_cli.upload.transports.embedded.transport import EmbeddedTransport
from pbgdpl_cli.upload.transports.folder import FolderTransport
from pbgdpl_cli.upload.transports.opening import OURS, UnknownTransport, schemes
from pbgdpl_cli.upload.transports.outside import BrokenTransport
from pbgdpl_cli.upload.transports.portal_address import portal_address, token_for
from pbgdpl_cli.upload.transports.protocol import GROUP
from pbgdpl_cli.upload.transports.wordpress.transport import WordPressTransport
from validators.packages.package import find_packages
from validators.problems import Problem

ROOT = Path(__file__).parents[2]


def install(folder: Path, source: str) -> None:
    """What pip leaves of a package with one transport, `odd:`."""
    (folder / "odd_transport.py").write_text(source, encoding="utf-8")
    about = folder / "odd_carrier-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-carrier\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\nodd = odd_transport:open_transport\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder packages are installed in, for one test."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(__import__("sys").modules, "odd_transport", raising=False)
    return folder


# A whole transport, into a folder, that fails where it is told to.
WORKING = """
from pathlib import Path
from pbgdpl_cli.upload.transports.folder import FolderTransport
from validators.packages.package import find_packages

def open_transport(target, settings):
    return Odd(Path(target.partition(":")[2]), settings.bandwidth)

class Odd(FolderTransport):
    pass
"""


class TestOurs:
    def test_they_are_registered_as_they_are_listed(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert project["entry-points"][GROUP] == dict(OURS)

    @pytest.mark.parametrize("scheme", OURS)
    def test_each_can_be_loaded(self, scheme: str) -> None:
        assert callable(EntryPoint(scheme, OURS[scheme], GROUP).load())

    @pytest.mark.real
    @pytest.mark.parametrize(
        ("target", "kind"),
        [
            ("https://portal.example", EmbeddedTransport),
            ("HTTPS://portal.example/", EmbeddedTransport),
            ("http://127.0.0.1:1", EmbeddedTransport),
            ("wordpress+https://site.example/vi", WordPressTransport),
            ("folder:usb", FolderTransport),
            ("usb", FolderTransport),
            ("E:\\packages", FolderTransport),
            ("backup:2026", FolderTransport),
        ],
    )
    def test_what_is_written_after_to(self, home: Path, target: str, kind: type) -> None:
        opened = open_transport(target, home, environ={})
        opened.close()
        assert isinstance(opened, kind)

    def test_a_plain_path_and_one_with_its_scheme_are_the_same(self, home: Path, tmp_path: Path) -> None:
        for target in (f"folder:{tmp_path}", str(tmp_path)):
            assert open_transport(target, home).target == f"folder:{tmp_path.resolve()}"

    @pytest.mark.parametrize("target", ["ftp://x", "://", "a/b://c", "odd://x"])
    def test_an_unknown_scheme_is_told_with_those_that_are_known(self, home: Path, target: str) -> None:
        with pytest.raises(UnknownTransport) as caught:
            open_transport(target, home, environ={})
        assert "wordpress+https:" in str(caught.value.hint)

    @pytest.mark.parametrize(
        "target", ["http://", "https://u:p@x/", "http://x:99999", "http://[", "wordpress+https://"]
    )
    def test_what_is_no_address(self, home: Path, target: str) -> None:
        with pytest.raises(WrongUsage):
            open_transport(target, home, environ={})

    def test_no_portal_here(self, home: Path) -> None:
        with pytest.raises(PortalProblem) as caught:
            open_transport(None, home, environ={})
        assert "portal serve" in str(caught.value.hint)


class TestAddresses:
    @pytest.mark.parametrize(
        ("target", "address"),
        [
            ("https://a.example/", "https://a.example"),
            ("put+https://a.example/x/", "https://a.example/x"),
            ("http://127.0.0.1:80", "http://127.0.0.1:80"),
            ("http://[::1]:8734", "http://[::1]:8734"),
        ],
    )
    def test_the_kind_and_the_last_slash_go(self, target: str, address: str) -> None:
        assert portal_address(target) == address

    @pytest.mark.parametrize("address", ["https://portal.example", "http://127.0.0.1:1", "http://localhost"])
    def test_a_token_travels_encrypted_or_not_at_all(self, address: str) -> None:
        assert token_for(address, {"PBGDPL_PORTAL_TOKEN": "x"}) == "x"

    def test_a_token_does_not_travel_unencrypted(self) -> None:
        with pytest.raises(WrongUsage):
            token_for("http://portal.example", {"PBGDPL_PORTAL_TOKEN": "x"})

    @pytest.mark.parametrize(
        ("address", "token"),
        [
            ("https://portal.example", "of the key store"), ("https://other.example", "of the variable"),
            ("http://127.0.0.1:1", "of the variable"),
        ],
    )  # fmt: skip
    def test_the_key_store_goes_before_the_environment(
        self, address: str, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept = {("pbgdpl-portal", "https://portal.example"): "of the key store"}
        monkeypatch.setattr("keyring.get_password", lambda service, name: kept.get((service, name)))
        assert token_for(address, {"PBGDPL_PORTAL_TOKEN": "of the variable"}) == token

    def test_no_token_is_none(self) -> None:
        assert token_for("http://127.0.0.1:1", {}) is None


class TestOthers:
    @pytest.mark.real
    def test_one_that_works_is_found_by_its_scheme(self, site: Path, home: Path, tmp_path: Path) -> None:
        install(site, WORKING)
        assert schemes()[-1] == "odd"
        assert scheme_of(f"odd:{tmp_path}") == "odd"
        opened = open_transport(f"odd:{tmp_path / 'usb'}", home)
        assert opened.capabilities.publishes is False
        (item,) = upload_packages(find_packages([make_package(tmp_path / "packages")]), opened, home).items
        opened.close()
        assert item.outcome is UploadOutcome.SENT

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            ("import no_such_library_here", "no_such_library_here"),
            ("def open_transport(", "SyntaxError"),
            ("x = 1", "open_transport"),
            ("open_transport = 7", "TypeError"),
            ("def open_transport(target, settings):\n    return {}['x']", "KeyError"),
            ("def open_transport(target, settings):\n    return 7", "send_file"),
            ("def open_transport(target):\n    pass", "TypeError"),
            ("raise SystemError('of its own')", "of its own"),
            ("raise OSError('libodd.so: cannot open shared object file')", "libodd.so"),
        ],
    )
    def test_one_that_is_broken_is_one_sentence(self, site: Path, home: Path, source: str, reason: str) -> None:
        install(site, source)
        with pytest.raises(BrokenTransport) as caught:
            open_transport("odd:x", home)
        sentence = str(caught.value.message)
        assert "odd-carrier" in sentence
        assert reason in sentence
        assert "pip uninstall odd-carrier" in str(caught.value.hint)

    def test_its_own_objection_to_a_target_passes(self, site: Path, home: Path) -> None:
        objecting = "def open_transport(target, settings):\n    raise Problem(say('No.'))"
        source = f"from validators.problems import Problem, say\n{objecting}"
        install(site, source)
        with pytest.raises(Problem) as caught:
            open_transport("odd:x", home)
        assert not isinstance(caught.value, BrokenTransport)

    @pytest.mark.parametrize("member", ["find_record", "has_file", "send_file", "send_record", "files_of"])
    def test_one_that_breaks_on_the_way_fails_its_package(
        self, site: Path, home: Path, tmp_path: Path, member: str
    ) -> None:
        install(site, WORKING + f"\n    def {member}(self, *arguments):\n        return arguments[99]\n")
        opened = open_transport(f"odd:{tmp_path / 'usb'}", home)
        (item,) = upload_packages(find_packages([make_package(tmp_path / "packages")]), opened, home).items
        assert item.outcome is UploadOutcome.FAILED
        assert isinstance(item.problem, BrokenTransport)
        assert "IndexError" in str(item.problem.message)

    def test_what_the_system_refuses_is_told_as_such(self, site: Path, home: Path, tmp_path: Path) -> None:
        broken = "\n    def send_file(self, *arguments):\n        raise PermissionError(13, 'no', 'x')\n"
        install(site, WORKING + broken)
        opened = open_transport(f"odd:{tmp_path / 'usb'}", home)
        (item,) = upload_packages(find_packages([make_package(tmp_path / "packages")]), opened, home).items
        assert item.problem is not None
        assert not isinstance(item.problem, BrokenTransport)

    def test_the_command_tells_it_without_a_traceback(
        self, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        install(site, "import no_such_library_here")
        code = run(["--json", "upload", str(make_package(tmp_path / "packages")), "--to", "odd:x"])
        (error,) = json.loads(capsys.readouterr().out)["errors"]
        assert (code, error["code"]) == (ExitCode.MISSING, "broken-transport")

    def test_an_entry_point_of_ours_cannot_be_taken_over(self, site: Path, home: Path, tmp_path: Path) -> None:
        install(site, WORKING)
        points = site / "odd_carrier-1.0.dist-info" / "entry_points.txt"
        points.write_text(f"[{GROUP}]\nfolder = odd_transport:open_transport\n", encoding="utf-8")
        assert type(open_transport(f"folder:{tmp_path}", home)) is FolderTransport


def test_settings_reach_the_transport(home: Path, tmp_path: Path) -> None:
    settings = hasty_settings({"PBGDPL_PORTAL_TOKEN": "x"})
    opened = open_transport(
        f"folder:{tmp_path}", home, bandwidth=settings.bandwidth, patience=settings.patience, environ=settings.environ
    )
    assert isinstance(opened, FolderTransport)
    assert opened.bandwidth is settings.bandwidth
