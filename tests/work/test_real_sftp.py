"""Sources fetched from a real OpenSSH server on this computer: what comes over, who is trusted, what is refused."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.work.far_sources import UnreachableSource, fetched
from validators.packages.durable import write_text

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
PATIENCE = 20.0  # seconds until the server listens
CONFIGURATION = """Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
Subsystem sftp internal-sftp
"""
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(SSHD is None, reason="no OpenSSH server on this machine"),
]


def key(path: Path) -> str:
    """Make a key; the public half."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    return path.with_name(f"{path.name}.pub").read_text("utf-8")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that knows the key of a person who knows it; its address without a path."""
    pytest.importorskip("paramiko")
    folder, home = tmp_path / "server", tmp_path / "home" / ".ssh"
    folder.mkdir()
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home.parent))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    if os.geteuid() == 0:  # where the server leaves its rights, were it not for one test
        Path("/run/sshd").mkdir(exist_ok=True)
    write_text(folder / "authorized", key(home / "id_ed25519"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    write_text(home / "known_hosts", f"[127.0.0.1]:{port} {key(folder / 'host')}")
    write_text(folder / "configuration", CONFIGURATION.format(port=port, folder=folder))
    command = [str(SSHD), "-D", "-e", "-f", str(folder / "configuration")]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stderr=log) as process:
        wait_for(port, folder / "log", process)
        yield f"sftp://{getpass.getuser()}@127.0.0.1:{port}"
        process.terminate()


def wait_for(port: int, log: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"the server does not listen: {log.read_text('utf-8')}")


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """A folder of the server's."""
    folder = tmp_path / "quét"
    (folder / "xã Thử").mkdir(parents=True)
    (folder / "tờ 1.txt").write_bytes("một".encode())
    (folder / "xã Thử" / "tờ 2.txt").write_bytes(b"hai")
    for place in folder.rglob("*.txt"):
        os.utime(place, (1_700_000_000, 1_700_000_000))
    return folder


def told(folder: Path) -> dict[str, tuple[str, float]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_text("utf-8"), path.stat().st_mtime) for path in files}


class TestOverSftp:
    def test_a_folder_comes_over_with_names_and_times(self, server: str, scans: Path, tmp_path: Path) -> None:
        folder, problems = fetched(f"{server}{scans}", tmp_path / "own")
        assert problems == ()
        assert told(folder) == {"tờ 1.txt": ("một", 1_700_000_000), "xã Thử/tờ 2.txt": ("hai", 1_700_000_000)}

    def test_the_second_time_only_what_changed(self, server: str, scans: Path, tmp_path: Path) -> None:
        folder, _ = fetched(f"{server}{scans}", tmp_path / "own")
        before = {path.name: path.stat().st_ino for path in folder.rglob("*.txt")}
        (scans / "tờ 1.txt").write_bytes("mới".encode())
        fetched(f"{server}{scans}", tmp_path / "own")
        after = {path.name: path.stat().st_ino for path in folder.rglob("*.txt")}
        assert told(folder)["tờ 1.txt"][0] == "mới"
        assert {name for name in before if before[name] != after[name]} == {"tờ 1.txt"}

    def test_one_file_is_an_address_too(self, server: str, scans: Path, tmp_path: Path) -> None:
        folder, problems = fetched(f"{server}{scans}/tờ 1.txt", tmp_path / "own")
        assert (problems, list(told(folder))) == ((), ["tờ 1.txt"])

    def test_nothing_there_is_one_sentence(self, server: str, scans: Path, tmp_path: Path) -> None:
        with pytest.raises(UnreachableSource):
            fetched(f"{server}{scans}/không-có", tmp_path / "own")


class TestWhoIsTrusted:
    def test_a_server_that_nobody_made_known_is_refused(self, server: str, scans: Path, tmp_path: Path) -> None:
        (tmp_path / "home" / ".ssh" / "known_hosts").unlink()
        with pytest.raises(UnreachableSource, match="known_hosts"):
            fetched(f"{server}{scans}", tmp_path / "own")
        assert not list((tmp_path / "own").rglob("*.txt"))

    def test_a_server_with_another_key_than_before_is_refused(self, server: str, scans: Path, tmp_path: Path) -> None:
        known = tmp_path / "home" / ".ssh" / "known_hosts"
        place = known.read_text("utf-8").split()[0]
        write_text(known, f"{place} {key(tmp_path / 'other')}")
        with pytest.raises(UnreachableSource, match="key"):
            fetched(f"{server}{scans}", tmp_path / "own")

    def test_a_person_the_server_does_not_know_is_told(self, server: str, scans: Path, tmp_path: Path) -> None:
        write_text(tmp_path / "server" / "authorized", key(tmp_path / "stranger"))
        with pytest.raises(UnreachableSource, match=r"(?i)authentication"):
            fetched(f"{server}{scans}", tmp_path / "own")
