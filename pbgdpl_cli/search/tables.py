"""The index's tables, in whatever SQLite file they stand: what is put in, what is taken out.

Two full-text tables over one text: `search_exact` knows marks, `search_plain` does not. Both are "external content"
tables of FTS5 (https://www.sqlite.org/fts5.html#external_content_tables): what they index is kept once,
in `search_text`.
"""

from __future__ import annotations

from sqlite3 import Connection

from pbgdpl_cli.search.entry import Entry

_COLUMNS = ("title", "heading", "about", "acts_own", "acts", "text")
_PLAIN_COLUMNS = ("title", "heading", "about", "text")
_KEPT_CHANGES = 4096  # so many changes may pass between two looks at the facets before all are read anew


_NAMES, _PLAIN_NAMES = ", ".join(_COLUMNS), ", ".join(_PLAIN_COLUMNS)
_TABLES = f"""
CREATE TABLE search_text (number INTEGER PRIMARY KEY, {", ".join(f"{name} TEXT NOT NULL" for name in _COLUMNS)});
CREATE VIEW search_plain_text AS
    SELECT number, {", ".join(f"replace({name}, 'đ', 'd') AS {name}" for name in _PLAIN_COLUMNS)} FROM search_text;
CREATE VIRTUAL TABLE search_exact USING fts5 (
    {_NAMES}, content = 'search_text', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_plain USING fts5 (
    {_PLAIN_NAMES}, content = 'search_plain_text', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE search_facets (
    number INTEGER NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (number, facet, value)) WITHOUT ROWID;
CREATE TABLE search_changes (change INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL)
"""


def create_tables(connection: Connection) -> None:
    """Make the tables, inside the caller's transaction; they must not be there."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)


def put_entry(connection: Connection, number: int, entry: Entry) -> None:
    """Take a record into the index, inside the caller's transaction; its number must not be there."""
    values = (number, *(getattr(entry, name) for name in _COLUMNS))
    plain = (number, *(getattr(entry, name).replace("đ", "d") for name in _PLAIN_COLUMNS))
    connection.execute(f"INSERT INTO search_text VALUES ({_marks(values)})", values)
    connection.execute(f"INSERT INTO search_exact (rowid, {_NAMES}) VALUES ({_marks(values)})", values)
    connection.execute(f"INSERT INTO search_plain (rowid, {_PLAIN_NAMES}) VALUES ({_marks(plain)})", plain)
    connection.executemany("INSERT INTO search_facets VALUES (?, ?, ?)", [(number, *facet) for facet in entry.facets])
    _note_change(connection, number)


def forget_entry(connection: Connection, number: int) -> None:
    """Take a record out of the index, inside the caller's transaction; nothing happens when it is not there."""
    # FTS5 forgets by what was indexed, so the old text has to be told once more.
    for table, names, source in (
        ("search_exact", _NAMES, "search_text"),
        ("search_plain", _PLAIN_NAMES, "search_plain_text"),
    ):
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, {names})"
            f" SELECT 'delete', number, {names} FROM {source} WHERE number = ?",
            (number,),
        )
    connection.execute("DELETE FROM search_text WHERE number = ?", (number,))
    connection.execute("DELETE FROM search_facets WHERE number = ?", (number,))
    _note_change(connection, number)


def _note_change(connection: Connection, number: int) -> None:
    change = connection.execute("INSERT INTO search_changes (number) VALUES (?)", (number,)).lastrowid or 0
    if change % _KEPT_CHANGES == 0:
        connection.execute("DELETE FROM search_changes WHERE change <= ?", (change - _KEPT_CHANGES,))


def _marks(values: tuple[object, ...]) -> str:
    return ", ".join("?" * len(values))
