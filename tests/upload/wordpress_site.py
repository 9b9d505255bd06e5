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
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bad_lines import free_port, wait_until

_PROGRAM = Path("/usr/share/wordpress")
_CONTENT = Path("/var/lib/wordpress/wp-content")  # Debian keeps themes and uploads here
_TOOLS = ("mariadbd", "mariadb-install-db", "php")
_WORKERS = "4"  # requests at once; PHP's own server answers one at a time otherwise
_START_SECONDS = 120.0

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


@dataclass(frozen=True, slots=True)
class Site:
    """A portal that answers.

    Attributes:
        address: Without a slash at the end.
        login: User and password, as the program takes them.
    """

    address: str
    login: str


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
        database = _begin_database(folder, stack)
        site = _copied(folder / "site", database, address)
        login = _said(["php", "setup.php"], site)
        options = ("memory_limit=256M", "display_errors=0")
        words = ["php", *(part for option in options for part in ("-d", option)), "-S", f"127.0.0.1:{port}", "-t", "."]
        stack.enter_context(running(words, site, {"PHP_CLI_SERVER_WORKERS": _WORKERS}))
        wait_until(lambda: _listens(port), _START_SECONDS)
        yield Site(address, login)


def _begin_database(folder: Path, stack: ExitStack) -> Path:
    """A database with nobody but us to reach it; its socket."""
    data, place = folder / "db", folder / "db.sock"
    # MariaDB runs as root only where it is told to, and as anybody else only where it is told nothing.
    user = ["--user=root"] if os.geteuid() == 0 else []
    words = ["mariadb-install-db", "--no-defaults", *user, f"--datadir={data}", "--skip-test-db"]
    _said([*words, "--auth-root-authentication-method=normal"], folder)
    begin = folder / "begin.sql"
    begin.write_text("CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n", encoding="ascii")
    mariadbd = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
    words = [mariadbd, "--no-defaults", *user, f"--datadir={data}", f"--socket={place}"]
    words += ["--skip-networking", f"--init-file={begin}", "--innodb-buffer-pool-size=32M", "--performance-schema=OFF"]
    stack.enter_context(running(words, folder, {}))
    wait_until(place.is_socket, _START_SECONDS)
    return place


def _copied(site: Path, database: Path, address: str) -> Path:
    """The program's files with a configuration of this site."""
    own = shutil.ignore_patterns("wp-config.php", ".htaccess", "wp-content")
    shutil.copytree(_PROGRAM, site, symlinks=False, ignore=own, ignore_dangling_symlinks=True)
    for content in (_PROGRAM / "wp-content", _CONTENT):
        shutil.copytree(content, site / "wp-content", dirs_exist_ok=True, ignore_dangling_symlinks=True)
    values = {"socket": repr(str(database)), "address": repr(address), "secret": repr(secrets.token_hex())}
    (site / "wp-config.php").write_text(_CONFIG.format(**values), encoding="utf-8")
    (site / "setup.php").write_text(_SETUP, encoding="utf-8")
    return site


def _said(words: list[str], folder: Path) -> str:
    done = subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True, timeout=_START_SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@contextmanager
def running(words: list[str], folder: Path, more: Mapping[str, str]) -> Iterator[None]:
    """A server and all processes it starts, which end with the block."""
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(
            words, cwd=folder, env=os.environ | more, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # what it holds goes with the folder
        server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
