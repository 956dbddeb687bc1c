"""What happens when the wiki no longer accepts what a user once allowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from newsdesk.domain.edit import LoginExpired
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained
from newsdesk.services import accounts
from newsdesk.services.submitted import Editor
from newsdesk.wiki.outcomes import outcome
from newsdesk.wiki.session import WikiError


class LoginEnded(Explained):
    """The user has to log in again; all their sessions have ended."""

    def __init__(self) -> None:
        super().__init__(explain(LoginExpired()))


@contextmanager
def watched(editor: Editor) -> Iterator[None]:
    """Ask the wiki as this user within the block.

    :raises LoginEnded: when the wiki refuses because of the login
    """
    try:
        yield
    except WikiError as error:
        if isinstance(outcome(error), LoginExpired):
            end(editor)
        raise


def end(editor: Editor) -> None:
    """End the user's sessions, as none of them can do anything any more.

    :raises LoginEnded: always
    """
    accounts.end_all(editor.engine, editor.settings, editor.account)
    raise LoginEnded from None
