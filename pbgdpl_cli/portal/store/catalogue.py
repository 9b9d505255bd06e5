"""The shelf's catalogue: of each record what lists show of it and sort by, so that no list reads whole records.

It holds nothing that is not in the records, but for one thing: which identifiers were ever handed on to harvesters.
Who copied a material learns from it that the material was taken back to a draft or withdrawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from sqlite3 import Connection, Row

from pbgdpl_cli.portal.store.orders import ISSUED, NEWEST, TITLE, Orders
from pbgdpl_cli.search.entry import MEDIA, facets_of
from pbgdpl_cli.search.facets import Choice, Facets, Within, holder, number_set
from pbgdpl_cli.search.finding import Found, Wanted, search
from pbgdpl_cli.state.database import Database
from validators.language.unicode_hygiene import normalized
from validators.sharing.record import FileEntry, Record
from validators.sharing.standing import Standing

ORDERS = ("best", NEWEST, ISSUED, TITLE)
"""How lists are sorted: as found, last changed, last issued, by title."""

SHARED, KEPT, GONE = "shared", "kept", "gone"
"""Whether a record is handed on to harvesters, kept back as a draft, or a tombstone."""

_COVERS = ("image/png", "image/jpeg", "image/webp")
_DIGITS = re.compile(r"\d+")
_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
# Letters of their own in the Vietnamese alphabet, each after the one it looks like.
_LETTERS = str.maketrans({"ă": "a~", "â": "a~~", "đ": "d~", "ê": "e~", "ô": "o~", "ơ": "o~~", "ư": "u~"})


@dataclass(frozen=True, slots=True)
class Card:
    """What lists show of a record.

    Attributes:
        identifier: Of the record.
        title: As the record has it.
        kind: A code of the list `kinds`.
        language: BCP 47.
        issuer: Who issued it, else who drafted it.
        issued: Its date, ISO 8601; a month where the day is not known.
        description: Purpose and main content.
        number: Number and symbol.
        place: Name of the place it is for.
        standing: A code of the list `workflow-states`.
        media: Roles of what can be watched, listened to or looked at.
        cover: SHA-256 of the picture that stands for it.
    """

    identifier: str
    title: str
    kind: str
    language: str = "vi"
    issuer: str | None = None
    issued: str | None = None
    description: str | None = None
    number: str | None = None
    place: str | None = None
    standing: str = "draft"
    media: tuple[str, ...] = ()
    cover: str | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
    """A record in a list. `text` is all a person can read in it, where words were looked for; else empty."""

    card: Card
    changed_at: str
    received_at: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a visitor asks for.

    Attributes:
        wanted: Words and choices.
        start: So many finds are passed over.
        most: So many make a page.
        order: One of `ORDERS`; "best" is newest first where no words say what is best.
        shared: Approved materials only.
    """

    wanted: Wanted = field(default_factory=Wanted)
    start: int = 0
    most: int = 24
    order: str = "best"
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of results, how many there are in all, and how they were found."""

    items: tuple[Shelved, ...]
    total: int
    found: Found


class Catalogue:
    """The lists of one portal."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facets = Facets()
        self._orders = Orders()

    def search(self, query: SearchQuery) -> SearchResults:
        """A page of results: best match first when there are words, otherwise newest first."""
        with self._database.reading() as connection:
            found = search(connection, self._facets, query.wanted)
            numbers, total = self._page(connection, found, query)
            with_text = bool(found.finds.sought)
            rows = [_row_of(connection, number, with_text=with_text) for number in numbers]
        return SearchResults(tuple(_shelved(row) for row in rows if row is not None), total, found)

    def _page(self, connection: Connection, found: Found, query: SearchQuery) -> tuple[list[int], int]:
        """The numbers of a page, and of how many it is."""
        whole, mark = self._facets.total(connection)
        shared = self._orders.shared(connection, mark) if query.shared else None
        if found.numbers is not None and query.order == "best":
            kept = found.numbers if shared is None else tuple(filter(holder(shared), found.numbers))
            return list(kept[query.start : query.start + query.most]), len(kept)
        members = found.matching if found.numbers is None else number_set(found.numbers)
        if shared is not None:
            members = shared if members is None else members & shared
        page = self._orders.page(connection, mark, query.order, members, query.start, query.most)
        return page, whole if members is None else members.bit_count()

    def count(self, within: Within) -> int:
        """How many records a part of the shelf has."""
        with self._database.reading() as connection:
            members = self._facets.members(connection, within)
            return self._facets.total(connection)[0] if members is None else members.bit_count()

    def values(self) -> list[Choice]:
        """Every facet and value any record has."""
        with self._database.reading() as connection:
            return self._facets.values(connection)

    def changed(self, within: Within, after: tuple[str, int]) -> Iterator[int]:
        """The numbers of a part of the shelf in the order they changed, from a moment and a number on."""
        with self._database.reading() as connection:
            mark = self._facets.total(connection)[1]
            members = self._facets.members(connection, within)
            asked = "SELECT number FROM catalogue WHERE there = 1 AND (changed_at, number) > (?, ?) ORDER BY changed_at"
            first = connection.execute(f"{asked}, number LIMIT 1", after).fetchone()
            return iter(()) if first is None else self._orders.changed(connection, mark, members, first[0])

    def counts(self, within: Within = ()) -> Mapping[str, Mapping[str, int]]:
        """How many records have each value, by facet."""
        with self._database.reading() as connection:
            return self._facets.counts(connection, self._facets.members(connection, within), {})

    def related(self, identifier: str, most: int = 6) -> tuple[Shelved, ...]:
        """Materials on the same acts and subjects; an act few cite says more than one that many do."""
        rows = self._database.rows(_RELATED, {"identifier": identifier, "most": most})
        return tuple(_shelved(row) for row in rows)

    def cards(self, identifiers: Sequence[str]) -> dict[str, Card]:
        """The cards of records that are on the shelf, by identifier."""
        query = "SELECT card FROM records JOIN catalogue USING (number) WHERE records.identifier = ? AND there"
        rows = [self._database.row(query, (identifier,)) for identifier in identifiers]
        return {card.identifier: card for row in rows if row is not None and (card := _card(row["card"]))}


