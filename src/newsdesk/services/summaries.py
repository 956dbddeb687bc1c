"""What edit summaries are made of: plain words, as a link to a user's page would ping them.

See https://www.mediawiki.org/wiki/Help:Edit_summary for what has a meaning there.
"""

from __future__ import annotations

import re

from newsdesk.domain.site import Site
from newsdesk.infra.text import cut, one_line

_SUBJECT = 80
_MEANT = re.compile(r"\[{2,}|\]{2,}|\{{2,}")


def subject(text: str) -> str:
    """Return the beginning of a text, without what has a meaning in summaries."""
    short = cut(one_line(text), _SUBJECT)
    return _MEANT.sub(lambda signs: signs.group()[0], short).replace("/*", "/ *")


def tool_link(site: Site, path: str = "") -> str:
    """Link the tool where the wiki knows the way to it."""
    known = any(prefix == "toolforge" for prefix, _ in site.interwiki)
    return f"[[toolforge:newsdesk{path}|Newsdesk]]" if known else "Newsdesk"
