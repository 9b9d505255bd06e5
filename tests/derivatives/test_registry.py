"""The registry of kinds: real metadata of packages on the path, good ones and broken ones."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from derivative_records import mediation_record

from converters.derivatives import registry
from converters.derivatives.derived import Derived, DeriveOptions
from converters.derivatives.kind import GROUP, BrokenKind, DerivativeKind, UnknownKind
from converters.derivatives.registry import any_shows_progress, derivative_kind, is_kind, kind_names
from tests.each import each
from validators.packages.durable import write_text
from validators.problems import OutputProblem, say
from validators.sharing.record import Record

AddOn = Callable[[str, str, str], None]

GOOD = """
from converters.derivatives.derived import Derived
from converters.derivatives.kind import DerivativeKind

def make(record, target, options):
    target.write_text(record.title, encoding="utf-8")
    return Derived("{name}", target)

KIND = DerivativeKind(
    "{name}", "transcript", "text/plain", "derivatives/{name}.txt", make, lambda path: None, drawn=False
)
"""


@pytest.fixture
def add_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AddOn]:
    """Puts a package with one kind on the path, as an installer would."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(name: str, module: str, source: str) -> None:
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[pbgdpl.derivatives]\n{name} = {module}:KIND\n", encoding="utf-8")
        registry._points.cache_clear()

    yield install
    registry._points.cache_clear()


def test_our_own_kinds_are_there_and_keep_their_word() -> None:
    assert {"infographic", "video"} <= set(kind_names())
    for name in kind_names():
        kind = derivative_kind(name)
        assert kind.name == name
        assert all(path.startswith("derivatives/") and path.isascii() for path in kind.paths)


def test_which_kinds_show_their_own_progress() -> None:
    assert any_shows_progress(["infographic", "video"])
    assert not any_shows_progress(["infographic"])


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(UnknownKind) as caught:
        derivative_kind("podcast")
    assert "podcast" in str(caught.value)
    assert all(name in str(caught.value.hint) for name in ("infographic", "video"))


def test_an_add_on_stands_behind_our_own(add_on: AddOn) -> None:
    add_on("a-card", "a_card_module", GOOD.format(name="a-card"))
    assert kind_names()[-1] == "a-card"
    assert derivative_kind("a-card").media_type == "text/plain"


def test_of_a_word_it_is_known_whether_it_names_a_kind(add_on: AddOn) -> None:
    add_on("a-card", "a_card_module", GOOD.format(name="a-card"))
    assert [is_kind(word) for word in ("video", "a-card", "podcast", "goi", "./video", "Video", "")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip


def test_what_other_packages_offer_is_not_read_for_a_kind_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise AssertionError

    registry._points.cache_clear()
    monkeypatch.setattr(registry, "entry_points", refuse)
    assert is_kind("infographic")
    assert not is_kind("/goi/to-gap")
    assert derivative_kind("infographic").media_type == "image/png"


def test_run_from_its_source_it_has_what_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(registry, "distribution", nowhere)
    registry._ours.cache_clear()
    try:
        assert not registry._ours()
        assert derivative_kind("infographic").name == "infographic"
    finally:
        registry._ours.cache_clear()


def test_an_add_on_takes_no_name_of_ours(add_on: AddOn) -> None:
    add_on("video", "aaa_first_in_the_alphabet", GOOD.format(name="video"))
    assert derivative_kind("video").media_type == "video/mp4"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import a_library_nobody_has", "a_library_nobody_has"),
        ("KIND = = 1", "SyntaxError"),
        ("KIND = object()", "no DerivativeKind"),
        ("", "KIND"),
        (GOOD.format(name="other"), "calls itself other"),
        (GOOD.format(name="bad").replace("derivatives/bad.txt", "../bad.txt"), "must be derivatives/bad"),
        (GOOD.format(name="bad").replace("derivatives/bad.txt", "derivatives/video.mp4"), "must be derivatives/bad"),
    ],
)
def test_a_broken_add_on_is_one_sentence_and_stops_no_other(add_on: AddOn, source: str, reason: str) -> None:
    add_on("bad", f"bad_module_{abs(hash(source))}", source)
    with pytest.raises(BrokenKind) as caught:
        derivative_kind("bad")
    assert "“bad”" in str(caught.value)
    assert reason in str(caught.value)
    assert caught.value.hint is not None
    assert derivative_kind("infographic").name == "infographic"
    assert not any_shows_progress(["bad", "infographic"])


@each("name", ["", "Video", "a_b", "-a", "a--b", "đ", "a/b"])
def test_names_that_no_command_line_should_hold(name: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        DerivativeKind(name, "audio", "audio/mpeg", f"derivatives/{name}.mp3", written, lambda path: None)


def written(record: Record, target: Path, options: DeriveOptions) -> Derived:
    write_text(target, record.title)
    return Derived("a", target)


def kind_that(make: Callable[[Record, Path, DeriveOptions], Derived], **declared: object) -> DerivativeKind:
    return DerivativeKind(
        "a", "transcript", "text/plain", "derivatives/a.txt", make, lambda path: None, drawn=False, **declared  # type: ignore[arg-type]
    )  # fmt: skip


def test_what_is_declared_must_be_written(tmp_path: Path) -> None:
    assert kind_that(written).derive(mediation_record(), tmp_path / "a.txt", DeriveOptions()).kind == "a"
    promising = kind_that(written, companions={"captions": ("text/vtt", "derivatives/a.vtt")})
    with pytest.raises(BrokenKind, match=r"data/derivatives/a\.vtt was not written"):
        promising.derive(mediation_record(), tmp_path / "a.txt", DeriveOptions())


def test_a_defect_is_a_sentence_and_a_problem_stays_itself(tmp_path: Path) -> None:
    def defective(record: Record, target: Path, options: DeriveOptions) -> Derived:
        raise KeyError("nothing here")

    def refused(record: Record, target: Path, options: DeriveOptions) -> Derived:
        raise OutputProblem(say("The disk is full."))

    with pytest.raises(BrokenKind, match="KeyError"):
        kind_that(defective).derive(mediation_record(), tmp_path / "a.txt", DeriveOptions())
    with pytest.raises(OutputProblem, match="disk is full"):
        kind_that(refused).derive(mediation_record(), tmp_path / "a.txt", DeriveOptions())


def test_recipes_follow_design_and_text_but_no_font_where_nothing_is_drawn() -> None:
    record, options = mediation_record(), DeriveOptions()
    first = kind_that(written)
    assert first.recipe(record, options) == first.recipe(record, options)
    assert first.recipe(record, options) != kind_that(written, design=2).recipe(record, options)
    assert first.recipe(record, options) != first.recipe(mediation_record(title="Khác"), options)
    assert first.recipe(record, options) != first.recipe(record, DeriveOptions(draft=True))


def test_every_folder_of_a_kind_is_declared() -> None:
    root = Path(__file__).parents[2]
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][GROUP]
    folders = {path.name for path in (root / "converters" / "derivatives" / "kinds").iterdir() if path.is_dir()}
    inside = {value.partition(".kinds.")[2].partition(".")[0] for value in declared.values()}
    assert inside == folders - {"__pycache__"}
    assert all(f".kinds.{name.partition('-')[0]}." in value for name, value in declared.items())
