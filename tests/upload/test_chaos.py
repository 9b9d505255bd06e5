"""Everything goes wrong in an order a seed decides: lines, answers, disks, the portal and who sends.

`chaos_trial` says what must hold. Many seeds: `python benchmarks/upload_chaos.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from bad_lines import Nursery
from chaos_portals import Portal, embedded_portal, foreign_portal
from chaos_senders import Senders
from chaos_trial import Trial

pytestmark = pytest.mark.real
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with closing(Nursery()) as opened:
        yield opened


@pytest.fixture(scope="module")
def senders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Senders]:
    with Senders(tmp_path_factory.mktemp("said")) as opened:
        yield opened


@pytest.fixture(params=["embedded", "wordpress", "plone"])
def portal(request: pytest.FixtureRequest, tmp_path: Path, nursery: Nursery) -> Iterator[Portal]:
    with ExitStack() as stack:
        if request.param == "embedded":
            yield embedded_portal(stack, tmp_path, nursery)
        else:
            yield foreign_portal(request.param, request.getfixturevalue(request.param))


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_goes_wrong_each_is_there_once(portal: Portal, seed: int, senders: Senders, tmp_path: Path) -> None:
    assert sum(Trial(portal, senders, seed, tmp_path).run().values()) > 3