# Of every act of the material, those that cite it too, up to a number beyond which it tells nothing; of every subject,
# the newest. Nothing is counted or sorted beyond that, however large the shelf is.
_RELATED = """
WITH this AS (SELECT number FROM records WHERE identifier = :identifier),
acts AS (
    SELECT act, (SELECT count(*) FROM (SELECT 1 FROM catalogue_acts AS one WHERE one.act = own.act LIMIT 401)) AS many
    FROM catalogue_acts AS own WHERE number = (SELECT number FROM this)),
near AS (
    SELECT number, 4.0 / many AS worth FROM acts JOIN catalogue_acts USING (act) WHERE many <= 400
    UNION ALL
    SELECT other.number, 0.5 FROM search_facets AS own
    JOIN search_facets AS other ON other.facet = 'subject' AND other.value = own.value AND other.number >= coalesce((
        SELECT number FROM search_facets WHERE facet = 'subject' AND value = own.value
        ORDER BY number DESC LIMIT 1 OFFSET 100), 0)
    WHERE own.facet = 'subject' AND own.number = (SELECT number FROM this))
SELECT card, changed_at, received_at FROM (
    SELECT number, sum(worth) AS worth FROM near WHERE number <> (SELECT number FROM this) GROUP BY number
    ORDER BY worth DESC, number DESC LIMIT 60)
JOIN catalogue USING (number) WHERE there AND state <> 'gone' ORDER BY worth DESC, number DESC LIMIT :most
"""


