"""A MediaWiki of one's own for as long as a block runs: Debian's package, SQLite, everything kept in one folder."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bad_lines import free_port
from wordpress_site import START_SECONDS, Server, Site, listens

_PROGRAM = Path("/usr/share/mediawiki")
_WORKERS = "4"
_SETTINGS = """
$wgEnableUploads = true;
$wgUploadDirectory = {images};
$wgUploadPath = '/images';
$wgFileExtensions = ['pdf', 'png', 'jpg', 'mp4', 'txt'];
$wgMainCacheType = CACHE_NONE;
$wgJobRunRate = 0;
$wgRateLimits = [];
$wgPHPSessionHandling = 'disable';
$wgSessionCacheType = CACHE_DB;
"""


def is_installed() -> bool:
    """Whether `./run peers` was here."""
    words = ["php", "-r", "exit(extension_loaded('pdo_sqlite') && extension_loaded('intl') ? 0 : 1);"]
    return (_PROGRAM / "api.php").is_file() and shutil.which("php") is not None and not subprocess.run(words).returncode


@contextmanager
def wiki_site() -> Iterator[Site]:
    """A wiki without any material, and an officer's password for it."""
    with tempfile.TemporaryDirectory(prefix="wiki-", ignore_cleanup_errors=True) as place:
        folder, port, password = Path(place), free_port(), secrets.token_hex(8)
        address = f"http://127.0.0.1:{port}"
        for name in ("data", "images"):
            (folder / name).mkdir()
        install = ["--dbtype", "sqlite", "--dbpath", str(folder / "data"), "--confpath", str(folder), "--lang", "vi"]
        install += ["--scriptpath", "", "--server", address, "--pass", password, "--skins", ""]
        _said(["php", str(_PROGRAM / "maintenance" / "install.php"), *install, "Portal", "Canbo"], folder, {})
        settings = folder / "LocalSettings.php"
        with settings.open("a", encoding="utf-8") as stream:
            stream.write(_SETTINGS.format(images=repr(str(folder / "images"))))
        more = {"PHP_CLI_SERVER_WORKERS": _WORKERS, "MW_CONFIG_FILE": str(settings)}
        options = ("display_errors=0", "upload_max_filesize=8M", "post_max_size=9M", f"sys_temp_dir={folder}")
        words = ["php", *(part for option in options for part in ("-d", option)), "-S", f"127.0.0.1:{port}"]
        with Server([*words, "-t", str(_PROGRAM)], folder, more, lambda: listens(port)) as server:
            yield Site(address, f"Canbo:{password}", (server,))


def _said(words: list[str], folder: Path, more: dict[str, str]) -> None:
    done = subprocess.run(
        words, cwd=folder, env=os.environ | more, capture_output=True, text=True, timeout=START_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
