"""What tells one kind of edits from another: all else about sending them is the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sized
from dataclasses import replace
from typing import ClassVar, Generic, TypeVar

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, PageEdit, Protected
from newsdesk.domain.site import Site
from newsdesk.services.submitted import Editor, Sent
from newsdesk.store.submissions import Submission
from newsdesk.wiki import page_json

_NO_JSON = frozenset({"cantchangecontentmodel"})
"""Codes of a wiki on which this user may not make pages of JSON."""

S = TypeVar("S", bound=Sent)

Meaning = tuple[Sized, Sized]
"""What an edit brought to a page, and what it took away; to be compared with ``==``."""


class Kind(ABC, Generic[S]):
    """One kind of edits: how they are read, told apart, made anew and taken over."""

    name: ClassVar[str]
    """What the rows of this kind are called."""

    @abstractmethod
    def read(self, row: Submission) -> S:
        """Read a row."""

    @abstractmethod
    def meaning(self, before: PageRevision | None, after: PageRevision, site: Site) -> Meaning:
        """Say what an edit did, whatever the wording: it is found by it in a page's history."""

    @abstractmethod
    def intact(
        self, before: PageRevision | None, after: PageRevision | None, sent: S, site: Site
    ) -> bool:
        """Tell whether after an edit that the wiki merged the page says what was meant."""

    @abstractmethod
    def again(self, editor: Editor, sent: S) -> tuple[str, bool]:
        """Make it anew from the newest revisions; return its id, and whether to show it first.

        :raises Explained: where that cannot be
        """

    @abstractmethod
    def mended(self, editor: Editor, sent: S, before: PageRevision, now: PageRevision) -> str:
        """Prepare the edit of ``now`` after which the page says what was meant; return its id.

        ``before`` is what the page said before the wiki merged.

        :raises Explained: where that cannot be
        """

    @abstractmethod
    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, site: Site
    ) -> None:
        """Store what a page says now."""

    def otherwise(self, edit: PageEdit, result: EditResult) -> PageEdit | None:  # noqa: ARG002
        """Return another way to make an edit that the wiki refused, if there is one."""
        return None

    def published(self, connection: Connection, desk_id: int, user: str, sent: S) -> None:
        """Do what is left to do for this user once all of it stands on the wiki."""


def as_wikitext_instead(edit: PageEdit, result: EditResult) -> PageEdit | None:
    """Return an edit that makes a new page of wikitext with the JSON in it.

    That is for wikis that take no new page of JSON; see :meth:`Kind.otherwise`.
    """
    if edit.base or not (isinstance(result, Protected) and result.code in _NO_JSON):
        return None
    return replace(edit, model="wikitext", text=page_json.as_wikitext(edit.text))
