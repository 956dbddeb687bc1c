"""Asks a Bluesky account's own server, its PDS, as that account.

See https://atproto.com/specs/xrpc#authentication and
https://docs.bsky.app/docs/api/com-atproto-server-create-session. Logins are scarce (300 a day),
so one is kept on the line from one reading to the next and renewed with its refresh token. The
PDS hands on to the AppView what it does not know itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from newsdesk.channels.line import Line
from newsdesk.channels.shape import text_at
from newsdesk.domain.message import Message, msg
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError, NotUnderstoodError, RefusedError
from newsdesk.infra.safe_json import parse

Query = Mapping[str, str | int | list[str]]

_TOKEN = re.compile(r"[\w.~+/=-]{1,8000}", re.ASCII)
_OVER = {"ExpiredToken", "InvalidToken"}
_REFUSED = {"AuthenticationRequired", "AuthFactorTokenRequired"}


class PasswordRefusedError(FetchError):
    """The PDS does not take the password that the settings hold.

    ``tried`` says that it was asked just now, and had not refused it before.
    """

    permanent = True

    def __init__(self, message: Message, *, tried: bool) -> None:
        super().__init__(message)
        self.tried = tried


@dataclass(frozen=True, slots=True)
class Session:
    """A login: whose it is (a DID), and the tokens that show it."""

    did: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)


class Account:
    """A credential's account on its PDS, logged in when it is first asked for something.

    :param line: has a credential, and keeps the session
    :param native_id: the account's DID where it is known, as its handle may change
    """

    def __init__(self, line: Line, native_id: str = "") -> None:
        if line.credential is None:
            raise ValueError("only a line with a credential can log in")
        self._line = line
        self._credential = line.credential
        self._identifier = native_id or line.credential.account.removeprefix("@")
        self._session = self._kept()

    @property
    def host(self) -> str:
        """The name of the PDS."""
        return self._credential.origin.removeprefix("https://")

    @property
    def did(self) -> str:
        """Whose login it is; empty before the first answer."""
        return self._session.did if self._session else ""

    def ask(self, method: str, query: Query) -> object:
        """Ask for something and return the JSON of the answer; a list is one name several times.

        :raises FetchError: where there is no answer, or the password is refused
        """
        url = f"{self._credential.origin}/xrpc/{method}?{urlencode(query, doseq=True)}"
        session = self._session or self._log_in()
        try:
            return self._get(url, session)
        except RefusedError as error:
            if error_name(error) not in _OVER:
                raise
        return self._get(url, self._renew(session))

    def _get(self, url: str, session: Session) -> object:
        return parse(self._line.get(url, authorization=f"Bearer {session.access}").body)

    def _renew(self, session: Session) -> Session:
        """See https://docs.bsky.app/docs/api/com-atproto-server-refresh-session."""
        bearer = f"Bearer {session.refresh}"
        try:
            return self._begin("refreshSession", None, authorization=bearer)
        except RefusedError as error:
            if error.answer.status not in {400, 401}:
                raise
        return self._log_in()

    def _log_in(self) -> Session:
        """Log in, but never twice with a password that was refused: a person has to change it."""
        if text_at(self._memory(), "refused") == self._identifier:
            raise self._password_refused(tried=False)
        words = {"identifier": self._identifier, "password": self._credential.token}
        try:
            return self._begin("createSession", words)
        except RefusedError as error:
            if error_name(error) not in _REFUSED:
                raise
        self._remember(refused=self._identifier)
        raise self._password_refused(tried=True)

    def _begin(
        self, method: str, words: Mapping[str, object] | None, authorization: str = ""
    ) -> Session:
        url = f"{self._credential.origin}/xrpc/com.atproto.server.{method}"
        answered = parse(self._line.post(url, words, authorization=authorization).body)
        session = _session(answered)
        if session is None:
            raise NotUnderstoodError(self.host)
        self._remember(did=session.did, accessJwt=session.access, refreshJwt=session.refresh)
        self._session = session
        return session

    def _kept(self) -> Session | None:
        return _session(self._memory())

    def _memory(self) -> object:
        """Return what was kept, where it is of this very account and password."""
        kept = parse(self._line.session.encode())
        return kept if text_at(kept, "for") == _fingerprint(self._credential) else None

    def _remember(self, **words: str) -> None:
        self._line.session = json.dumps({"for": _fingerprint(self._credential)} | words)

    def _password_refused(self, *, tried: bool) -> PasswordRefusedError:
        reason = msg("newsdesk-fetch-password-refused", self.host, self._credential.account)
        return PasswordRefusedError(reason, tried=tried)


def error_name(error: RefusedError) -> str:
    """Return the name that an answer gives its error (https://atproto.com/specs/xrpc#error-responses)."""
    return text_at(parse(error.answer.body), "error")


def _session(value: object) -> Session | None:
    did = text_at(value, "did")
    access, refresh = text_at(value, "accessJwt"), text_at(value, "refreshJwt")
    if not (did and _TOKEN.fullmatch(access) and _TOKEN.fullmatch(refresh)):
        return None
    return Session(did, access, refresh)


def _fingerprint(credential: Credential) -> str:
    whole = f"{credential.account}\n{credential.token}"
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
