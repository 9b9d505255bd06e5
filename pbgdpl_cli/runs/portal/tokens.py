"""`portal token add|list|revoke`: who may write on the portal. Works while the portal is being served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from pbgdpl_cli.portal.store.stores import portal_database
from pbgdpl_cli.portal.trust.audit import Audit
from pbgdpl_cli.portal.trust.roles import ROLES
from pbgdpl_cli.portal.trust.tokens import Token, Tokens, TokenState
from pbgdpl_cli.result import OperationResult, Table
from pbgdpl_cli.session import Session
from pbgdpl_cli.state.database import Database
from pbgdpl_cli.web.access import TOKEN_VARIABLE
from pbgdpl_cli.web.running_portal import PORTAL_FOLDER
from validators.problems import Message, UnreadableInput, say

_REVOKE = "pbgdpl portal token revoke"
_STATES = {
    TokenState.VALID: say("valid"),
    TokenState.ENDED: say("ended"),
    TokenState.REVOKED: say("revoked"),
}


class UnknownToken(UnreadableInput):
    """No token has that ID."""

    code = "unknown-token"


@dataclass(frozen=True, slots=True)
class AddChoice:
    """What was chosen: whose token, what it lets do, how long it lasts, and the portal's folder."""

    office: str
    role: str
    days: int
    home: Path | None = None


@dataclass(frozen=True, slots=True)
class TokenItem:
    """A token as it is listed."""

    id: str
    office: str
    role: str
    created_at: str
    ends_at: str
    revoked_at: str | None
    state: str


@dataclass(frozen=True, slots=True)
class AddPayload:
    """The new token, and its whole text, which is shown this once."""

    token: TokenItem
    secret: str


@dataclass(frozen=True, slots=True)
class ListPayload:
    """Every token there ever was."""

    tokens: tuple[TokenItem, ...]


@dataclass(frozen=True, slots=True)
class RevokePayload:
    """The token that was revoked."""

    token: TokenItem


@contextmanager
def _database(session: Session, home: Path | None) -> Iterator[Database]:
    with closing(portal_database((home or session.settings.home) / PORTAL_FOLDER)) as database:
        yield database


def add(session: Session, choice: AddChoice) -> OperationResult[AddPayload]:
    """Make a token."""
    office = " ".join(choice.office.split())
    if not office or not office.isprintable():
        raise WrongUsage(say("A token needs the name of an office."), hint=say("Give it with --office."))
    role = ROLES.get(choice.role)
    if role is None:
        raise WrongUsage(
            say("There is no role “{name}”.", name=choice.role), hint=say("Roles: {names}.", names=", ".join(ROLES))
        )
    with _database(session, choice.home) as database:
        token, secret = Tokens(database).add(office, role, dt.timedelta(days=choice.days))
        Audit(database).write(who="keeper", action="token-add", what=token.id, office=office, result="ok")
    return OperationResult(
        "portal token add",
        AddPayload(_item(token), secret),
        lines=(
            secret,
            say("It is shown this once. Whoever uploads puts it into {name}.", name=TOKEN_VARIABLE),
            say(
                "It ends on {day}; to end it earlier: {line}",
                day=token.ends_at[:10],
                line=f"pbgdpl portal token revoke {token.id}",
            ),
        ),
        succeeded=1,
        answers=True,  # with -q, too: it is shown this once
    )


def list_all(session: Session, home: Path | None) -> OperationResult[ListPayload]:
    """List the tokens, without their secrets."""
    with _database(session, home) as database:
        tokens = Tokens(database).all()
    headings = (say("Token"), say("Office"), say("Role"), say("Until"), say("State"))
    rows = tuple(
        (token.id, token.office, token.role.word, token.ends_at[:10], _STATES[token.state]) for token in tokens
    )
    lines: tuple[Message | Table, ...] = (Table(headings, rows),) if rows else (say("No token was made yet."),)
    return OperationResult(
        "portal token list", ListPayload(tuple(map(_item, tokens))), lines, succeeded=len(tokens), answers=True
    )


def revoke(session: Session, id_: str, home: Path | None) -> OperationResult[RevokePayload]:
    """End a token now."""
    with _database(session, home) as database:
        tokens = Tokens(database)
        if not tokens.revoke(id_):
            raise UnknownToken(
                say("No token is called “{name}”.", name=id_),
                hint=say("List them: {line}", line="pbgdpl portal token list"),
            )
        token = next(one for one in tokens.all() if one.id == id_)
        Audit(database).write(who="keeper", action="token-revoke", what=id_, office=token.office, result="ok")
    lines = (
        say(
            "The token {name} of {office} is revoked; the portal refuses it from now on.", name=id_, office=token.office
        ),
    )
    return OperationResult("portal token revoke", RevokePayload(_item(token)), lines, succeeded=1)


def _item(token: Token) -> TokenItem:
    return TokenItem(
        token.id, token.office, token.role.word, token.created_at, token.ends_at, token.revoked_at, token.state.value
    )
