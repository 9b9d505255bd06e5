"""Remembering results of unchanged materials.

A result is reused only when the files, the rules, the settings, the register and the day are all the same; whatever
differs makes another key, so nothing has to be invalidated.

Files of packages are told apart by name, size and time of change. A run without memory reads every byte again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from validators.options import CheckOptions
from validators.packages.digests import sha256_of
from validators.packages.package import MaterialPath, PackageForm
from validators.packages.reading import version_of
from validators.problems import Message
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.clean.duplicates import MaterialDigest
from validators.rules.finding import Finding, Severity
from validators.sharing.schema import COMMITTED

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
        key = self._keys[found.path] = self._key(found)
        row = self._connection.execute("SELECT result FROM result WHERE key = ?", (key,)).fetchone()
        return _loaded(row[0]) if row else None

    def keep(self, found: MaterialPath, findings: tuple[Finding, ...], digest: MaterialDigest | None) -> None:
        """Keep a result."""
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
            digest.update(repr(version_of(found.path)).encode())
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
        ",".join(rule.code + rule.sentence.text for rule in RULES),
        sha256_of(COMMITTED),
        options.policy.model_dump_json(),
        f"{options.day} {options.publishing} {options.only} {options.ignore}",
        sha256_of(options.register) if options.register else "",
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _dumped(findings: tuple[Finding, ...], digest: MaterialDigest | None) -> str:
    return json.dumps({"findings": [_plain(finding) for finding in findings], "digest": _digest_dict(digest)})


def _plain(finding: Finding) -> dict[str, Any]:
    values = {name: str(value) for name, value in finding.message.values.items()}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": finding.path,
        "pointer": finding.pointer,
        "values": values,
        "line": finding.line,
        "column": finding.column,
    }


def _digest_dict(digest: MaterialDigest | None) -> dict[str, Any] | None:
    return asdict(digest) if digest else None


def _loaded(text: str) -> KeptResult:
    body = json.loads(text)
    findings = tuple(_finding(entry) for entry in body["findings"])
    held = body["digest"]
    return findings, MaterialDigest(**{**held, "sketch": tuple(held["sketch"])}) if held else None


def _finding(entry: dict[str, Any]) -> Finding:
    rule = BY_CODE[entry["code"]]
    return Finding(
        code=rule.code,
        severity=Severity(entry["severity"]),
        gate=rule.gate,
        path=entry["path"],
        pointer=entry["pointer"],
        message=Message(rule.sentence.text, entry["values"]),
        line=entry["line"],
        column=entry["column"],
        remedy=Message(rule.remedy.text, entry["values"]),
    )
