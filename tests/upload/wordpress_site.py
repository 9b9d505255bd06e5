"""A WordPress of one's own for as long as a block runs: Debian's packages, a fresh database, everything in one folder.

Nothing is started that was not there before and nothing stays: the database listens on a socket in that folder, PHP's
own server on a port of this computer. Installed packages are read only. It takes five seconds to begin on a free
machine.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bad_lines import free_port, wait_until

_PROGRAM = Path("/usr/share/wordpress")
_CONTENT = Path("/var/lib/wordpress/wp-content")  # Debian keeps themes and uploads here
_TOOLS = ("mariadbd", "mariadb-install-db", "php")
_WORKERS = "4"  # requests at once; PHP's own server answers one at a time otherwise
START_SECONDS = 240.0
_DISK_MEGABYTES = 240

_CONFIG = """<?php
const DB_NAME = 'wordpress', DB_USER = 'root', DB_PASSWORD = '', DB_CHARSET = 'utf8mb4', DB_COLLATE = '';
define('DB_HOST', 'localhost:' . {socket});
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $use) {{
    define($use . '_KEY', {secret});
    define($use . '_SALT', {secret});
}}
const WP_HOME = {address}, WP_SITEURL = {address};
const WP_ENVIRONMENT_TYPE = 'local';  // application passwords without TLS
const WP_HTTP_BLOCK_EXTERNAL = true, AUTOMATIC_UPDATER_DISABLED = true, DISABLE_WP_CRON = true;
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
_SETUP = """<?php
define('WP_INSTALLING', true);
$_SERVER += ['HTTP_HOST' => 'localhost', 'SERVER_NAME' => 'localhost', 'REQUEST_URI' => '/'];
require 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Portal', 'admin', 'admin@example.invalid', true, '', wp_generate_password());
$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/');
$GLOBALS['wp_rewrite']->flush_rules();
$officer = wp_insert_user(['user_login' => 'canbo', 'user_pass' => wp_generate_password(), 'role' => 'editor',
                           'user_email' => 'canbo@example.invalid']);
[$password] = WP_Application_Passwords::create_new_application_password($officer, ['name' => 'upload']);
echo 'canbo:', $password;
"""


class Server:
    """A server and all processes it starts; it can be ended as a power cut does, and begun again.

    Args:
        words: The command.
        folder: Where it runs; its log is there.
        more: Variables.
        ready: Whether it answers.
    """

    def __init__(self, words: list[str], folder: Path, more: Mapping[str, str], ready: Callable[[], bool]) -> None:
        self._words, self._folder, self._more, self._ready = words, folder, more, ready
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, and wait until it answers."""
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._words, cwd=self._folder, env=os.environ | self._more, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        wait_until(self._ready, START_SECONDS)

    def kill(self) -> None:
        """Let nothing of it go on."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()  # what it holds goes with the folder


@dataclass(frozen=True, slots=True)
class Site:
    """A portal that answers.

    Attributes:
        address: Without a slash at the end.
        login: User and password, as the program takes them.
        servers: What it is made of, where it is ours; what is needed by others first.
        disk: A disk that holds what it keeps and nothing else; None where it has none of its own.
    """

    address: str
    login: str
    servers: tuple[Server, ...] = ()
    disk: Path | None = None

    def cut_power(self) -> None:
        """End all of it at once, and begin it again."""
        for server in self.servers:
            server.kill()
        for server in self.servers:
            server.start()


def own_disk(place: Path, megabytes: int, stack: ExitStack) -> Path | None:
    """A disk in memory at a new folder, until the stack is unwound; None where this system does not let us."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(place)]
    try:
        if subprocess.run(words, capture_output=True).returncode:
            return None
    except OSError:
        return None
    stack.callback(subprocess.run, ["umount", "-l", str(place)], check=True)
    return place


def lacking() -> list[str]:
    """What has to be installed first (`./run peers`)."""
    found = {name: shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") for name in _TOOLS}
    return [*(name for name, place in found.items() if place is None), *([] if _PROGRAM.is_dir() else ["wordpress"])]


@contextmanager
def wordpress_site() -> Iterator[Site]:
    """A site without any material, and an editor's application password for it."""
    # Below the system's own folder: the name of a socket may have a hundred letters, those of test folders have more.
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wp-", ignore_cleanup_errors=True)))
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        kept = folder / "kept"
        disk = own_disk(kept, _DISK_MEGABYTES, stack)
        database = _database(kept)
        stack.enter_context(database)
        site = _copied(folder / "site", kept, address)
        login = _said(["php", "setup.php"], site)
        options = ("memory_limit=256M", "display_errors=0")
        words = ["php", *(part for option in options for part in ("-d", option)), "-S", f"127.0.0.1:{port}", "-t", "."]
        server = Server(words, site, {"PHP_CLI_SERVER_WORKERS": _WORKERS}, lambda: listens(port))
        stack.enter_context(server)
        yield Site(address, login, (database, server), disk)


def _database(folder: Path) -> Server:
    """A database with nobody but us to reach it, at the socket `db.sock`."""
    data, place = folder / "db", folder / "db.sock"
    # MariaDB runs as root only where it is told to, and as anybody else only where it is told nothing.
    user = ["--user=root"] if os.geteuid() == 0 else []
    words = ["mariadb-install-db", "--no-defaults", *user, f"--datadir={data}", "--skip-test-db"]
    _said([*words, "--auth-root-authentication-method=normal"], folder)
    begin = folder / "begin.sql"
    begin.write_text("CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;\n", encoding="ascii")
    mariadbd = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
    words = [mariadbd, "--no-defaults", *user, f"--datadir={data}", f"--socket={place}"]
    words += ["--skip-networking", f"--init-file={begin}", "--innodb-buffer-pool-size=32M", "--performance-schema=OFF"]
    words += ["--innodb-log-file-size=16M"]
    return Server(words, folder, {}, lambda: _takes_calls(place))


def _copied(site: Path, kept: Path, address: str) -> Path:
    """The program's files with a configuration of this site; what it keeps is elsewhere."""
    own = shutil.ignore_patterns("wp-config.php", ".htaccess", "wp-content")
    shutil.copytree(_PROGRAM, site, symlinks=False, ignore=own, ignore_dangling_symlinks=True)
    for content in (_PROGRAM / "wp-content", _CONTENT):
        shutil.copytree(content, site / "wp-content", dirs_exist_ok=True, ignore_dangling_symlinks=True)
    uploads = site / "wp-content" / "uploads"
    shutil.rmtree(uploads, ignore_errors=True)
    (kept / "uploads").mkdir()
    uploads.symlink_to(kept / "uploads")
    values = {"socket": repr(str(kept / "db.sock")), "address": repr(address), "secret": repr(secrets.token_hex())}
    (site / "wp-config.php").write_text(_CONFIG.format(**values), encoding="utf-8")
    (site / "setup.php").write_text(_SETUP, encoding="utf-8")
    return site


def _said(words: list[str], folder: Path) -> str:
    done = subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True, timeout=START_SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def listens(port: int) -> bool:
    """Whether something answers at a port of this computer."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _takes_calls(place: Path) -> bool:
    """Whether somebody listens at a socket: its file outlives who made it."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(place)) == 0