def create_catalogue(connection: Connection) -> None:
    """Make the tables, inside the caller's transaction."""
    connection.execute(
        "CREATE TABLE catalogue (number INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,"
        " there INTEGER NOT NULL, state TEXT NOT NULL, changed_at TEXT NOT NULL, received_at TEXT NOT NULL,"
        " issued TEXT NOT NULL, title_key TEXT NOT NULL, identifier TEXT NOT NULL, card TEXT NOT NULL,"
        " facets TEXT NOT NULL)"
    )
    for column in ("changed_at", "issued", "title_key"):
        connection.execute(f"CREATE INDEX catalogue_{column} ON catalogue (there, {column})")
    # What a record's row says of its place in time holds for its card, whoever changes it.
    connection.execute(
        "CREATE TRIGGER catalogue_follows AFTER UPDATE OF changed_at, withdrawn_at ON records BEGIN"
        " UPDATE catalogue SET there = new.withdrawn_at IS NULL, changed_at = new.changed_at"
        " WHERE number = new.number; END"
    )
    connection.execute(
        "CREATE TABLE catalogue_acts (act TEXT NOT NULL, number INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,"
        " PRIMARY KEY (act, number)) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX catalogue_acts_of ON catalogue_acts (number)")
    connection.execute("CREATE TABLE handed_on (identifier TEXT PRIMARY KEY)")


def enter(connection: Connection, number: int, record: Record) -> None:
    """Take a record into the catalogue, inside the caller's transaction; it leaves with the record's row."""
    card, state = card_of(record), _state_of(record)
    connection.execute(
        "INSERT INTO catalogue SELECT number, withdrawn_at IS NULL, ?, changed_at, received_at, ?, ?, identifier, ?, ?"
        " FROM records WHERE number = ?",
        (state, card.issued or "", title_key(record.title), json.dumps(asdict(card), ensure_ascii=False),
         json.dumps(facets_of(record), ensure_ascii=False), number),
    )  # fmt: skip
    acts = {citation.act.number for citation in record.legal_basis if citation.act.number}
    connection.executemany("INSERT INTO catalogue_acts VALUES (?, ?)", [(act, number) for act in acts])
    if state == SHARED:
        connection.execute("INSERT OR IGNORE INTO handed_on VALUES (?)", (record.identifier,))


def card_of(record: Record) -> Card:
    """What lists show of a record."""
    issuer = record.publisher or record.creator
    present = {file.role for file in record.files}
    cover = picture_of(record)
    return Card(
        record.identifier, record.title, record.kind, record.language, issuer.name if issuer else None,
        record.date_issued.isoformat() if record.date_issued else None, record.description, record.number,
        record.place.name if record.place else None, record.standing.value,
        tuple(role for role in MEDIA if role in present), cover.sha256 if cover else None,
    )  # fmt: skip


def picture_of(record: Record) -> FileEntry | None:
    """The file that stands for the material in lists."""
    for role in ("thumbnail", "infographic"):
        for file in record.files:
            if file.role == role and file.media_type in _COVERS:
                return file
    return None


def title_key(title: str) -> str:
    """A text that sorts as Vietnamese dictionaries do: letters, then tones; numbers by their value."""
    small = normalized("NFD", normalized("NFC", title).lower())
    bare = normalized("NFC", small.translate(_TONES))
    counted = _DIGITS.sub(lambda found: found[0].zfill(6), bare)
    letters = "".join(letter for letter in counted if letter.isalnum() or letter == " ").strip()
    return f"{letters.translate(_LETTERS)}\t{normalized('NFC', small)}"


def _state_of(record: Record) -> str:
    standing = record.standing
    if standing is Standing.WITHDRAWN:
        return GONE
    return SHARED if standing.is_approved else KEPT


def _row_of(connection: Connection, number: int, *, with_text: bool) -> Row | None:
    # A record's row is long, and a list of titles needs nothing of it.
    statement = "SELECT card, changed_at, received_at FROM catalogue WHERE number = ?"
    if with_text:
        statement = (
            "SELECT card, catalogue.changed_at, catalogue.received_at, text"
            " FROM catalogue JOIN records USING (number) WHERE number = ?"
        )
    row: Row | None = connection.execute(statement, (number,)).fetchone()
    return row


def _shelved(row: Row) -> Shelved:
    text = row["text"] if "text" in row.keys() else ""  # noqa: SIM118  (a row's own values are what `in` looks through)
    return Shelved(_card(row["card"]), row["changed_at"], row["received_at"], text)


def _card(text: str) -> Card:
    values = json.loads(text)
    return Card(**{**values, "media": tuple(values["media"])})
