"""Puts the pages that Newsdesk offers to wikis onto the practice wiki."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sandbox.prepared import RECIPE
from sandbox.wiki import Wiki

NO_PAGE = "text"
"""The role of a text that is no page: see :class:`newsdesk.domain.wiki_page.Role`."""


def install(wiki: Wiki, pages: Iterable[Mapping[str, object]]) -> None:
    """Save pages as ``python -m newsdesk wiki-pages`` prints them.

    A page that somebody else edited last is theirs, and stays.

    :raises MissingError: when one can't be saved
    """
    wanted = [page for page in pages if page["role"] != NO_PAGE]
    wiki.prepared.run(RECIPE / "pages.php", data=wiki.data, stdin=json.dumps(wanted))
