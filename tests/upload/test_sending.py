"""The order of an upload, over a portal in memory that can be told to misbehave."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from memory_portal import CAPABILITIES, MemoryPortal, outcomes
from package_factory import make_package, noise

from pbgdpl_cli.upload.delivery.lint import Looked
from pbgdpl_cli.upload.delivery.outcomes import UploadOptions, UploadOutcome
from pbgdpl_cli.upload.ledger import LEDGER_FILE, ItemState, Ledger, LedgerUnusable, open_ledger
from pbgdpl_cli.upload.parcel import open_parcel
from pbgdpl_cli.upload.problems import PortalRefused, PortalUnreachable
from pbgdpl_cli.upload.secrecy import NotValid
from pbgdpl_cli.upload.sending import Watchers, lock_name, upload_packages
from pbgdpl_cli.upload.transports.protocol import RemoteRecord
from validators.packages.locking import AlreadyRunning, only_one
from validators.packages.package import find_packages
from validators.problems import say

Make = Callable[..., Path]


def test_a_package_arrives_and_a_second_run_does_nothing(package: Make, portal: MemoryPortal, upload, home) -> None:  # type: ignore[no-untyped-def]
    place = package()
    first = upload().items[0]
    assert (first.outcome, first.bytes_sent) == (UploadOutcome.SENT, open_parcel(place).bytes)
    portal.asked.clear()
    second = upload().items[0]
    assert (second.outcome, second.bytes_sent, second.remote) == (UploadOutcome.UNCHANGED, 0, first.remote)
    assert not {"send_file", "send_record"} & set(portal.asked)
    assert [item.state for item in Ledger(home).items()] == [ItemState.CONFIRMED]


@pytest.mark.real
def test_only_what_is_lacking_travels(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    package(name="mot", title="Một")
    upload()
    package(name="hai", title="Hai")  # the same file in another package
    assert [item.bytes_sent for item in upload().items] == [0, 0]
    assert portal.asked.count("send_file") == 1


@pytest.mark.real
def test_a_changed_package_replaces_what_was_sent_from_here(package: Make, upload) -> None:  # type: ignore[no-untyped-def]
    package()
    upload()
    package(description="Đã sửa.")
    assert outcomes(upload()) == [UploadOutcome.UPDATED]
    assert outcomes(upload()) == [UploadOutcome.UNCHANGED]


def test_another_version_from_elsewhere_is_a_conflict(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    identifier = open_parcel(package()).identifier
    portal.records[identifier] = RemoteRecord("other", "memory/x")
    report = upload()
    assert outcomes(report) == [UploadOutcome.CONFLICT]
    assert report.items[0].problem.code == "portal-conflict"
    assert portal.records[identifier].revision == "other"
    assert outcomes(upload(replace=True)) == [UploadOutcome.UPDATED]


def test_a_withdrawn_one_does_not_come_back_by_itself(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    parcel = open_parcel(package())
    portal.records[parcel.identifier] = RemoteRecord(parcel.revision, "memory/x", withdrawn=True)
    assert outcomes(upload()) == [UploadOutcome.REFUSED]
    assert outcomes(upload(replace=True)) == [UploadOutcome.UPDATED]


def test_a_dry_run_sends_nothing(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    package()
    assert outcomes(upload(dry_run=True)) == [UploadOutcome.PLANNED]
    assert not portal.files
    assert not portal.records


def test_one_bad_package_does_not_stop_the_others(package: Make, upload, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    good, spoilt, torn = (package(name=name, title=name) for name in ("tot", "hong", "thieu"))
    (spoilt / "data" / "source" / "goc.pdf").write_bytes(b"x" * 5009)
    (torn / "data" / "record.json").write_text("{", encoding="utf-8")
    report = upload()
    assert {item.path: item.outcome for item in report.items} == {
        good: UploadOutcome.SENT,
        spoilt: UploadOutcome.FAILED,
        torn: UploadOutcome.FAILED,
    }
    assert all(item.problem for item in report.items if item.outcome is UploadOutcome.FAILED)


def test_a_file_of_another_length_is_noticed_before_anything_travels(package: Make, portal, upload) -> None:  # type: ignore[no-untyped-def]
    (package() / "data" / "source" / "goc.pdf").write_bytes(b"x")
    assert upload().items[0].problem.code == "package-changed"
    assert not portal.files


@pytest.mark.real
def test_a_refusal_concerns_one_package(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    package(name="a", title="A", files={"source/a.pdf": noise(10, 1)})
    package(name="b", title="B", files={"source/b.pdf": noise(10, 2)})
    refused: list[str] = []

    def refuse_first(name: str) -> None:
        if name == "send_record" and not refused:
            refused.append(name)
            raise PortalRefused(say("No."))

    portal.trouble = refuse_first
    assert outcomes(upload()) == [UploadOutcome.REFUSED, UploadOutcome.SENT]
    assert outcomes(upload()) == [UploadOutcome.SENT, UploadOutcome.UNCHANGED]


@pytest.mark.real
def test_a_lost_line_makes_the_rest_wait(package: Make, portal: MemoryPortal, upload, home) -> None:  # type: ignore[no-untyped-def]
    package(name="a", title="A")
    package(name="b", title="B")

    def cut(name: str) -> None:
        if name == "send_file":
            portal.trouble = cut_for_good
            cut_for_good(name)

    def cut_for_good(name: str) -> None:
        raise PortalUnreachable(say("Gone."))

    portal.trouble = cut
    assert outcomes(upload()) == [UploadOutcome.WAITING, UploadOutcome.WAITING]
    assert [item.state for item in Ledger(home).items()] == [ItemState.SENDING]
    portal.trouble = lambda name: None
    assert outcomes(upload()) == [UploadOutcome.SENT, UploadOutcome.SENT]


@pytest.mark.real
def test_one_package_the_portal_cannot_stomach_does_not_stop_the_rest(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload
) -> None:
    for name in "abc":
        package(name=name, title=name, files={f"source/{name}.pdf": noise(10, ord(name))})

    def once(name: str) -> None:
        if name == "send_file":
            portal.trouble = lambda name: None
            raise PortalUnreachable(say("No answer."))

    portal.trouble = once
    assert outcomes(upload()) == [UploadOutcome.WAITING, UploadOutcome.SENT, UploadOutcome.SENT]


class TestWhatIsOnline:
    """What is online stays confirmed in the ledger until the portal was seen to hold something else."""

    def state(self, home: Path) -> tuple[ItemState, str | None, str | None]:
        ledger = Ledger(home)
        (item,) = ledger.items()
        ledger.close()
        return item.state, item.sent_at, item.confirmed_at

    @pytest.mark.parametrize("dry_run", [True, False])
    def test_a_byte_flipped_afterwards_is_told_and_changes_nothing(  # type: ignore[no-untyped-def]
        self, package: Make, portal: MemoryPortal, upload, home: Path, dry_run: bool
    ) -> None:
        place = package()
        upload()
        before = self.state(home)
        file = place / "data" / "source" / "goc.pdf"
        kept = file.stat()
        file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
        os.utime(file, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        (item,) = upload(dry_run=dry_run).items
        assert (item.outcome, item.problem.code) == (UploadOutcome.FAILED, "package-changed")
        assert self.state(home) == before
        assert before[0] is ItemState.CONFIRMED

    def test_a_corrected_one_is_known_as_our_own(self, package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
        place = package()
        upload()
        (place / "data" / "source" / "goc.pdf").write_bytes(b"x" * 5009)
        upload(dry_run=True)
        upload()
        shutil.rmtree(place)
        package(description="Đã sửa.")
        assert outcomes(upload()) == [UploadOutcome.UPDATED]

    def test_what_was_overruled_once_is_not_refused_while_it_is_online(  # type: ignore[no-untyped-def]
        self, package: Make, portal: MemoryPortal, upload, home: Path
    ) -> None:
        package(content=SECRET)
        upload(allowed=("SACH310", "SACH311"))
        assert outcomes(upload()) == [UploadOutcome.UNCHANGED]
        assert self.state(home)[0] is ItemState.CONFIRMED

    def test_what_the_portal_lost_is_no_longer_confirmed(  # type: ignore[no-untyped-def]
        self, package: Make, portal: MemoryPortal, upload, home: Path
    ) -> None:
        package(content=SECRET)
        upload(allowed=("SACH310", "SACH311"))
        portal.records.clear()
        assert outcomes(upload()) == [UploadOutcome.REFUSED]
        assert self.state(home)[0] is ItemState.REFUSED

    def test_a_dry_run_writes_nothing_and_tells_bytes(  # type: ignore[no-untyped-def]
        self, package: Make, portal: MemoryPortal, upload, home: Path
    ) -> None:
        place = package()
        (item,) = upload(dry_run=True).items
        assert (item.outcome, item.bytes_due) == (UploadOutcome.PLANNED, open_parcel(place).bytes)
        assert not home.exists()

    def test_a_dry_run_counts_a_file_of_two_packages_once(self, package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
        places = [package(name=name, title=name) for name in ("một", "hai")]
        due = [item.bytes_due for item in upload(dry_run=True).items]
        assert sorted(due) == [0, open_parcel(places[0]).bytes]


@pytest.mark.real
@pytest.mark.parametrize("spoil", ["extra file", "manifest", "basis"])
@pytest.mark.parametrize("publishes", [True, False])
def test_a_package_with_errors_is_refused_before_its_first_byte(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload, spoil: str, publishes: bool
) -> None:
    portal.capabilities = replace(CAPABILITIES, publishes=publishes)
    values = {"date_issued": "2026-03-01", "workflow": {"state": "approved"}} if spoil == "basis" else {}
    bad, good = package(name="a-hong", title="Hỏng", **values), package(name="b-tot", title="Tốt")
    if spoil == "extra file":
        (bad / "data" / "la.txt").write_text("lạ", encoding="utf-8")
    elif spoil == "manifest":
        manifest = bad / "manifest-sha256.txt"
        manifest.write_text(manifest.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    first, second = upload(bad, good).items
    assert (first.outcome, second.outcome) == (UploadOutcome.REFUSED, UploadOutcome.SENT)
    assert isinstance(first.problem, NotValid)
    assert first.bytes_sent == 0
    assert all(str(bad) in found.path for found in first.problem.findings)
    assert len(portal.records) == 1


def test_damage_is_no_matter_of_opinion(package: Make, upload) -> None:  # type: ignore[no-untyped-def]
    (package() / "data" / "la.txt").write_text("lạ", encoding="utf-8")
    assert outcomes(upload(allowed=("DUNG",))) == [UploadOutcome.REFUSED]


def test_a_success_answer_alone_confirms_nothing(package: Make, portal: MemoryPortal, upload, home) -> None:  # type: ignore[no-untyped-def]
    package()
    portal.send_record = lambda parcel, replaces: ()  # type: ignore[method-assign]  # says yes, keeps nothing
    assert outcomes(upload()) == [UploadOutcome.REFUSED]
    assert ItemState.CONFIRMED not in [item.state for item in Ledger(home).items()]


def test_a_portal_that_lost_files_gets_them_again(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    package()
    upload()
    portal.files.clear()
    assert outcomes(upload()) == [UploadOutcome.UPDATED]
    assert portal.files


@pytest.mark.real
@pytest.mark.parametrize("request_name", ["check", "find_record", "has_file", "send_file", "send_record"])
@pytest.mark.parametrize("after", [False, True])
def test_a_sudden_end_at_any_request_is_made_good_by_the_next_run(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload, request_name: str, after: bool
) -> None:
    """`after`: the portal did it and the answer was lost."""
    package()
    done = getattr(portal, request_name)

    def die(*arguments: object) -> None:
        if after:
            done(*arguments)
        raise KeyboardInterrupt

    setattr(portal, request_name, die)
    with pytest.raises(KeyboardInterrupt):
        upload()
    setattr(portal, request_name, done)
    assert outcomes(upload())[0] in (UploadOutcome.SENT, UploadOutcome.UNCHANGED, UploadOutcome.UPDATED)
    assert outcomes(upload()) == [UploadOutcome.UNCHANGED]
    assert len(portal.records) == 1


def test_a_second_run_at_the_same_time_is_turned_away(package: Make, portal: MemoryPortal, upload, home) -> None:  # type: ignore[no-untyped-def]
    package()
    with only_one(home / "locks" / lock_name(portal.target)), pytest.raises(AlreadyRunning):
        upload()
    assert outcomes(upload()) == [UploadOutcome.SENT]


def test_small_files_travel_first(tmp_path: Path) -> None:
    place = make_package(tmp_path, files={"source/a.pdf": noise(900, 1), "source/b.pdf": noise(5, 2)})
    assert [file.name for file in open_parcel(place).files] == ["source/b.pdf", "source/a.pdf"]


SECRET = [{"type": "paragraph", "text": "MẬT"}, {"type": "paragraph", "text": "LƯU HÀNH NỘI BỘ"}]
PRIVATE = [{"type": "paragraph", "text": "Ông Nguyễn Văn Mẫu, căn cước công dân số 001204000018, khiếu nại."}]


@pytest.mark.parametrize("content", [SECRET, PRIVATE])
def test_secrets_and_personal_data_do_not_leave_the_house(  # type: ignore[no-untyped-def]
    package: Make, portal: MemoryPortal, upload, content: list[dict[str, str]]
) -> None:
    package(name="kin", title="Kín", content=content, files={"source/a.pdf": b"a"})
    package(name="mo", title="Mở", files={"source/b.pdf": b"b"})
    report = upload()
    assert {item.title: item.outcome for item in report.items} == {
        "Kín": UploadOutcome.REFUSED,
        "Mở": UploadOutcome.SENT,
    }
    (problem,) = [item.problem for item in report.items if item.problem]
    assert problem.code == "not-for-publishing"
    assert len(portal.records) == 1


def test_a_person_may_overrule_the_warning(package: Make, portal: MemoryPortal, home: Path) -> None:
    place = package(content=SECRET)
    options = UploadOptions(allowed=("SACH310", "SACH311"))
    assert outcomes(upload_packages(find_packages([place]), portal, home, options=options)) == [UploadOutcome.SENT]


def test_a_folder_is_not_publishing(package: Make, portal: MemoryPortal, upload) -> None:  # type: ignore[no-untyped-def]
    portal.capabilities = replace(CAPABILITIES, publishes=False)
    package(content=SECRET)
    assert outcomes(upload()) == [UploadOutcome.SENT]


def test_a_package_in_a_zip_is_sent_too(package: Make, portal: MemoryPortal, upload, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    place = package(name="nen", title="Nén")
    shutil.make_archive(str(tmp_path / "gui" / "nen"), "zip", place.parent, place.name)
    (item,) = upload(tmp_path / "gui").items
    assert (item.outcome, item.path) == (UploadOutcome.SENT, tmp_path / "gui" / "nen.zip")
    assert outcomes(upload(place)) == [UploadOutcome.UNCHANGED]
    assert len(portal.records) == 1


def test_everything_is_looked_at_before_the_first_byte(package: Make, portal: MemoryPortal, home: Path) -> None:
    good, bad = package(name="a", title="A"), package(name="b", title="B")
    (bad / "data" / "record.json").write_text("{", encoding="utf-8")
    seen: list[tuple[bool, bool]] = []

    def linted(looked: Sequence[Looked]) -> None:
        seen.append((any(one.verdict is not None for one in looked), "send_file" in portal.asked))

    upload_packages(find_packages([good, bad]), portal, home, watchers=Watchers(linted=linted))
    assert seen == [(True, False)]


def test_what_was_taken_back_does_not_come_back_unasked(package: Make, portal: MemoryPortal, upload, home) -> None:  # type: ignore[no-untyped-def]
    package()
    report = upload()
    with open_ledger(home) as ledger:
        ledger.undone(report.batch, ledger.items()[0], restored=False)
    portal.records.clear()
    assert outcomes(upload()) == [UploadOutcome.REFUSED]
    assert outcomes(upload()) == [UploadOutcome.REFUSED]
    assert outcomes(upload(replace=True)) == [UploadOutcome.SENT]


def test_a_ledger_that_cannot_be_kept_is_one_sentence(package: Make, portal: MemoryPortal, upload, home) -> None:  # type: ignore[no-untyped-def]
    package()
    home.mkdir()
    (home / LEDGER_FILE).write_bytes(b"no database" * 100)
    with pytest.raises(LedgerUnusable):
        upload()
    assert not portal.records


def test_allowed_rules_and_drafts_stand_in_the_receipt(package: Make, upload, home: Path) -> None:  # type: ignore[no-untyped-def]
    package(content=SECRET)
    upload(allowed=("SACH310", "SACH311"), drafts_too=True)
    with open_ledger(home) as ledger:
        (item,) = ledger.items()
    assert (item.allowed, item.drafts) == (("SACH310", "SACH311"), True)
