"""The page of one material: what it is, what it rests on, its sound and film, its text, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from converters.exports.material import Material
from converters.records.crosswalks.meta_tags import to_meta_tags
from pbgdpl_cli.bookshelf.frame import FILES, Frame
from pbgdpl_cli.web.cited_names import act_name, place_name
from pbgdpl_cli.web.content import rendered
from pbgdpl_cli.web.markup import Html, element
from validators.problems import Message, say
from validators.sharing.record import Citation, FileEntry, Record, Validity

_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Shown:
    """A material on the shelf.

    Attributes:
        material: The material.
        name: Of its page and its folder of files.
        files: Those of its files that stand on the shelf, in the order of their use.
    """

    material: Material
    name: str
    files: tuple[FileEntry, ...]

    @property
    def record(self) -> Record:
        """Its record."""
        return self.material.record


def material_page(frame: Frame, shown: Shown) -> str:
    """The page of a material."""
    record = shown.record
    return frame.page(
        record.title,
        element(
            "article",
            _cautions(shown.material.cautions),
            element("p", frame.tell.term("kinds", record.kind), class_="kind"),
            element("h1", record.title),
            element("p", record.description, class_="description") if record.description else None,
            _facts(frame, record),
            _section(frame, "files", say("Download"), _downloads(frame, shown)),
            _section(frame, "watch", say("Watch and listen"), _media(frame, shown)),
            _section(frame, "picture", say("Infographic"), _pictures(frame, shown)),
            _section(frame, "text", say("Content"), _text(frame, record)),
            _section(frame, "basis", say("Legal basis"), _basis(frame, record.legal_basis)),
        ),
        head=Html(to_meta_tags(record)),
    )


def _cautions(cautions: Sequence[str]) -> Html | None:
    if not cautions:
        return None
    return element("div", *(element("p", caution) for caution in cautions), class_="caution", role="note")


def _section(frame: Frame, name: str, heading: Message, inside: Html | None) -> Html | None:
    if inside is None:
        return None
    return element("section", element("h2", frame.tell(heading), id=name), inside, aria_labelledby=name)


def _facts(frame: Frame, record: Record) -> Html | None:
    tell = frame.tell
    subjects = "; ".join(tell.term("subjects", number) for number in record.subjects)
    facts = (
        (say("Issued by"), record.publisher.name if record.publisher else None),
        (say("Drafted by"), record.creator.name if record.creator else None),
        (say("Number"), record.number),
        (say("Date"), tell.date(record.date_issued) if record.date_issued else None),
        (say("Place"), record.place.name if record.place else None),
        (say("Subject"), subjects),
        (say("Rights"), record.rights.statement or record.rights.license),
    )
    rows = [element("div", element("dt", tell(name)), element("dd", value)) for name, value in facts if value]
    return element("dl", *rows) if rows else None


def _address(frame: Frame, shown: Shown, file: FileEntry) -> str:
    return frame.link(FILES, shown.name, *file.path.removeprefix("data/").split("/"))


def _downloads(frame: Frame, shown: Shown) -> Html | None:
    items = [
        element(
            "li",
            element("a", frame.tell.term("file-roles", file.role), href=_address(frame, shown, file)),
            element("span", f" {file.path.rpartition('/')[2]} · {frame.tell.size(file.bytes)}", class_="size"),
        )
        for file in shown.files
    ]
    return element("ul", *items, class_="downloads") if items else None


def _media(frame: Frame, shown: Shown) -> Html | None:
    captions = next((file for file in shown.files if file.role == "captions" and file.path.endswith(".vtt")), None)
    track = None if captions is None else element(
        "track", kind="captions", src=_address(frame, shown, captions), srclang=shown.record.language, default=True,
        label=frame.tell(say("Captions")),
    )  # fmt: skip
    name = frame.tell(say("Video: {title}", title=shown.record.title))
    films = [
        element("video", track, src=_address(frame, shown, file), controls=True, preload="metadata", aria_label=name)
        for file in shown.files
        if file.role == "video"
    ]
    sounds = [
        element("audio", src=_address(frame, shown, file), controls=True, preload="none", aria_label=file.path)
        for file in shown.files
        if file.role == "audio"
    ]
    return element("div", *films, *sounds, class_="media") if films or sounds else None


def _pictures(frame: Frame, shown: Shown) -> Html | None:
    record = shown.record
    pictures = [file for file in shown.files if file.role == "infographic" and file.media_type in _PICTURES]
    if not pictures:
        return None
    default = frame.tell(say("Infographic: {title}", title=record.title))
    image = element(
        "img", src=_address(frame, shown, pictures[0]), loading="lazy",
        alt=record.accessibility.alt_texts.get(pictures[0].path) or default,
    )  # fmt: skip
    return element("a", image, href=_address(frame, shown, pictures[0]))


def _text(frame: Frame, record: Record) -> Html | None:
    return element("div", rendered(record.content, frame.tell), class_="reading", lang=record.language)


def _basis(frame: Frame, citations: Iterable[Citation]) -> Html | None:
    """Each act once, with the places in it that are cited, and whether it was in force where somebody looked."""
    acts: dict[str, list[Citation]] = {}
    for citation in citations:
        acts.setdefault(citation.act.number or citation.act.title or citation.text, []).append(citation)
    return element("ul", *(_act(frame, cited) for cited in acts.values())) if acts else None


def _act(frame: Frame, cited: Sequence[Citation]) -> Html:
    name = next((name for one in cited if (name := act_name(one.act))), cited[0].text)
    places = "; ".join(dict.fromkeys(place for one in cited if (place := place_name(one.locator))))
    looked_up = next((one.validity for one in cited if one.validity.state != "unknown"), cited[0].validity)
    return element(
        "li", name, " ", _validity(frame, looked_up), element("div", places, class_="size") if places else None
    )


def _validity(frame: Frame, validity: Validity) -> Html | None:
    if validity.state == "not-applicable":
        return None
    known = validity.state != "unknown"
    words = frame.tell.term("validity-states", validity.state) if known else frame.tell(say("validity not checked"))
    if validity.as_of is not None:
        words = frame.tell(say("{state} on {date}", state=words, date=frame.tell.date(validity.as_of)))
    return element("span", f"({words})", class_="validity")
