"""A cluster's arithmetic and its doors: how many pages go together, to whom, and at which addresses at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.work.cluster.address import Cluster, ClusterProblem, is_cluster
from converters.work.cluster.members import Members, disagreement
from converters.work.cluster.shares import MOST_PAGES, WORTH, Pace
from converters.work.cluster.sheaves import decoded_read, decoded_sheaf
from converters.work.failures import (
    OF_ENGINES,
    FailureKind,
    died,
    kind_of,
    lost_twice,
    no_one_left,
    not_there,
    out_of_memory,
    too_long,
)
from validators.problems import Message, say


class TestPace:
    @given(
        st.lists(st.tuples(st.floats(0, 1e5), st.integers(1, MOST_PAGES))), st.integers(1, 10**6), st.integers(1, 99)
    )
    def test_a_sheaf_is_never_empty_nor_larger_than_its_share(
        self, past: list[tuple[float, int]], waiting: int, room: int
    ) -> None:
        pace = Pace()
        for seconds, pages in past:
            pace.took(seconds, pages)
        many = pace.pages(waiting, room)
        assert 1 <= many <= MOST_PAGES
        assert (many - 1) * room < waiting

    @given(st.floats(0.001, 1000), st.integers(1, MOST_PAGES))
    def test_an_even_pace_is_learned_at_once_and_kept(self, each: float, pages: int) -> None:
        pace = Pace()
        for _ in range(5):
            pace.took(each * pages, pages)
            assert pace.seconds == pytest.approx(each)
        many = pace.pages(10**6, 1)
        assert many * each <= WORTH + each / 2 + 1e-6 or many == 1

    def test_one_slow_sheaf_does_not_turn_everything_over(self) -> None:
        pace = Pace()
        pace.took(1, 1)
        pace.took(11, 1)
        assert pace.seconds == pytest.approx(3)


class TestAddress:
    @pytest.mark.parametrize(
        "address",
        ["tcp://127.0.0.1:8786?x=1", "tcp://127.0.0.1:8786#x", "tcp://ai@127.0.0.1:8786", "tcp://127.0.0.1@may-chu:1",
         "tcp://127.0.0.1:8786/x", "tcp://127.0.0.1:0", "tcp://127.0.0.1", "tcp://[::1", "tcp://0.0.0.0:8786",
         "tcp://127.0.0.1:8_7", "tcp://localhost.example:8786", "tcp:127.0.0.1:8786", "", "tls://may-chu:-1"],
    )  # fmt: skip
    def test_what_only_looks_like_this_computer_is_refused(self, address: str) -> None:
        with pytest.raises(ClusterProblem):
            Cluster(address).checked()

    @pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "[::1]", "localhost"])
    @pytest.mark.parametrize("end", ["", "/"])
    def test_this_computer_has_several_names(self, host: str, end: str) -> None:
        assert Cluster(f"tcp://{host}:8786{end}").checked().security() is None

    @pytest.mark.parametrize(
        ("text", "is_one"),
        [("tls://a", True), ("tcp://", True), ("/mnt/tcp://a", False), ("https://a:1", False), (r"\\may\chung", False),
         ("tcp", False), ("tls:/a", False)],
    )  # fmt: skip
    def test_a_folder_is_told_from_a_scheduler(self, text: str, is_one: bool) -> None:
        assert is_cluster(text) is is_one


class TestMembers:
    @given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 2)), max_size=8))
    def test_everybody_comes_once_and_goes_once(self, looks: list[dict[str, int]]) -> None:
        members = Members(10)
        present: set[tuple[str, str]] = set()
        for look in looks:
            new, gone = members.seen({address: {"id": number} for address, number in look.items()}, 0)
            came = {(one.address, one.name) for one in new}
            went = {(one.address, one.name) for one in gone}
            assert went <= present
            assert not came & present
            present = (present - went) | came
            assert present == {(address, str(number)) for address, number in look.items()}

    def test_the_least_busy_for_their_size_come_first(self) -> None:
        members = Members(10)
        members.seen({name: {"id": name, "nthreads": slots} for name, slots in (("a", 1), ("b", 4), ("c", 2))}, 0)
        for member, busy in zip(members.all.values(), (1, 2, 0), strict=True):
            member.agreed, member.under_way = True, busy
        assert [one.name for one in members.usable(0)] == ["c", "b", "a"]

    @pytest.mark.parametrize("threads", [None, 0, -3, "nhiều"])
    def test_whoever_tells_no_number_reads_one_at_a_time(self, threads: object) -> None:
        (one,), _ = Members(10).seen({"a": {"id": "1", "nthreads": threads}}, 0)
        assert one.slots == 1

    @pytest.mark.parametrize("agreed", [None, False])
    def test_nobody_is_used_before_agreeing(self, agreed: bool | None) -> None:
        members = Members(10)
        (one,), _ = members.seen({"a": {"id": "1"}}, 0)
        one.agreed = agreed
        assert members.usable(0) == []

    def test_while_the_scheduler_was_gone_nobody_was_silent(self) -> None:
        members = Members(10)
        members.seen({"a": {"id": "1"}}, 0)
        members.restart(95)
        assert (members.silent(100), len(members.silent(105))) == ([], 1)

    def test_whoever_tells_nothing_does_not_agree(self) -> None:
        assert "?" in str(disagreement({}, {"software": "1", "stamp": "x"}))


class TestSheaves:
    @pytest.mark.parametrize(
        "content",
        ["{}", b"\xff", b"[" * 100_000, 7, b'{"seconds": "lau", "pages": [null]}', b'{"seconds": 1, "pages": 5}',
         b'{"seconds": 1, "pages": [7]}', b'{"seconds": null, "pages": [null]}', b'{"seconds": 1, "pages": []}'],
    )  # fmt: skip
    def test_whatever_comes_back_each_page_has_an_answer(self, content: object) -> None:
        assert decoded_read(content, 1).pages == (None,)

    def test_a_page_that_is_none_costs_only_itself(self) -> None:
        told = json.dumps({"seconds": 2, "pages": [None, "{}", "không phải trang"]}).encode()
        read = decoded_read(told, 3)
        assert (read.seconds, read.pages) == (2.0, (None, None, None))

    @pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'[{"path": "/a"}]', b"null"])
    def test_what_is_no_sheaf_is_not_read(self, content: bytes) -> None:
        with pytest.raises(ValueError, match="validation error"):
            decoded_sheaf(content)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (too_long, "timeout"),
        (died, "crash"),
        (lost_twice, "crash"),
        (no_one_left, "crash"),
        (out_of_memory, "memory"),
        (lambda number: not_there(number, "máy 2", Path("/chung/a.pdf")), "missing"),
        (lambda number: say("Page {number} is torn.", number=number), "unreadable"),
    ],
)
def test_a_sentence_has_its_kind_whatever_the_page(sentence: Callable[[int], Message], kind: FailureKind) -> None:
    assert {kind_of(sentence(number)) for number in (1, 2, 10_000)} == {kind}
    assert (kind in OF_ENGINES) == (kind != "unreadable")
    assert "2" in str(sentence(2))
