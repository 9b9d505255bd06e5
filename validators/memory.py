"""Remembering results of unchanged materials.

A result is reused only when the files, the code that judges, the settings, the register and the day are all the same;
whatever differs makes another key, so nothing has to be invalidated.

Files of packages are told apart by name, size and times of change; that of the entry cannot be set back, as that of the
content can. A run without memory reads every byte again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Self

from validators.options import CheckOptions
from validators.packages.digests import sha256_of
from validators.packages.package import MaterialPath, PackageForm
from validators.packages.reading import version_of
from validators.problems import Message, NamedInLanguages, Passing
from validators.rules.catalogue import BY_CODE
from validators.rules.clean.duplicates import MaterialDigest
from validators.rules.correct.waiving import Held
from validators.rules.finding import Finding, Severity, WaivedBy

_MOST_ROWS = 200_000
KeptResult = tuple[tuple[Finding, ...], MaterialDigest | None]


class Memory:
    """Results by key, in SQLite."""

    def __init__(self, connection: sqlite3.Connection, basis: str) -> None:
        self._connection = connection
        self._basis = basis
        self._keys: dict[Path, str] = {}

    @classmethod
    def open(cls, options: CheckOptions) -> Self:
        """Open the memory named in the options; a damaged one is begun anew."""
        assert options.cache is not None  # noqa: S101  (the caller asked)
        options.cache.parent.mkdir(parents=True, exist_ok=True)
        return cls(_connect(options.cache), _basis(options))

    def recall(self, found: MaterialPath) -> KeptResult | None:
        """The result of a material that has not changed since."""
        try:
            key = self._keys[found.path] = self._key(found)
            row = self._connection.execute("SELECT result FROM result WHERE key = ?", (key,)).fetchone()
            return _loaded(row[0]) if row else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # it cannot be read, which checking it will tell; or what was kept is damaged

    def keep(self, found: MaterialPath, findings: tuple[Finding, ...], digest: MaterialDigest | None) -> None:
        """Keep a result; one with something that could not be checked is no result."""
        if found.path not in self._keys or any(BY_CODE[finding.code].always for finding in findings):
            return
        value = _dumped(findings, digest)
        self._connection.execute("INSERT OR REPLACE INTO result VALUES (?,?)", (self._keys[found.path], value))

    def close(self) -> None:
        """Write what was kept, drop the oldest beyond the limit."""
        self._connection.execute("DELETE FROM result WHERE rowid <= (SELECT max(rowid) FROM result) - ?", (_MOST_ROWS,))
        self._connection.commit()
        self._connection.close()

    def _key(self, found: MaterialPath) -> str:
        digest = hashlib.sha256(f"{self._basis}|{found.path}|{found.form}".encode())
        if found.form is PackageForm.FOLDER:
            version = version_of(found.path)
            changed = [(version.place / name).lstat().st_ctime_ns for name, *_ in version.entries]
            digest.update(repr((version, changed)).encode())
        else:
            digest.update(sha256_of(found.path).encode())
        return digest.hexdigest()


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return _prepared(path)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS result (key TEXT PRIMARY KEY, result TEXT NOT NULL)")
    return connection


def _basis(options: CheckOptions) -> str:
    """Everything besides the files that a result depends on."""
    parts = [
        _judge(),
        options.policy.model_dump_json(),
        f"{options.day} {options.publishing} {options.only} {options.ignore} {options.believed_from}",
        sha256_of(options.register) if options.register else "",
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


@cache
def _judge() -> str:
    """What judges: every file of the program's rules, lists and schemas, and the libraries whose word they take."""
    root = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for library in ("pydantic", "pydantic_core", "jsonschema_rs", "bagit"):
        digest.update(f"{library} {metadata.version(library)}".encode())
    with contextlib.suppress(metadata.PackageNotFoundError):  # without it less is read
        digest.update(f"pypdfium2 {metadata.version('pypdfium2')}".encode())
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()} {sha256_of(path)}".encode())
    return digest.hexdigest()


def _dumped(findings: tuple[Finding, ...], digest: MaterialDigest | None) -> str:
    return json.dumps({"findings": [_plain(finding) for finding in findings], "digest": _digest_dict(digest)})


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": finding.path,
        "pointer": finding.pointer,
        "values": {name: _kept(value) for name, value in finding.message.values.items()},
        "line": finding.line,
        "column": finding.column,
        "mark": finding.mark,
        "waived": asdict(finding.waived) if finding.waived else None,
    }


@dataclass(frozen=True, slots=True)
class _Named(NamedInLanguages):
    """A value with names, as it was when the result was kept."""

    code: str
    names: Mapping[str, str]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.names[language]


_LANGUAGES = ("vi", "en")


def _kept(value: object) -> Any:
    """A value of a Message so that it can be said in any language later."""
    if isinstance(value, Message):
        return {"text": value.text, "values": {name: _kept(part) for name, part in value.values.items()}}
    if isinstance(value, NamedInLanguages):
        return {"code": str(value), "names": {language: value.name(language) for language in _LANGUAGES}}
    return {"passing": _kept(value.value)} if isinstance(value, Passing) else str(value)


def _value(kept: Any) -> object:
    match kept:
        case {"text": text, "values": values}:
            return Message(text, {name: _value(part) for name, part in values.items()})
        case {"code": code, "names": names}:
            return _Named(code, names)
        case {"passing": value}:
            return Passing(_value(value))
        case _:
            return kept


def _digest_dict(digest: MaterialDigest | None) -> dict[str, Any] | None:
    return asdict(digest) if digest else None


def _loaded(text: str) -> KeptResult:
    body = json.loads(text)
    findings = tuple(_finding(entry) for entry in body["findings"])
    held = body["digest"]
    return findings, _digest_of(held) if held else None


def _digest_of(held: dict[str, Any]) -> MaterialDigest:
    waivers = tuple(Held(**{**waiver, "waived": WaivedBy(**waiver["waived"])}) for waiver in held["waivers"])
    return MaterialDigest(**{**held, "sketch": tuple(held["sketch"]), "waivers": waivers})


def _finding(entry: dict[str, Any]) -> Finding:
    rule = BY_CODE[entry["code"]]
    values = {name: _value(kept) for name, kept in entry["values"].items()}
    return Finding(
        code=rule.code,
        severity=Severity(entry["severity"]),
        gate=rule.gate,
        path=entry["path"],
        pointer=entry["pointer"],
        message=Message(rule.sentence.text, values),
        line=entry["line"],
        column=entry["column"],
        remedy=Message(rule.remedy.text, values),
        mark=entry["mark"],
        waived=WaivedBy(**entry["waived"]) if entry["waived"] else None,
    )
