"""A Plone of one's own for as long as a block runs: packages of PyPI, a copy of an empty site, all in one folder.

`./run peers` installs it below .venv-tools/plone and runs this file, which makes the empty site there.
PBGDPL_PLONE_HOME names another place. Plone takes ten seconds of a processor to begin.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bad_lines import free_port
from wordpress_site import Server, Site, listens, own_disk

HOME = Path(os.environ.get("PBGDPL_PLONE_HOME") or Path(__file__).parents[2] / ".venv-tools" / "plone")
_EMPTY = "empty-site"
_MAKE_SECONDS = 600.0
_DISK_MEGABYTES = 120
_PASSWORD = "admin-of-tests"

_ZOPE = """instancehome {folder}
<zodb_db main>
  <blobstorage>
    blob-dir {folder}/blobs
    <filestorage>
      path {folder}/Data.fs
    </filestorage>
  </blobstorage>
  mount-point /
</zodb_db>
"""
_SERVER = """[app:main]
use = egg:Zope#main
zope_conf = %(here)s/zope.conf
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
"""
_ZCML = """<configure xmlns="http://namespaces.zope.org/zope" xmlns:five="http://namespaces.zope.org/five">
  <include package="Zope2.App" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
</configure>
"""
_SETUP = """
import transaction
from AccessControl.SecurityManagement import newSecurityManager
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from zope.globalrequest import setRequest

app = makerequest(app)
setRequest(app.REQUEST)
app.acl_users.userFolderAddUser('admin', {password!r}, ['Manager'], [])
newSecurityManager(None, app.acl_users.getUserById('admin').__of__(app.acl_users))
extensions = ('plonetheme.barceloneta:default', 'plone.restapi:default')
addPloneSite(app, 'Plone', title='Portal', setup_content=False, default_language='vi', extension_ids=extensions)
transaction.commit()
"""


def make_empty_site() -> None:
    """Make the site that is copied for each run, whole or not at all."""
    made = HOME / f"{_EMPTY}.made"
    shutil.rmtree(made, ignore_errors=True)
    _configured(made, 0)
    (made / "setup.py").write_text(_SETUP.format(password=_PASSWORD), encoding="utf-8")
    words = [str(HOME / "bin" / "zconsole"), "run", "zope.conf", "setup.py"]
    done = subprocess.run(
        words, cwd=made, check=False, capture_output=True, text=True, errors="replace", timeout=_MAKE_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(HOME / _EMPTY, ignore_errors=True)
    made.rename(HOME / _EMPTY)


def is_installed() -> bool:
    """Whether `./run peers` was here."""
    return (HOME / _EMPTY / "Data.fs").is_file()


@contextmanager
def plone_site() -> Iterator[Site]:
    """A site without any material, and its manager's password."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="plone-", ignore_cleanup_errors=True)))
        port, kept = free_port(), place / "kept"
        disk = own_disk(kept, _DISK_MEGABYTES, stack)
        folder = shutil.copytree(HOME / _EMPTY, kept / "site")
        _configured(folder, port)
        # It listens only when all of it is there.
        server = Server([str(HOME / "bin" / "runwsgi"), "zope.ini"], folder, {}, lambda: listens(port))
        stack.enter_context(server)
        yield Site(f"http://127.0.0.1:{port}/Plone", f"admin:{_PASSWORD}", (server,), disk)


def _configured(folder: Path, port: int) -> None:
    (folder / "etc").mkdir(parents=True, exist_ok=True)
    (folder / "etc" / "site.zcml").write_text(_ZCML, encoding="ascii")
    (folder / "zope.conf").write_text(_ZOPE.format(folder=folder), encoding="utf-8")
    (folder / "zope.ini").write_text(_SERVER.format(port=port), encoding="ascii")


if __name__ == "__main__":
    make_empty_site()
